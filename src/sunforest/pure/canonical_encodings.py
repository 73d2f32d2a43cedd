"""Numbers and bytes as the log's formats write them: one spelling each, every other one refused.

    0   20852163                                      decimal: ASCII digits, no sign, no leading zero, below 2^63
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=      base64 (RFC 4648 §4): padded, no blanks, unused bits zero

Two spellings of one value would let two different files count as the same proof; so a parser here accepts exactly what
the formatter beside it writes.
"""

from __future__ import annotations

import base64
import binascii
import re

__all__ = ["LARGEST_SIZE", "Malformed", "base64_of", "bytes_from_base64", "decimal_from", "hash_from_base64"]

LARGEST_SIZE = 2**63 - 1
HASH_SIZE = 32

DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


class Malformed(ValueError):
    """These bytes are not in the format they claim; the message says where it departs from the specification."""


def decimal_from(text: str) -> int:
    """The number that ``text`` writes in canonical decimal, 0 to 2^63 - 1. Raises Malformed."""
    if not DECIMAL.fullmatch(text) or int(text) > LARGEST_SIZE:
        raise Malformed(f"not a canonical decimal below 2^63: {text[:24]!r}")
    return int(text)


def base64_of(data: bytes) -> str:
    """``data`` in padded standard base64."""
    return base64.b64encode(data).decode("ascii")


def bytes_from_base64(text: str) -> bytes:
    """The bytes that ``text`` writes in canonical padded base64. Raises Malformed."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise Malformed(f"not base64: {text[:64]!r}") from error
    if base64_of(data) != text:
        raise Malformed(f"not the canonical base64 of its bytes: {text[:64]!r}")
    return data


def hash_from_base64(text: str) -> bytes:
    """The SHA-256 hash (32 bytes) that ``text`` writes in base64. Raises Malformed."""
    data = bytes_from_base64(text)
    if len(data) != HASH_SIZE:
        raise Malformed(f"a SHA-256 hash has {HASH_SIZE} bytes, not {len(data)}")
    return data
