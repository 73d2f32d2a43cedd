"""To rectify replaces named values of an earlier record: both stay, the clocks use the newer (design §3)."""

import json

import pytest
from road_occupation.process import RoadOccupation

from cast import Cast, assemble
from story import Story
from sunforest.core.ledger.models import Leaf
from sunforest.core.process import records
from sunforest.core.process.perform import Incomplete, NotYours

pytestmark = pytest.mark.django_db

APPLICATION = {"purpose": "works", "first_day": "2026-12-20", "last_day": "2026-12-25", "place": "望林路"}
RECTIFY = RoadOccupation.act("rectify")


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def told(cast: Cast) -> Story:
    """A case that waits for a supplement until the tenth."""
    story = Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2026-11-02", **APPLICATION)
    missing = {"until": "2026-11-10", "missing": "平面图"}
    return story.perform(RoadOccupation.ask_to_supplement, on="2026-11-03", **missing)


def rectify(story: Story, record: int, values: str, **also: object) -> Story:
    return story.perform(RECTIFY, on="2026-11-04", record=record, values=values, reason="笔误", **also)


def test_the_clock_uses_the_newer_day_and_both_values_stay(told: Story) -> None:
    assert told.due == "2026-11-10"
    rectify(told, 2, "until=2026-11-20")
    assert told.due == "2026-11-20"
    deeds = records.of(told.case)
    assert deeds[1].value("until") == "2026-11-10"
    assert deeds[2].value("values") == {"until": "2026-11-20"}
    assert deeds[2].value("reason") == "笔误"


def test_the_last_of_several_rectifications_counts(told: Story) -> None:
    rectify(told, 2, "until=2026-11-20")
    rectify(told, 2, "until=2026-11-16")
    assert told.due == "2026-11-16"


def test_an_effective_day_that_is_rectified_moves_the_clock(cast: Cast) -> None:
    story = Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2026-11-02", **APPLICATION)
    story.perform(RoadOccupation.accept, on="2026-11-03")
    found = {"inspected_on": "2026-11-04", "findings": "宽三米"}
    story.perform(RoadOccupation.inspect, on="2026-11-04", **found)
    rectify(story, 3, "inspected_on=2026-11-03")
    events = records.events_of(RoadOccupation, records.of(story.case))
    assert events[2].on.isoformat() == "2026-11-03"
    assert story.case.records.get(number=3).effective_on.isoformat() == "2026-11-04"


def test_what_was_open_is_open_again_and_what_was_closed_stays_closed(told: Story) -> None:
    rectify(told, 1, '{"place": "晴川路", "first_day": "2026-12-21"}')
    face = json.loads(Leaf.objects.get(record_number=3).face)
    fields = {field["name"]: field["shown"] for field in face["fields"]}
    assert fields == {"record": "1", "first_day": "2026-12-21"}
    assert "晴川路" not in told.public_text()
    assert "望林路" not in told.public_text()


def test_personal_data_in_an_open_value_is_found_here_too(cast: Cast) -> None:
    story = Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2026-11-02", **APPLICATION)
    story.perform(RoadOccupation.decline, on="2026-11-03", reason="材料不实")
    with pytest.raises(Incomplete) as refusal:
        rectify(story, 2, "reason=请联系 13900000077")
    (finding,) = refusal.value.findings
    assert (finding["field"], finding["type"]) == ("reason", "MOBILE")
    rectify(story, 2, "reason=请联系 13900000077", justified={"reason:13900000077": "公开的服务电话"})
    assert "13900000077" in story.public_text()
    assert story.case.records.get(number=3).justified.get().field == "reason"


@pytest.mark.parametrize(
    ("record", "values", "field", "words"),
    [
        (9, "until=2026-11-20", "record", "没有编号为 9"),
        (2, "nowhere=1", "values", "nowhere"),
        (2, "until=下周", "values", "until"),
        (2, "until=", "values", "until"),
        (1, "purpose=party", "values", "purpose"),
        (1, "没有等号", "values", "字段名=新值"),
        (1, "{}", "values", "至少写一项"),
    ],
)
def test_what_cannot_be_corrected_is_told_and_nothing_is_written(
    told: Story, record: int, values: str, field: str, words: str
) -> None:
    with pytest.raises(Incomplete) as refusal:
        rectify(told, record, values)
    assert words in str(refusal.value.form.errors[field])
    assert told.case.records.count() == 2


def test_a_rectification_is_itself_not_rectified(told: Story) -> None:
    rectify(told, 2, "until=2026-11-20")
    with pytest.raises(Incomplete):
        rectify(told, 3, "reason=另一理由")


def test_only_the_head_rectifies(told: Story, cast: Cast) -> None:
    for actor in (cast.wang, cast.li, cast.legal, cast.chen_acts, cast.sun):
        with pytest.raises(NotYours):
            told.perform(RECTIFY, on="2026-11-04", by=actor, record=2, values="until=2026-11-20", reason="笔误")


def test_a_closed_case_is_rectified_and_stays_closed_on_its_day(cast: Cast) -> None:
    story = Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2026-11-02", **APPLICATION)
    story.perform(RoadOccupation.decline, on="2026-11-03", reason="材料不实")
    rectify(story, 2, "reason=材料不全")
    assert (story.state, str(story.case.closed_on), story.due) == ("declined", "2026-11-03", "")
