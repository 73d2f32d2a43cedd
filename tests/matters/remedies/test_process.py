"""The life of challenges, corrections and complaints, told as stories."""

from __future__ import annotations

import pytest
from remedy_stories import (
    SECRET,
    answered_request,
    claimed,
    complained,
    decided,
    ordered,
    registered,
    reported,
    to_rectify,
    verified,
)

from cast import Cast, at, hire
from story import Story
from sunforest.core.notify.models import QueuedNotice
from sunforest.core.organs.models import Grant, Officer, Organ, Post
from sunforest.core.organs.roles import CLERK, HEAD
from sunforest.core.process import authority, notice_words, overdue
from sunforest.core.process.actor import Actor
from sunforest.core.process.models import ActRecord, Case
from sunforest.core.process.perform import Incomplete, NotYours, Refused, WrongState
from sunforest.matters.foi.models import InformationRequest
from sunforest.matters.remedies import queries
from sunforest.matters.remedies.models import Outcome
from sunforest.matters.remedies.process import Challenge, DisclosureComplaint, RecordCorrection

pytestmark = pytest.mark.django_db


def is_late(story: Story, act: str) -> bool:
    return ActRecord.objects.get(case=story.case, act=act).is_late


def told(story: Story) -> dict[str, str]:
    """Which notices were queued in a case, and for whom."""
    rows = QueuedNotice.objects.filter(case_id=story.case.pk).order_by("pk")
    return dict(rows.values_list("notice", "receiver"))


# Reconsideration and lawsuits


@pytest.mark.parametrize(
    ("act", "received_on", "due"),
    [
        pytest.param(Challenge.register_reconsideration, "2026-03-02", "2026-03-16", id="复议法 48: ten working days"),
        pytest.param(Challenge.register_reconsideration, "2026-09-21", "2026-10-12", id="复议法 88: not 09-25…27, 10-01…07"),
        pytest.param(Challenge.register_summary, "2026-03-02", "2026-03-09", id="复议法 54: five working days"),
        pytest.param(Challenge.register_summary, "2026-02-13", "2026-02-27", id="复议法 54, 88: 02-14 works, 02-15…23 do not"),
        pytest.param(Challenge.register_direct_lawsuit, "2026-03-02", "2026-03-17", id="行诉法 67: fifteen days"),
        pytest.param(Challenge.register_lawsuit, "2026-04-20", "2026-05-06", id="民法典 203: 05-05 is off"),
    ],
)  # fmt: skip
def test_the_defence_is_due_from_the_day_the_copy_was_received(cast: Cast, act, received_on, due):
    assert registered(cast, act, received_on=received_on).due == due


def test_a_defence_on_the_last_day_is_in_time(cast: Cast):
    story = registered(cast).perform(Challenge.defend, on="2026-03-16", clock="23:59", sent_on="2026-03-16")
    assert (story.state, story.due, is_late(story, "defend")) == ("pending", "", False)


def test_a_defence_on_the_next_day_is_late_and_stays_so(cast: Cast):
    story = registered(cast)
    assert overdue.carry_out(at("2026-03-17", "00:01")).moved == 0
    story.perform(Challenge.defend, on="2026-03-17", sent_on="2026-03-17")
    assert is_late(story, "defend")


def test_a_defence_recorded_late_but_sent_in_time_is_in_time(cast: Cast):
    story = registered(cast).perform(Challenge.defend, on="2026-03-18", sent_on="2026-03-16")
    assert not is_late(story, "defend")


def test_a_copy_registered_days_later_counts_from_its_receipt(cast: Cast):
    notice = {
        "request": answered_request(cast.housing).number,
        "received_on": "2026-03-02",
        "heard_by": "晴林县人民政府",
    }
    story = Story(Challenge, cast).perform(Challenge.register_reconsideration, on="2026-03-06", **notice)
    assert story.due == "2026-03-16"


def test_the_summary_procedure_becomes_the_ordinary_one_from_the_same_day(cast: Cast):
    story = registered(cast, Challenge.register_summary)
    story.perform(Challenge.become_ordinary, on="2026-03-06", received_on="2026-03-02")
    assert story.due == "2026-03-16"


def test_a_challenge_belongs_to_its_request_and_names_nobody(cast: Cast):
    request = answered_request(cast.housing)
    story = registered(cast, request=request).sealed()
    assert (story.case.parent, story.case.party) == (request, None)
    assert "晴林县人民政府" in story.public_text()
    assert request.number not in story.public_text()


