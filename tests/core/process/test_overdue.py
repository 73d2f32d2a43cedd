"""Silence is an act: done by the system for the last day of the clock, whenever the job runs (design §3, moments)."""

import pytest
from road_occupation.process import RoadOccupation

from cast import Cast, assemble, at
from story import Story
from sunforest.core.people import case_keys
from sunforest.core.process import overdue, records
from sunforest.core.process.perform import WrongState

pytestmark = pytest.mark.django_db

APPLICATION = {"purpose": "works", "first_day": "2026-12-20", "last_day": "2026-12-25", "place": "望林路"}


@pytest.fixture
def applied(cast: Cast) -> Story:
    return Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2026-11-02", **APPLICATION)


@pytest.fixture
def cast() -> Cast:
    return assemble()


def test_nothing_happens_before_midnight_of_the_last_day(applied: Story) -> None:
    assert applied.due == "2026-11-09"
    assert overdue.carry_out(at("2026-11-09", "23:59")) == overdue.Silence(moved=0, stuck=())


@pytest.mark.parametrize("on", ["2026-11-10", "2026-11-12", "2027-03-01"])
def test_the_last_day_is_the_effective_day_whenever_the_job_runs(applied: Story, on: str) -> None:
    assert overdue.carry_out(at(on, "00:00")).moved == 1
    silent = records.of(applied.case)[1].record
    assert (silent.act, silent.actor, silent.effective_on.isoformat()) == ("accept_by_silence", "system", "2026-11-09")
    applied.case.refresh_from_db()
    assert (applied.state, applied.due) == ("accepted", "2026-12-07"), "what silence starts counts from the last day"
    assert applied.case.due_deadline == "decide_by", "the clock that ran out is over"


def test_a_second_run_does_nothing(applied: Story) -> None:
    overdue.carry_out(at("2026-11-10"))
    assert overdue.carry_out(at("2026-11-10", "11:00")).moved == 0
    assert applied.case.records.count() == 2


def test_it_comes_before_any_act_of_a_person(applied: Story) -> None:
    with pytest.raises(WrongState, match="审查中"):
        applied.perform(RoadOccupation.accept, on="2026-11-10")


def test_the_refusal_tells_local_time(applied: Story) -> None:
    applied.perform(RoadOccupation.accept, on="2026-11-03", clock="10:32")
    with pytest.raises(WrongState, match="10:32"):
        applied.perform(RoadOccupation.decline, on="2026-11-03", clock="11:00", reason="材料不实")


def test_one_silence_may_follow_another(applied: Story) -> None:
    applied.perform(RoadOccupation.ask_to_supplement, on="2026-11-03", until="2026-11-10", missing="平面图")
    overdue.carry_out(at("2026-12-01"))
    applied.case.refresh_from_db()
    assert (applied.state, str(applied.case.closed_on), applied.case.lapses_at) == ("lapsed", "2026-11-10", None)


def test_a_case_that_cannot_be_moved_is_named_and_the_others_go_on(applied: Story, cast: Cast) -> None:
    other = Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2026-11-02", **APPLICATION)
    case_keys.destroy(applied.case.pk)
    done = overdue.carry_out(at("2026-11-10"))
    assert (done.moved, done.stuck) == (1, (applied.case.pk,))
    assert other.case.records.count() == 2
    assert overdue.carry_out(at("2026-11-10"), except_cases=frozenset(done.stuck)) == overdue.Silence(0, ())
