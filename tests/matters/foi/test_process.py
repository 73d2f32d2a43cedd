"""The life of information requests, told as stories; every due day is reckoned by hand in a comment."""

import pytest
from foi_stories import ANSWER, ASKED, PARTLY, received, to_sign

from story import Story
from sunforest.core.process.models import Case
from sunforest.core.process.perform import Incomplete, NotYours, Refused, WrongState
from sunforest.matters.foi.models import InformationRequest
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.django_db

REFUSED = {**ANSWER, "result": "N4", "reasons": "涉及商业秘密，第三方不同意公开"}


def test_a_request_counts_from_the_day_both_sides_confirm(cast):
    story = Story(Foi, cast).perform(Foi.submit, on="2025-10-05", **ASKED)
    assert (story.state, story.due) == ("arrived", "")
    story.perform(Foi.confirm, on="2025-10-09", received_on="2025-10-09", how="phone")
    # R1.23: received 10-09; seven working days: 10, 11(Sat, works), 13, 14, 15, 16, 17
    assert story.due == "2025-10-17"
    assert InformationRequest.objects.get().received_on.isoformat() == "2025-10-09"


def test_an_answer_at_once_is_signed_without_review_and_met_by_its_delivery(cast):
    story = received(cast).perform(Foi.send_to_sign, on="2025-09-26", **ANSWER)
    # R1.27: received 09-25; twenty working days with 09-28 and 10-11 at work: 10-29
    assert story.due == "2025-10-29"
    story.perform(Foi.answer, on="2025-09-26", **ANSWER)
    story.perform(Foi.deliver, on="2025-09-26", method="online", delivered_on="2025-09-26")
    row = InformationRequest.objects.get()
    assert (story.state, row.result, row.answered_on.isoformat()) == ("delivered", "G2", "2025-09-26")
    assert not story.case.records.get(act="deliver").is_late


def test_a_refusal_is_not_signed_without_legal_review(cast):
    with pytest.raises(Refused, match="法制审查"):
        received(cast).perform(Foi.send_to_sign, on="2025-09-26", **PARTLY)


def test_a_supplement_starts_the_counting_anew(cast):
    story = received(cast)
    story.perform(Foi.ask_to_supplement, on="2025-10-11", until="2025-10-24", missing="请写明楼栋")
    assert story.case.suspended
    story.perform(Foi.supplement, on="2025-10-20", wanted="幸福小区3幢加装电梯的审批文件")
    # R1.24: corrected application received Mon 2025-10-20: new limit 2025-11-17
    assert story.due == "2025-11-17"


def test_a_supplement_is_asked_for_within_seven_working_days(cast):
    with pytest.raises(Refused, match="七个工作日"):
        received(cast).perform(Foi.ask_to_supplement, on="2025-10-13", until="2025-10-24", missing="请写明楼栋")


def test_a_supplement_is_asked_for_once(cast):
    story = received(cast).perform(Foi.ask_to_supplement, on="2025-09-26", until="2025-10-24", missing="请写明楼栋")
    story.perform(Foi.supplement, on="2025-09-28", wanted="3幢")
    with pytest.raises(Refused, match="只能告知一次"):
        story.perform(Foi.ask_to_supplement, on="2025-09-29", until="2025-10-24", missing="还是不清楚")


def test_silence_after_a_request_for_supplement_ends_the_request_by_itself(cast):
    story = received(cast).perform(Foi.ask_to_supplement, on="2025-09-26", until="2025-10-24", missing="请写明楼栋")
    with pytest.raises(WrongState):
        story.perform(Foi.supplement, on="2025-10-25", wanted="3幢")


def test_the_days_of_a_consultation_do_not_count(cast):
    story = received(cast).perform(Foi.consult, on="2025-10-09", third_party="甲公司", letter="是否同意")
    story.perform(Foi.record_letter, on="2025-10-10", third_party="甲公司", letter_received_on="2025-10-10")
    # R1.25: letter received Fri 10-10: third-party limit 2025-10-30
    assert story.due == "2025-10-30"
    story.perform(Foi.hear, on="2025-10-21", third_party="甲公司", heard_on="2025-10-21", agrees="no_with_grounds",
                  reasons="报价属商业秘密")  # fmt: skip
    story.perform(Foi.conclude, on="2025-10-22", ended_on="2025-10-21")
    # R1.29: 10-09 to 10-21 spent consulting (10 working days): new limit 2025-11-12
    assert story.due == "2025-11-12"


def test_a_silent_third_party_does_not_hold_up_the_answer(cast):
    story = received(cast).perform(Foi.consult, on="2025-10-09", third_party="甲公司", letter="是否同意")
    story.perform(Foi.record_letter, on="2025-10-10", third_party="甲公司", letter_received_on="2025-10-10")
    story.perform(Foi.send_to_review, on="2025-10-31", **PARTLY)
    assert story.case.records.get(act="third_party_silent").effective_on.isoformat() == "2025-10-30"


