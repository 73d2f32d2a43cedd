"""``verify``: check a receipt without network, database or us, and say in plain words what holds."""

from __future__ import annotations

import hashlib
import hmac
import json
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from sunforest.commands.outcome import DONE, FINDINGS, USAGE, Failure
from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.checkpoint import OtherLog, SignedCheckpoint, parse_checkpoint
from sunforest.pure.merkle import leaf_hash
from sunforest.pure.merkle_proofs import NotProven
from sunforest.pure.signed_note import BadSignature, NotSigned
from sunforest.pure.tlog_proof import TlogProof, parse_proof, verify_proof
from sunforest.pure.verifier_key import VerifierKey, parse_verifier_key


def verify(arguments: Namespace) -> int:
    """Check receipt and entry against the log's key; gives 0 where all holds and 1 where something does not."""
    entry = _bytes_of(arguments.leaf)
    keys, witnesses = _keys([arguments.key]), _keys(arguments.witness or [])
    try:
        proof = parse_proof(_bytes_of(arguments.receipt))
    except Malformed as error:
        print(f"不成立：这个文件不是回执，或已损坏（{error}）。 / not a receipt, or damaged.")
        return FINDINGS
    try:
        signed = verify_proof(proof, leaf=leaf_hash(entry), origin=keys[0].name, log_keys=keys, witness_keys=witnesses)
    except (OtherLog, NotSigned, BadSignature, NotProven) as error:
        print(_why_not(error, proof))
        return FINDINGS
    for line in _what_holds(proof, signed, entry):
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


def _why_not(error: Exception, proof: TlogProof) -> str:
    if isinstance(error, NotProven):
        return (
            "不成立：这个条目不是回执所证明的那一条。条目被改过，哪怕只改一个字；或者拿错了文件。"
            " / Does not hold: the entry was changed, or it is not the entry of this receipt."
        )
    origin = parse_checkpoint(proof.note.text).origin
    if isinstance(error, OtherLog | NotSigned):
        return (
            f"不成立：回执属于另一本日志（{origin}），没有您所给密钥的签名。"
            f" / Does not hold: the receipt is of another log ({origin}), not signed with this key."
        )
    return (
        "不成立：签名是伪造的，或签名之后内容被改过。"
        " / Does not hold: the signature is forged, or something was changed after it was signed."
    )


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
