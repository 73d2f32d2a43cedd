"""Decimals and base64 in one spelling each."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunforest.pure.canonical_encodings import (
    LARGEST_SIZE,
    Malformed,
    base64_of,
    bytes_from_base64,
    decimal_from,
    hash_from_base64,
)


@settings(deadline=None)
@given(st.integers(0, LARGEST_SIZE))
def test_a_number_comes_back_from_its_decimal(number: int) -> None:
    assert decimal_from(str(number)) == number


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_bytes_come_back_from_their_base64(data: bytes) -> None:
    assert bytes_from_base64(base64_of(data)) == data


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("00", id="two zeroes"),
        pytest.param("07", id="leading zero"),
        pytest.param("+7", id="plus"),
        pytest.param("-7", id="minus"),
        pytest.param(" 7", id="blank before"),
        pytest.param("7\n", id="newline after"),
        pytest.param("1_000", id="underscore"),
        pytest.param("7.0", id="fraction"),
        pytest.param("0x7", id="hexadecimal"),
        pytest.param("７", id="full-width digit"),
        pytest.param("٧", id="Arabic-Indic digit"),
        pytest.param("9223372036854775808", id="2^63"),
        pytest.param("1" * 5000, id="five thousand digits"),
    ],
)
def test_another_spelling_of_a_number_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        decimal_from(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("aGk", id="padding missing"),
        pytest.param("aGk==", id="too much padding"),
        pytest.param("aGl=", id="unused bits set"),
        pytest.param("aGk=\n", id="newline after"),
        pytest.param("aG k=", id="blank inside"),
        pytest.param("-_8=", id="alphabet of addresses"),
        pytest.param("aGk=aGk=", id="padding inside"),
        pytest.param("ａGk=", id="full-width letter"),
    ],
)
def test_another_spelling_of_bytes_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        bytes_from_base64(text)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_hash_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(Malformed):
        hash_from_base64(base64_of(bytes(length)))
