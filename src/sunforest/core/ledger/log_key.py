"""The log's own key: made at first run, read by whoever seals, never by a page (design §5)."""

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

KEY_NAME = "log"


def origin() -> str:
    """The log's name: its address without scheme (c2sp.org/tlog-checkpoint). Kept with the log from its first seal."""
    address = urlsplit(settings.SUNFOREST_URL)
    return f"{address.netloc}{address.path.rstrip('/')}/log"


def verifier_key(name: str) -> VerifierKey:
    """The public half of the key, under the log's name."""
    public = _private_key(settings.SUNFOREST_DATA).public_key()
    return VerifierKey(name, ED25519, public.public_bytes(Encoding.Raw, PublicFormat.Raw))


def signer() -> Callable[[bytes], bytes]:
    """What signs the text of a checkpoint."""
    return _private_key(settings.SUNFOREST_DATA).sign


@lru_cache(maxsize=4)
def _private_key(folder: Path) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(read_or_make_key(folder, KEY_NAME))