def test_only_the_organ_that_answered_registers(cast: Cast):
    of_another = answered_request(cast.education)
    with pytest.raises(Refused, match="不由本机关答复"):
        registered(cast, request=of_another)


@pytest.mark.parametrize("number", ["339921-260227-000000-0", "330304", ""])
def test_a_number_of_no_request_is_not_registered(cast: Cast, number):
    notice = {"request": number, "received_on": "2026-03-02", "heard_by": "晴林县人民政府"}
    with pytest.raises(Incomplete) as refusal:
        Story(Challenge, cast).perform(Challenge.register_summary, on="2026-03-02", **notice)
    assert list(refusal.value.form.errors) == ["request"]


def test_a_challenge_is_no_request_that_could_be_challenged(cast: Cast):
    challenge = registered(cast).case
    with pytest.raises(Incomplete):
        registered(cast, request=challenge)


def test_a_direct_lawsuit_over_a_refusal_is_registered_with_a_note(cast: Cast):
    story = registered(cast, Challenge.register_direct_lawsuit)
    assert (story.state, "应先申请行政复议" in str(story.case.challenge)) == ("defending", True)
    assert list(queries.to_look_at_again(year=2026, organ_ids=[cast.housing.pk])) == [story.case]
    assert told(story)["direct_lawsuit_registered"] == "officer"


def test_a_direct_lawsuit_over_what_does_not_exist_has_no_note(cast: Cast):
    story = registered(cast, Challenge.register_direct_lawsuit, request=answered_request(cast.housing, result="U1a"))
    assert "应先申请行政复议" not in str(story.case.challenge)


@pytest.mark.parametrize("who", ["li", "zhao", "sun", "inspector", "auditor", "chen_acts"])
def test_nobody_but_clerk_and_legal_reviewer_of_the_organ_registers(cast: Cast, who):
    with pytest.raises(NotYours):
        registered(cast, by=getattr(cast, who))


def test_the_legal_reviewer_registers_too(cast: Cast):
    assert registered(cast, by=cast.legal).state == "defending"


def test_a_result_is_public_with_its_day_and_the_case_is_closed_afterwards(cast: Cast):
    story = decided(cast, result="corrected").perform(Challenge.close, on="2026-05-15").sealed()
    assert story.state == "closed"
    assert "结果纠正" in story.public_text()
    assert "2026-04-10" in story.public_text()


def test_a_challenge_that_is_withdrawn_before_the_defence_ends_its_clock(cast: Cast):
    story = registered(cast).perform(Challenge.record_result, on="2026-03-06", decided_on="2026-03-06", result="other")
    assert (story.state, story.due) == ("decided", "")


def test_a_result_recorded_wrongly_is_corrected_by_the_head_even_when_closed(cast: Cast):
    story = decided(cast).perform(Challenge.close, on="2026-05-15")
    corrected = {"decided_on": "2026-04-10", "result": "other", "reason": "调解书误记为维持"}
    with pytest.raises(NotYours):
        story.perform(Challenge.correct_result, on="2026-05-18", by=cast.wang, **corrected)
    story.perform(Challenge.correct_result, on="2026-05-18", **corrected).sealed()
    assert story.state == "closed"
    assert list(Outcome.objects.values_list("result", "set_aside_on")) == [("other", None)]
    assert "调解书" not in story.public_text()


def test_an_order_to_answer_anew_is_due_on_the_day_it_sets(cast: Cast):
    story = ordered(cast)
    assert (story.state, story.due) == ("redoing", "2026-05-08")
    assert Outcome.objects.get().result == "corrected"
    assert told(story)["redo_ordered"] == "officer"


def test_an_order_is_overdue_where_no_new_answer_exists(cast: Cast):
    story = ordered(cast)
    overdue.carry_out(at("2026-05-09"))
    story.case.refresh_from_db()
    assert story.state == "redoing"
    assert list(Case.objects.due_before(at("2026-05-09").date())) == [story.case]
    with pytest.raises(Refused, match="还没有找到"):
        story.perform(Challenge.confirm_new_answer, on="2026-05-09", new_answer="x", answered_on="2026-05-08")


