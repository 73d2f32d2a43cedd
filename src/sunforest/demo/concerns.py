"""The lives of the demonstration county's public concerns: detected, graded, answered, followed up (R5.9–R5.12)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from sunforest.core.organs.roles import CLERK, HEAD, REVIEWER
from sunforest.core.process.models import Case
from sunforest.demo.county import Concern
from sunforest.demo.lives import Answers, Life, Step, said
from sunforest.demo.rich_text import html_of
from sunforest.matters.publishing.models import PublicDocument
from sunforest.matters.publishing.process import PublicConcernProcess

RECORDED_AFTER, VERIFIED_AFTER = timedelta(minutes=8), timedelta(minutes=35)
CONFERENCE = "召开新闻发布会，通报调查和处置情况，回答记者提问。此前发布的情况：{title}。"


def life_of_concern(concern: Concern, titles: dict[str, str]) -> Life:
    """Everything that was done about a concern. ``titles`` are those of the documents, by slug."""
    return Life(concern.slug, PublicConcernProcess, concern.organ, tuple(_steps(concern, titles)))


def _steps(concern: Concern, titles: dict[str, str]) -> Iterator[Step]:
    process = PublicConcernProcess
    detected = {"detected_at": concern.detected_at.isoformat(), "title": concern.title, "story": concern.body}
    yield Step(concern.detected_at + RECORDED_AFTER, process.detect, CLERK, said(detected))
    grade = process.grade_major if concern.grade == "major" else process.grade_ordinary
    yield Step(concern.graded_at, grade, REVIEWER, said({"since": concern.detected_at.isoformat()}))
    verified = {"opinion": "已联系现场核实情况，正在起草回应。"}
    yield Step(concern.graded_at + VERIFIED_AFTER, process.verify, CLERK, said(verified))
    if concern.responded_at is not None:
        yield Step(concern.responded_at, process.respond, HEAD, _response(concern, titles))
    if concern.conference_at is not None:
        answers = {
            "title": f"{concern.title}：新闻发布会",
            "body": html_of(CONFERENCE.format(title=_title(concern))),
        }
        yield Step(concern.conference_at, process.hold_conference, HEAD, said(answers))
    if concern.closed_at is not None:
        assessed = {"effect": "settled", "assessment": concern.assessment}
        yield Step(concern.closed_at, process.close, REVIEWER, said(assessed))


def _title(concern: Concern) -> str:
    quoted = concern.title.translate(str.maketrans("“”", "‘’"))
    return f"关于“{quoted}”的回应"


def _response(concern: Concern, titles: dict[str, str]) -> Callable[[Case | None], Answers]:
    def answers(_case: Case | None) -> Answers:
        linked = PublicDocument.objects.filter(title__in=[titles[slug] for slug in concern.documents])
        return {
            "title": _title(concern),
            "body": html_of(concern.response),
            "documents": list(linked.values_list("case_number", flat=True)),
            "late_reason": concern.late_reason,
        }

    return answers
