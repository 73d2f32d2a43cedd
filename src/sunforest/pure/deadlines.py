"""The arithmetic of statutory limits (民法典 art. 201–203; 条例 art. 30–33; R1.71, R8.7).

A limit is a value: so many working days, calendar days, months or hours of the clock. The start day is never counted.
Calendar days and months end on a working day: a last day that is off rolls forward. Working days need no rolling.

``due_day`` is the one place where a due day is computed, for every clock of every matter:

    base      the day the limit runs from; after a restart this is the restart day, and what came before is irrelevant
    excluded  spans whose days do not count (consultations, R1.29); days in several spans are left out once
    extended  further limits, each beginning where the one before it ended
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from sunforest.pure.working_days import ONE_DAY, WorkingCalendar

__all__ = [
    "CalendarDays",
    "CalendarMonths",
    "ClockHours",
    "DayLimit",
    "DueDay",
    "Limit",
    "Span",
    "WorkingDays",
    "due_day",
    "local_day",
]

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")

Span = tuple[date, date | None]


@dataclass(frozen=True)
class WorkingDays:
    """So many working days (工作日)."""

    count: int

    def __post_init__(self) -> None:
        _refuse_negative(self.count)

    def due_from(self, start: date, calendar: WorkingCalendar) -> date:
        """Return the last day of the limit; ``start`` is not counted (民法典 art. 201)."""
        return calendar.add_working_days(local_day(start), self.count)


@dataclass(frozen=True)
class CalendarDays:
    """So many days by the calendar."""

    count: int

    def __post_init__(self) -> None:
        _refuse_negative(self.count)

    def last_day_without_rolling(self, start: date) -> date:
        """Return the ``count``-th day after ``start``, working day or not."""
        return local_day(start) + timedelta(days=self.count)

    def due_from(self, start: date, calendar: WorkingCalendar) -> date:
        """Return the last day of the limit, rolled to a working day (民法典 art. 201, 203; R8.7)."""
        return calendar.next_working_day_on_or_after(self.last_day_without_rolling(start))


@dataclass(frozen=True)
class CalendarMonths:
    """So many months by the calendar."""

    count: int

    def __post_init__(self) -> None:
        _refuse_negative(self.count)

    def last_day_without_rolling(self, start: date) -> date:
        """Return the same day of the month, or the month's last day where it has no such day (民法典 art. 202)."""
        first = local_day(start)
        years, month_before = divmod(first.month - 1 + self.count, 12)
        year, month = first.year + years, month_before + 1
        return date(year, month, min(first.day, monthrange(year, month)[1]))

    def due_from(self, start: date, calendar: WorkingCalendar) -> date:
        """Return the last day of the limit, rolled to a working day (民法典 art. 202, 203; R1.71)."""
        return calendar.next_working_day_on_or_after(self.last_day_without_rolling(start))


@dataclass(frozen=True)
class ClockHours:
    """So many hours of the clock, nights and holidays included (R5.9)."""

    count: int

    def __post_init__(self) -> None:
        _refuse_negative(self.count)

    def due_from(self, start: datetime, calendar: WorkingCalendar) -> datetime:
        """Return the moment at which the limit ends; ``calendar`` plays no part in it."""
        return start + timedelta(hours=self.count)


DayLimit = WorkingDays | CalendarDays | CalendarMonths
Limit = WorkingDays | CalendarDays | CalendarMonths | ClockHours


@dataclass(frozen=True)
class DueDay:
    """The last day of a limit, and what it was reckoned from.

    ``provisional``: the reckoning passed through a year without an official calendar (R8.5).
    ``excluded_days``: the days left out because of a span, in order; only days that would have counted.
    ``is_open``: a span without an end has begun before the due day, so the day will still move.
    """

    day: date
    provisional: bool
    excluded_days: tuple[date, ...] = ()
    is_open: bool = False


def local_day(moment: date) -> date:
    """Return the local day in Asia/Shanghai of a day or moment (R8.8); a naive moment is taken as local."""
    if isinstance(moment, datetime):
        return moment.date() if moment.tzinfo is None else moment.astimezone(SHANGHAI).date()
    return moment


