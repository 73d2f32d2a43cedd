"""What each act writes to the working copy, in the act's own transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection

from sunforest.core.process.models import Case
from sunforest.pure import index_number
from sunforest.pure.classification import DisclosureMode
from sunforest.pure.grounds import ground_with_code
from sunforest.pure.moment import Moment

from . import queries, rules
from .models import Concern, Document

Answers = Mapping[str, Any]
INTERPRETATION_FIELDS = ("interpretation_form", "interpretation_title", "interpretation_body", "interpreter")


def _content(answers: Answers) -> dict[str, Any]:
    content = {name: answers[name] for name in queries.CONTENT_COLUMNS if name in answers}
    if "article_20_head" in content:
        content["article_20_head"] = int(content["article_20_head"]) if content["article_20_head"] else None
    return content


def write_draft(case: Case, answers: Answers, _moment: Moment) -> None:
    """Write the working copy, new or changed."""
    Document.objects.update_or_create(case=case, defaults=_content(answers))


def classify(case: Case, answers: Answers, _moment: Moment) -> None:
    """Keep the answers of the gate, the attribute and the ground that follow (R1.1)."""
    outcome = rules.gate(answers)
    closed = answers["disclosure"] == DisclosureMode.CLOSED.name
    gate = {name: value for name, value in answers.items() if not isinstance(value, date)}
    Document.objects.filter(case=case).update(
        disclosure=answers["disclosure"],
        ground=ground_with_code(outcome.reason_code).key if closed else "",
        gate=gate,
    )


def draft_interpretation(case: Case, answers: Answers, _moment: Moment) -> None:
    """Keep the interpretation that goes through the checks together with its document (R5.1)."""
    interpretation = {name: answers[name] for name in INTERPRETATION_FIELDS}
    Document.objects.filter(case=case).update(interpretation=interpretation, interpretation_exempt_reason="")


def exempt(case: Case, answers: Answers, _moment: Moment) -> None:
    """Keep why no interpretation is needed."""
    Document.objects.filter(case=case).update(interpretation_exempt_reason=answers["reason"], interpretation={})


def clear(case: Case, answers: Answers, _moment: Moment) -> None:
    """The text as it leaves the personal-data gate is the one that is signed."""
    Document.objects.filter(case=case).update(**_content(answers))


def approve(case: Case, answers: Answers, moment: Moment) -> None:
    """Keep the day of formation and reserve the index number, which is never given again (domain §4.1)."""
    document = Document.objects.get(case=case)
    document.formed_on = answers["formed_on"]
    if document.index_number is None:
        document.index_number = next_index_number(case, moment.today.year)
    document.save(update_fields=["formed_on", "index_number"])


def next_index_number(case: Case, year: int) -> str:
    """The organ's next index number of the year; its serial is taken by one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO publishing_indexserial (organ_id, year, last) VALUES (%s, %s, 1) "
            "ON CONFLICT (organ_id, year) DO UPDATE SET last = publishing_indexserial.last + 1 RETURNING last",
            [case.organ_id, year],
        )
        serial = int(cursor.fetchone()[0])
    return str(index_number.format_number(organ=case.organ.code, year=year, serial=serial))


def hold(case: Case, answers: Answers, _moment: Moment) -> None:
    """Keep the day of formation of what is not disclosed."""
    Document.objects.filter(case=case).update(formed_on=answers["formed_on"])


def publish(case: Case, _answers: Answers, moment: Moment) -> None:
    """Keep the day of first publication."""
    Document.objects.filter(case=case, first_published_on=None).update(first_published_on=moment.day)


def propose(case: Case, answers: Answers, _moment: Moment) -> None:
    """Keep the proposed next version beside the one that is public."""
    proposal = {name: _plain(answers[name]) for name in queries.CONTENT_COLUMNS if name in answers}
    Document.objects.filter(case=case).update(proposal=proposal)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else ("" if value is None else value)


def revise(case: Case, answers: Answers, _moment: Moment) -> None:
    """The proposal becomes the working copy."""
    Document.objects.filter(case=case).update(**_content(answers), proposal={})


def keep_held(case: Case, answers: Answers, _moment: Moment) -> None:
    """Keep the ground that still holds."""
    Document.objects.filter(case=case).update(ground=answers["ground"])


def reopen(case: Case, _answers: Answers, _moment: Moment) -> None:
    """What may be opened is classified anew and takes the ordinary way."""
    Document.objects.filter(case=case).update(disclosure="", ground="", gate={})


def imported_document(case: Case, answers: Answers) -> Document:
    """The working copy of an imported document, not yet written."""
    return Document(
        case=case,
        title=answers["title"],
        genre=answers["genre"],
        document_number=answers["document_number"],
        topics=answers["topics"] or [],
        body=answers["body"],
        formed_on=answers["formed_on"],
        first_published_on=answers["published_on"],
        disclosure=DisclosureMode.PROACTIVE.name,
        issuer=answers["issuer"],
        source_key=answers["source_key"],
        source_digest=answers["source_digest"],
    )


def import_existing(case: Case, answers: Answers, _moment: Moment) -> None:
    """Write the working copy of one imported document; the importer writes many at once."""
    imported_document(case, answers).save(force_insert=True)


def import_newer(case: Case, answers: Answers, _moment: Moment) -> None:
    """The source has new content for a document that was imported before."""
    Document.objects.filter(case=case).update(
        title=answers["title"],
        genre=answers["genre"],
        document_number=answers["document_number"],
        topics=answers["topics"] or [],
        body=answers["body"],
        formed_on=answers["formed_on"],
        first_published_on=answers["published_on"],
        issuer=answers["issuer"],
        source_digest=answers["source_digest"],
    )


def detect(case: Case, answers: Answers, _moment: Moment) -> None:
    """Keep the concern as it was detected."""
    Concern.objects.create(
        case=case, title=answers["title"], story=answers["story"], detected_at=answers["detected_at"]
    )


def grade_major(case: Case, _answers: Answers, _moment: Moment) -> None:
    """Keep the grade from which 5 and 24 hours follow (R5.9)."""
    Concern.objects.filter(case=case).update(grade="major")


def grade_ordinary(case: Case, _answers: Answers, _moment: Moment) -> None:
    """Keep the grade from which 48 hours follow (R5.9)."""
    Concern.objects.filter(case=case).update(grade="ordinary")


def respond(case: Case, _answers: Answers, moment: Moment) -> None:
    """Keep when the first response was given."""
    Concern.objects.filter(case=case, responded_at=None).update(responded_at=moment.at)
