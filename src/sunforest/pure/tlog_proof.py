"""The receipt that proves an entry offline, `.tlog-proof` (c2sp.org/tlog-proof@v1).

    c2sp.org/tlog-proof@v1
    extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6          optional, vouched for by nobody
    index 73894
    gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=            the siblings from the leaf up to the root's child
    B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=

    example.com/fancylog                                    the signed checkpoint, byte for byte
    109482
    sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=

    — example.com/fancylog hI2DJw…
    — witness1.example mJirIklj…

With the entry, the keys of the log and its witnesses, and no network: entry → leaf hash → root → signatures. A bare
inclusion proof fixes the size only as far as its shape does; the signed checkpoint fixes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sunforest.pure.canonical_encodings import (
    LARGEST_SIZE,
    Malformed,
    base64_of,
    bytes_from_base64,
    decimal_from,
    hash_from_base64,
)
from sunforest.pure.checkpoint import SignedCheckpoint, open_checkpoint, parse_checkpoint
from sunforest.pure.merkle import HASH_SIZE
from sunforest.pure.merkle_proofs import LONGEST_PROOF, verify_inclusion
from sunforest.pure.signed_note import LARGEST_NOTE, SignedNote, parse_note
from sunforest.pure.verifier_key import VerifierKey

__all__ = ["FIRST_LINE", "SUFFIX", "TlogProof", "parse_proof", "verify_proof"]

FIRST_LINE = "c2sp.org/tlog-proof@v1"
SUFFIX = ".tlog-proof"


@dataclass(frozen=True)
class TlogProof:
    """A receipt; ``str()`` gives the file. ``extra`` is None or bytes that nobody vouches for. Raises Malformed."""

    index: int
    hashes: tuple[bytes, ...]
    note: SignedNote
    extra: bytes | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.index <= LARGEST_SIZE:
            raise Malformed(f"an index is 0 to 2^63 - 1, not {self.index}")
        if len(self.hashes) > LONGEST_PROOF or any(len(hashed) != HASH_SIZE for hashed in self.hashes):
            raise Malformed(f"a proof has at most {LONGEST_PROOF} hashes of {HASH_SIZE} bytes")
        if self.extra == b"":
            raise Malformed("without extra data the line is left out")
        parse_checkpoint(self.note.text)

    def __str__(self) -> str:
        extra = [] if self.extra is None else [f"extra {base64_of(self.extra)}"]
        lines = [FIRST_LINE, *extra, f"index {self.index}", *map(base64_of, self.hashes), ""]
        return "\n".join(lines) + f"\n{self.note}"


def parse_proof(data: bytes) -> TlogProof:
    """The receipt in these bytes, byte for byte what ``str()`` gives back. Raises Malformed."""
    if len(data) > 2 * LARGEST_NOTE:
        raise Malformed("a receipt is not that long")
    head, blank, note = data.partition(b"\n\n")
    if not blank:
        raise Malformed("no empty line between proof and checkpoint")
    try:
        first, *lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Malformed("the lines of a proof are ASCII") from error
    if first != FIRST_LINE:
        raise Malformed(f"not a proof of version 1: {first[:80]!r}")
    extra = bytes_from_base64(lines.pop(0).removeprefix("extra ")) if lines and lines[0].startswith("extra ") else None
    if not lines or not lines[0].startswith("index "):
        raise Malformed("no index line")
    index, *hashes = lines
    return TlogProof(
        decimal_from(index.removeprefix("index ")), tuple(map(hash_from_base64, hashes)), parse_note(note), extra
    )


def verify_proof(
    proof: TlogProof,
    *,
    leaf: bytes,
    origin: str,
    log_keys: Iterable[VerifierKey],
    witness_keys: Iterable[VerifierKey] = (),
) -> SignedCheckpoint:
    """The signed checkpoint that covers the leaf hash: origin, the log's signature, known witnesses, inclusion.

    How many witnesses are enough, and how fresh, is the caller's policy. Raises what `checkpoint.open_checkpoint`
    raises, and NotProven where the proof does not lead from the leaf to the signed root.
    """
    signed = open_checkpoint(proof.note, origin=origin, log_keys=log_keys, witness_keys=witness_keys)
    checkpoint = signed.checkpoint
    verify_inclusion(proof.hashes, leaf=leaf, index=proof.index, size=checkpoint.size, root=checkpoint.root)
    return signed
