"""Forty writers at once: each step has one winner, the others are told, and no number is missing or taken twice."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from road_occupation.process import RoadOccupation

from cast import Cast, assemble, at, hire
from sunforest.core.ledger import followers
from sunforest.core.ledger.models import Leaf, Series
from sunforest.core.organs.roles import CLERK, HEAD, REVIEWER, Role
from sunforest.core.process import doctor
from sunforest.core.process.actor import Actor
from sunforest.core.process.declaration import Act
from sunforest.core.process.models import ActRecord, Case
from sunforest.core.process.perform import Stale, WrongState, open_case, perform

WRITERS = 40
APPLICATION = {"purpose": "works", "first_day": "2026-12-20", "last_day": "2026-12-25", "place": "望林路"}
STEPS: Sequence[tuple[Act, Role, dict[str, str]]] = (
    (RoadOccupation.accept, CLERK, {}),
    (RoadOccupation.inspect, REVIEWER, {"inspected_on": "2026-11-03", "findings": "宽三米"}),
    (RoadOccupation.grant, HEAD, {"from_day": "2026-12-20", "until_day": "2026-12-25"}),
    (RoadOccupation.deliver, CLERK, {}),
)


@pytest.fixture
def cast(committed_database: str) -> Cast:
    return assemble()


def staff(cast: Cast, role: Role) -> list[Actor]:
    return [hire(cast.housing, f"{role}{n}", f"{role.key}.{n}", role, f"{role}{n}") for n in range(WRITERS)]


def opened(cast: Cast) -> Case:
    record = open_case(
        RoadOccupation, RoadOccupation.apply, organ=cast.housing, party=cast.chen, actor=cast.chen_acts,
        data=APPLICATION, at=at("2026-11-02"), key="open",
    )  # fmt: skip
    return Case.objects.get(pk=record.case_id)


def all_at_once(write: Callable[[int], object]) -> list[object]:
    """Let every writer begin at the same moment, each with a connection of its own; gives what each came to."""
    gate = threading.Barrier(WRITERS)

    def one(number: int) -> object:
        try:
            connection.ensure_connection()
            gate.wait(60)
            return write(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(one, range(WRITERS)))


def test_each_step_of_a_case_has_one_winner_and_the_others_are_told(cast: Cast) -> None:
    case = opened(cast)
    for seen, (act, role, data) in enumerate(STEPS, start=1):
        actors = staff(cast, role) if role is not CLERK or seen == 1 else [cast.wang] * WRITERS

        def write(number: int, act: Act = act, data: dict[str, str] = data, seen: int = seen, who=actors) -> str:  # type: ignore[no-untyped-def]
            key = f"{act.name}-{number}"
            try:
                perform(case, act, actor=who[number], data=data, at=at("2026-11-03"), seen=seen, key=key)
            except (Stale, WrongState) as refusal:
                assert "已保留" in str(refusal)
                return "told"
            return "won"

        assert Counter(all_at_once(write)) == {"won": 1, "told": WRITERS - 1}
    assert list(case.records.order_by("number").values_list("number", "act")) == [
        (1, "apply"), (2, "accept"), (3, "inspect"), (4, "grant"), (5, "deliver"),
    ]  # fmt: skip
    everything_fits()


def test_writers_that_look_again_all_get_through_one_after_the_other(cast: Cast) -> None:
    case, reviewers = opened(cast), staff(cast, REVIEWER)

    def write(number: int) -> int:
        actor, refusals = reviewers[number], 0
        while True:
            seen = Case.objects.values_list("last_number", flat=True).get(pk=case.pk)
            try:
                perform(
                    case, RoadOccupation.act("assign"), actor=actor, data={"post": actor.post_id}, at=at("2026-11-03"),
                    seen=seen, key=f"assign-{number}",
                )  # fmt: skip
            except Stale:
                refusals += 1
            else:
                return refusals

    all_at_once(write)
    assert list(case.records.order_by("id").values_list("number", flat=True)) == list(range(1, WRITERS + 2))
    everything_fits()


def test_one_request_sent_forty_times_opens_one_case(cast: Cast) -> None:
    assert len(set(all_at_once(lambda _number: opened(cast).pk))) == 1
    assert (Case.objects.count(), ActRecord.objects.count(), Leaf.objects.count()) == (1, 1, 1)


def test_cases_opened_at_once_leave_no_gap_in_the_series(cast: Cast) -> None:
    def write(number: int) -> None:
        open_case(
            RoadOccupation, RoadOccupation.apply, organ=cast.housing, party=cast.chen, actor=cast.chen_acts,
            data=APPLICATION, at=at("2026-11-02"), key=f"open-{number}",
        )  # fmt: skip

    all_at_once(write)
    assert sorted(Leaf.objects.values_list("counter", flat=True)) == list(range(1, WRITERS + 1))
    everything_fits()


def everything_fits() -> None:
    """Every record has its leaf, counters and indices have no gap, and the doctor finds nothing."""
    followers.catch_up(at("2026-11-03"))
    assert sorted(Leaf.objects.values_list("index", flat=True)) == list(range(ActRecord.objects.count()))
    assert Series.objects.get().counter == ActRecord.objects.count()
    assert [finding.code for finding in doctor.examine(at("2026-11-03"))] == []
