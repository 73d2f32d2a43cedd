"""The arithmetic of limits (民法典 201–203, R1.71, R8.7), and the laws that exclusion and extension obey."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pure.calendars import OFFICIAL
from sunforest.pure.deadlines import (
    CalendarDays,
    CalendarMonths,
    ClockHours,
    DayLimit,
    Span,
    WorkingDays,
    due_day,
    local_day,
)

days = st.dates(min_value=date(2018, 1, 1), max_value=date(2028, 12, 31))
limits = st.one_of(
    st.builds(WorkingDays, st.integers(1, 60)),
    st.builds(CalendarDays, st.integers(1, 90)),
    st.builds(CalendarMonths, st.integers(1, 12)),
)


@st.composite
def spans(draw: st.DrawFn) -> list[Span]:
    firsts = draw(st.lists(st.dates(date(2018, 1, 1), date(2029, 6, 1)), max_size=5))
    return [(first, first + timedelta(days=draw(st.integers(0, 80)))) for first in firsts]


@st.composite
def cases(draw: st.DrawFn) -> tuple[date, list[Span]]:
    start = draw(days)
    shifts = draw(st.lists(st.tuples(st.integers(-20, 90), st.integers(0, 40)), max_size=5))
    return start, [(start + timedelta(a), start + timedelta(a + b)) for a, b in shifts]


@pytest.mark.parametrize(
    ("limit", "start", "expected"),
    [
        pytest.param(CalendarDays(15), date(2025, 9, 20), date(2025, 10, 9), id="R1.71-行政诉讼15日"),
        pytest.param(CalendarMonths(6), date(2025, 8, 31), date(2026, 2, 28), id="R1.71-六个月-民法典202"),
        pytest.param(CalendarDays(60), date(2025, 8, 5), date(2025, 10, 9), id="R8.7-复议60日"),
        pytest.param(CalendarMonths(1), date(2024, 1, 31), date(2024, 2, 29), id="民法典202-月末日"),
        pytest.param(CalendarMonths(12), date(2025, 12, 10), date(2026, 12, 10), id="民法典202-对应日"),
        pytest.param(CalendarMonths(5), date(2025, 7, 31), date(2025, 12, 31), id="民法典202-跨月至12月"),
        pytest.param(WorkingDays(7), date(2025, 9, 25), date(2025, 10, 11), id="条例30-补正告知"),
        pytest.param(WorkingDays(20), date(2025, 9, 25), date(2025, 10, 29), id="条例33-答复"),
    ],
)
def test_a_limit_ends_on_the_day_that_the_law_gives(limit: DayLimit, start: date, expected: date) -> None:
    assert limit.due_from(start, OFFICIAL) == expected
    assert due_day(start=start, limit=limit, calendar=OFFICIAL).day == expected


def test_hours_of_the_clock_run_through_nights_and_holidays() -> None:
    start = datetime(2026, 2, 16, 22, 30, tzinfo=UTC)
    assert ClockHours(24).due_from(start, OFFICIAL) == datetime(2026, 2, 17, 22, 30, tzinfo=UTC)


def test_a_moment_counts_from_its_day_in_shanghai() -> None:
    late_in_london = datetime(2025, 9, 24, 17, 0, tzinfo=UTC)
    assert local_day(late_in_london) == date(2025, 9, 25)
    assert WorkingDays(7).due_from(late_in_london, OFFICIAL) == date(2025, 10, 11)


def test_a_limit_cannot_be_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        WorkingDays(-1)


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        due_day(
            start=date(2026, 3, 2),
            limit=WorkingDays(5),
            calendar=OFFICIAL,
            excluded=[(date(2026, 3, 4), date(2026, 3, 3))],
        )


def test_excluded_calendar_days_are_added_and_the_last_day_rolls() -> None:
    due = due_day(
        start=date(2026, 3, 2),
        limit=CalendarDays(30),
        calendar=OFFICIAL,
        excluded=[(date(2026, 3, 10), date(2026, 3, 12))],
    )
    assert due.day == date(2026, 4, 7)  # 1 April + 3 = Saturday 4 April, off until the 6th
    assert due.excluded_days == (date(2026, 3, 10), date(2026, 3, 11), date(2026, 3, 12))


def test_days_off_inside_a_span_are_not_named_where_they_would_not_have_counted() -> None:
    due = due_day(
        start=date(2026, 3, 2),
        limit=WorkingDays(10),
        calendar=OFFICIAL,
        excluded=[(date(2026, 3, 6), date(2026, 3, 9))],
    )
    assert due.excluded_days == (date(2026, 3, 6), date(2026, 3, 9))
    assert due.day == date(2026, 3, 18)


def test_an_open_span_is_reckoned_up_to_today_and_says_that_the_day_will_move() -> None:
    due = due_day(
        start=date(2026, 3, 2),
        limit=WorkingDays(10),
        calendar=OFFICIAL,
        excluded=[(date(2026, 3, 6), None)],
        open_until=date(2026, 3, 9),
    )
    assert (due.day, due.is_open) == (date(2026, 3, 18), True)


def test_an_open_span_after_the_last_day_moves_nothing() -> None:
    due = due_day(start=date(2026, 3, 2), limit=WorkingDays(5), calendar=OFFICIAL, excluded=[(date(2026, 3, 10), None)])
    assert (due.day, due.is_open) == (date(2026, 3, 9), False)


def test_an_extension_begins_where_the_limit_ended() -> None:
    due = due_day(start=date(2025, 9, 25), limit=WorkingDays(20), calendar=OFFICIAL, extensions=[WorkingDays(20)])
    assert due.day == date(2025, 11, 26)


def test_thirty_days_after_sixty_roll_once_at_the_end() -> None:
    due = due_day(start=date(2025, 8, 5), limit=CalendarDays(60), calendar=OFFICIAL, extensions=[CalendarDays(30)])
    assert due.day == date(2025, 11, 3)


def test_working_days_after_calendar_days_begin_on_the_rolled_day() -> None:
    due = due_day(start=date(2025, 8, 5), limit=CalendarDays(60), calendar=OFFICIAL, extensions=[WorkingDays(1)])
    assert due.day == date(2025, 10, 10)


def test_a_limit_is_provisional_when_it_runs_into_a_year_without_a_notice() -> None:
    assert due_day(start=date(2026, 12, 23), limit=WorkingDays(7), calendar=OFFICIAL).provisional
    assert not due_day(start=date(2026, 12, 1), limit=WorkingDays(7), calendar=OFFICIAL).provisional


def counted_one_by_one(start: date, count: int, excluded: list[Span], *, only_working_days: bool) -> date:
    day, left = start, count
    while left:
        day += timedelta(days=1)
        is_out = any(first <= day <= last for first, last in excluded if last)
        left -= not is_out and (not only_working_days or OFFICIAL.is_working_day(day))
    return day


@given(case=cases(), count=st.integers(1, 40))
def test_working_days_with_exclusions_agree_with_counting_one_by_one(case: tuple[date, list[Span]], count: int) -> None:
    start, excluded = case
    due = due_day(start=start, limit=WorkingDays(count), calendar=OFFICIAL, excluded=excluded)
    assert due.day == counted_one_by_one(start, count, excluded, only_working_days=True)
    assert OFFICIAL.working_days_between(start, due.day) == count + len(due.excluded_days)


@given(case=cases(), count=st.integers(1, 60))
def test_calendar_days_with_exclusions_agree_with_counting_one_by_one(
    case: tuple[date, list[Span]], count: int
) -> None:
    start, excluded = case
    due = due_day(start=start, limit=CalendarDays(count), calendar=OFFICIAL, excluded=excluded)
    raw = counted_one_by_one(start, count, excluded, only_working_days=False)
    assert due.day >= raw
    assert OFFICIAL.is_working_day(due.day)
    assert all(
        not OFFICIAL.is_working_day(day) or any(first <= day <= last for first, last in excluded if last)
        for day in (raw + timedelta(n) for n in range((due.day - raw).days))
    )


@given(start=days, limit=limits, excluded=spans(), extension=limits)
def test_an_extension_never_brings_the_day_forward(
    start: date, limit: DayLimit, excluded: list[Span], extension: DayLimit
) -> None:
    plain = due_day(start=start, limit=limit, calendar=OFFICIAL, excluded=excluded)
    longer = due_day(start=start, limit=limit, calendar=OFFICIAL, excluded=excluded, extensions=[extension])
    assert longer.day >= plain.day
    assert plain.day > start


@given(case=cases(), limit=limits, extra=st.tuples(st.integers(0, 60), st.integers(0, 30)))
def test_a_further_span_never_brings_the_day_forward(
    case: tuple[date, list[Span]], limit: DayLimit, extra: tuple[int, int]
) -> None:
    start, excluded = case
    further = (start + timedelta(extra[0]), start + timedelta(sum(extra)))
    plain = due_day(start=start, limit=limit, calendar=OFFICIAL, excluded=excluded)
    longer = due_day(start=start, limit=limit, calendar=OFFICIAL, excluded=[*excluded, further])
    assert longer.day >= plain.day


@given(case=cases(), limit=limits)
def test_the_order_of_spans_and_their_repetition_do_not_matter(case: tuple[date, list[Span]], limit: DayLimit) -> None:
    start, excluded = case
    once = due_day(start=start, limit=limit, calendar=OFFICIAL, excluded=excluded)
    twice = due_day(start=start, limit=limit, calendar=OFFICIAL, excluded=[*reversed(excluded), *excluded])
    assert once == twice
