"""Cosignatures: a witness says when it saw this checkpoint as the newest consistent one (c2sp.org/tlog-cosignature, v1).

    payload   uint64 big-endian POSIX time || Ed25519 signature [64]     72 bytes after the key id, 76 with it
    signed    cosignature/v1\\n
              time 1679315147\\n
              example.com/behind-the-sofa\\n20852163\\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\\n

    jWbPPwAAAABkGFDL…  is key id 8d66cf3f, time 1679315147

The name of the cosigner is not signed: one key for each name. Times are data here; what is fresh is the reader's policy.
"""

from __future__ import annotations

from collections.abc import Callable

from sunforest.pure.canonical_encodings import LARGEST_SIZE, Malformed
from sunforest.pure.ed25519 import SIGNATURE_SIZE
from sunforest.pure.note_signature import NoteSignature
from sunforest.pure.verifier_key import COSIGNATURE, VerifierKey

__all__ = ["cosign", "message_of", "parts_of", "seen_at"]

TIME_SIZE = 8


def message_of(text: str, *, seconds: int) -> bytes:
    """What a witness signs: the whole text of the checkpoint under a header with the POSIX time."""
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def parts_of(payload: bytes) -> tuple[int, bytes]:
    """The POSIX time and the Ed25519 signature in a payload. Raises Malformed for another length or a time of 0 or 2^63."""
    if len(payload) != TIME_SIZE + SIGNATURE_SIZE:
        raise Malformed(f"a cosignature has {TIME_SIZE + SIGNATURE_SIZE} bytes, not {len(payload)}")
    seconds = int.from_bytes(payload[:TIME_SIZE], "big")
    if not 0 < seconds <= LARGEST_SIZE:
        raise Malformed(f"not the time of a cosignature: {seconds}")
    return seconds, payload[TIME_SIZE:]


def seen_at(signature: NoteSignature) -> int:
    """The POSIX time that a cosignature states. Raises Malformed."""
    return parts_of(signature.payload)[0]


def cosign(text: str, *, key: VerifierKey, seconds: int, sign: Callable[[bytes], bytes]) -> NoteSignature:
    """The cosignature of a checkpoint's text at a POSIX time. ``sign`` holds the secret of ``key``, of kind 04.

    Raises ValueError for a key of another kind, Malformed for a time out of range.
    """
    if key.kind != COSIGNATURE:
        raise ValueError(f"{key.name} is not the key of a witness")
    payload = seconds.to_bytes(TIME_SIZE, "big") + sign(message_of(text, seconds=seconds))
    parts_of(payload)
    return NoteSignature(key.name, key.key_id, payload)
