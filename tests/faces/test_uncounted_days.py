"""Each day that a limit does not count is listed with its reason: weekend, the notice by its number, the consultation."""

from __future__ import annotations

from datetime import date

import pytest

from cast import Cast, assemble, at
from story import Story
from sunforest.core.calendar import county_calendar
from sunforest.core.calendar.models import Notice
from sunforest.core.process import clocks, records
from sunforest.core.process.clocks import Clock
from sunforest.faces import uncounted_days
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def story(cast: Cast) -> Story:
    story = Story(Foi, cast).perform(Foi.submit, on="2025-09-25", wanted="审批文件", supply="online", address="")
    return story.perform(Foi.confirm, on="2025-09-25", received_on="2025-09-25", how="phone")


def clock_of(story: Story, name: str = "answer_by") -> Clock:
    events = records.events_of(Foi, records.of(story.case))
    running = clocks.clocks_of(events, county_calendar.current())
    return next(clock for clock in running if clock.deadline.name == name)


def days_of(story: Story) -> dict[date, str]:
    return dict(uncounted_days.days_not_counted(clock_of(story), county_calendar.current()))


def test_weekends_and_holidays_are_named_and_make_up_days_are_not_listed(story: Story) -> None:
    days = days_of(story)
    assert days[date(2025, 9, 27)] == "周末"
    assert days[date(2025, 10, 1)] == "法定节假日（2025年放假安排）"
    assert date(2025, 9, 28) not in days and date(2025, 10, 11) not in days


def test_a_holiday_of_a_loaded_notice_names_its_number(story: Story) -> None:
    Notice.objects.create(
        year=2025, notice_number="国办发明电〔2024〕12号", rest_days=["2025-10-01", "2025-10-02"], work_days=[],
        loaded_at=at("2025-09-26"),
    )  # fmt: skip
    assert days_of(story)[date(2025, 10, 1)] == "法定节假日（国办发明电〔2024〕12号）"


def test_a_holiday_of_a_year_without_a_notice_is_said_to_be_so(cast: Cast) -> None:
    story = Story(Foi, cast).perform(Foi.submit, on="2027-12-20", wanted="审批文件", supply="online", address="")
    story.perform(Foi.confirm, on="2027-12-20", received_on="2027-12-20", how="phone")
    assert days_of(story)[date(2028, 1, 1)] == "法定节假日（放假安排尚未公布）"


def test_the_days_of_a_consultation_name_the_act_that_began_it(story: Story) -> None:
    story.perform(Foi.ask_organ, on="2025-10-09", organ_asked="教育局", question="是否同意")
    story.perform(Foi.organ_replies, on="2025-10-21", heard_on="2025-10-21", agrees="yes", opinion="")
    days = days_of(story)
    assert days[date(2025, 10, 9)] == days[date(2025, 10, 21)] == "“征求其他机关意见”期间"
    assert date(2025, 10, 22) not in days and days[date(2025, 10, 12)] == "周末"


def test_a_clock_that_rests_says_since_when_and_by_which_act(story: Story) -> None:
    assert uncounted_days.why_it_rests(clock_of(story)) == ""
    story.perform(Foi.ask_to_supplement, on="2025-10-11", until="2025-10-24", missing="请写明楼栋")
    assert uncounted_days.why_it_rests(clock_of(story)) == "自2025-10-11“告知补正”起"


def test_a_clock_that_began_anew_was_started_by_the_supplement(story: Story) -> None:
    story.perform(Foi.ask_to_supplement, on="2025-10-11", until="2025-10-24", missing="请写明楼栋")
    story.perform(Foi.supplement, on="2025-10-20", wanted="3幢的审批文件")
    clock = clock_of(story)
    assert (clock.started_by, clock.started_on) == (Foi.supplement, date(2025, 10, 20))
