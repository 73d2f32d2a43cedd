"""Case numbers tell nothing, catch a slip of the pen, and never repeat; codes and tokens die with the case's key."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunforest.core.process import numbers

DIGITS = st.text("0123456789", min_size=18, max_size=18)


@given(DIGITS, st.integers(0, 18), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(digits: str, place: int, shift: int) -> None:
    number = digits + str(numbers.check_digit(digits))
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert numbers.is_case_number(number)
    assert not numbers.is_case_number(wrong)


def test_a_number_shows_area_and_day_and_nothing_else() -> None:
    number = numbers.case_number("339921", date(2026, 11, 24))
    assert number.startswith("339921-261124-") and numbers.is_case_number(number) and len(number) == 22


@pytest.mark.django_db
def test_many_numbers_drawn_at_once_are_all_different() -> None:
    drawn = numbers.unused_case_numbers("339921", date(2026, 11, 24), 3000)
    assert len(set(drawn)) == 3000 and drawn != sorted(drawn)


@pytest.mark.parametrize("written", ["", "339921-261124-483920", "not a number", "339921-261124-483920-77", "三三"])
def test_what_is_no_number_is_refused_calmly(written: str) -> None:
    assert not numbers.is_case_number(written)


def test_code_and_token_follow_from_the_key_and_differ_from_each_other() -> None:
    code, token = numbers.query_code(b"k" * 32), numbers.progress_token(b"k" * 32)
    assert (len(code), code.isdecimal(), len(token)) == (8, True, 32)
    assert (code, token) == (numbers.query_code(b"k" * 32), numbers.progress_token(b"k" * 32))
    assert token != numbers.progress_token(b"j" * 32)
    assert len(numbers.index_of_token(token)) == 32