def test_an_extension_adds_twenty_working_days_once(cast):
    story = received(cast).perform(Foi.extend, on="2025-10-29", reason="需要向多个部门核实")
    story.perform(Foi.send_to_review, on="2025-10-29", **PARTLY)
    assert story.due == "2025-11-26"
    with pytest.raises(Refused, match="不能再次延期"):
        story.perform(Foi.extend, on="2025-11-03", reason="仍需时间")


def test_an_extension_after_expiry_is_refused(cast):
    with pytest.raises(Refused, match="期限已过"):
        received(cast).perform(Foi.extend, on="2025-10-30", reason="需要核实")


def test_an_unpaid_fee_ends_the_request(cast):
    story = received(cast).perform(
        Foi.charge, on="2025-09-26", notified_on="2025-09-26", basis="items", already=10, count=1, amount=100,
        how="到窗口缴纳", reason="数量明显超过合理范围",
    )  # fmt: skip
    with pytest.raises(WrongState):
        story.perform(Foi.pay, on="2025-10-28", paid_on="2025-10-28", amount=100)


def test_payment_starts_the_counting_anew(cast):
    story = received(cast).perform(
        Foi.charge, on="2025-09-26", notified_on="2025-09-26", basis="pages", already=0, count=31, amount=10,
        how="到窗口缴纳", reason="数量明显超过合理范围",
    )  # fmt: skip
    story.perform(Foi.pay, on="2025-10-20", paid_on="2025-10-20", amount=10)
    assert story.due == "2025-11-17"


def test_the_letter_handed_over_next_morning_is_late(cast):
    story = to_sign(received(cast), on="2025-10-28", draft=PARTLY).perform(Foi.answer, on="2025-10-29", **PARTLY)
    story.perform(Foi.deliver, on="2025-10-30", clock="08:30", method="in_person", delivered_on="2025-10-30")
    assert story.case.records.get(act="deliver").is_late


def test_what_a_person_wrote_is_never_public(cast):
    story = to_sign(received(cast), on="2025-10-28", draft=PARTLY).perform(Foi.answer, on="2025-10-29", **PARTLY)
    text = story.sealed().public_text()
    assert "陈秀英" not in text
    assert "幸福小区加装电梯的审批文件" in text


def test_who_drafted_cannot_sign(cast):
    story = received(cast).perform(Foi.send_to_sign, on="2025-09-26", **ANSWER)
    with pytest.raises(NotYours):
        story.perform(Foi.answer, on="2025-09-26", by=cast.wang, **ANSWER)


def test_personal_data_in_an_answer_stops_its_signature(cast):
    draft = {**ANSWER, "answer": "<p>联系人电话 13900000077</p>"}
    story = received(cast).perform(Foi.send_to_sign, on="2025-09-26", **draft)
    with pytest.raises(Incomplete):
        story.perform(Foi.answer, on="2025-09-26", **draft)


def test_an_annulled_answer_is_made_anew_within_the_ordered_period(cast):
    first = to_sign(received(cast), on="2025-10-28", draft=REFUSED).perform(Foi.answer, on="2025-10-29", **REFUSED)
    first.perform(Foi.deliver, on="2025-10-29", method="online", delivered_on="2025-10-29")
    again = Story(Foi, cast).perform(
        Foi.redo, on="2026-01-05", from_case=first.case, decision="晴政复决〔2025〕8号",
        received_on="2026-01-05", until="2026-02-04", wanted="同前", supply="online", address="",
    )  # fmt: skip
    assert (again.state, again.due) == ("reopened", "2026-02-04")
    assert InformationRequest.objects.get(case=again.case).original_id == first.case.pk
    assert Case.objects.count() == 2


def objected(cast):
    story = received(cast).perform(Foi.consult, on="2025-10-09", third_party="甲公司", letter="是否同意")
    story.perform(Foi.record_letter, on="2025-10-10", third_party="甲公司", letter_received_on="2025-10-10")
    story.perform(Foi.hear, on="2025-10-21", third_party="甲公司", heard_on="2025-10-21", agrees="no_with_grounds",
                  reasons="报价属商业秘密")  # fmt: skip
    return story.perform(Foi.conclude, on="2025-10-21", ended_on="2025-10-21")


def test_an_objection_with_grounds_yields_only_to_the_public_interest(cast):
    with pytest.raises(Refused, match="甲公司有合理理由不同意公开"):
        objected(cast).perform(Foi.send_to_review, on="2025-10-22", **ANSWER)


def test_who_objected_is_told_before_what_was_withheld_is_given_out(cast):
    draft = {**ANSWER, "public_interest": "涉及饮水安全"}
    story = to_sign(objected(cast), on="2025-10-22", draft=draft).perform(Foi.answer, on="2025-10-23", **ANSWER)
    delivery = {"method": "online", "delivered_on": "2025-10-24"}
    with pytest.raises(Refused, match="书面告知第三方甲公司"):
        story.perform(Foi.deliver, on="2025-10-24", **delivery)
    story.perform(
        Foi.tell_third_party, on="2025-10-24", third_party="甲公司", told_on="2025-10-24", content="公开检测报告"
    )
    assert story.perform(Foi.deliver, on="2025-10-24", **delivery).state == "delivered"
