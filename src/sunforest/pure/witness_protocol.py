"""How a log asks a witness, and what the witness must answer (c2sp.org/tlog-witness, add-checkpoint).

    POST <prefix>/add-checkpoint
    old 20852014                                            the size that the witness saw last, 0 for none
    PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=            consistency proof from there, at most 63 lines

    example.com/behind-the-sofa                             the signed checkpoint
    20852163
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=

    200  seen: one or more cosignature lines                400  unreadable, or old size above the new one
    403  not signed by a known key of the log, or wrongly   404  the origin is unknown
    409  old is not what we saw last; body "20852014\\n" as text/x.tlog.size
    422  proof fails, two roots for one size, an empty log with a root, a proof where none belongs

`judge` decides; the witness reads what it saw last, judges, and persists in one transaction *before* it answers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sunforest.pure.canonical_encodings import Malformed, base64_of, decimal_from, hash_from_base64
from sunforest.pure.checkpoint import Checkpoint, open_checkpoint, parse_checkpoint
from sunforest.pure.merkle import EMPTY_ROOT
from sunforest.pure.merkle_proofs import LONGEST_PROOF, NotProven, verify_consistency
from sunforest.pure.note_signature import NoteSignature, parse_signature_lines
from sunforest.pure.signed_note import LARGEST_NOTE, BadSignature, NotSigned, SignedNote, parse_note
from sunforest.pure.verifier_key import VerifierKey

__all__ = [
    "LARGEST_REQUEST",
    "PLAIN_TEXT",
    "SIZE_TEXT",
    "AddCheckpoint",
    "Judgement",
    "Seen",
    "cosignatures_in",
    "judge",
    "monitoring_path",
    "parse_request",
    "size_in_conflict",
]

LARGEST_REQUEST = 2 * LARGEST_NOTE
PLAIN_TEXT = "text/plain; charset=utf-8"
SIZE_TEXT = "text/x.tlog.size"


@dataclass(frozen=True)
class AddCheckpoint:
    """A request; ``str()`` gives its body. Raises Malformed for more than 63 hashes or a note that is no checkpoint."""

    old_size: int
    proof: tuple[bytes, ...]
    note: SignedNote

    def __post_init__(self) -> None:
        if len(self.proof) > LONGEST_PROOF:
            raise Malformed(f"a consistency proof has at most {LONGEST_PROOF} lines")
        parse_checkpoint(self.note.text)

    @property
    def checkpoint(self) -> Checkpoint:
        """What the note claims, before anything is verified."""
        return parse_checkpoint(self.note.text)

    def __str__(self) -> str:
        return "\n".join([f"old {self.old_size}", *map(base64_of, self.proof), "", str(self.note)])


@dataclass(frozen=True)
class Seen:
    """The newest checkpoint of a log that this witness has cosigned."""

    size: int
    root: bytes


NOTHING_SEEN = Seen(0, EMPTY_ROOT)


@dataclass(frozen=True)
class Judgement:
    """The status to answer with. At 200 keep ``seen`` and cosign; at 409 ``conflict`` is the body."""

    status: int
    reason: str
    seen: Seen | None = None
    conflict: str = ""

    @property
    def content_type(self) -> str:
        """The type of the body: the size at 409, else plain text."""
        return SIZE_TEXT if self.status == 409 else PLAIN_TEXT


def parse_request(body: bytes) -> AddCheckpoint:
    """The request in a body, byte for byte what ``str()`` gives back. Raises Malformed, which is answered with 400."""
    if len(body) > LARGEST_REQUEST:
        raise Malformed("a request is not that long")
    head, blank, note = body.partition(b"\n\n")
    if not blank:
        raise Malformed("no empty line between proof and checkpoint")
    try:
        old, *hashes = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Malformed("the lines of a proof are ASCII") from error
    if not old.startswith("old "):
        raise Malformed("a request begins with the old size")
    return AddCheckpoint(decimal_from(old.removeprefix("old ")), tuple(map(hash_from_base64, hashes)), parse_note(note))


def judge(request: AddCheckpoint, *, log_keys: Mapping[str, Iterable[VerifierKey]], seen: Seen | None) -> Judgement:
    """Whether the witness may cosign, in the order of the specification.

    ``log_keys`` are the keys of each origin that it watches, ``seen`` what it saw last of this origin (None: nothing).
    """
    seen, checkpoint = seen or NOTHING_SEEN, request.checkpoint
    if checkpoint.origin not in log_keys:
        return Judgement(404, "unknown origin")
    try:
        open_checkpoint(request.note, origin=checkpoint.origin, log_keys=log_keys[checkpoint.origin])
    except (BadSignature, NotSigned) as error:
        return Judgement(403, str(error))
    if request.old_size > checkpoint.size:
        return Judgement(400, "the old size is above the size of the checkpoint")
    if request.old_size != seen.size:
        return Judgement(409, "another size was seen last", conflict=f"{seen.size}\n")
    try:
        verify_consistency(
            request.proof, old_size=seen.size, old_root=seen.root, size=checkpoint.size, root=checkpoint.root
        )
    except NotProven as error:
        return Judgement(422, str(error))
    return Judgement(200, "", seen=Seen(checkpoint.size, checkpoint.root))


def cosignatures_in(body: bytes) -> tuple[NoteSignature, ...]:
    """The lines of an answer with status 200; which of them count, `signed_note.verified` says. Raises Malformed."""
    try:
        return parse_signature_lines(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Malformed("an answer is UTF-8") from error


def size_in_conflict(body: bytes) -> int:
    """The size that a witness saw last, from an answer with status 409. Raises Malformed."""
    try:
        text = body.decode("ascii")
    except UnicodeDecodeError as error:
        raise Malformed("a size is ASCII") from error
    if not text.endswith("\n"):
        raise Malformed("the size ends with a newline")
    return decimal_from(text.removesuffix("\n"))


def monitoring_path(origin: str) -> str:
    """Where a witness serves the newest checkpoint it has cosigned, below its monitoring prefix."""
    return f"{hashlib.sha256(origin.encode()).hexdigest()}/checkpoint"
