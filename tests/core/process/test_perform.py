"""The two doors: one way to write, and what it refuses."""

import pytest
from road_occupation.process import RoadOccupation

from cast import assemble, at
from sunforest.core.ledger.models import Leaf
from sunforest.core.process.models import Case
from sunforest.core.process.perform import Incomplete, NotYours, Refused, Stale, WrongState, open_case, perform

pytestmark = pytest.mark.django_db

APPLICATION = {
    "purpose": "works",
    "first_day": "2025-11-20",
    "last_day": "2025-11-25",
    "place": "望林路 3 号门前 12 平方米",
}


@pytest.fixture
def cast():
    return assemble()


def applied(cast, key="k1", on="2025-09-25"):
    record = open_case(
        RoadOccupation,
        RoadOccupation.apply,
        organ=cast.housing,
        party=cast.chen,
        actor=cast.chen_acts,
        data=APPLICATION,
        at=at(on),
        key=key,
    )
    return Case.objects.get(pk=record.case_id)


def test_an_application_opens_a_case_that_is_due_after_five_working_days(cast):
    case = applied(cast)
    assert (case.state, case.due_on.isoformat(), case.due_deadline) == ("submitted", "2025-10-09", "accept_by")


def test_an_act_moves_the_case_and_its_clock(cast):
    case = applied(cast)
    perform(case, RoadOccupation.accept, actor=cast.wang, data={}, at=at("2025-09-26"), seen=1, key="a")
    case.refresh_from_db()
    assert (case.state, case.due_on.isoformat()) == ("accepted", "2025-10-30")


def test_the_same_key_twice_is_one_record(cast):
    case = applied(cast)
    assert applied(cast).pk == case.pk
    first = perform(case, RoadOccupation.accept, actor=cast.wang, data={}, at=at("2025-09-26"), seen=1, key="a")
    again = perform(case, RoadOccupation.accept, actor=cast.wang, data={}, at=at("2025-09-26"), seen=1, key="a")
    assert first.pk == again.pk
    assert case.records.count() == 2


def test_the_clerk_of_another_organ_is_refused(cast):
    with pytest.raises(NotYours):
        perform(applied(cast), RoadOccupation.accept, actor=cast.sun, data={}, at=at("2025-09-26"), seen=1, key="a")


def test_an_act_that_does_not_start_from_the_state_is_refused(cast):
    with pytest.raises(WrongState):
        perform(applied(cast), RoadOccupation.deliver, actor=cast.wang, data={}, at=at("2025-09-26"), seen=1, key="a")


def test_who_has_not_seen_the_last_record_is_refused(cast):
    case = applied(cast)
    perform(case, RoadOccupation.accept, actor=cast.wang, data={}, at=at("2025-09-26"), seen=1, key="a")
    with pytest.raises(Stale):
        perform(
            case,
            RoadOccupation.inspect,
            actor=cast.li,
            data={"inspected_on": "2025-09-26", "findings": "宽 3 米"},
            at=at("2025-09-26", "11:00"),
            seen=1,
            key="b",
        )


def test_a_form_with_a_hole_writes_nothing(cast):
    case = applied(cast)
    with pytest.raises(Incomplete) as refusal:
        perform(case, RoadOccupation.decline, actor=cast.wang, data={}, at=at("2025-09-26"), seen=1, key="a")
    assert "reason" in refusal.value.form.errors
    assert case.records.count() == 1


def test_a_rule_of_law_that_says_no_is_told_in_its_words(cast):
    with pytest.raises(Refused, match="补正截止日期须晚于今天"):
        perform(
            applied(cast),
            RoadOccupation.ask_to_supplement,
            actor=cast.wang,
            data={"until": "2025-09-26", "missing": "平面图"},
            at=at("2025-09-26"),
            seen=1,
            key="a",
        )


def test_personal_data_in_open_text_stops_the_act_until_it_is_justified(cast):
    case = applied(cast)
    data = {"reason": "申请人电话 13900000077 无法接通"}
    with pytest.raises(Incomplete) as refusal:
        perform(case, RoadOccupation.decline, actor=cast.wang, data=data, at=at("2025-09-26"), seen=1, key="a")
    (finding,) = refusal.value.findings
    assert (finding["field"], finding["type"], finding["text"]) == ("reason", "MOBILE", "13900000077")
    reasons = {f"reason:{finding['text']}": "系公开的服务热线"}
    perform(
        case,
        RoadOccupation.decline,
        actor=cast.wang,
        data={**data, "justified": reasons},
        at=at("2025-09-26"),
        seen=1,
        key="a",
    )
    assert case.records.get(number=2).justified.count() == 1


def test_silence_is_an_act_of_the_last_day_and_comes_first(cast):
    case = applied(cast)
    perform(
        case,
        RoadOccupation.inspect,
        actor=cast.li,
        data={"inspected_on": "2025-10-10", "findings": "宽 3 米"},
        at=at("2025-10-10"),
        seen=1,
        key="a",
    )
    silent, inspected = case.records.order_by("number")[1:]
    assert (silent.act, silent.actor, silent.effective_on.isoformat()) == ("accept_by_silence", "system", "2025-10-09")
    assert inspected.from_state == "accepted"


def test_what_an_applicant_wrote_is_not_in_the_public_face(cast):
    applied(cast)
    leaf = Leaf.objects.get()
    assert "工程施工" in leaf.face
    assert "望林路" not in leaf.face


def test_an_act_takes_at_most_twelve_statements(cast, django_assert_max_num_queries):
    case = applied(cast)
    with django_assert_max_num_queries(12):
        perform(case, RoadOccupation.accept, actor=cast.wang, data={}, at=at("2025-09-26"), seen=1, key="a")
