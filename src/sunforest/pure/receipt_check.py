"""Whether a receipt and an entry belong together and to a log, told as one of six outcomes.

    holds           the entry is in the log, unchanged, under a signature of the log
    not_a_receipt   the file is no receipt, or damaged
    other_log       a receipt, but of a log whose key was not given
    forged          the log's name, and not its signature
    other_entry     signed well, but the entry is another one than the receipt's
    changed_entry   the entry that the receipt is about, with something changed in it

The last two differ by the ``extra`` line, which states series and number of the entry. Nobody vouches for that line; it
chooses between two ways of saying no and never says yes. The page's script knows the same outcomes (receipt_check.js).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.checkpoint import OtherLog, SignedCheckpoint
from sunforest.pure.merkle import leaf_hash
from sunforest.pure.merkle_proofs import NotProven
from sunforest.pure.signed_note import BadSignature, NotSigned
from sunforest.pure.tlog_proof import TlogProof, parse_proof, verify_proof
from sunforest.pure.verifier_key import VerifierKey

__all__ = [
    "CHANGED_ENTRY",
    "FORGED",
    "HOLDS",
    "NOT_A_RECEIPT",
    "OTHER_ENTRY",
    "OTHER_LOG",
    "Outcome",
    "check_receipt",
    "place_of",
]

HOLDS, NOT_A_RECEIPT, OTHER_LOG, FORGED = "holds", "not_a_receipt", "other_log", "forged"
OTHER_ENTRY, CHANGED_ENTRY = "other_entry", "changed_entry"


@dataclass(frozen=True)
class Outcome:
    """What came out: the code; the receipt, where it could be read; the checkpoint, where all holds."""

    code: str
    proof: TlogProof | None = None
    signed: SignedCheckpoint | None = None


def check_receipt(
    receipt: bytes, entry: bytes, *, log_keys: Sequence[VerifierKey], witness_keys: Sequence[VerifierKey] = ()
) -> Outcome:
    """Check a receipt against the exact bytes of an entry. All ``log_keys`` are of one log: their name is its origin."""
    try:
        proof = parse_proof(receipt)
    except Malformed:
        return Outcome(NOT_A_RECEIPT)
    try:
        signed = verify_proof(
            proof, leaf=leaf_hash(entry), origin=log_keys[0].name, log_keys=log_keys, witness_keys=witness_keys
        )
    except (OtherLog, NotSigned):
        return Outcome(OTHER_LOG, proof)
    except BadSignature:
        return Outcome(FORGED, proof)
    except NotProven:
        is_other = place_of(entry) != place_of(proof.extra or b"")
        return Outcome(OTHER_ENTRY if is_other else CHANGED_ENTRY, proof)
    return Outcome(HOLDS, proof, signed)


def place_of(entry: bytes) -> tuple[str, int] | None:
    """Series and number that an entry states, or the ``extra`` line of its receipt; None where there are none."""
    try:
        facts = json.loads(entry)
        return str(facts["s"]), int(facts["n"])
    except (ValueError, KeyError, TypeError):
        return None
