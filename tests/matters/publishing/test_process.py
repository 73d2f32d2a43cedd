"""The life of official documents, told as stories."""

import pytest

from cast import assemble, at
from story import Story
from sunforest.core.organs.models import Topic
from sunforest.core.process.models import Case
from sunforest.core.process.perform import Incomplete, NotYours, Refused
from sunforest.matters.publishing.models import NotDisclosed, PublicDocument
from sunforest.matters.publishing.process import DisclosureReview, OfficialDocument, PublicConcernProcess
from sunforest.matters.publishing.queries import proposal_of, publication_of

pytestmark = pytest.mark.django_db

CONTENT = {
    "title": "关于做好冬季燃气安全检查的通知",
    "genre": "通知",
    "document_number": "晴建发〔2026〕12号",
    "topics": ["城乡建设、环境保护/城乡建设"],
    "article_20_head": "13",
    "summary": "部署冬季燃气安全检查。",
    "body": "<p>各镇人民政府：</p><p>请于十二月前完成检查。</p>",
}
OPEN_TO_ALL = {"public_interest_wide": True, "disclosure": "PROACTIVE"}
CLOSED = {"process_kind": "请示报告", "disclosure": "CLOSED"}


@pytest.fixture
def cast():
    first = Topic.objects.create(name="城乡建设、环境保护")
    Topic.objects.create(name="城乡建设", parent=first)
    return assemble()


def approved(cast, *, content=CONTENT, formed_on="2026-09-18", gate=OPEN_TO_ALL, act=OfficialDocument.approve):
    story = Story(OfficialDocument, cast)
    story.perform(OfficialDocument.draft, on="2026-09-01", **content)
    story.perform(OfficialDocument.classify, on="2026-09-02", **gate)
    story.perform(OfficialDocument.submit, on="2026-09-03")
    story.perform(OfficialDocument.check, on="2026-09-04")
    story.perform(OfficialDocument.clear, on="2026-09-05", **content)
    return story.perform(act, on="2026-09-18", formed_on=formed_on)


def published(cast, *, on="2026-09-21"):
    story = approved(cast)
    return story.perform(OfficialDocument.publish, on=on, **publication_of(story.case))


def test_a_document_signed_before_the_national_day_is_due_after_twenty_working_days(cast):
    assert approved(cast).due == "2026-10-22"


def test_a_draft_shows_the_public_nothing(cast):
    assert approved(cast).public_text() == ""


def test_publication_shows_what_was_approved_and_is_found_at_its_address(cast):
    published(cast).sealed()
    document = PublicDocument.objects.get()
    assert document.title == CONTENT["title"]
    assert document.index_number == "001008003012011/2026-00001"
    assert (document.days_late, document.published_on.isoformat()) == (0, "2026-09-21")


def test_publication_on_the_first_day_after_the_limit_is_one_day_late(cast):
    published(cast, on="2026-10-23").sealed()
    assert PublicDocument.objects.get().days_late == 1
    assert Case.objects.get().records.get(act="publish").is_late


def test_what_was_not_approved_cannot_be_published(cast):
    story = approved(cast)
    changed = {**publication_of(story.case), "body": "<p>另一份正文</p>"}
    with pytest.raises(Refused, match="正文"):
        story.perform(OfficialDocument.publish, on="2026-09-21", **changed)


def test_who_drafted_cannot_check(cast):
    story = Story(OfficialDocument, cast).perform(OfficialDocument.draft, on="2026-09-01", **CONTENT)
    story.perform(OfficialDocument.classify, on="2026-09-02", **OPEN_TO_ALL).perform(
        OfficialDocument.submit, on="2026-09-03"
    )
    with pytest.raises(NotYours):
        story.perform(OfficialDocument.check, on="2026-09-04", by=cast.wang)


def test_the_gate_refuses_an_attribute_that_the_law_does_not_give(cast):
    story = Story(OfficialDocument, cast).perform(OfficialDocument.draft, on="2026-09-01", **CONTENT)
    with pytest.raises(Refused, match="主动公开"):
        story.perform(OfficialDocument.classify, on="2026-09-02", public_interest_wide=True, disclosure="CLOSED")


def test_a_policy_document_without_interpretation_is_not_sent_to_review(cast):
    story = Story(OfficialDocument, cast).perform(OfficialDocument.draft, on="2026-09-01", **CONTENT)
    story.perform(OfficialDocument.classify, on="2026-09-02", is_policy=True, **OPEN_TO_ALL)
    with pytest.raises(Refused, match="解读"):
        story.perform(OfficialDocument.submit, on="2026-09-03")
    story.perform(OfficialDocument.exempt, on="2026-09-03", reason="仅调整办公地址")
    assert story.perform(OfficialDocument.submit, on="2026-09-03").state == "checking"


