"""A case keeps its version unless a declared migration maps its state; each move is an act of its own (design §3)."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from road_occupation import forms
from road_occupation.process import LICENSING_LAW, RoadOccupation

from cast import Cast, assemble, at
from story import Story
from sunforest.core.ledger.models import Leaf
from sunforest.core.organs.roles import CLERK, HEAD, PARTY
from sunforest.core.process import checks, doctor, records, registry, versions
from sunforest.core.process.declaration import Act, Deadline, Process, State, working_days
from sunforest.core.process.versions import Migration, Unmapped

pytestmark = pytest.mark.django_db

APPLICATION = {"purpose": "works", "first_day": "2026-12-20", "last_day": "2026-12-25", "place": "望林路"}
STATES = {
    "submitted": "arrived",
    "accepted": "examined",
    "inspected": "examined",
    "incomplete": "arrived",
    "granted": "examined",
}


class Second(Process):
    """The permit after a reform: fewer states, one more day, one deadline less."""

    key, version, title = "road_occupation", 2, "临时占用道路许可"
    arrived, examined = State("待受理"), State("审查中")
    done = State("已办结", final=True)
    accept_by = Deadline("受理期限", working_days(6), LICENSING_LAW.article(32))
    decide_by = Deadline("决定期限", working_days(15), LICENSING_LAW.article(42))

    apply = Act(
        "申请", target=arrived, by=PARTY, asks=forms.Application, starts=accept_by, law=LICENSING_LAW.article(32)
    )
    take = Act("受理", source=arrived, target=examined, by=CLERK, meets=accept_by, starts=decide_by)
    finish = Act("办结", source=examined, target=done, by=HEAD, meets=decide_by)


@pytest.fixture
def second() -> Iterator[type[Process]]:
    kept = dict(registry._processes), dict(registry._registered), dict(registry._matters)
    registry.register(Second)
    yield Second
    for table, before in zip((registry._processes, registry._registered, registry._matters), kept, strict=True):
        table.clear()
        table.update(before)


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def applied(cast: Cast) -> Story:
    return Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2026-11-02", **APPLICATION)


def migration(states: dict[str, str] = STATES) -> Migration:
    return Migration("road_occupation", 1, 2, states)


def test_the_second_declaration_is_sound_and_counts_for_new_cases(second: type[Process]) -> None:
    assert checks.mistakes_in((second,)) == []
    assert registry.process_with_key("road_occupation") is second


def test_a_case_keeps_the_version_under_which_it_was_opened(second: type[Process], applied: Story) -> None:
    applied.perform(RoadOccupation.accept, on="2026-11-03")
    assert (applied.case.process, applied.state) == (RoadOccupation, "accepted")


def test_the_dry_run_lists_what_would_move_and_writes_nothing(second: type[Process], applied: Story) -> None:
    plan = versions.plan(migration())
    (move,) = plan.moves
    assert (move.case_number, move.from_state, move.to_state) == (applied.case.number, "submitted", "arrived")
    assert (plan.unmapped, applied.case.records.count()) == ({}, 1)


def test_the_move_is_an_act_with_its_record_and_leaf_and_the_clock_goes_on(
    second: type[Process], applied: Story
) -> None:
    assert versions.apply(migration(), at=at("2026-11-04")) == 1
    applied.case.refresh_from_db()
    record = applied.case.records.get(number=2)
    assert (record.act, record.actor, record.from_state, record.to_state) == (
        "change_version", "system", "submitted", "arrived",
    )  # fmt: skip
    assert (applied.case.process, applied.state) == (second, "arrived")
    assert applied.due == "2026-11-10", "six working days from the second of November, as the newer version gives"
    assert json.loads(Leaf.objects.get(record_number=2).face)["state"] == "arrived"
    assert list(doctor.differing_dates(lambda done, total: None)) == []


def test_afterwards_the_newer_declaration_counts(second: type[Process], cast: Cast, applied: Story) -> None:
    applied.perform(RoadOccupation.accept, on="2026-11-03")
    versions.apply(migration(), at=at("2026-11-04"))
    applied.case.refresh_from_db()
    assert (applied.state, applied.due) == ("examined", "2026-11-24")
    applied.perform(Second.finish, on="2026-11-05")
    assert (applied.state, str(applied.case.closed_on)) == ("done", "2026-11-05")
    assert [deed.act for deed in records.of(applied.case)] == ["apply", "accept", "change_version", "finish"]


def test_a_second_run_moves_nothing(second: type[Process], applied: Story) -> None:
    versions.apply(migration(), at=at("2026-11-04"))
    assert versions.apply(migration(), at=at("2026-11-05")) == 0
    assert applied.case.records.count() == 2


def test_silence_that_fell_due_comes_first(second: type[Process], applied: Story) -> None:
    versions.apply(migration(), at=at("2026-11-20"))
    assert [deed.act for deed in records.of(applied.case)] == ["apply", "accept_by_silence", "change_version"]


def test_an_unmapped_state_refuses_the_whole_migration(second: type[Process], applied: Story, cast: Cast) -> None:
    Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2026-11-02", **APPLICATION).perform(
        RoadOccupation.accept, on="2026-11-03"
    )
    with pytest.raises(Unmapped, match="accepted"):
        versions.apply(migration({"submitted": "arrived"}), at=at("2026-11-04"))
    assert applied.case.records.count() == 1


def test_a_closed_case_stays_where_it_closed(second: type[Process], applied: Story) -> None:
    applied.perform(RoadOccupation.decline, on="2026-11-03", reason="材料不实")
    assert versions.plan(migration()).moves == ()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (Migration("road_occupation", 1, 3, {}), "版本 3"),
        (Migration("road_occupation", 1, 2, {"nowhere": "arrived"}), "nowhere"),
        (Migration("road_occupation", 1, 2, {"submitted": "nowhere"}), "nowhere"),
        (Migration("road_occupation", 1, 2, {"submitted": "done"}), "done"),
    ],
)
def test_a_mistaken_migration_is_told(second: type[Process], wrong: Migration, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        versions.plan(wrong)


def test_an_act_of_a_superseded_version_still_has_its_title(second: type[Process]) -> None:
    assert registry.act_named(second, "inspect") is RoadOccupation.inspect
    with pytest.raises(KeyError):
        registry.act_named(second, "nothing")
