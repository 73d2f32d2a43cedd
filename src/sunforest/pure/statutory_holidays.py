"""The thirteen statutory holidays (R8.1), for years whose official notice has not been issued (R8.5).

New Year 1 · Spring Festival 4 (the eve to the third day) · Qingming 1 · Labour 2 (1 and 2 May) · Dragon Boat 1 ·
Mid-Autumn 1 · National Day 3. No make-up days: those only a yearly notice can give.

The movable feasts follow the Chinese lunar calendar. The table was computed once with an independent lunar calendar
and holds, for each year, the first day of the first month, the fifth of the fifth and the fifteenth of the eighth.
Outside the table the feasts with fixed dates, and Qingming in this century, are all that is known.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

FIXED: tuple[tuple[int, int], ...] = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))

# Year: Spring Festival, Dragon Boat, Mid-Autumn, each as (month, day).
LUNAR: dict[int, tuple[tuple[int, int], tuple[int, int], tuple[int, int]]] = {
    2024: ((2, 10), (6, 10), (9, 17)),
    2025: ((1, 29), (5, 31), (10, 6)),
    2026: ((2, 17), (6, 19), (9, 25)),
    2027: ((2, 6), (6, 9), (9, 15)),
    2028: ((1, 26), (5, 28), (10, 3)),
    2029: ((2, 13), (6, 16), (9, 22)),
    2030: ((2, 3), (6, 5), (9, 12)),
    2031: ((1, 23), (6, 24), (10, 1)),
    2032: ((2, 11), (6, 12), (9, 19)),
    2033: ((1, 31), (6, 1), (9, 8)),
    2034: ((2, 19), (6, 20), (9, 27)),
    2035: ((2, 8), (6, 10), (9, 16)),
    2036: ((1, 28), (5, 30), (10, 4)),
    2037: ((2, 15), (6, 18), (9, 24)),
    2038: ((2, 4), (6, 7), (9, 13)),
    2039: ((1, 24), (5, 27), (10, 2)),
    2040: ((2, 12), (6, 14), (9, 20)),
    2041: ((2, 1), (6, 3), (9, 10)),
    2042: ((1, 22), (6, 22), (9, 28)),
    2043: ((2, 10), (6, 11), (9, 17)),
    2044: ((1, 30), (5, 31), (10, 5)),
    2045: ((2, 17), (6, 19), (9, 25)),
    2046: ((2, 6), (6, 8), (9, 15)),
    2047: ((1, 26), (5, 29), (10, 4)),
    2048: ((2, 14), (6, 15), (9, 22)),
    2049: ((2, 2), (6, 4), (9, 11)),
    2050: ((1, 23), (6, 23), (9, 30)),
}


@lru_cache(maxsize=256)
def statutory_holidays(year: int) -> frozenset[date]:
    """Return the statutory holidays of ``year`` that can be known without its notice (R8.1)."""
    days = {date(year, month, day) for month, day in FIXED}
    if 2000 <= year <= 2099:
        days.add(qingming(year))
    if year in LUNAR:
        spring, dragon_boat, mid_autumn = (date(year, month, day) for month, day in LUNAR[year])
        days.update(spring + timedelta(days=shift) for shift in (-1, 0, 1, 2))
        days.update((dragon_boat, mid_autumn))
    return frozenset(days)


def qingming(year: int) -> date:
    """Return the day of Qingming in a year from 2000 to 2099, by the usual approximation of the solar term."""
    in_century = year % 100
    return date(year, 4, int(in_century * 0.2422 + 4.81) - in_century // 4)