@pytest.mark.parametrize(("answered_on", "late"), [("2026-05-08", False), ("2026-05-09", True)])
def test_an_order_is_met_on_the_day_the_new_answer_was_delivered(cast: Cast, answered_on, late):
    request = answered_request(cast.housing)
    story = ordered(cast, request=request)
    anew = answered_request(
        cast.housing, answered_on=answered_on, result="G2", original=InformationRequest.objects.get(case=request)
    )
    offered = queries.redo_prefill(story.case)
    assert offered["new_answer"] == anew.number
    story.perform(Challenge.confirm_new_answer, on="2026-05-11", **offered)
    assert (story.state, is_late(story, "confirm_new_answer")) == ("redone", late)


def test_another_day_than_that_of_the_delivery_is_refused(cast: Cast):
    request = answered_request(cast.housing)
    story = ordered(cast, request=request)
    anew = answered_request(
        cast.housing, answered_on="2026-05-11", result="G2", original=InformationRequest.objects.get(case=request)
    )
    with pytest.raises(Refused, match=r"2026-05-11"):
        story.perform(Challenge.confirm_new_answer, on="2026-05-11", new_answer=anew.number, answered_on="2026-05-08")


def test_an_order_that_was_recorded_wrongly_becomes_another_result(cast: Cast):
    story = ordered(cast)
    corrected = {"decided_on": "2026-04-10", "result": "upheld", "reason": "误记"}
    story.perform(Challenge.correct_redo_order, on="2026-04-13", **corrected)
    assert (story.state, story.due, Outcome.objects.get().result) == ("decided", "", "upheld")


def test_a_day_that_was_entered_wrongly_is_set_anew(cast: Cast):
    story = ordered(cast).perform(
        Challenge.record_redo_order, on="2026-04-13", decided_on="2026-04-10", until="2026-04-30"
    )
    assert (story.due, Outcome.objects.count()) == ("2026-04-30", 1)


def test_an_appeal_makes_a_lawsuit_pending_again(cast: Cast):
    story = decided(cast, Challenge.register_lawsuit)
    story.perform(Challenge.record_appeal, on="2026-04-20", appealed_on="2026-04-20", appellant="plaintiff")
    assert story.state == "pending"
    story.perform(Challenge.record_result, on="2026-08-03", decided_on="2026-08-03", result="corrected")
    outcomes = Outcome.objects.order_by("pk").values_list("result", "set_aside_on")
    assert [(result, str(day)) for result, day in outcomes] == [("upheld", "2026-04-20"), ("corrected", "None")]


def test_a_decision_of_reconsideration_is_not_appealed(cast: Cast):
    with pytest.raises(Refused, match="复议后起诉"):
        decided(cast).perform(Challenge.record_appeal, on="2026-04-20", appealed_on="2026-04-20", appellant="plaintiff")


def test_a_registration_made_in_error_is_cancelled_by_the_head(cast: Cast):
    story = registered(cast).perform(Challenge.cancel, on="2026-03-03", reason="重复登记")
    assert (story.state, story.case.challenge.is_void) == ("void", True)


def test_after_the_defence_a_registration_is_not_cancelled(cast: Cast):
    story = registered(cast).perform(Challenge.defend, on="2026-03-10", sent_on="2026-03-10")
    with pytest.raises(WrongState):
        story.perform(Challenge.cancel, on="2026-03-11", reason="重复登记")


# Correction of a record about oneself


def test_a_demand_for_correction_is_due_after_twenty_working_days_and_shows_nothing_of_the_person(cast: Cast):
    story = claimed(cast).sealed()
    assert (story.state, story.due) == ("submitted", "2026-03-30")
    assert SECRET not in story.public_text()
    assert "不动产" not in story.public_text()


def test_personal_data_is_to_be_verified_promptly(cast: Cast):
    assert told(claimed(cast))["personal_claim_to_verify"] == "officer"
    assert "personal_claim_to_verify" not in told(claimed(cast, RecordCorrection.claim))


def test_a_demand_without_evidence_is_incomplete(cast: Cast):
    with pytest.raises(Incomplete) as refusal:
        Story(RecordCorrection, cast).perform(
            RecordCorrection.claim, on="2026-03-02", record="登记簿", wrong="甲", right="乙"
        )
    assert list(refusal.value.form.errors) == ["evidence"]


def test_what_proves_inaccurate_is_corrected_by_another_and_told(cast: Cast):
    story = verified(cast)
    correction = {"corrected_on": "2026-03-05", "correction": SECRET}
    story.perform(RecordCorrection.correct, on="2026-03-05", **correction).sealed()
    assert (story.state, is_late(story, "correct")) == ("corrected", False)
    assert told(story)["record_corrected"] == "party"
    assert SECRET not in story.public_text()


