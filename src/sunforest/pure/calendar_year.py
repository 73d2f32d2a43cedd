"""A calendar year as a picture: twelve months of days, each working, weekend, holiday or make-up day (domain §8)."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sunforest.pure.statutory_holidays import LUNAR, qingming
from sunforest.pure.words import gettext_noop as _
from sunforest.pure.working_days import WorkingCalendar

__all__ = ["CalendarYear", "Day", "Kind", "Month", "Span", "kind_of", "year_of"]

Kind = Literal["working", "weekend", "holiday", "make_up"]

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """One day of a month; ``is_changed`` where another calendar says otherwise."""

    on: date
    kind: Kind
    is_changed: bool = False


@dataclass(frozen=True)
class Month:
    """One month: weeks from Monday, None before its first and after its last day."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]
    working_days: int


@dataclass(frozen=True)
class Span:
    """Days off in a row, and the feasts that fall among them (R8.1)."""

    first: date
    last: date
    feasts: tuple[str, ...]

    @property
    def days(self) -> int:
        """How many days it is."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class CalendarYear:
    """A year: official or provisional (R8.5), its months, days off and make-up days, and how many days work."""

    year: int
    is_official: bool
    months: tuple[Month, ...]
    spans: tuple[Span, ...]
    make_up_days: tuple[date, ...]
    working_days: int

    @property
    def rest_days(self) -> int:
        """How many days do not count."""
        return sum(monthrange(self.year, number)[1] for number in range(1, 13)) - self.working_days


def kind_of(day: date, calendar: WorkingCalendar) -> Kind:
    """What a day is (R8.2). A working Saturday or Sunday is a make-up day."""
    reason = calendar.why_not_counted(day)
    if reason is None:
        return "make_up" if day.weekday() >= SATURDAY else "working"
    return reason


def year_of(year: int, calendar: WorkingCalendar, *, before: WorkingCalendar | None = None) -> CalendarYear:
    """The picture of a year. Days that ``before`` has otherwise are marked as changed."""
    days = [
        Day(on, kind := kind_of(on, calendar), before is not None and kind_of(on, before) != kind)
        for on in _days_of(year)
    ]
    off = [day.on for day in days if day.kind == "holiday"]
    return CalendarYear(
        year=year,
        is_official=year in calendar.official_years,
        months=tuple(_month([day for day in days if day.on.month == number]) for number in range(1, 13)),
        spans=tuple(_span(first, last) for first, last in _runs(off)),
        make_up_days=tuple(day.on for day in days if day.kind == "make_up"),
        working_days=_working(days),
    )


def _days_of(year: int) -> Iterator[date]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return (first + ONE_DAY * number for number in range((last - first).days + 1))


def _working(days: Iterable[Day]) -> int:
    kinds = Counter(day.kind for day in days)
    return kinds["working"] + kinds["make_up"]


def _month(days: list[Day]) -> Month:
    cells: list[Day | None] = [*([None] * days[0].on.weekday()), *days]
    cells += [None] * (-len(cells) % 7)
    return Month(days[0].on, tuple(tuple(cells[at : at + 7]) for at in range(0, len(cells), 7)), _working(days))


def _runs(days: list[date]) -> Iterator[tuple[date, date]]:
    first: date | None = None
    for day, following in zip(days, [*days[1:], None], strict=True):
        first = first or day
        if following != day + ONE_DAY:
            yield first, day
            first = None


def _span(first: date, last: date) -> Span:
    reach = last + ONE_DAY if (last.month, last.day) == (12, 31) else last
    return Span(first, last, tuple(name for day, name in _feasts(first.year) if first <= day <= reach))


def _feasts(year: int) -> list[tuple[date, str]]:
    """The feasts of a year by their first day, as far as they are known without its notice (R8.1)."""
    known = [
        (date(year, 1, 1), _("元旦")),
        (date(year, 5, 1), _("劳动节")),
        (date(year, 10, 1), _("国庆节")),
        (date(year + 1, 1, 1), _("元旦")),
    ]
    if 2000 <= year <= 2099:
        known.append((qingming(year), _("清明节")))
    if year in LUNAR:
        names = (_("春节"), _("端午节"), _("中秋节"))
        known += [(date(year, *day), name) for day, name in zip(LUNAR[year], names, strict=True)]
    return sorted(known)
