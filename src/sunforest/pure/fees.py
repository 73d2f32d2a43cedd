"""The fee for processing information requests (国办函〔2020〕109号; R1.40–R1.43), in whole yuan.

Per application one basis is chosen, items or pages, never both. Both are progressive by excess: each item or page costs
what its own place in the count costs. Items of one applicant add up over a calendar month; pages never add up.
"""

from __future__ import annotations

from datetime import date

from sunforest.pure.deadlines import CalendarDays
from sunforest.pure.working_days import WorkingCalendar

__all__ = ["TO_PAY", "fee_for_items", "fee_for_pages", "payment_due"]

FREE_ITEMS, FIRST_BAND_ENDS, BAND = 10, 30, 10
FIRST_PRICE, PRICE_STEP = 100, 100

# Pages from, price of each: R1.42.
PAGE_PRICES: tuple[tuple[int, int], ...] = ((31, 10), (101, 20), (201, 40))

TO_PAY = CalendarDays(30)


def fee_for_items(*, already_this_month: int, new_items: int) -> int:
    """Return the fee of an application of ``new_items`` after ``already_this_month`` of the same applicant (R1.41).

    Items 1–10 of a month are free, 11–30 cost 100 yuan each, from 31 on each band of ten costs 100 yuan more apiece.
    Raises ValueError for a negative number.
    """
    _refuse_negative(already_this_month, new_items)
    return _items_from_the_first(already_this_month + new_items) - _items_from_the_first(already_this_month)


def fee_for_pages(pages: int) -> int:
    """Return the fee of one application by pages: 1–30 free, then 10, 20 and 40 yuan each (R1.42).

    Raises ValueError for a negative number.
    """
    _refuse_negative(pages)
    ends = [first - 1 for first, _ in PAGE_PRICES[1:]] + [pages]
    prices = zip(PAGE_PRICES, ends, strict=True)
    return sum(max(0, min(pages, end) - first + 1) * price for (first, price), end in prices)


def payment_due(*, notified_on: date, calendar: WorkingCalendar) -> date:
    """Return the last day for payment: 30 calendar days from the day after the notice, rolled (R1.43, R8.7)."""
    return TO_PAY.due_from(notified_on, calendar)


def _items_from_the_first(count: int) -> int:
    """The fee of the items 1 to ``count`` of a month, in closed form."""
    if count <= FIRST_BAND_ENDS:
        return max(0, count - FREE_ITEMS) * FIRST_PRICE
    bands, rest = divmod(count - FIRST_BAND_ENDS, BAND)
    first_band = (FIRST_BAND_ENDS - FREE_ITEMS) * FIRST_PRICE
    full_bands = BAND * (bands * FIRST_PRICE + PRICE_STEP * bands * (bands + 1) // 2)
    return first_band + full_bands + rest * (FIRST_PRICE + PRICE_STEP * (bands + 1))


def _refuse_negative(*counts: int) -> None:
    if any(count < 0 for count in counts):
        raise ValueError("a number of items or pages cannot be negative")