def test_what_proves_inaccurate_cannot_be_refused(cast: Cast):
    with pytest.raises(Refused, match="应当更正"):
        verified(cast).perform(RecordCorrection.refuse, on="2026-03-05", reasons=SECRET)


def test_what_proves_accurate_is_refused_with_reasons_and_not_corrected(cast: Cast):
    story = verified(cast, "accurate")
    with pytest.raises(Refused, match="记录准确"):
        story.perform(RecordCorrection.correct, on="2026-03-05", corrected_on="2026-03-05", correction="无")
    story.perform(RecordCorrection.refuse, on="2026-03-30", reasons=SECRET).sealed()
    assert (story.state, is_late(story, "refuse")) == ("refused", False)
    assert SECRET not in story.public_text()


def test_a_refusal_after_the_limit_is_late(cast: Cast):
    story = verified(cast, "accurate").perform(RecordCorrection.refuse, on="2026-03-31", reasons="与原件一致")
    assert is_late(story, "refuse")


def test_who_verified_does_not_decide(cast: Cast):
    story = claimed(cast)
    both = hire(cast.housing, "钱和", "both.qian", CLERK, "综合科员")
    post = Post.objects.get(pk=both.post_id)
    Grant.objects.create(post=post, role=HEAD.key, process="correction")
    story.perform(RecordCorrection.verify, on="2026-03-04", by=both, finding="accurate", working="核对原件")
    as_head = Actor(role=HEAD, officer_id=both.officer_id, post_id=both.post_id)
    with pytest.raises(NotYours, match="分工制衡"):
        story.perform(RecordCorrection.refuse, on="2026-03-05", by=as_head, reasons="与原件一致")


def test_a_demand_goes_to_the_organ_with_the_power_to_correct_which_verifies_anew(cast: Cast):
    story = verified(cast)
    story.perform(RecordCorrection.transfer, on="2026-03-09", organ=cast.education.pk, reasons="由其登记")
    assert (story.case.organ, story.state, story.due) == (cast.education, "submitted", "2026-04-07")
    assert story.case.correction_claim.is_right is None
    assert told(story)["claim_transferred"] == "party"
    story.perform(RecordCorrection.verify, on="2026-03-10", by=cast.sun, finding="accurate", working="核对")
    assert story.state == "verified"


def test_a_demand_is_not_transferred_to_where_it_is(cast: Cast):
    with pytest.raises(Refused, match="另一个机关"):
        claimed(cast).perform(RecordCorrection.transfer, on="2026-03-09", organ=cast.housing.pk, reasons="无")


@pytest.mark.parametrize(
    ("act", "state"), [(RecordCorrection.point, "pointed"), (RecordCorrection.send_elsewhere, "sent_elsewhere")]
)
def test_who_has_the_power_is_told_with_how_to_reach_it(cast: Cast, act, state):
    story = (
        claimed(cast).perform(act, on="2026-03-05", right_organ="市公积金中心，望林路8号", reasons="由其记录").sealed()
    )
    assert story.state == state
    assert "市公积金中心" in story.public_text()


def test_only_its_author_withdraws_a_demand(cast: Cast):
    story = claimed(cast)
    with pytest.raises(NotYours):
        story.perform(RecordCorrection.withdraw, on="2026-03-05", by=cast.lin_acts)
    assert story.perform(RecordCorrection.withdraw, on="2026-03-05").state == "withdrawn"


# Complaints


def test_a_complaint_shows_kind_and_organ_and_nothing_of_its_author(cast: Cast):
    story = complained(cast).sealed()
    assert (story.state, story.due) == ("submitted", "2026-03-30")
    assert "应当主动公开的没有公开" in story.public_text()
    assert cast.education.name in story.public_text()
    assert SECRET not in story.public_text()


def test_the_organ_complained_of_cannot_see_the_complaint(cast: Cast):
    story = complained(cast)
    officer = Officer.objects.get(pk=cast.sun.officer_id)
    posts = authority.acting_posts(officer, at("2026-03-03").date())
    assert not authority.may_see(story.case, posts)
    assert story.case not in authority.visible_cases(posts)
    with pytest.raises(NotYours):
        story.perform(DisclosureComplaint.report, on="2026-03-03", by=cast.sun, findings="无")


