"""The public answer is what the sealed faces tell, in log order, however often they are read."""

import json

import pytest
from django.forms.models import model_to_dict
from foi_stories import ANSWER, PARTLY, asked_by_another, delivered, public_answer, received, signed, to_sign

from cast import at
from story import Story
from sunforest.core.ledger import leaves
from sunforest.core.ledger.models import Leaf
from sunforest.core.process import erasing
from sunforest.core.process.models import Case
from sunforest.matters.foi import follows
from sunforest.matters.foi.models import InformationRequest, PublicAnswer, SharedQuestion
from sunforest.matters.foi.process import InformationRequestProcess as Foi
from sunforest.matters.foi.process import ProactiveConversion
from sunforest.pure import grounds

pytestmark = pytest.mark.django_db


def told_again(story):
    """Every leaf read a second time, in order."""
    before = [model_to_dict(row) for row in PublicAnswer.objects.order_by("pk")]
    for leaf in Leaf.objects.filter(index__isnull=False).order_by("index"):
        follows.follow(leaf)
    assert [model_to_dict(row) for row in PublicAnswer.objects.order_by("pk")] == before
    return story


def rectified(story, act, **values):
    number = story.case.records.get(act=act).number
    words = {"record": number, "values": json.dumps(values, ensure_ascii=False), "reason": "笔误"}
    rectify = next(each for each in Foi.acts if each.name == "rectify")
    return story.perform(rectify, on="2025-11-10", **words).sealed()


def test_a_signed_answer_is_public_before_it_is_delivered(cast):
    answer = public_answer(signed(cast, **PARTLY).sealed())
    assert (answer.question, answer.result, answer.withheld) == ("幸福小区加装电梯的审批文件", "P1", ["N4"])
    assert (answer.received_on.isoformat(), answer.signed_on.isoformat()) == ("2025-09-25", "2025-10-29")
    assert answer.delivered_on is None
    assert answer.due_on.isoformat() == "2025-10-29"  # R1.27: twenty working days from 09-25


def test_delivery_brings_day_and_duration(cast):
    answer = public_answer(told_again(delivered(cast)))
    assert (answer.delivered_on.isoformat(), answer.is_late, answer.days_taken) == ("2025-10-29", False, 20)
    row = InformationRequest.objects.get()
    assert (row.due_on.isoformat(), row.is_late, row.days_taken) == ("2025-10-29", False, 20)


def test_what_is_delivered_the_morning_after_is_late_for_ever(cast):
    story = delivered(cast, to="2025-10-30")
    assert public_answer(story).is_late and InformationRequest.objects.get().is_late
    rectified(story, "deliver", delivered_on="2025-10-29")
    answer = public_answer(story)
    assert answer.delivered_on.isoformat() == "2025-10-29"
    assert answer.is_late and InformationRequest.objects.get().is_late


def test_a_day_of_receipt_that_was_rectified_is_the_day_that_counts(cast):
    story = rectified(delivered(cast), "confirm", received_on="2025-09-26")
    request = InformationRequest.objects.get()
    # from 09-26 to 10-29: 09-28 (works), 29, 30, then 10-09 to 10-29 with Sat 10-11 at work
    assert (request.received_on.isoformat(), request.days_taken) == ("2025-09-26", 19)
    assert public_answer(story).received_on == request.received_on


def test_an_answer_that_was_rectified_reads_as_rectified_with_its_day(cast):
    story = rectified(delivered(cast), "answer", question="幸福小区3幢加装电梯的审批文件")
    answer = public_answer(told_again(story))
    assert answer.question == "幸福小区3幢加装电梯的审批文件"
    assert (answer.answer, answer.rectified_on.isoformat()) == (ANSWER["answer"], "2025-11-10")


def test_what_is_written_for_the_applicant_alone_is_never_public(cast):
    answer = public_answer(delivered(cast, private_note="您此前的来信已并入本件"))
    assert "来信" not in json.dumps(model_to_dict(answer), ensure_ascii=False, default=str)


def test_an_answer_that_a_ground_closes_has_no_public_answer_but_is_counted(cast):
    story = to_sign(received(cast), on="2025-10-28", draft=ANSWER)
    story.perform(
        Foi.answer_without_publication, on="2025-10-30", **ANSWER, ground="personal_information", why="涉及隐私"
    )
    story.perform(Foi.deliver, on="2025-10-30", method="online", delivered_on="2025-10-30").sealed()
    assert not PublicAnswer.objects.exists()
    assert InformationRequest.objects.get().is_late


def test_redaction_of_its_leaf_removes_the_public_answer(cast):
    story = delivered(cast)
    leaf = Leaf.objects.get(case_id=story.case.pk, act="answer")
    leaves.redact(leaf, ground=grounds.PERSONAL_INFORMATION.key, at=at("2025-11-12"))
    told_again(story.sealed())
    assert not PublicAnswer.objects.exists()


def test_an_erased_case_leaves_nothing_behind(cast):
    story = delivered(cast)
    erasing.erase(story.case, ground=grounds.PERSONAL_INFORMATION, at=at("2025-11-12"))
    told_again(story.sealed())
    assert not PublicAnswer.objects.exists()


def test_two_people_asking_for_the_same_raise_an_alert_and_open_nothing(cast):
    delivered(cast)
    story = told_again(asked_by_another(cast, question="申请公开幸福小区加装电梯审批文件"))
    alert = SharedQuestion.objects.get()
    assert (alert.times_asked, alert.proposed_in) == (2, "")
    assert alert.answer == public_answer(story)
    assert not Case.objects.filter(process_key="conversion").exists()


def test_the_same_person_asking_twice_raises_none(cast):
    delivered(cast)
    delivered(cast, on="2025-11-20", received_on="2025-11-10", document_number="晴建依复〔2025〕5号")
    assert not SharedQuestion.objects.exists()


def test_another_question_raises_none(cast):
    delivered(cast)
    asked_by_another(cast, question="和平小区加装电梯的审批文件")
    assert not SharedQuestion.objects.exists()


def test_what_was_refused_is_not_proposed_for_publication(cast):
    refused = {"result": "N4", "reasons": "涉及商业秘密"}
    delivered(cast, **refused)
    asked_by_another(cast, **refused)
    assert not SharedQuestion.objects.exists()


def test_proposing_the_conversion_answers_the_alert(cast):
    delivered(cast)
    asked_by_another(cast)
    alert = SharedQuestion.objects.get()
    conversion = Story(ProactiveConversion, cast)
    conversion.perform(ProactiveConversion.propose, on="2025-11-06", what=alert.question, times_asked=2).sealed()
    alert.refresh_from_db()
    assert alert.proposed_in == conversion.case.number


def test_telling_an_answer_costs_few_statements(cast, django_assert_max_num_queries):
    story = delivered(cast)
    leaf = Leaf.objects.get(case_id=story.case.pk, act="deliver")
    with django_assert_max_num_queries(14):
        follows.follow(leaf)
