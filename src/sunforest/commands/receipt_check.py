"""``verify``: check a receipt without network, database or us, and say in plain words what holds."""

from __future__ import annotations

import hashlib
import hmac
import json
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from sunforest.commands.outcome import DONE, FINDINGS, USAGE, Failure
from sunforest.pure import receipt_check as receipts
from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.checkpoint import SignedCheckpoint
from sunforest.pure.tlog_proof import TlogProof
from sunforest.pure.verifier_key import VerifierKey, parse_verifier_key

WHY_NOT = {
    receipts.NOT_A_RECEIPT: "这个文件不是回执，或已损坏。 / The file is no receipt, or damaged.",
    receipts.CHANGED_ENTRY: "条目被改过，哪怕只改一个字。 / The entry was changed, if only by one character.",
    receipts.OTHER_ENTRY: "这张回执是另一个条目的，请核对有没有拿错文件。 / The receipt is of another entry.",
    receipts.OTHER_LOG: "回执属于另一本日志，没有您所给密钥的签名。 / The receipt is of another log, not signed with this key.",
    receipts.FORGED: "签名是伪造的，或签名之后内容被改过。 / The signature is forged, or something was changed after it.",
}


def verify(arguments: Namespace) -> int:
    """Check receipt and entry against the log's key; gives 0 where all holds and 1 where something does not."""
    entry = _bytes_of(arguments.leaf)
    keys, witnesses = _keys([arguments.key]), _keys(arguments.witness or [])
    found = receipts.check_receipt(_bytes_of(arguments.receipt), entry, log_keys=keys, witness_keys=witnesses)
    if found.proof is None or found.signed is None:
        print(f"不成立 / Does not hold: {WHY_NOT[found.code]}")
        return FINDINGS
    for line in _what_holds(found.proof, found.signed, entry):
        print(line)
    return _check_face(entry, Path(arguments.face)) if arguments.face else DONE


def _bytes_of(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise Failure(f"读不到文件：{error} / cannot read the file", USAGE) from error


def _keys(lines: list[str]) -> list[VerifierKey]:
    try:
        return [parse_verifier_key(line) for line in lines]
    except Malformed as error:
        raise Failure(f"密钥写法不对：{error} / not a verifier key", USAGE) from error


def _what_holds(proof: TlogProof, signed: SignedCheckpoint, entry: bytes) -> list[str]:
    checkpoint = signed.checkpoint
    lines = [
        f"成立：这个条目在日志 {checkpoint.origin} 的第 {proof.index} 条（当时共 {checkpoint.size} 条），一字未改。"
        f" / Holds: entry {proof.index} of {checkpoint.size} in {checkpoint.origin}, unchanged.",
        *_what_the_entry_says(entry),
    ]
    for name, seconds in sorted(signed.seen_at().items()):
        moment = datetime.fromtimestamp(seconds, UTC)
        lines.append(
            f"见证者 {name} 在 {moment:%Y-%m-%d %H:%M:%S} UTC 见过它：它最迟那时已经存在。"
            f" / Witness {name} saw it at {moment:%Y-%m-%d %H:%M:%S} UTC."
        )
    return lines


def _what_the_entry_says(entry: bytes) -> list[str]:
    try:
        facts = json.loads(entry)
        words = f"序列 {facts['s']} 第 {facts['n']} 号 / series {facts['s']}, number {facts['n']}"
        return [f"{words}，{facts['k']}，{facts['t']}"] if "k" in facts else [words]
    except (ValueError, KeyError, TypeError):
        return []


def _check_face(entry: bytes, path: Path) -> int:
    """The public content beside the receipt opens the commitment in the entry, or it does not."""
    try:
        opening, commitment = json.loads(_bytes_of(str(path))), json.loads(entry)["c"]
        face, salt = str(opening["face"]), bytes.fromhex(opening["salt"])
    except (ValueError, KeyError, TypeError):
        print("不成立：内容文件无法读取。 / Does not hold: the content file cannot be read.")
        return FINDINGS
    if hmac.new(salt, face.encode(), hashlib.sha256).hexdigest() != commitment:
        print("不成立：内容与条目中的承诺不符，内容被改过。 / Does not hold: the content was changed.")
        return FINDINGS
    print("成立：公开内容就是当时登记的内容。 / Holds: the content is what was entered.")
    return DONE
