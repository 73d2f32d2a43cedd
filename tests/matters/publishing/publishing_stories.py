"""Documents and concerns told up to the point at which a public page begins."""

from __future__ import annotations

from typing import Any

from cast import Cast, at
from story import Story
from sunforest.matters.publishing.models import PublicDocument
from sunforest.matters.publishing.process import OfficialDocument, PublicConcernProcess
from sunforest.matters.publishing.queries import proposal_of, publication_of

CONTENT: dict[str, Any] = {
    "title": "关于做好冬季燃气安全检查的通知",
    "genre": "通知",
    "document_number": "晴建发〔2026〕12号",
    "topics": ["城乡建设、环境保护/城乡建设"],
    "article_20_head": "13",
    "summary": "部署冬季燃气安全检查。",
    "keywords": "燃气 安全",
    "body": "<p>各镇人民政府：</p><p>请于十二月前完成检查，每户至少一次。</p>",
}
OPEN_TO_ALL = {"public_interest_wide": True, "disclosure": "PROACTIVE"}
CLOSED = {"process_kind": "请示报告", "disclosure": "CLOSED"}


def approved(cast: Cast, *, gate: dict[str, Any] = OPEN_TO_ALL, **content: Any) -> Story:
    """A document that was signed on 18 September 2026 and may be published until 22 October."""
    written = {**CONTENT, **content}
    story = Story(OfficialDocument, cast)
    story.perform(OfficialDocument.draft, on="2026-09-01", **written)
    story.perform(OfficialDocument.classify, on="2026-09-02", **gate)
    story.perform(OfficialDocument.submit, on="2026-09-03")
    story.perform(OfficialDocument.check, on="2026-09-04")
    story.perform(OfficialDocument.clear, on="2026-09-05", **written)
    if gate is CLOSED:
        holding = {"disclosure": "CLOSED", "ground": "process_information", "review_on": "2027-09-18"}
        return story.perform(OfficialDocument.hold, on="2026-09-18", formed_on="2026-09-18", **holding)
    return story.perform(OfficialDocument.approve, on="2026-09-18", formed_on="2026-09-18")


def published(cast: Cast, *, on: str = "2026-09-21", late_reason: str = "", **content: Any) -> Story:
    """A document that everybody can read."""
    story = approved(cast, **content)
    answers = {**publication_of(story.case), "late_reason": late_reason}
    return story.perform(OfficialDocument.publish, on=on, **answers).sealed()


def revised(cast: Cast, *, body: str, reason: str = "增加复查要求") -> Story:
    """A published document with a second version."""
    story = published(cast)
    story.perform(OfficialDocument.propose_revision, on="2026-10-08", **{**CONTENT, "body": body})
    answers = {**proposal_of(story.case), "reason": reason}
    return story.perform(OfficialDocument.revise, on="2026-10-09", **answers).sealed()


def interpreted(cast: Cast) -> Story:
    """A published document with an interpretation that came afterwards."""
    interpretation = {
        "interpretation_form": "questions",
        "interpretation_title": "冬季燃气安全检查问答",
        "interpretation_body": "<p>检查免费吗？免费。</p>",
        "interpreter": "李涛",
    }
    story = published(cast)
    return story.perform(OfficialDocument.interpret, on="2026-09-22", **interpretation).sealed()


def answered(cast: Cast, *, on: str = "2026-10-02", clock: str = "09:00", documents: tuple[str, ...] = ()) -> Story:
    """A concern that was detected on 1 October 2026 at 22:30 and answered."""
    story = Story(PublicConcernProcess, cast)
    detected = {"title": "城东停气", "story": "有人在网上问", "detected_at": "2026-10-01 22:30"}
    story.perform(PublicConcernProcess.detect, on="2026-10-01", clock="22:40", **detected)
    story.perform(PublicConcernProcess.grade_ordinary, on="2026-10-01", clock="22:50", since="2026-10-01 22:30")
    answer = {"title": "城东停气情况说明", "body": "<p>今晚恢复供气。</p>", "documents": list(documents)}
    return story.perform(PublicConcernProcess.respond, on=on, clock=clock, **answer).sealed(at("2026-11-25"))


def public_copy(story: Story) -> PublicDocument:
    """The document of a story as the public sees it."""
    assert story.case is not None
    return PublicDocument.objects.get(case_number=story.case.number)
