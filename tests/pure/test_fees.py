"""The fee table of domain §1.6, row by row, and its laws."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pure.calendars import OFFICIAL
from sunforest.pure.fees import fee_for_items, fee_for_pages, payment_due

ITEMS = [(1, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (35, 3000), (40, 4000), (41, 4300), (55, 9000)]
PAGES = [(1, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740), (250, 4700)]
counts = st.integers(min_value=0, max_value=400)


@pytest.mark.parametrize(("items", "fee"), ITEMS, ids=[f"R1.41-{items}件" for items, _ in ITEMS])
def test_the_fee_by_items_follows_the_table(items: int, fee: int) -> None:
    assert fee_for_items(already_this_month=0, new_items=items) == fee


@pytest.mark.parametrize(("pages", "fee"), PAGES, ids=[f"R1.42-{pages}页" for pages, _ in PAGES])
def test_the_fee_by_pages_follows_the_table(pages: int, fee: int) -> None:
    assert fee_for_pages(pages) == fee


def test_nothing_costs_nothing() -> None:
    assert fee_for_items(already_this_month=35, new_items=0) == 0
    assert fee_for_pages(0) == 0


def test_items_of_the_same_month_are_counted_on() -> None:
    assert fee_for_items(already_this_month=28, new_items=5) == 800


def marginal(item: int) -> int:
    """As domain §1.6 writes it."""
    return 0 if item <= 10 else 100 if item <= 30 else 200 + 100 * ((item - 31) // 10)


@given(already=counts, new=counts)
def test_the_closed_form_is_the_sum_of_the_marginal_prices(already: int, new: int) -> None:
    prices = sum(marginal(item) for item in range(already + 1, already + new + 1))
    assert fee_for_items(already_this_month=already, new_items=new) == prices


@given(already=counts, one=counts, two=counts)
def test_splitting_an_application_changes_nothing(already: int, one: int, two: int) -> None:
    together = fee_for_items(already_this_month=already, new_items=one + two)
    first = fee_for_items(already_this_month=already, new_items=one)
    assert together == first + fee_for_items(already_this_month=already + one, new_items=two)


@given(pages=counts)
def test_each_page_costs_what_its_place_costs(pages: int) -> None:
    price = 0 if pages < 30 else 10 if pages < 100 else 20 if pages < 200 else 40
    assert fee_for_pages(pages + 1) - fee_for_pages(pages) == price


def test_an_absurd_number_is_reckoned_at_once() -> None:
    assert fee_for_items(already_this_month=0, new_items=10**12) > 0


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        fee_for_pages(-1)


def test_payment_is_due_after_thirty_days_on_a_working_day() -> None:
    assert payment_due(notified_on=date(2026, 9, 3), calendar=OFFICIAL) == date(2026, 10, 8)
