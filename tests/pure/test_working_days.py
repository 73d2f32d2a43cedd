"""Working days (domain §8): what the notices say, provisional years, and the laws that counting obeys."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pure.calendars import OFFICIAL
from sunforest.pure.statutory_holidays import statutory_holidays
from sunforest.pure.working_days import HolidayNotice, WorkingCalendar

days = st.dates(min_value=date(2003, 6, 1), max_value=date(2040, 12, 31))
counts = st.integers(min_value=1, max_value=600)


@pytest.mark.parametrize(
    ("year", "expected"), [(2024, 251), (2025, 248), (2026, 248)], ids=["R8.3-2024", "R8.3-2025", "R8.3-2026"]
)
def test_a_year_has_the_published_number_of_working_days(year: int, expected: int) -> None:
    assert OFFICIAL.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == expected


def off(*spans: tuple[date, date]) -> set[date]:
    return {first + timedelta(n) for first, last in spans for n in range((last - first).days + 1)}


R8_2026_OFF = off(
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 9, 27)),
    (date(2026, 10, 1), date(2026, 10, 7)),
)
R8_2025_OFF = off(
    (date(2025, 1, 1), date(2025, 1, 1)),
    (date(2025, 1, 28), date(2025, 2, 4)),
    (date(2025, 4, 4), date(2025, 4, 6)),
    (date(2025, 5, 1), date(2025, 5, 5)),
    (date(2025, 5, 31), date(2025, 6, 2)),
    (date(2025, 10, 1), date(2025, 10, 8)),
)
R8_WORKING_WEEKENDS = [
    *(date(2024, month, day) for month, day in [(2, 4), (2, 18), (4, 7), (4, 28), (5, 11), (9, 14), (9, 29), (10, 12)]),
    *(date(2025, month, day) for month, day in [(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)]),
    *(date(2026, month, day) for month, day in [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]),
]


@pytest.mark.parametrize("day", sorted(R8_2025_OFF | R8_2026_OFF), ids=str)
def test_a_day_off_by_notice_does_not_count(day: date) -> None:
    assert OFFICIAL.why_not_counted(day) == "holiday"


@pytest.mark.parametrize("day", R8_WORKING_WEEKENDS, ids=str)
def test_a_make_up_weekend_day_counts(day: date) -> None:
    assert day.weekday() >= 5
    assert OFFICIAL.is_working_day(day)


def test_the_spring_festival_of_2020_was_prolonged_to_2_february() -> None:
    assert not OFFICIAL.is_working_day(date(2020, 1, 31))
    assert OFFICIAL.next_working_day_on_or_after(date(2020, 1, 31)) == date(2020, 2, 3)


def test_an_ordinary_saturday_is_a_weekend() -> None:
    assert OFFICIAL.why_not_counted(date(2026, 11, 21)) == "weekend"


def test_every_year_answers_and_those_without_a_notice_are_provisional() -> None:
    assert not OFFICIAL.is_provisional(date(2026, 12, 31))
    assert OFFICIAL.is_provisional(date(2027, 1, 1))
    assert OFFICIAL.add_working_days(date(2199, 12, 30), 20) == date(2200, 1, 28)
    assert OFFICIAL.add_working_days(date(1990, 1, 1), 5) == date(1990, 1, 8)


def test_a_limit_that_runs_into_2027_counts_weekends_and_statutory_days_only() -> None:
    assert OFFICIAL.add_working_days(date(2026, 12, 10), 20) == date(2027, 1, 8)


@pytest.mark.parametrize("year", range(2025, 2051))
def test_a_provisional_year_has_thirteen_statutory_days(year: int) -> None:
    coinciding = year in {2028, 2031, 2039}  # Mid-Autumn then falls on National Day
    assert len(statutory_holidays(year)) == 13 - coinciding


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_statutory_days_of_a_known_year_are_off_by_its_notice(year: int) -> None:
    assert all(OFFICIAL.why_not_counted(day) == "holiday" for day in statutory_holidays(year) - {date(2026, 4, 5)})


def test_the_spring_festival_of_2027_is_off_from_its_eve_to_the_third_day() -> None:
    off_days = [date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 7), date(2027, 2, 8)]
    assert [OFFICIAL.why_not_counted(day) for day in off_days] == ["holiday"] * 4
    assert OFFICIAL.is_working_day(date(2027, 2, 9))


def notice(year: int, *, rest: list[date], work: list[date]) -> HolidayNotice:
    return HolidayNotice(year, "国办发明电〔2026〕9号", frozenset(rest), frozenset(work))


def test_a_later_notice_wins_on_each_day_that_it_names() -> None:
    first = notice(2027, rest=[date(2027, 10, 4)], work=[date(2027, 10, 9)])
    amended = notice(2027, rest=[date(2027, 10, 9)], work=[date(2027, 10, 4)])
    calendar = WorkingCalendar.from_notices([first, amended])
    assert calendar.is_working_day(date(2027, 10, 4))
    assert not calendar.is_working_day(date(2027, 10, 9))


def test_a_notice_makes_its_year_official_and_its_statutory_days_are_then_what_it_says() -> None:
    calendar = WorkingCalendar.from_notices([notice(2027, rest=[], work=[])])
    assert not calendar.is_provisional(date(2027, 6, 1))
    assert calendar.is_working_day(date(2027, 1, 1))
    assert calendar.is_provisional(date(2028, 1, 3))


def test_a_notice_may_name_days_of_the_year_before() -> None:
    calendar = WorkingCalendar.from_notices([notice(2028, rest=[date(2027, 12, 31)], work=[date(2027, 12, 26)])])
    assert calendar.why_not_counted(date(2027, 12, 31)) == "holiday"
    assert calendar.is_working_day(date(2027, 12, 26))


def test_the_days_that_do_not_count_are_named_with_their_reason() -> None:
    assert OFFICIAL.days_not_counted(date(2025, 9, 25), date(2025, 10, 9)) == [
        (date(2025, 9, 27), "weekend"),
        *((date(2025, 10, day), "holiday") for day in range(1, 9)),
    ]


def test_zero_days_is_the_day_itself() -> None:
    assert OFFICIAL.add_working_days(date(2026, 10, 3), 0) == date(2026, 10, 3)


def test_the_end_of_time_is_refused() -> None:
    with pytest.raises(OverflowError):
        OFFICIAL.add_working_days(date(9999, 12, 30), 20)


def test_two_calendars_of_the_same_days_are_equal_and_hashable() -> None:
    used, fresh = WorkingCalendar(version="a"), WorkingCalendar(version="a")
    used.add_working_days(date(2030, 1, 1), 10)
    assert used == fresh
    assert hash(used) == hash(fresh)


@given(start=days, count=counts)
def test_the_result_is_a_working_day_and_the_count_is_right(start: date, count: int) -> None:
    due = OFFICIAL.add_working_days(start, count)
    assert OFFICIAL.is_working_day(due)
    assert OFFICIAL.working_days_between(start, due) == count


@given(start=days, count=st.integers(min_value=1, max_value=60))
def test_counting_day_by_day_gives_the_same(start: date, count: int) -> None:
    day, left = start, count
    while left:
        day += timedelta(days=1)
        left -= OFFICIAL.is_working_day(day)
    assert OFFICIAL.add_working_days(start, count) == day


@given(start=days, one=counts, two=counts)
def test_counting_in_two_steps_gives_the_same(start: date, one: int, two: int) -> None:
    two_steps = OFFICIAL.add_working_days(OFFICIAL.add_working_days(start, one), two)
    assert OFFICIAL.add_working_days(start, one + two) == two_steps


@given(start=days, count=counts)
def test_counting_back_undoes_counting_on_from_a_working_day(start: date, count: int) -> None:
    first = OFFICIAL.next_working_day_on_or_after(start)
    assert OFFICIAL.add_working_days(OFFICIAL.add_working_days(first, count), -count) == first


@given(start=days, later=days, count=counts)
def test_a_later_start_is_never_due_earlier(start: date, later: date, count: int) -> None:
    first, second = sorted((start, later))
    assert OFFICIAL.add_working_days(first, count) <= OFFICIAL.add_working_days(second, count)


@given(after=days, until=days)
def test_days_that_count_and_days_that_do_not_are_all_the_days(after: date, until: date) -> None:
    after, until = sorted((after, until))
    not_counted = OFFICIAL.days_not_counted(after, until)
    assert OFFICIAL.working_days_between(after, until) + len(not_counted) == (until - after).days


@given(day=days)
def test_the_nearest_working_days_have_only_days_off_between(day: date) -> None:
    before, after = OFFICIAL.last_working_day_on_or_before(day), OFFICIAL.next_working_day_on_or_after(day)
    assert before <= day <= after
    assert OFFICIAL.working_days_between(before, after) == (0 if before == after else 1)
