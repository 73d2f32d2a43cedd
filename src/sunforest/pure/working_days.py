"""Working days (工作日, domain §8): Monday to Friday unless off by a notice, and weekend days made working by one.

A calendar is a value: it holds what the official notices say and answers for every year from 1 to 9999. A year with no
notice is provisional (R8.5): weekends and the statutory holidays are off, nothing else. Days are local days of
Asia/Shanghai (R8.8).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from sunforest.pure.statutory_holidays import statutory_holidays

__all__ = ["HolidayNotice", "Reason", "WorkingCalendar"]

Reason = Literal["weekend", "holiday"]

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class HolidayNotice:
    """One official holiday notice (放假安排): the days off that it orders, and the weekend days that it makes working.

    ``year`` becomes official with it. Days of a neighbouring year may be named too: notices do so around New Year.
    """

    year: int
    notice_number: str
    rest_days: frozenset[date]
    work_days: frozenset[date]


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are working days: ``rest_days`` are off, ``work_days`` are working, whatever their weekday.

    Years outside ``official_years`` are provisional. ``version`` names the calendar in the inputs of a computed date.
    """

    rest_days: frozenset[date] = frozenset()
    work_days: frozenset[date] = frozenset()
    official_years: frozenset[int] = frozenset()
    version: str = ""
    _ordinals_by_year: dict[int, tuple[int, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False, hash=False
    )

    @classmethod
    def from_notices(cls, notices: Iterable[HolidayNotice], *, version: str = "") -> WorkingCalendar:
        """Build a calendar from notices in the order in which they were issued: on each day the later notice wins."""
        rest_days: set[date] = set()
        work_days: set[date] = set()
        years: set[int] = set()
        for notice in notices:
            rest_days = (rest_days - notice.work_days) | notice.rest_days
            work_days = (work_days - notice.rest_days) | notice.work_days
            years.add(notice.year)
        return cls(frozenset(rest_days), frozenset(work_days), frozenset(years), version)

    def is_provisional(self, day: date) -> bool:
        """True where the year of ``day`` has no official notice yet (R8.5)."""
        return day.year not in self.official_years

    def is_working_day(self, day: date) -> bool:
        """True for Monday to Friday not listed off, and for listed make-up days (R8.2)."""
        return self.why_not_counted(day) is None

    def why_not_counted(self, day: date) -> Reason | None:
        """Return "holiday" or "weekend" for a day that does not count, None for a working day (R8.2, R8.5)."""
        if day in self.work_days:
            return None
        if day in self.rest_days or (self.is_provisional(day) and day in statutory_holidays(day.year)):
            return "holiday"
        return "weekend" if day.weekday() >= SATURDAY else None

    def add_working_days(self, start: date, count: int) -> date:
        """Return the ``count``-th working day after ``start``; the start day is not counted (民法典 art. 201).

        A negative ``count`` goes back in the same way; zero gives ``start`` itself, working day or not.
        Raises OverflowError where the result lies outside the years 1 to 9999.
        """
        if count == 0:
            return start
        return self._working_day_after(start, count) if count > 0 else self._working_day_before(start, -count)

    def working_days_between(self, after: date, until: date) -> int:
        """Return how many working days lie in (``after``, ``until``]; 0 where ``until`` is not later."""
        if until <= after:
            return 0
        inner = sum(len(self._ordinals(year)) for year in range(after.year, until.year))
        return inner + self._rank(until) - self._rank(after)

    def next_working_day_on_or_after(self, day: date) -> date:
        """Return ``day`` or, where it is off, the first working day after it (民法典 art. 203, R8.7)."""
        return day if self.is_working_day(day) else self._working_day_after(day, 1)

    def last_working_day_on_or_before(self, day: date) -> date:
        """Return ``day`` or, where it is off, the last working day before it (R1.50: the internal target)."""
        return day if self.is_working_day(day) else self._working_day_before(day, 1)

    def days_not_counted(self, start: date, due: date) -> list[tuple[date, Reason]]:
        """Return each day in (``start``, ``due``] that is off, with the reason, so that a limit can be explained."""
        days = (start + ONE_DAY * number for number in range(1, (due - start).days + 1))
        return [(day, reason) for day in days if (reason := self.why_not_counted(day)) is not None]

    def _working_day_after(self, start: date, count: int) -> date:
        year, position = start.year, self._rank(start) + count
        while position > len(self._ordinals(year)):
            position -= len(self._ordinals(year))
            year += 1
        return date.fromordinal(self._ordinals(year)[position - 1])

    def _working_day_before(self, start: date, count: int) -> date:
        year = start.year
        position = bisect_left(self._ordinals(year), start.toordinal()) - count
        while position < 0:
            year -= 1
            position += len(self._ordinals(year))
        return date.fromordinal(self._ordinals(year)[position])

    def _rank(self, day: date) -> int:
        """How many working days of its year lie on or before ``day``."""
        return bisect_right(self._ordinals(day.year), day.toordinal())

    def _ordinals(self, year: int) -> tuple[int, ...]:
        """The working days of a year as ordinals, in order; each year is worked out once."""
        if year not in self._ordinals_by_year:
            if not date.min.year <= year <= date.max.year:
                raise OverflowError(f"no calendar for the year {year}")
            self._ordinals_by_year[year] = tuple(self._work_out(year))
        return self._ordinals_by_year[year]

    def _work_out(self, year: int) -> Iterable[int]:
        statutory = frozenset() if year in self.official_years else statutory_holidays(year)
        for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
            day = date.fromordinal(ordinal)
            is_off = day in self.rest_days or day in statutory or day.weekday() >= SATURDAY
            if day in self.work_days or not is_off:
                yield ordinal
