"""Ed25519 by hand (RFC 8032), beside the library that signs for us."""

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from pure.log_vectors import with_bit_changed
from sunforest.pure.ed25519 import BASE, ORDER, ZERO, P, _combined, _decoded, _encoded, signs

# RFC 8032 §7.1: secret, public key, message, signature
RFC_8032 = [
    pytest.param(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        id="TEST 1",
    ),
    pytest.param(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        id="TEST 2",
    ),
    pytest.param(
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        id="TEST 3",
    ),
]


@pytest.mark.parametrize(("secret", "public", "message", "signature"), RFC_8032)
def test_the_vectors_of_the_rfc_hold(secret: str, public: str, message: str, signature: str) -> None:
    made = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret)).sign(bytes.fromhex(message))
    assert made.hex() == signature
    assert signs(made, message=bytes.fromhex(message), public_key=bytes.fromhex(public))


@settings(deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=100), st.integers(0, 1023))
def test_what_is_signed_is_accepted_and_one_bit_spoils_it(secret: bytes, message: bytes, bit: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(secret)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    assert signs(signature, message=message, public_key=public)
    assert not signs(with_bit_changed(signature, bit), message=message, public_key=public)
    assert not signs(signature, message=message, public_key=with_bit_changed(public, bit))
    assert not signs(signature, message=message + b"\0", public_key=public)


@settings(deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=20), st.binary(min_size=64, max_size=64))
def test_what_the_library_refuses_is_refused(public: bytes, message: bytes, signature: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        assert not signs(signature, message=message, public_key=public)


KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
SIGNATURE = KEY.sign(b"text")


def test_a_second_signature_made_by_adding_the_order_is_refused() -> None:
    scalar = int.from_bytes(SIGNATURE[32:], "little") + ORDER
    twin = SIGNATURE[:32] + scalar.to_bytes(32, "little")
    assert not signs(twin, message=b"text", public_key=PUBLIC)


SMALL_ORDER = [
    pytest.param("0100000000000000000000000000000000000000000000000000000000000000", id="order 1"),
    pytest.param("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", id="order 2"),
    pytest.param("0000000000000000000000000000000000000000000000000000000000000000", id="order 4"),
    pytest.param("0000000000000000000000000000000000000000000000000000000000000080", id="order 4, the other"),
    pytest.param("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", id="order 8"),
    pytest.param("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", id="order 8, another"),
]


@pytest.mark.parametrize("public", SMALL_ORDER)
def test_a_key_of_small_order_signs_nothing(public: str) -> None:
    # [S]B with S = 0 is the neutral point; with such a key it would pass for one message in at most eight.
    forged = _encoded(ZERO) + bytes(32)
    assert not any(signs(forged, message=bytes([n]), public_key=bytes.fromhex(public)) for n in range(40))


@pytest.mark.parametrize(
    "public",
    [
        pytest.param((P + 3).to_bytes(32, "little"), id="y not below 2^255 - 19"),
        pytest.param((2).to_bytes(32, "little"), id="not on the curve"),
        pytest.param((1 | 1 << 255).to_bytes(32, "little"), id="zero with a sign"),
        pytest.param(PUBLIC[:31], id="31 bytes"),
        pytest.param(PUBLIC + b"\0", id="33 bytes"),
        pytest.param(b"", id="empty"),
    ],
)
def test_what_is_no_key_signs_nothing(public: bytes) -> None:
    assert not signs(SIGNATURE, message=b"text", public_key=public)


@pytest.mark.parametrize("y", [y for y in range(19) if _decoded(y.to_bytes(32, "little"))])
def test_a_point_is_not_read_from_a_second_spelling(y: int) -> None:
    assert _decoded((P + y).to_bytes(32, "little")) is None


@pytest.mark.parametrize("y", [1, P - 1])
def test_a_point_without_width_has_no_sign(y: int) -> None:
    assert _decoded(y.to_bytes(32, "little"))
    assert _decoded((y | 1 << 255).to_bytes(32, "little")) is None


@pytest.mark.parametrize("signature", [b"", SIGNATURE[:63], SIGNATURE + b"\0"], ids=["empty", "63 bytes", "65 bytes"])
def test_a_signature_of_another_length_is_refused(signature: bytes) -> None:
    assert not signs(signature, message=b"text", public_key=PUBLIC)


def test_the_base_point_has_the_order_of_the_group() -> None:
    assert _encoded(_combined(ORDER, 0, BASE)) == _encoded(ZERO)
    assert _encoded(BASE).hex() == "58" + "66" * 31
