"""Figures about cases: grouped by the database, with empty months, in local days."""

from __future__ import annotations

from datetime import date

import pytest
from road_occupation.process import RoadOccupation

from cast import Cast, assemble
from story import Story
from sunforest.core.process import statistics
from sunforest.core.process.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def applied(cast: Cast, on: str) -> Story:
    return Story(RoadOccupation, cast).perform(
        RoadOccupation.apply, on=on, purpose="works", first_day="2027-03-01", last_day="2027-03-05", place="林荫路 8 号"
    )


def test_months_without_cases_are_counted_as_nothing(cast: Cast) -> None:
    applied(cast, "2026-08-31").perform(RoadOccupation.decline, on="2026-09-02", reason="不属于本机关职权")
    months = statistics.by_month(Case.objects.all(), since=date(2026, 7, 15), until=date(2026, 10, 1))
    assert [(month.first.month, month.opened, month.closed) for month in months] == [
        (7, 0, 0),
        (8, 1, 0),
        (9, 0, 1),
        (10, 0, 0),
    ]


def test_late_acts_are_counted_in_the_month_of_the_act(cast: Cast) -> None:
    story = applied(cast, "2026-09-01").perform(RoadOccupation.accept, on="2026-09-02")
    story.perform(RoadOccupation.inspect, on="2026-09-03", inspected_on="2026-09-03", findings="可以占用")
    story.perform(RoadOccupation.grant, on="2026-10-30", from_day="2027-03-01", until_day="2027-03-05")
    months = statistics.by_month(Case.objects.all(), since=date(2026, 9, 1), until=date(2026, 10, 31))
    assert [month.late_acts for month in months] == [0, 1]


def test_an_open_case_is_late_soon_or_suspended_in_one_group_of_its_organ(cast: Cast) -> None:
    applied(cast, "2026-11-16"), applied(cast, "2026-11-24")
    found = statistics.standing_by_organ(Case.objects.all(), today=date(2026, 11, 24), soon=date(2026, 11, 26))
    assert [(each.name, each.open, each.late, each.due_soon) for each in found] == [("住建局", 2, 1, 0)]


def test_closed_cases_are_in_time_unless_an_act_was_late(cast: Cast) -> None:
    applied(cast, "2026-09-01").perform(RoadOccupation.decline, on="2026-09-02", reason="不属于本机关职权")
    found = statistics.closed_in_time(Case.objects.all(), since=date(2026, 1, 1), until=date(2026, 12, 31))
    assert found == [{"process_key": "road_occupation", "closed": 1, "late": 0}]


def test_figures_take_a_fixed_number_of_questions(cast: Cast, django_assert_num_queries) -> None:
    for day in ("2026-09-01", "2026-10-09", "2026-11-02"):
        applied(cast, day)
    with django_assert_num_queries(3):
        statistics.by_month(Case.objects.all(), since=date(2025, 12, 1), until=date(2026, 11, 25))
    with django_assert_num_queries(1):
        statistics.standing_by_process(Case.objects.all(), today=date(2026, 11, 25), soon=date(2026, 11, 27))
