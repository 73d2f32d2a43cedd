"""Every read of publishing that is longer than one line; the only room that another matter may call."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sunforest.core.ledger.models import Leaf
from sunforest.core.organs import county
from sunforest.core.organs.models import Topic
from sunforest.core.process.models import Case, Upload
from sunforest.pure import document_number, publish_limits
from sunforest.pure.working_days import WorkingCalendar

from . import rules
from .models import (
    Correction,
    Document,
    Interpretation,
    NotDisclosed,
    OfficialResponse,
    PublicDocument,
    PublicVersion,
)

CONTENT_COLUMNS = (
    *("title", "genre", "document_number", "joint_organs", "topics", "article_20_head", "summary", "keywords", "body"),
    *("attachments", "effective_from", "valid_until", "title_en", "summary_en"),
)


def topic_choices() -> list[tuple[str, str]]:
    """The subject classes as paths ``first/second``, first levels included (domain §4.4)."""
    topics = (
        Topic.objects.filter(retired_on=None).select_related("parent").order_by("parent__position", "position", "id")
    )
    below: dict[str, list[tuple[str, str]]] = {}
    for topic in topics:
        if topic.parent is None:
            below.setdefault(topic.name, []).insert(0, (topic.name, _in_language(topic)))
        else:
            words = f"{_in_language(topic.parent)} › {_in_language(topic)}"
            below.setdefault(topic.parent.name, []).append((f"{topic.parent.name}/{topic.name}", words))
    return [choice for choices in below.values() for choice in choices]


def _in_language(topic: Topic) -> str:
    return topic.name_en if get_language() == "en" and topic.name_en else topic.name


def standard_number(written: str) -> str:
    """A document number in its standard form (domain §4.2). Raises ValidationError with an example."""
    if not written:
        return ""
    number = document_number.parse(written)
    if number is None:
        raise ValidationError(_("文号应写成“晴政发〔2026〕12号”：机关代字、六角括号、四位年份、序号不编虚位。"))
    return str(number)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else ("" if value is None else value)


def content_of(case: Case) -> dict[str, Any]:
    """The working copy of a document, as its form takes it."""
    document = Document.objects.get(case=case)
    content = {name: _plain(getattr(document, name)) for name in CONTENT_COLUMNS}
    content["article_20_head"] = str(content["article_20_head"] or "")
    return content


def publication_of(case: Case) -> dict[str, Any]:
    """What was approved, as the publishing act takes it: content, day, index number, interpretation."""
    document = Document.objects.get(case=case)
    return {
        **content_of(case),
        "formed_on": _plain(document.formed_on),
        "index_number": document.index_number or "",
        "exempt_reason": document.interpretation_exempt_reason,
        **document.interpretation,
    }


def proposal_of(case: Case) -> dict[str, Any]:
    """What was proposed as the next version."""
    return dict(Document.objects.get(case=case).proposal)


def holding_of(case: Case) -> dict[str, Any]:
    """Attribute and ground as classified; the next review after the county's interval (R1.4)."""
    document = Document.objects.get(case=case)
    months = int(str(county.setting("review_interval_months")))
    review_on = case.changed_at.date() + timedelta(days=months * 365 // 12)
    return {"disclosure": document.disclosure, "ground": document.ground, "review_on": review_on.isoformat()}


STATES_THAT_COMPARE = ("approved", "in_revision")
SMALL_COLUMNS = ("genre", "disclosure", "ground", "gate", "interpretation_exempt_reason", "formed_on", "source_digest")


def facts_of(case: Case) -> rules.Facts:
    """What the rules know of a document's case; its words only where a rule compares them."""
    compares = case.state in STATES_THAT_COMPARE
    documents = (
        Document.objects.defer("source_row") if compares else Document.objects.only(*SMALL_COLUMNS, "interpretation")
    )
    document = documents.filter(case_id=case.pk).first()
    if document is None:
        return rules.Facts(state=case.state)
    return rules.Facts(
        state=case.state,
        genre=document.genre,
        disclosure=document.disclosure,
        ground=document.ground,
        is_policy=bool(document.gate.get("is_policy")),
        has_interpretation=bool(document.interpretation),
        is_exempt_from_interpretation=bool(document.interpretation_exempt_reason),
        content=_approved_words(document) if compares else {},
        proposal=document.proposal if compares else {},
        formed_on=document.formed_on,
        source_digest=document.source_digest,
        interpretation_limit_working_days=interpretation_limit() if case.state == "approved" else 3,
    )


def _approved_words(document: Document) -> dict[str, Any]:
    content = {name: _plain(getattr(document, name)) for name in CONTENT_COLUMNS}
    content["article_20_head"] = str(content["article_20_head"] or "")
    return {
        **content,
        "formed_on": _plain(document.formed_on),
        "index_number": document.index_number or "",
        **document.interpretation,
    }


def interpretation_limit() -> int:
    """Working days after publication within which an interpretation must follow (R5.2: 0 or 3)."""
    return int(str(county.setting("interpretation_limit_working_days")))


def concern_facts_of(case: Case) -> rules.ConcernFacts:
    """What the rules know of a public concern."""
    from .models import Concern

    concern = Concern.objects.filter(case_id=case.pk).first()
    if concern is None:
        return rules.ConcernFacts(state=case.state)
    return rules.ConcernFacts(state=case.state, detected_at=concern.detected_at, grade=concern.grade)


def recent_document_choices() -> list[tuple[str, str]]:
    """The newest public documents, to link a response to."""
    newest = PublicDocument.objects.filter(withdrawn_on=None, imported_on=None).order_by("-published_on", "case_number")
    return list(newest.values_list("case_number", "title")[:100])


@dataclass(frozen=True)
class DocumentPage:
    """Everything that belongs to a document's page."""

    document: PublicDocument
    interpretations: list[Interpretation]
    responses: list[OfficialResponse]
    versions: list[Any]
    corrections: list[Correction]
    others_of_its_title: list[PublicDocument]


def document_page(case_number: str) -> DocumentPage:
    """A document and what belongs to it, in six queries. Raises PublicDocument.DoesNotExist."""
    document = PublicDocument.objects.get(case_number=case_number)
    return DocumentPage(
        document=document,
        interpretations=list(document.interpretations.order_by("published_on", "id")),
        responses=list(document.responses.order_by("-responded_on")),
        versions=list(document.versions.order_by("-number").defer("body")),
        corrections=list(document.corrections.order_by("-leaf_index")),
        others_of_its_title=list(versions_of_title(document)),
    )


def versions_of_title(document: PublicDocument) -> QuerySet[PublicDocument]:
    """Other documents of the same title and issuer group: earlier and later versions of a law, newest first."""
    return (
        PublicDocument.objects.filter(version_group=document.version_group)
        .exclude(case_number=document.case_number)
        .order_by("-formed_on", "source_key")
        .defer("body", "articles")[:20]
    )


def late_documents() -> QuerySet[PublicDocument]:
    """Documents that were published late, newest first."""
    late = PublicDocument.objects.filter(days_late__gt=0).order_by("-published_on", "case_number")
    return late.defer("body", "articles")


def overdue_publications(today: date) -> QuerySet[Case]:
    """Documents signed, not yet published, and past their limit: organ and days only are shown."""
    return (
        Case.objects.filter(process_key="document", state="approved", due_on__lt=today)
        .select_related("organ")
        .order_by("due_on")
    )


def not_disclosed_by_ground() -> list[dict[str, Any]]:
    """How many documents are closed or on request, by attribute and ground."""
    rows = NotDisclosed.objects.filter(opened_on=None).values("disclosure", "ground").annotate(count=Count("pk"))
    return list(rows.order_by("disclosure", "ground"))


def corrections() -> QuerySet[Correction]:
    """Revisions, changes of effect and withdrawals, newest first."""
    return Correction.objects.select_related("document").defer("document__body").order_by("-leaf_index")


@dataclass(frozen=True)
class Proof:
    """Where the record of a document stands in the log, and the commitment by which anyone can check it."""

    index: int
    commitment: str
    series: str
    counter: int
    written_at: datetime


def proof_of(leaf_index: int) -> Proof | None:
    """The place of one leaf in the log; None before it is sealed."""
    leaf = Leaf.objects.filter(index=leaf_index).only("entry", "series", "counter", "written_at").first()
    if leaf is None:
        return None
    commitment = json.loads(bytes(leaf.entry))["c"]
    return Proof(leaf_index, commitment, leaf.series, leaf.counter, leaf.written_at)


def sizes_of(attachments: Sequence[dict[str, str]]) -> dict[str, int]:
    """The size in bytes of each attachment, by digest."""
    if not attachments:
        return {}
    digests = [file["digest"] for file in attachments]
    return dict(Upload.objects.filter(digest__in=digests).values_list("digest", "size"))


def version(case_number: str, number: int) -> PublicVersion:
    """One published version with its document. Raises PublicVersion.DoesNotExist; a withdrawn one has none."""
    return PublicVersion.objects.select_related("document").get(
        document_id=case_number, number=number, document__withdrawn_on=None
    )


def publication_limit(*, genre: str, formed_on: date, calendar: WorkingCalendar) -> date:
    """The last day on which a document formed on that day may be published (R1.7)."""
    rule = rules.publish_limit_rule(genre)
    return publish_limits.publish_limit(rule=rule, formed_on=formed_on, calendar=calendar).last_day


def responses() -> QuerySet[OfficialResponse]:
    """Official responses, newest first; ``is_further`` marks one that followed an earlier one of the same concern."""
    earlier = OfficialResponse.objects.filter(
        case_number=OuterRef("case_number"), leaf_index__lt=OuterRef("leaf_index")
    )
    return OfficialResponse.objects.annotate(is_further=Exists(earlier)).order_by("-responded_on", "-leaf_index")


def interpretations() -> QuerySet[Interpretation]:
    """Interpretations with their documents, newest first; those of withdrawn documents are not listed."""
    listed = Interpretation.objects.filter(document__withdrawn_on=None).select_related("document")
    return listed.defer("body", "document__body", "document__articles").order_by("-published_on", "-leaf_index")


def not_disclosed() -> QuerySet[NotDisclosed]:
    """What is closed or on request today, newest first."""
    return NotDisclosed.objects.filter(opened_on=None).order_by("-decided_on", "case_number")


def is_public(index_number: str) -> bool:
    """True where a document of that index number is public and not withdrawn."""
    return PublicDocument.objects.filter(index_number=index_number, withdrawn_on=None).exists()
