"""The log's own key: made at first run, read by whoever seals, never by a page (design §5).

A change of keys has an overlap: while ``log_next.key`` lies beside ``log.key``, both sign every checkpoint, so that those
who follow the log with the old key learn of no gap while the new one is made known. Then the new file takes the old
one's place (docs/reference/log.md).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from sunforest.installation import read_or_make_key
from sunforest.pure.verifier_key import ED25519, VerifierKey

KEY_NAME, NEXT_KEY_NAME = "log", "log_next"
Sign = Callable[[bytes], bytes]


def origin() -> str:
    """The log's name: its address without scheme (c2sp.org/tlog-checkpoint). Kept with the log from its first seal."""
    address = urlsplit(settings.SUNFOREST_URL)
    return f"{address.netloc}{address.path.rstrip('/')}/log"


def verifier_key(name: str) -> VerifierKey:
    """The public half of the key, under the log's name."""
    return _public(name, _private_key(settings.SUNFOREST_DATA, KEY_NAME))


def next_verifier_key(name: str) -> VerifierKey:
    """The public half of the key that is to follow; it is made when asked for first, and signs from then on."""
    return _public(name, _private_key(settings.SUNFOREST_DATA, NEXT_KEY_NAME))


def verifier_keys(name: str) -> list[VerifierKey]:
    """Whose signatures count as ours: the key, and during an overlap the next one."""
    return [key for key, _sign in signers(name)]


def signers(name: str) -> list[tuple[VerifierKey, Sign]]:
    """What signs the text of a checkpoint: the key first, and during an overlap the next one."""
    names = [KEY_NAME, *([NEXT_KEY_NAME] if has_next() else [])]
    keys = [_private_key(settings.SUNFOREST_DATA, key_name) for key_name in names]
    return [(_public(name, key), key.sign) for key in keys]


def has_next() -> bool:
    """True during an overlap."""
    return (settings.SUNFOREST_DATA / "keys" / f"{NEXT_KEY_NAME}.key").exists()


def _public(name: str, private: Ed25519PrivateKey) -> VerifierKey:
    return VerifierKey(name, ED25519, private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


@lru_cache(maxsize=8)
def _private_key(folder: Path, key_name: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(read_or_make_key(folder, key_name))
