"""Verifier keys: who may have signed a note, on one line that can be printed (c2sp.org/signed-note).

    example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k
    name           +key id  +base64(kind || public key)

    key id = SHA-256(name || 0A || kind || public key)[:4]
    kind 01  Ed25519 over the text of the note          (a log)
    kind 04  Ed25519 with a time, cosignature/v1        (a witness)
    kind 06  ML-DSA-44 cosignature: can be kept and printed, not checked here

A name holds no blank and no plus; the base64 may hold one.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from sunforest.pure.canonical_encodings import Malformed, base64_of, bytes_from_base64
from sunforest.pure.ed25519 import PUBLIC_KEY_SIZE

__all__ = [
    "COSIGNATURE",
    "ED25519",
    "KEY_ID_SIZE",
    "ML_DSA_COSIGNATURE",
    "VerifierKey",
    "check_name",
    "parse_verifier_key",
]

ED25519 = 0x01
COSIGNATURE = 0x04
ML_DSA_COSIGNATURE = 0x06
KEY_SIZES = {ED25519: PUBLIC_KEY_SIZE, COSIGNATURE: PUBLIC_KEY_SIZE, ML_DSA_COSIGNATURE: 1312}
KEY_ID_SIZE = 4

KEY_ID = re.compile(r"[0-9a-f]{8}", re.ASCII)


def check_name(name: str) -> None:
    """Raises Malformed unless ``name`` may name a key: not empty, no Unicode space, no control character, no plus."""
    if not name or "+" in name or any(character.isspace() or character < " " for character in name):
        raise Malformed(f"not the name of a key: {name[:80]!r}")


@dataclass(frozen=True)
class VerifierKey:
    """A public key under a name. Raises Malformed for a name, kind or length that the specification does not know."""

    name: str
    kind: int
    public_key: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if self.kind not in KEY_SIZES:
            raise Malformed(f"not a known kind of key: {self.kind:#04x}")
        if len(self.public_key) != KEY_SIZES[self.kind]:
            raise Malformed(f"a key of this kind has {KEY_SIZES[self.kind]} bytes, not {len(self.public_key)}")

    @property
    def key_id(self) -> bytes:
        """The four bytes by which signature lines call this key."""
        return hashlib.sha256(self.name.encode() + b"\n" + self._typed()).digest()[:KEY_ID_SIZE]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{base64_of(self._typed())}"

    def _typed(self) -> bytes:
        return bytes([self.kind]) + self.public_key


def parse_verifier_key(line: str) -> VerifierKey:
    """The key that one line prints. Raises Malformed, also where the key id is not that of the key."""
    name, first_plus, rest = line.partition("+")
    key_id, second_plus, encoded = rest.partition("+")
    if not (first_plus and second_plus and KEY_ID.fullmatch(key_id)):
        raise Malformed(f"not a verifier key (name+id+key): {line[:80]!r}")
    typed = bytes_from_base64(encoded)
    if not typed:
        raise Malformed("the verifier key is empty")
    key = VerifierKey(name, typed[0], typed[1:])
    if key.key_id.hex() != key_id:
        raise Malformed(f"the key id {key_id} is not that of the key, {key.key_id.hex()}")
    return key
