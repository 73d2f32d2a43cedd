"""Ed25519 signatures, checked with nothing but integers (RFC 8032 §5.1). Checking only: here is no secret to keep.

    public key  32 bytes, little-endian y with the sign of x in the highest bit
    signature   64 bytes, R (a point like the key) || S (little-endian)
    valid       [S]B = R + [k]A, k = SHA-512(R || A || message)

Where RFC 8032 leaves a choice the strict one is taken, as OpenSSL and Go do or stricter, so that whoever checks elsewhere
agrees with us:
- S at or above the group order is refused (§5.1.7; otherwise anyone makes a second signature out of a first);
- a key or R that does not decode, or whose y is not below 2^255 - 19, is refused (§5.1.3);
- the equation without the cofactor 8, comparing R byte by byte;
- a key of small order (the eight points whose multiple by 8 is zero) is refused: it would accept a signature for any
  message. An honest key never is one.
"""

from __future__ import annotations

import hashlib

__all__ = ["PUBLIC_KEY_SIZE", "SIGNATURE_SIZE", "signs"]

PUBLIC_KEY_SIZE = 32
SIGNATURE_SIZE = 64

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)

Point = tuple[int, int, int, int]
"""Extended homogeneous coordinates (X, Y, Z, T): x = X/Z, y = Y/Z, xy = T/Z (§5.1.4)."""

ZERO: Point = (0, 1, 1, 0)


def signs(signature: bytes, *, message: bytes, public_key: bytes) -> bool:
    """True where the signature over the message was made with the secret of this key. Never raises."""
    if len(public_key) != PUBLIC_KEY_SIZE or len(signature) != SIGNATURE_SIZE:
        return False
    key = _decoded(public_key)
    first_half, scalar = signature[:32], int.from_bytes(signature[32:], "little")
    if key is None or scalar >= ORDER or _is_zero(_doubled(_doubled(_doubled(key)))):
        return False
    challenge = int.from_bytes(hashlib.sha512(first_half + public_key + message).digest(), "little") % ORDER
    return _encoded(_combined(scalar, challenge, _negated(key))) == first_half


def _combined(scalar: int, challenge: int, key: Point) -> Point:
    """[scalar]B + [challenge]key, both from the top bit downwards together."""
    addends = (ZERO, BASE, key, _sum(BASE, key))
    point = ZERO
    for bit in range(max(scalar.bit_length(), challenge.bit_length()) - 1, -1, -1):
        point = _doubled(point)
        which = (scalar >> bit & 1) | (challenge >> bit & 1) << 1
        if which:
            point = _sum(point, addends[which])
    return point


def _sum(one: Point, other: Point) -> Point:
    x1, y1, z1, t1 = one
    x2, y2, z2, t2 = other
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _doubled(point: Point) -> Point:
    x, y, z, _t = point
    a, b, c = x * x % P, y * y % P, 2 * z * z % P
    h = a + b
    e, g = h - (x + y) * (x + y), a - b
    f = c + g
    return e * f % P, g * h % P, f * g % P, e * h % P


def _negated(point: Point) -> Point:
    x, y, z, t = point
    return -x % P, y, z, -t % P


def _is_zero(point: Point) -> bool:
    x, y, z, _t = point
    return x % P == 0 and (y - z) % P == 0


def _encoded(point: Point) -> bytes:
    x, y, z, _t = point
    inverse = pow(z, -1, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _decoded(data: bytes) -> Point | None:
    """The point that 32 bytes write (§5.1.3); None where y is too large, off the curve, or x = 0 is called odd."""
    number = int.from_bytes(data, "little")
    y, x_is_odd = number & (2**255 - 1), number >> 255
    if y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if (v * x * x + u) % P == 0:
        x = x * ROOT_OF_MINUS_ONE % P
    if (v * x * x - u) % P or (x == 0 and x_is_odd):
        return None
    if x & 1 != x_is_odd:
        x = P - x
    return x, y, 1, x * y % P


def _base() -> Point:
    point = _decoded((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    if point is None:
        raise ArithmeticError("the base point is not on the curve")
    return point


BASE = _base()