def test_nobody_judges_a_complaint_about_itself(cast: Cast):
    with pytest.raises(Refused, match="上一级行政机关"):
        complained(cast, complained_of=cast.housing.pk)


def test_what_was_found_stays_inside(cast: Cast):
    assert SECRET not in reported(cast).sealed().public_text()


def test_an_order_to_rectify_has_a_day_of_its_own_and_is_public(cast: Cast):
    story = to_rectify(cast).sealed()
    assert (story.state, story.due, is_late(story, "order_rectification")) == ("rectifying", "2026-03-31", False)
    assert "公开2025年度预算" in story.public_text()


def test_the_organ_complained_of_is_told_of_the_order_and_not_of_the_complaint(cast: Cast):
    story = to_rectify(cast)
    (row,) = QueuedNotice.objects.filter(case_id=story.case.pk, notice="ordered_by_the_office")
    said = notice_words.message_of(row)
    assert row.officer_id == cast.sun.officer_id
    assert said.text == (
        f"{cast.housing.name}要求您机关于2026年3月31日前整改并书面报告。整改要求见{story.case.number}的公开页面。"
    )


@pytest.mark.parametrize(("rectified_on", "recorded_on"), [("2026-03-31", "2026-03-31"), ("2026-03-20", "2026-03-25")])
def test_what_was_rectified_in_time_is_in_time(cast: Cast, rectified_on, recorded_on):
    done = {"rectified_on": rectified_on, "outcome": "已公开。"}
    story = to_rectify(cast).perform(DisclosureComplaint.confirm_rectified, on=recorded_on, **done)
    assert (story.state, is_late(story, "confirm_rectified")) == ("rectified", False)


def test_silence_after_the_day_of_the_order_is_an_act(cast: Cast):
    story = to_rectify(cast)
    assert overdue.carry_out(at("2026-03-31", "23:59")).moved == 0
    assert overdue.carry_out(at("2026-04-01", "00:00")).moved == 1
    story.case.refresh_from_db()
    assert story.state == "unrectified"
    assert story.case.records.get(act="rectification_lapses").effective_on.isoformat() == "2026-03-31"
    assert told(story)["unrectified"] == "officer"


def test_who_does_not_rectify_is_criticised_in_public(cast: Cast):
    story = to_rectify(cast)
    with pytest.raises(WrongState):
        story.perform(DisclosureComplaint.criticise, on="2026-03-30", criticism="逾期不整改。")
    story.perform(DisclosureComplaint.criticise, on="2026-04-02", criticism="逾期不整改。").sealed()
    assert story.state == "criticised"
    assert "逾期不整改" in story.public_text()


def test_an_author_named_in_public_words_is_stopped_by_the_gate(cast: Cast):
    with pytest.raises(Incomplete) as refusal:
        reported(cast).perform(
            DisclosureComplaint.order_rectification,
            on="2026-03-10",
            until="2026-03-31",
            requirement="请答复申请人，联系电话13900000001。",
        )
    assert [finding["field"] for finding in refusal.value.findings] == ["requirement"]


def test_a_complaint_without_ground_is_dismissed_with_reasons_for_its_author_alone(cast: Cast):
    story = reported(cast).perform(DisclosureComplaint.dismiss, on="2026-03-10", reasons=SECRET).sealed()
    assert story.state == "unfounded"
    assert SECRET not in story.public_text()
    assert told(story)["complaint_unfounded"] == "party"


def test_a_proposal_to_discipline_stays_inside_and_leaves_the_result_as_it_is(cast: Cast):
    story = to_rectify(cast).perform(
        DisclosureComplaint.confirm_rectified, on="2026-03-20", rectified_on="2026-03-20", outcome="已公开。"
    )
    story.perform(DisclosureComplaint.propose_accountability, on="2026-03-23", proposal=SECRET).sealed()
    assert story.state == "rectified"
    assert SECRET not in story.public_text()


@pytest.mark.parametrize("who", ["wang", "li", "chen_acts", "sun"])
def test_only_the_head_decides_a_complaint(cast: Cast, who):
    with pytest.raises(NotYours):
        reported(cast).perform(DisclosureComplaint.dismiss, on="2026-03-10", by=getattr(cast, who), reasons="无")


def test_a_complaint_to_an_organ_founded_since_is_possible(cast: Cast):
    new = Organ.objects.create(code="001008003012099", name="晴林县数据局", short_name="数据局", position=9)
    assert complained(cast, complained_of=new.pk).state == "submitted"
