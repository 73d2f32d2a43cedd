"""A calendar year as a picture."""

from datetime import date

import pytest
from calendars import OFFICIAL

from sunforest.pure.calendar_year import kind_of, year_of
from sunforest.pure.working_days import HolidayNotice, WorkingCalendar


@pytest.mark.parametrize(("year", "working_days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_the_working_days_of_the_domain(year, working_days):
    """R8.3."""
    picture = year_of(year, OFFICIAL)
    assert picture.working_days == sum(month.working_days for month in picture.months) == working_days
    assert picture.is_official


def test_every_day_stands_once_in_its_month_under_its_weekday():
    picture = year_of(2026, OFFICIAL)
    days = [day.on for month in picture.months for week in month.weeks for day in week if day]
    assert (days[0], days[-1], len(days)) == (date(2026, 1, 1), date(2026, 12, 31), 365)
    for month in picture.months:
        for week in month.weeks:
            assert [day.on.weekday() for day in week if day] == [n for n, day in enumerate(week) if day]


def test_the_national_days_of_2025_are_one_span_with_both_feasts():
    span = next(span for span in year_of(2025, OFFICIAL).spans if span.first.month == 10)
    assert (span.first.day, span.last.day, span.days) == (1, 8, 8)
    assert span.feasts == ("国庆节", "中秋节")


def test_days_off_at_the_end_of_december_belong_to_the_new_year():
    calendar = WorkingCalendar.from_notices(
        [HolidayNotice(2030, "x", frozenset({date(2029, 12, 31), date(2030, 1, 1)}), frozenset())]
    )
    assert year_of(2029, calendar).spans[-1].feasts == ("元旦",)


def test_a_working_sunday_is_a_make_up_day():
    assert kind_of(date(2025, 9, 28), OFFICIAL) == "make_up"
    assert date(2025, 9, 28) in year_of(2025, OFFICIAL).make_up_days


def test_a_year_without_notice_has_the_statutory_days_only():
    picture = year_of(2027, WorkingCalendar())
    assert not picture.is_official
    assert (sum(span.days for span in picture.spans), picture.make_up_days) == (13, ())


def test_what_a_notice_changes_is_marked():
    notice = HolidayNotice(2027, "x", frozenset({date(2027, 2, 9)}), frozenset({date(2027, 2, 13)}))
    after = year_of(2027, WorkingCalendar.from_notices([notice]), before=WorkingCalendar())
    changed = {day.on for month in after.months for week in month.weeks for day in week if day and day.is_changed}
    assert {date(2027, 2, 9), date(2027, 2, 13)} <= changed
    assert date(2027, 3, 3) not in changed
