"""The law of information requests at its boundaries: facts, answers and a moment in, nothing or a refusal out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cast import at
from sunforest.matters.foi import results, rules
from sunforest.matters.foi.rules import RequestFacts
from sunforest.pure.moment import Moment

TODAY, YESTERDAY, TOMORROW = date(2025, 10, 29), date(2025, 10, 28), date(2025, 10, 30)
MOMENT = Moment(at=at("2025-10-29"), day=TODAY, today=TODAY)
DRAFT = {"result": "G2", "reasons": "", "withheld": [], "search_record": "", "supplied_as": "", "public_interest": "",
         "needs_experts": False}  # fmt: skip
FEE = {"notified_on": TODAY, "basis": "items", "already": 10, "count": 1, "amount": 100}
DELIVERY = {"method": "in_person", "delivered_on": TODAY, "mail_number": ""}


def facts(**known: Any) -> RequestFacts:
    return RequestFacts(state="received", **known)


def said(rule: Any, known: RequestFacts, moment: Moment = MOMENT, **answers: Any) -> str:
    """The refusal in words; empty where the rule allows it."""
    refusal = rule(known, answers, moment)
    return str(refusal) if refusal else ""


@pytest.mark.parametrize("supply", ["post", "email"])
def test_an_address_is_asked_for_only_where_something_is_sent_there(supply):
    assert "请填写地址" in said(rules.address_where_needed, facts(), supply=supply, address=" ")
    assert said(rules.address_where_needed, facts(), supply=supply, address="映月路12号") == ""
    assert said(rules.address_where_needed, facts(), supply="online", address="") == ""


@pytest.mark.parametrize(("day", "is_allowed"), [(YESTERDAY, False), (TODAY, True), (TOMORROW, False)])
def test_both_sides_confirm_between_arrival_and_today(day, is_allowed):
    """R1.22, R1.23."""
    assert (said(rules.confirmed_by_both, facts(arrived_on=TODAY), received_on=day) == "") is is_allowed


@pytest.mark.parametrize(("until", "is_allowed"), [(TODAY, False), (TOMORROW, True)])
def test_a_supplement_is_given_time(until, is_allowed):
    """条例 art. 30."""
    assert (said(rules.asked_once_and_in_time, facts(ask_due_on=TODAY), until=until) == "") is is_allowed


def test_a_supplement_is_asked_for_once_and_while_its_seven_working_days_run():
    """条例 art. 30, R1.24: the clock is gone once its last day has passed."""
    assert "七个工作日" in said(rules.asked_once_and_in_time, facts(), until=TOMORROW)
    once = facts(ask_due_on=TODAY, times_supplement_was_asked=1)
    assert "只能告知一次" in said(rules.asked_once_and_in_time, once, until=TOMORROW)


@pytest.mark.parametrize(("day", "is_allowed"), [(date(2025, 10, 27), False), (YESTERDAY, True), (TOMORROW, False)])
def test_a_supplement_is_received_after_it_was_asked_for_and_by_today(day, is_allowed):
    known = facts(waiting_since=YESTERDAY)
    assert (said(rules.supplemented_after_asking, known, received_on=day) == "") is is_allowed


@pytest.mark.parametrize(("last_day", "is_allowed"), [(YESTERDAY, False), (TODAY, True)])
def test_an_extension_is_told_on_the_last_day_at_the_latest(last_day, is_allowed):
    """条例 art. 33, R1.28."""
    assert (said(rules.extended_once_before_expiry, facts(answer_due_on=last_day)) == "") is is_allowed


def test_there_is_one_extension_and_none_of_an_ordered_period():
    """R1.65; R1.73."""
    assert "不能再次延期" in said(rules.extended_once_before_expiry, facts(answer_due_on=TODAY, is_extended=True))
    assert "不能延长" in said(rules.extended_once_before_expiry, facts(answer_due_on=TODAY, is_redone=True))


@pytest.mark.parametrize(
    ("basis", "already", "count", "amount"),
    [
        pytest.param("items", 10, 1, 100, id="R1.41: the 11th item"),
        pytest.param("items", 0, 30, 2000, id="R1.41: 30 items"),
        pytest.param("items", 0, 31, 2200, id="R1.41: 31 items"),
        pytest.param("items", 30, 1, 200, id="R1.41: the 31st item"),
        pytest.param("items", 40, 1, 300, id="R1.41: the 41st item"),
        pytest.param("pages", 0, 31, 10, id="R1.42: 31 pages"),
        pytest.param("pages", 99, 31, 10, id="R1.42: pages do not add up"),
        pytest.param("pages", 0, 100, 700, id="R1.42: 100 pages"),
        pytest.param("pages", 0, 101, 720, id="R1.42: 101 pages"),
        pytest.param("pages", 0, 201, 2740, id="R1.42: 201 pages"),
    ],
)
def test_a_fee_is_just_what_the_table_gives(basis, already, count, amount):
    asked = {**FEE, "basis": basis, "already": already, "count": count}
    due = facts(answer_due_on=TODAY)
    assert said(rules.fee_is_right, due, **{**asked, "amount": amount}) == ""
    assert f"应为{amount}元" in said(rules.fee_is_right, due, **{**asked, "amount": amount + 10})


@pytest.mark.parametrize(("basis", "count"), [("items", 10), ("pages", 30)])
def test_what_is_free_is_not_charged(basis, count):
    """R1.41, R1.42."""
    asked = {**FEE, "basis": basis, "already": 0, "count": count, "amount": 10}
    assert "不收费" in said(rules.fee_is_right, facts(answer_due_on=TODAY), **asked)


@pytest.mark.parametrize(("last_day", "is_allowed"), [(YESTERDAY, False), (TODAY, True)])
def test_a_fee_is_notified_inside_the_handling_period(last_day, is_allowed):
    """R1.43."""
    assert (said(rules.fee_is_right, facts(answer_due_on=last_day), **FEE) == "") is is_allowed


@pytest.mark.parametrize(("paid_on", "is_allowed"), [(date(2025, 10, 27), False), (YESTERDAY, True), (TOMORROW, False)])
def test_a_fee_is_paid_in_full_after_its_notice_and_by_today(paid_on, is_allowed):
    """R1.43."""
    known = facts(fee_charged=100, waiting_since=YESTERDAY)
    assert (said(rules.paid_in_full, known, amount=100, paid_on=paid_on) == "") is is_allowed
    assert "应缴100元" in said(rules.paid_in_full, known, amount=99, paid_on=TODAY)


@pytest.mark.parametrize(("day", "is_allowed"), [(date(2025, 10, 27), False), (YESTERDAY, True), (TOMORROW, False)])
def test_a_third_party_has_the_letter_after_it_was_written(day, is_allowed):
    """R1.25."""
    known = facts(third_parties={"甲公司": YESTERDAY})
    told = {"third_party": "甲公司", "letter_received_on": day}
    assert (said(rules.letter_reached_a_third_party, known, **told) == "") is is_allowed
    assert "没有征求过" in said(rules.letter_reached_a_third_party, known, **{**told, "third_party": "乙公司"})


def test_a_reasonable_objection_says_why():
    """条例 art. 32."""
    known = facts(third_parties={"甲公司": YESTERDAY})
    heard = {"third_party": "甲公司", "heard_on": TODAY, "agrees": "no_with_grounds"}
    assert "请写明理由" in said(rules.heard_by_today, known, **heard, reasons="")
    assert said(rules.heard_by_today, known, **heard, reasons="报价") == ""


def test_a_consultation_ends_when_all_of_it_have_answered_and_on_the_day_of_the_last():
    """R1.29, R1.64: an opinion of an earlier consultation does not answer this one."""
    two = {"甲公司": YESTERDAY, "乙公司": YESTERDAY}
    waiting = facts(third_parties=two, heard=frozenset({"甲公司"}), opinions={"甲公司": "yes", "乙公司": "yes"})
    assert "乙公司" in said(rules.all_heard, waiting, ended_on=TODAY)
    complete = facts(third_parties=two, heard=frozenset(two), last_heard_on=YESTERDAY)
    assert said(rules.all_heard, complete, ended_on=YESTERDAY) == ""
    assert "为止" in said(rules.all_heard, complete, ended_on=TODAY)


@pytest.mark.parametrize("result", [each.code for each in results.RESULTS])
def test_only_what_gives_everything_is_signed_without_review(result):
    """§1.5."""
    answers = {**DRAFT, "result": result, "reasons": "理由", "withheld": ["N4"], "search_record": "查过"}
    known = facts(times_supplement_was_asked=1, reasons_were_asked=True)
    assert (said(rules.needs_no_review, known, **answers) == "") is (result in ("G1", "G2"))


@pytest.mark.parametrize(
    ("result", "missing", "words"),
    [
        ("N6", {}, "须写明理由"),
        ("P1", {"reasons": "理由"}, "不予公开部分的依据"),
        ("U1a", {"reasons": "理由"}, "检索记录"),
        ("U3", {"reasons": "理由"}, "没有告知过补正"),
        ("X4", {"reasons": "理由"}, "先要求申请人说明理由"),
        ("G2", {"supplied_as": "reading"}, "须写明理由"),
    ],
)
def test_each_result_tells_what_the_law_wants_told(result, missing, words):
    """条例 art. 30, 35–38, 40; §1.4."""
    assert words in said(rules.draft_is_complete, facts(), **{**DRAFT, "result": result, **missing})


@pytest.mark.parametrize(
    ("opinion", "result", "withheld", "interest", "is_allowed"),
    [
        pytest.param("yes", "N4", [], "", False, id="art. 32: consent, yet refused"),
        pytest.param("yes", "G2", [], "", True, id="art. 32: consent, disclosed"),
        pytest.param("no", "G2", [], "", True, id="art. 32: objection without grounds, the organ decides"),
        pytest.param("no_with_grounds", "N4", [], "", True, id="art. 32: objection with grounds, refused"),
        pytest.param(
            "no_with_grounds", "P1", ["N4"], "", True, id="art. 32: objection with grounds, that part withheld"
        ),
        pytest.param("no_with_grounds", "G2", [], "", False, id="art. 32: objection with grounds, disclosed"),
        pytest.param("no_with_grounds", "G2", [], "饮水安全", True, id="art. 32: the public interest prevails"),
    ],
)
def test_a_third_party_s_opinion_is_heeded(opinion, result, withheld, interest, is_allowed):
    answers = {**DRAFT, "result": result, "reasons": "理由", "withheld": withheld, "public_interest": interest}
    assert (said(rules.draft_is_complete, facts(opinions={"甲公司": opinion}), **answers) == "") is is_allowed


def test_who_was_overruled_is_told_before_delivery():
    """条例 art. 32."""
    overruled = {"opinions": {"甲公司": "no_with_grounds"}, "draft": {"public_interest": "饮水安全"}}
    assert "甲公司" in said(rules.delivered_after_signature, facts(**overruled), **DELIVERY)
    assert said(rules.delivered_after_signature, facts(**overruled, told=frozenset({"甲公司"})), **DELIVERY) == ""


@pytest.mark.parametrize(("day", "is_allowed"), [(date(2025, 10, 27), False), (YESTERDAY, True), (TOMORROW, False)])
def test_an_answer_is_delivered_between_its_signature_and_today(day, is_allowed):
    """国办公开办函〔2016〕235号."""
    known = facts(signed_on=YESTERDAY)
    assert (said(rules.delivered_after_signature, known, **{**DELIVERY, "delivered_on": day}) == "") is is_allowed


@pytest.mark.parametrize("method", ["registered_post", "ems"])
def test_mail_has_its_number(method):
    assert "邮件号码" in said(rules.delivered_after_signature, facts(), **{**DELIVERY, "method": method})


def test_a_flagged_case_passes_after_an_expert_spoke():
    """§1.5."""
    assert "专家会商" in said(rules.flagged_case_was_discussed, facts(needs_experts=True))
    assert said(rules.flagged_case_was_discussed, facts(needs_experts=True, expert_opinions=1)) == ""


@pytest.mark.parametrize(("until", "is_allowed"), [(TODAY, False), (TOMORROW, True)])
def test_an_ordered_period_lies_after_the_receipt_of_the_decision(until, is_allowed):
    """行政复议法 art. 64, 66."""
    assert (said(rules.redo_lies_ahead, facts(), received_on=TODAY, until=until) == "") is is_allowed


def test_a_delay_is_set_only_after_reasons_were_asked():
    """条例 art. 35, R1.65."""
    assert "先要求申请人说明理由" in said(rules.reasons_were_asked, facts(), until=TOMORROW)
    assert said(rules.reasons_were_asked, facts(reasons_were_asked=True), until=TOMORROW) == ""
