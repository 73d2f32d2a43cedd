"""The installation's keys, and what is done with them: sealing, and finding without reading (design §4, §5)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from sunforest.installation import read_or_make_key

NONCE_SIZE = 12


class Unreadable(Exception):
    """A sealed value does not open: the key is another one, or the value was changed."""


@lru_cache(maxsize=8)
def key(name: str) -> bytes:
    """The 32-byte key called ``fields`` or ``index``."""
    return read_or_make_key(settings.SUNFOREST_DATA, name)


def seal(plain: bytes, under: bytes) -> bytes:
    """Encrypt and authenticate (AES-256-GCM): 12 bytes of nonce, then the ciphertext."""
    nonce = secrets.token_bytes(NONCE_SIZE)
    return nonce + AESGCM(under).encrypt(nonce, plain, None)


def open_sealed(sealed: bytes | memoryview[int], under: bytes) -> bytes:
    """The plain bytes. Raises Unreadable."""
    sealed = bytes(sealed)
    try:
        return AESGCM(under).decrypt(sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], None)
    except InvalidTag as error:
        raise Unreadable("a sealed value does not open with the key of this installation") from error


def seal_text(text: str) -> bytes:
    """A text of one column, sealed under the installation's own key."""
    return seal(text.encode(), key("fields"))


def open_text(sealed: bytes | memoryview[int]) -> str:
    """What ``seal_text`` sealed. Raises Unreadable."""
    return open_sealed(sealed, key("fields")).decode()


def blind_index(kind: str, value: str) -> bytes:
    """The keyed index (HMAC-SHA-256) by which a secret value is found; ``kind`` keeps two uses of one value apart."""
    return hmac.new(key("index"), f"{kind}\0{value}".encode(), hashlib.sha256).digest()
