"""Requests told up to the point at which a public answer begins."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cast import Cast, at
from story import Story
from sunforest.core.people import parties
from sunforest.core.people.models import Party
from sunforest.core.process.actor import Actor
from sunforest.core.process.actor import party as party_actor
from sunforest.matters.foi.models import PublicAnswer
from sunforest.matters.foi.process import InformationRequestProcess as Foi

ASKED = {"wanted": "我是陈秀英，想看幸福小区加装电梯的审批文件", "supply": "online", "address": ""}
ANSWER: dict[str, Any] = {
    "result": "G2",
    "document_number": "晴建依复〔2025〕3号",
    "question": "幸福小区加装电梯的审批文件",
    "answer": "<p>现提供所申请的审批文件。</p>",
    "reasons": "",
    "withheld": [],
    "right_organ": "",
    "files": [],
    "private_note": "",
}
PARTLY = {**ANSWER, "result": "P1", "reasons": "部分内容涉及第三方商业秘密", "withheld": ["N4"]}


def received(cast: Cast, *, on: str = "2025-09-25", by: Actor | None = None, **asked: Any) -> Story:
    """A request that both sides confirmed on that day; its answer is due on 29 October 2025 unless another day is named."""
    story = Story(Foi, cast).perform(Foi.submit, on=on, **{**ASKED, **asked})
    return story.perform(Foi.confirm, on=on, received_on=on, how="phone")


def to_sign(story: Story, *, on: str, draft: dict[str, Any]) -> Story:
    """The answer is drafted, reviewed where that is needed, and waits for the head."""
    if draft["result"] in ("G1", "G2"):
        return story.perform(Foi.send_to_sign, on=on, **draft)
    return story.perform(Foi.send_to_review, on=on, **draft).perform(Foi.pass_review, on=on, remarks="同意")


def signed(cast: Cast, *, on: str = "2025-10-29", received_on: str = "2025-09-25", **answer: Any) -> Story:
    """An answer that was signed and is not delivered yet."""
    draft = {**ANSWER, **answer}
    return to_sign(received(cast, on=received_on), on=on, draft=draft).perform(Foi.answer, on=on, **draft)


def delivered(
    cast: Cast, *, on: str = "2025-10-29", to: str = "", received_on: str = "2025-09-25", **answer: Any
) -> Story:
    """An answer that was signed on one day and reached the applicant the same day, or on the day ``to``; sealed."""
    story = signed(cast, on=on, received_on=received_on, **answer)
    return story.perform(Foi.deliver, on=to or on, method="online", delivered_on=to or on).sealed()


def public_answer(story: Story) -> PublicAnswer:
    """What everybody reads of the case's answer."""
    assert story.case is not None
    return PublicAnswer.objects.get(case_id=story.case.pk)


def asked_by_another(cast: Cast, **answer: Any) -> Story:
    """What somebody else asked at the same organ, answered and delivered on 5 November 2025; sealed."""
    identity = parties.Identity(kind=Party.PERSON, name="周文", number="11010519491231002X", phone="13900000003")
    zhou = parties.remember(identity, at=at("2024-01-02"))
    story = Story(Foi, replace(cast, chen=zhou, chen_acts=party_actor(zhou.pk)))
    story.perform(Foi.submit, on="2025-11-03", **{**ASKED, "wanted": "加装电梯"})
    story.perform(Foi.confirm, on="2025-11-03", received_on="2025-11-03", how="phone")
    draft = {**ANSWER, "document_number": "晴建依复〔2025〕4号", **answer}
    to_sign(story, on="2025-11-05", draft=draft).perform(Foi.answer, on="2025-11-05", **draft)
    return story.perform(Foi.deliver, on="2025-11-05", method="online", delivered_on="2025-11-05").sealed()