def due_day(
    *,
    start: date,
    limit: DayLimit,
    calendar: WorkingCalendar,
    excluded: Sequence[Span] = (),
    extensions: Sequence[DayLimit] = (),
    open_until: date | None = None,
) -> DueDay:
    """Return the last day of ``limit`` from ``start``, with what stretches it (条例 art. 33, R1.28, R1.29).

    ``excluded`` are inclusive spans (first day, last day); their days do not count, days in several spans once. A last
    day of None is a span still open: it is reckoned up to ``open_until`` ("today"), or its first day where that is
    not given, and the answer says ``is_open``. ``extensions`` are appended in order.
    Raises ValueError for a span that ends before it begins, OverflowError beyond the year 9999.
    """
    first = local_day(start)
    left_out = _LeftOut.of(excluded, first, open_until)
    steps = (limit, *extensions)
    day = first
    for previous, step in zip((None, *steps), steps, strict=False):
        if isinstance(step, WorkingDays):
            if previous is not None and not isinstance(previous, WorkingDays):
                day = left_out.roll(day, calendar)
            day = left_out.add_working_days(day, step.count, calendar)
        else:
            day = left_out.add_calendar_days(day, (step.last_day_without_rolling(day) - day).days)
    if not isinstance(steps[-1], WorkingDays):
        day = left_out.roll(day, calendar)
    counts_rest_days = not all(isinstance(step, WorkingDays) for step in steps)
    passed = tuple(d for d in left_out.days_until(day) if counts_rest_days or calendar.is_working_day(d))
    return DueDay(day, _is_provisional(first, day, calendar), passed, left_out.is_open_on(day))


@dataclass(frozen=True)
class _LeftOut:
    """The excluded days after the start: spans merged, so that each is in order and apart from the next."""

    spans: tuple[tuple[date, date], ...]
    open_from: date | None

    @classmethod
    def of(cls, excluded: Sequence[Span], start: date, open_until: date | None) -> _LeftOut:
        merged: list[tuple[date, date]] = []
        for first, last in sorted(_closed(span, open_until) for span in excluded):
            first = max(first, start + ONE_DAY)
            if last < first:
                continue
            if merged and first <= merged[-1][1] + ONE_DAY:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        return cls(tuple(merged), min((first for first, last in excluded if last is None), default=None))

    def contains(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.spans)

    def is_open_on(self, day: date) -> bool:
        return self.open_from is not None and self.open_from <= day

    def days_until(self, day: date) -> list[date]:
        return [
            first + timedelta(days=shift)
            for first, last in self.spans
            if first <= day
            for shift in range((min(last, day) - first).days + 1)
        ]

    def add_working_days(self, start: date, count: int, calendar: WorkingCalendar) -> date:
        """The ``count``-th working day after ``start`` that lies in no span."""
        due = calendar.add_working_days(start, count)
        for first, last in self.spans:
            if last > start and first <= due:
                skipped = calendar.working_days_between(max(first - ONE_DAY, start), last)
                due = calendar.add_working_days(due, skipped)
        return due

    def add_calendar_days(self, start: date, count: int) -> date:
        """The ``count``-th day after ``start`` that lies in no span."""
        due = start + timedelta(days=count)
        for first, last in self.spans:
            if last > start and first <= due:
                due += timedelta(days=(last - max(first - ONE_DAY, start)).days)
        return due

    def roll(self, day: date, calendar: WorkingCalendar) -> date:
        """``day``, or the first working day after it that lies in no span (民法典 art. 203)."""
        rolled = calendar.next_working_day_on_or_after(day)
        while self.contains(rolled):
            rolled = calendar.add_working_days(rolled, 1)
        return rolled


def _closed(span: Span, open_until: date | None) -> tuple[date, date]:
    first, last = span
    if last is None:
        return first, max(first, open_until or first)
    if last < first:
        raise ValueError(f"the span from {first} ends before it begins: {last}")
    return first, last


def _is_provisional(start: date, due: date, calendar: WorkingCalendar) -> bool:
    """True where a counted day lies in a provisional year; the start day is not counted."""
    first = min(start + ONE_DAY, due)
    return any(calendar.is_provisional(date(year, 1, 1)) for year in range(first.year, due.year + 1))


def _refuse_negative(count: int) -> None:
    if count < 0:
        raise ValueError(f"a limit cannot be negative: {count}")
