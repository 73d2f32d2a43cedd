"""One signature line of a note (c2sp.org/signed-note).

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
em dash (U+2014), space, key name, space, base64(key id [4 bytes] || signature), newline
"""

from __future__ import annotations

from dataclasses import dataclass

from sunforest.pure.canonical_encodings import Malformed, base64_of, bytes_from_base64
from sunforest.pure.verifier_key import KEY_ID_SIZE, check_name

__all__ = ["MOST_SIGNATURES", "NoteSignature", "parse_signature_lines"]

MARK = "— "
MOST_SIGNATURES = 100
"""A note must be accepted with 16 signatures; one hundred is what Go's verifier accepts."""


@dataclass(frozen=True)
class NoteSignature:
    """A signature line. ``payload`` is what the kind of key says: 64 bytes of Ed25519, 72 of cosignature/v1.

    Raises Malformed for a name that is none, a key id of another length or an empty payload.
    """

    name: str
    key_id: bytes
    payload: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.key_id) != KEY_ID_SIZE or not self.payload:
            raise Malformed(f"the signature of {self.name} is too short")

    def __str__(self) -> str:
        return f"{MARK}{self.name} {base64_of(self.key_id + self.payload)}\n"


def parse_signature_lines(text: str) -> tuple[NoteSignature, ...]:
    """The signatures of one or more whole lines, at most 100. Raises Malformed."""
    *lines, after_last = text.split("\n")
    if after_last or not lines:
        raise Malformed("signature lines end with a newline")
    if len(lines) > MOST_SIGNATURES:
        raise Malformed(f"more than {MOST_SIGNATURES} signatures")
    return tuple(_parsed(line) for line in lines)


def _parsed(line: str) -> NoteSignature:
    name, blank, encoded = line.removeprefix(MARK).partition(" ")
    if not line.startswith(MARK) or not blank:
        raise Malformed(f"not a signature line: {line[:80]!r}")
    data = bytes_from_base64(encoded)
    return NoteSignature(name, data[:KEY_ID_SIZE], data[KEY_ID_SIZE:])