def test_personal_data_stops_the_clearing_until_it_is_masked(cast):
    story = Story(OfficialDocument, cast).perform(OfficialDocument.draft, on="2026-09-01", **CONTENT)
    story.perform(OfficialDocument.classify, on="2026-09-02", **OPEN_TO_ALL).perform(
        OfficialDocument.submit, on="2026-09-03"
    )
    story.perform(OfficialDocument.check, on="2026-09-04")
    with pytest.raises(Incomplete) as refusal:
        story.perform(OfficialDocument.clear, on="2026-09-05", **{**CONTENT, "body": "<p>联系人电话 13900000077</p>"})
    assert [finding["field"] for finding in refusal.value.findings] == ["body"]
    masked = {**CONTENT, "body": "<p>联系人电话 139****0077</p>"}
    assert story.perform(OfficialDocument.clear, on="2026-09-05", **masked).state == "approving"


def test_a_revision_becomes_a_new_version_at_the_same_address(cast):
    story = published(cast)
    new = {**CONTENT, "body": "<p>请于十一月前完成检查。</p>"}
    story.perform(OfficialDocument.propose_revision, on="2026-10-09", **new)
    story.perform(OfficialDocument.revise, on="2026-10-10", reason="提前完成时限", **proposal_of(story.case)).sealed()
    document = PublicDocument.objects.get()
    assert (document.version, document.versions.count()) == (2, 2)
    assert "十一月" in document.body
    assert document.corrections.get().words == "提前完成时限"


def test_a_document_whose_validity_ends_is_marked_by_itself(cast):
    content = {**CONTENT, "valid_until": "2026-10-31"}
    story = approved(cast, content=content)
    story.perform(OfficialDocument.publish, on="2026-09-21", **publication_of(story.case))
    story.perform(OfficialDocument.interpret, on="2026-11-02", interpretation_form="text", interpretation_title="解读",
                  interpretation_body="<p>问答</p>").sealed()  # fmt: skip
    assert PublicDocument.objects.get().effect == "expired"
    assert story.case.records.get(act="expire").effective_on.isoformat() == "2026-10-31"


def test_a_withdrawn_document_keeps_its_address_and_says_why(cast):
    story = published(cast).perform(OfficialDocument.withdraw, on="2026-10-12", reason="引用的条款有误").sealed()
    document = PublicDocument.objects.get()
    assert (document.withdrawal_reason, document.body) == ("引用的条款有误", "")
    assert story.state == "withdrawn"


def held(cast):
    story = Story(OfficialDocument, cast).perform(OfficialDocument.draft, on="2025-09-01", **CONTENT)
    story.perform(OfficialDocument.classify, on="2025-09-02", **CLOSED).perform(
        OfficialDocument.submit, on="2025-09-03"
    )
    story.perform(OfficialDocument.check, on="2025-09-04").perform(OfficialDocument.clear, on="2025-09-05", **CONTENT)
    return story.perform(OfficialDocument.hold, on="2025-09-18", formed_on="2025-09-18", disclosure="CLOSED",
                         ground="process_information", review_on="2026-09-18")  # fmt: skip


def test_what_is_not_disclosed_is_listed_by_its_ground_without_its_title(cast):
    story = held(cast).sealed()
    assert NotDisclosed.objects.get().ground == "process_information"
    assert CONTENT["title"] not in story.public_text()


def test_what_is_not_disclosed_falls_due_for_review_and_can_be_opened(cast):
    from sunforest.core.process import overdue

    story = held(cast).sealed()
    overdue.carry_out(at("2026-09-19"))
    story.sealed(at("2026-09-19"))
    review = Case.objects.get(process_key="disclosure_review")
    assert (story.state, review.state, review.parent_id) == ("in_review", "pending", story.case.pk)
    tale = Story(DisclosureReview, cast)
    tale.case = review
    tale.perform(DisclosureReview.examine, on="2026-09-21", by=cast.wang, proposal="open", opinion="已过讨论阶段")
    tale.perform(DisclosureReview.open_up, on="2026-09-22", event="other").sealed(at("2026-09-22"))
    story.case.refresh_from_db()
    assert story.state == "drafting"
    assert NotDisclosed.objects.get().opened_on.isoformat() == "2026-09-22"


def test_a_major_concern_found_at_night_is_answered_within_five_hours(cast):
    story = Story(PublicConcernProcess, cast)
    found = "2025-10-01T22:30:00+08:00"
    story.perform(
        PublicConcernProcess.detect,
        on="2025-10-01",
        clock="22:40",
        detected_at=found,
        title="停水",
        story="网传停水三天",
    )
    story.perform(PublicConcernProcess.grade_major, on="2025-10-01", clock="23:00", by=cast.li, since=found)
    assert story.case.due_at.isoformat() == "2025-10-01T19:30:00+00:00"
    story.perform(PublicConcernProcess.respond, on="2025-10-02", clock="03:31", by=cast.li, title="情况说明",
                  body="<p>管网检修，今晨恢复。</p>")  # fmt: skip
    assert story.case.records.get(act="respond").is_late
