"""An officer sees what an act does to the dates before doing it; every due day here was reckoned by hand (domain §1.3)."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from cast import Cast, assemble, at
from story import Story
from sunforest.core.process import records
from sunforest.core.process.declaration import Act
from sunforest.core.process.models import ActRecord
from sunforest.faces.desk import clock_changes, typed
from sunforest.faces.desk.clock_changes import ClockChange
from sunforest.faces.desk.rehearsal import Doing, rehearse
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def story(cast: Cast) -> Story:
    """A request received on 2025-09-25: to be answered by 2025-10-29."""
    story = Story(Foi, cast).perform(Foi.submit, on="2025-09-25", wanted="审批文件", supply="online", address="")
    return story.perform(Foi.confirm, on="2025-09-25", received_on="2025-09-25", how="phone")


def rehearsed(story: Story, act: Act, *, on: str, **data: Any) -> dict[str, ClockChange]:
    """The changes that the page shows after a preview, by the title of the clock."""
    answers = QueryDict(mutable=True)
    answers.update(data)
    role = act.by[0]
    doing = Doing(
        process=Foi, act=act, case=story.case, organ=story.cast.housing, actor=story.cast.staff(role), data=answers,
        at=at(on), seen=records.last_number_by_people(records.of(story.case)), key="trial",
    )  # fmt: skip
    trial = rehearse(doing, typed.form_of(act, typed.Typed(answers)))
    assert not trial.refusal
    return {str(change.title): change for change in trial.clocks}


def before_and_after(change: ClockChange) -> tuple[str, str]:
    days = [face.due_on.isoformat() if face and face.due_on else "" for face in (change.before, change.after)]
    return days[0], days[1]


def test_asking_for_a_supplement_stops_the_clock_and_says_how_it_would_start_anew(story: Story) -> None:
    change = rehearsed(story, Foi.ask_to_supplement, on="2025-10-11", until="2025-10-24", missing="请写明楼栋")[
        "答复期限"
    ]
    assert before_and_after(change) == ("2025-10-29", "")
    # R1.24: received Fri 10-24, twenty working days from then: 2025-11-21
    assert change.then == "“补正”之后重新计算20 个工作日（如10月24日收到，则至11月21日）"


def test_consulting_a_third_party_pauses_the_clock_and_supposes_an_end(story: Story) -> None:
    change = rehearsed(story, Foi.consult, on="2025-10-09", third_party="甲公司", letter="是否同意")["答复期限"]
    assert before_and_after(change) == ("2025-10-29", "")
    # 10-09 and the ten working days after it up to 10-22 do not count (11 of them): 10-29 moves to 11-13
    assert change.then == "“结束征求意见”之后接着计算（如10月22日结束，则至11月13日）"


def test_asking_another_organ_supposes_the_last_day_of_its_answer(story: Story) -> None:
    change = rehearsed(story, Foi.ask_organ, on="2025-10-09", organ_asked="教育局", question="是否同意")["答复期限"]
    # fifteen working days from 10-09: 10-29; sixteen days that do not count: 10-29 moves to 11-20
    assert change.then == "“收到其他机关意见”之后接着计算（如10月29日结束，则至11月20日）"


def test_an_extension_shows_both_days(story: Story) -> None:
    change = rehearsed(story, Foi.extend, on="2025-10-20", reason="需要向多个部门核实")["答复期限"]
    assert before_and_after(change) == ("2025-10-29", "2025-11-26")


def test_a_preview_leaves_no_record(story: Story) -> None:
    before = ActRecord.objects.count()
    rehearsed(story, Foi.extend, on="2025-10-20", reason="需要向多个部门核实")
    assert ActRecord.objects.count() == before


def test_before_anything_is_typed_the_page_says_which_clocks_would_change(story: Story) -> None:
    deeds = records.of(story.case)
    changes = clock_changes.if_done(Foi, Foi.ask_to_supplement, "received", deeds, at("2025-10-11"))
    assert {str(change.title) for change in changes} == {"补正告知期限", "补正期限", "答复期限"}


def test_an_act_that_touches_no_clock_promises_no_change(story: Story) -> None:
    deeds = records.of(story.case)
    assert clock_changes.if_done(Foi, Foi.split, "received", deeds, at("2025-10-11")) == ()
