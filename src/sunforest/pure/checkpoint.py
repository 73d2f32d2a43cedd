"""Checkpoints: what a log vouches for at one size (c2sp.org/tlog-checkpoint). The text of a signed note:

    example.com/behind-the-sofa                        origin: which log
    20852163                                           size, decimal
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=       root hash, base64

Further lines are allowed to other logs and kept as they are; ours writes none, since nobody could check them. The text
holds no time: the cosignatures of witnesses do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sunforest.pure import cosignature
from sunforest.pure.canonical_encodings import LARGEST_SIZE, Malformed, base64_of, decimal_from, hash_from_base64
from sunforest.pure.merkle import HASH_SIZE
from sunforest.pure.note_signature import NoteSignature
from sunforest.pure.signed_note import NotSigned, SignedNote, parse_note, verified
from sunforest.pure.verifier_key import COSIGNATURE, VerifierKey

__all__ = ["Checkpoint", "OtherLog", "SignedCheckpoint", "open_checkpoint", "parse_checkpoint"]


class OtherLog(ValueError):
    """The checkpoint is of another log than the one that was asked for."""


@dataclass(frozen=True)
class Checkpoint:
    """Origin, size and root of a log; ``str()`` gives the text of the note. Raises Malformed where they make none."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not all(self._lines()) or any("\n" in line for line in self._lines()):
            raise Malformed("origin and extensions are lines that are not empty")
        if not 0 <= self.size <= LARGEST_SIZE:
            raise Malformed(f"a log has 0 to 2^63 - 1 entries, not {self.size}")
        if len(self.root) != HASH_SIZE:
            raise Malformed(f"a root has {HASH_SIZE} bytes, not {len(self.root)}")

    def __str__(self) -> str:
        return "".join(f"{line}\n" for line in (self.origin, self.size, base64_of(self.root), *self.extensions))

    def _lines(self) -> tuple[str, ...]:
        return (self.origin, *self.extensions)


@dataclass(frozen=True)
class SignedCheckpoint:
    """A checkpoint that its log has signed, with the cosignatures of the witnesses that were asked about."""

    checkpoint: Checkpoint
    note: SignedNote
    cosignatures: tuple[NoteSignature, ...]

    def seen_at(self) -> dict[str, int]:
        """For each witness the newest POSIX time at which it vouched for this checkpoint."""
        newest: dict[str, int] = {}
        for line in self.cosignatures:
            newest[line.name] = max(newest.get(line.name, 0), cosignature.seen_at(line))
        return newest


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint that the text of a note holds, signed or not. Raises Malformed."""
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop():
        raise Malformed("a checkpoint has three lines: origin, size and root")
    origin, size, root, *extensions = lines
    return Checkpoint(origin, decimal_from(size), hash_from_base64(root), tuple(extensions))


def open_checkpoint(
    note: bytes | SignedNote, *, origin: str, log_keys: Iterable[VerifierKey], witness_keys: Iterable[VerifierKey] = ()
) -> SignedCheckpoint:
    """The checkpoint in a note, after one of the log's keys and every line of a known witness have been verified.

    How many witnesses are enough is the caller's policy. Raises Malformed, OtherLog for another origin, NotSigned where
    none of the log's keys has signed, BadSignature for a wrong line of the log or a known witness, ValueError for a
    witness's key that is not of kind 04.
    """
    note = note if isinstance(note, SignedNote) else parse_note(note)
    checkpoint = parse_checkpoint(note.text)
    if checkpoint.origin != origin:
        raise OtherLog(f"a checkpoint of {checkpoint.origin}, not of {origin}")
    verified(note, log_keys)
    return SignedCheckpoint(checkpoint, note, _cosignatures(note, tuple(witness_keys)))


def _cosignatures(note: SignedNote, keys: tuple[VerifierKey, ...]) -> tuple[NoteSignature, ...]:
    if any(key.kind != COSIGNATURE for key in keys):
        raise ValueError("the key of a witness is of kind 04")
    try:
        return verified(note, keys)
    except NotSigned:
        return ()
