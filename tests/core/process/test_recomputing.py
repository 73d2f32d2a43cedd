"""After a holiday notice the row of a case says which deadline is next, and on which day."""

from __future__ import annotations

import pytest
from road_occupation.process import RoadOccupation

from cast import Cast, assemble, at
from story import Story
from sunforest.core.calendar.models import Notice
from sunforest.core.process import recomputing
from sunforest.core.process.models import Case, ClockMove

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def applied(cast: Cast) -> Story:
    return Story(RoadOccupation, cast).perform(
        RoadOccupation.apply,
        on="2027-02-02",
        purpose="works",
        first_day="2027-04-01",
        last_day="2027-04-05",
        place="林荫路",
    )


def notice_loaded() -> None:
    Notice.objects.create(
        year=2027,
        notice_number="国办发明电〔2026〕7号",
        rest_days=["2027-02-05", "2027-02-08", "2027-02-09", "2027-02-10", "2027-02-11"],
        work_days=["2027-02-14"],
        loaded_at=at("2027-02-03"),
    )


def test_the_row_names_the_deadline_whose_day_it_gives(cast: Cast) -> None:
    story = applied(cast)
    Case.objects.filter(pk=story.case.pk).update(
        due_deadline="decide_by"
    )  # as if another had been next before the notice
    notice_loaded()
    assert recomputing.recompute_open_clocks(at("2027-02-03")) == 1
    story.case.refresh_from_db()
    move = ClockMove.objects.get(case=story.case)
    assert (story.case.due_deadline, story.case.due_on) == ("accept_by", move.is_on) == (move.deadline, move.is_on)


def test_a_case_whose_days_stay_is_left_as_it_was(cast: Cast) -> None:
    story = applied(cast)
    before = Case.objects.values().get(pk=story.case.pk)
    assert recomputing.recompute_open_clocks(at("2027-02-03")) == 0
    assert Case.objects.values().get(pk=story.case.pk) == before
