"""Declarations are read in their order, and the folder of a matter is its registration."""

import pytest
from road_occupation.process import RoadOccupation

from sunforest.core.process import engine_acts, registry
from sunforest.core.process.declaration import Act, Article, Law, State, as_tuple


def test_states_deadlines_and_acts_stand_in_the_order_of_the_declaration() -> None:
    assert [state.name for state in RoadOccupation.states][:3] == ["submitted", "accepted", "inspected"]
    assert [act.name for act in RoadOccupation.acts][:2] == ["apply", "accept"]
    assert tuple(act.name for act in RoadOccupation.acts[-4:]) == engine_acts.NAMES


def test_a_noun_learns_its_own_name() -> None:
    assert (RoadOccupation.submitted.name, RoadOccupation.accept.name) == ("submitted", "accept")
    assert repr(RoadOccupation.accept) == "<Act accept>"


def test_the_matter_of_a_process_is_its_package() -> None:
    assert registry.matter_of(RoadOccupation) == "road_occupation"
    assert registry.process_with_key("road_occupation") is RoadOccupation
    assert registry.process_of("road_occupation", 1) is RoadOccupation
    assert registry.is_known("road_occupation", 1) and not registry.is_known("road_occupation", 9)


@pytest.mark.parametrize(
    "ask", [registry.process_with_key, lambda key: registry.process_of(key, 1), RoadOccupation.act]
)
def test_what_nobody_declared_is_a_key_error(ask) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(KeyError):
        ask("nothing")


def test_a_room_that_a_matter_does_not_have_is_none() -> None:
    assert registry.room_of("road_occupation", "queries") is None
    assert registry.room_of("road_occupation", "rules") is not None


def test_an_act_without_source_opens_and_one_without_target_stays() -> None:
    here, there = State("甲"), State("乙")
    here.name, there.name = "here", "there"
    assert Act("开", target=here).opens and not Act("留", source=here).opens
    assert Act("留", source=here).target_from("here") == "here"
    assert Act("去", source=here, target=there).target_from("here") == "there"
    assert Act("去", source=(here, there)).may_start_from("there")


def test_every_state_can_be_rectified_and_only_unfinished_ones_assigned() -> None:
    assert {state.name for state in RoadOccupation.act("rectify").source} == {s.name for s in RoadOccupation.states}
    assert not any(state.final for state in RoadOccupation.act("assign").source)


def test_a_law_is_cited_as_people_cite_it() -> None:
    law = Law("行政许可法", "主席令第7号")
    assert (str(law), str(law.article(32))) == ("《行政许可法》（主席令第7号）", "《行政许可法》第32条")
    assert str(Article(law, 32, 1)) == "《行政许可法》第32条第1款"


def test_one_or_several_are_always_a_tuple() -> None:
    assert (as_tuple(None), as_tuple("x"), as_tuple(["x", "y"])) == ((), ("x",), ("x", "y"))
