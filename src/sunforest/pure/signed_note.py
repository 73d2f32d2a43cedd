"""Signed notes: a text, an empty line, signature lines (c2sp.org/signed-note).

    This is an example message.

    — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

UTF-8 without control characters other than the newline. The text ends with its newline and may hold empty lines: the
last empty line divides. A line of a key that is not ours (name and id) is passed over; a line of ours that does not
verify spoils the whole note. Nothing in a text counts before `verified` has said whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sunforest.pure import cosignature, ed25519
from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.note_signature import MOST_SIGNATURES, NoteSignature, parse_signature_lines
from sunforest.pure.verifier_key import COSIGNATURE, ED25519, VerifierKey

__all__ = ["LARGEST_NOTE", "BadSignature", "NotSigned", "SignedNote", "parse_note", "sign_note", "verified"]

LARGEST_NOTE = 1_000_000
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class BadSignature(ValueError):
    """A key that we know is named on a line, and the signature there is not its own."""


class NotSigned(ValueError):
    """No key that we know has signed."""


@dataclass(frozen=True)
class SignedNote:
    """A text and the lines under it; ``str()`` gives the note. Raises Malformed where they do not make one."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def __post_init__(self) -> None:
        if not self.text.endswith("\n"):
            raise Malformed("the text of a note ends with a newline")
        if CONTROL.search(self.text):
            raise Malformed("a note holds no control character but the newline")
        if not self.signatures:
            raise Malformed("a note without signatures")
        if len(self.signatures) > MOST_SIGNATURES:
            raise Malformed(f"more than {MOST_SIGNATURES} signatures")

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(map(str, self.signatures))}"

    def with_signatures(self, more: Iterable[NoteSignature]) -> SignedNote:
        """The same note with further lines at its end; a line that it already has is not repeated."""
        return SignedNote(self.text, tuple(dict.fromkeys([*self.signatures, *more])))


def parse_note(data: bytes) -> SignedNote:
    """The note in these bytes, byte for byte what ``str()`` gives back. Raises Malformed."""
    if len(data) > LARGEST_NOTE:
        raise Malformed(f"a note of more than {LARGEST_NOTE} bytes")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed("a note is UTF-8") from error
    text, blank, lines = whole.rpartition("\n\n")
    if not blank:
        raise Malformed("no empty line between text and signatures")
    return SignedNote(text + "\n", parse_signature_lines(lines))


def sign_note(text: str, *, key: VerifierKey, sign: Callable[[bytes], bytes]) -> SignedNote:
    """The note of a text signed with one key of kind 01, whose secret ``sign`` holds. Raises ValueError, Malformed."""
    if key.kind != ED25519:
        raise ValueError(f"{key.name} does not sign notes by itself")
    return SignedNote(text, (NoteSignature(key.name, key.key_id, sign(text.encode())),))


def verified(note: SignedNote, keys: Iterable[VerifierKey]) -> tuple[NoteSignature, ...]:
    """The lines of the note that these keys made.

    Raises BadSignature for a line of a known key that does not verify, NotSigned where there is none of a known key,
    ValueError where two different keys share name and id, or a key is of a kind that cannot be checked here.
    """
    known: dict[tuple[str, bytes], VerifierKey] = {}
    for key in keys:
        if known.setdefault((key.name, key.key_id), key) != key:
            raise ValueError(f"two keys named {key.name} with the id {key.key_id.hex()}")
        if key.kind not in CHECKS:
            raise ValueError(f"{key.name}: a key of kind {key.kind:#04x} cannot be checked here")
    ours = tuple(line for line in note.signatures if (line.name, line.key_id) in known)
    for line in ours:
        key = known[line.name, line.key_id]
        if not CHECKS[key.kind](note.text, line.payload, key.public_key):
            raise BadSignature(f"the signature of {line.name} is not its own")
    if not ours:
        raise NotSigned("no known key has signed the note")
    return ours


def _is_note_signature(text: str, payload: bytes, public_key: bytes) -> bool:
    return ed25519.signs(payload, message=text.encode(), public_key=public_key)


def _is_cosignature(text: str, payload: bytes, public_key: bytes) -> bool:
    try:
        seconds, signature = cosignature.parts_of(payload)
    except Malformed:
        return False
    message = cosignature.message_of(text, seconds=seconds)
    return ed25519.signs(signature, message=message, public_key=public_key)


CHECKS = {ED25519: _is_note_signature, COSIGNATURE: _is_cosignature}
