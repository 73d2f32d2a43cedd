"""Official documents in the open interface: what the pages show, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Field, Query, Router, Schema

from sunforest.core.ledger import sealer
from sunforest.faces.api import bulk, lists
from sunforest.faces.api.lists import After, Limit, Page
from sunforest.faces.api.open_data import licence_url
from sunforest.faces.frame import frame_of
from sunforest.pure.grounds import ground_with_key

from . import queries, rules
from .models import Correction, Interpretation, NotDisclosed, OfficialResponse, PublicDocument, PublicVersion

router = Router(tags=["documents"])

STRIP = (
    *("case_number", "title", "title_en", "genre", "document_number", "index_number", "organ_code", "organ_name"),
    *("issuer", "topics", "keywords", "formed_on", "published_on", "effective_from", "valid_until", "imported_on"),
    *("withdrawn_on", "withdrawal_reason", "version", "days_late", "late_reason", "updated_on"),
)
WHOLE = ("summary", "summary_en", "body", "joint_organs", "article_20_head", "source_url", "leaf_index")


class DocumentFacts(Schema):
    """The metadata of a document (domain §4.1); ``effect`` is that of today."""

    case_number: str
    title: str
    title_en: str
    genre: str
    document_number: str
    index_number: str
    organ_code: str
    organ_name: str
    issuer: str
    topics: list[str]
    keywords: str
    formed_on: date | None = None
    published_on: date | None = None
    effective_from: date | None = None
    valid_until: date | None = None
    imported_on: date | None = None
    effect: str
    withdrawn_on: date | None = None
    withdrawal_reason: str
    version: int
    days_late: int
    late_reason: str
    updated_on: date
    url: str


class Attachment(Schema):
    """A file of a document, under its SHA-256 digest."""

    digest: str
    name: str


class InterpretationFacts(Schema):
    """An interpretation of a document."""

    document: str
    form: str
    title: str
    body: str
    interpreter: str
    published_on: date
    leaf_index: int


class ResponseFacts(Schema):
    """An official response to a public concern."""

    id: int
    title: str
    organ_code: str
    organ_name: str
    body: str
    grade: str
    responded_on: date
    is_late: bool
    documents: list[str]
    leaf_index: int
    url: str


class VersionFacts(Schema):
    """One published version."""

    number: int
    title: str
    reason: str
    published_on: date
    leaf_index: int


class VersionWhole(VersionFacts):
    """One published version with its text."""

    body: str
    attachments: list[Attachment]
    license: str


class CorrectionFacts(Schema):
    """A revision, a change of effect, a withdrawal."""

    document: str
    title: str
    kind: str
    words: str
    made_on: date
    leaf_index: int
    url: str


class DocumentWhole(DocumentFacts):
    """A document with its text and what belongs to it. A withdrawn one has no text; its reason stays."""

    summary: str
    summary_en: str
    body: str
    joint_organs: str
    article_20_head: int | None = None
    source_url: str
    attachments: list[Attachment]
    versions: list[VersionFacts]
    interpretations: list[InterpretationFacts]
    responses: list[int]
    corrections: list[CorrectionFacts]
    same_title: list[str]
    leaf_index: int
    license: str


class NotDisclosedFacts(Schema):
    """A document that is closed or on request: organ, attribute, ground and days; never its title."""

    case_number: str
    organ_code: str
    organ_name: str
    disclosure: str
    ground: str
    ground_title: str
    article: str
    decided_on: date
    review_on: date


class GroundCount(Schema):
    """How many documents are closed on one ground."""

    disclosure: str
    ground: str
    count: int


class NotDisclosedPage(Page[NotDisclosedFacts]):
    """One page, with the counts by ground over all."""

    by_ground: list[GroundCount]


class Wanted(Schema):
    """Conditions on documents; an empty one sets none."""

    organ: Annotated[str, Field(max_length=40, description="机关代码 / code of the organ")] = ""
    genre: Annotated[str, Field(max_length=40, description="体裁 / genre")] = ""
    index_number: Annotated[str, Field(max_length=60, description="索引号 / index number")] = ""
    published_from: date | None = None
    published_until: date | None = None
    updated_from: date | None = None


@router.get("/documents", response=Page[DocumentFacts], summary="公开文件 / documents")
def documents(
    request: HttpRequest, wanted: Query[Wanted], after: After = "", limit: Limit = lists.USUAL
) -> dict[str, Any]:
    """Documents, the newest publication first, withdrawn ones with their reason. By words: ``/search``."""
    rows = _wanted(wanted).defer("body", "articles", "attachments", "summary")
    found = lists.newest_first(rows, day="published_on", key="case_number", after=after, limit=limit)
    return lists.page(request, found, lambda row: _facts(request, row))


def _wanted(wanted: Wanted) -> QuerySet[PublicDocument]:
    conditions = {
        "organ_code": wanted.organ.replace("\0", ""),
        "genre": wanted.genre.replace("\0", ""),
        "index_number": wanted.index_number.replace("\0", ""),
        "published_on__gte": wanted.published_from,
        "published_on__lte": wanted.published_until,
        "updated_on__gte": wanted.updated_from,
    }
    return PublicDocument.objects.filter(**{column: value for column, value in conditions.items() if value})


@router.get("/documents/{case_number}", response=DocumentWhole, summary="一份文件 / one document")
def document(request: HttpRequest, case_number: str) -> dict[str, Any]:
    """A document with its text, attachments, versions, interpretations, responses and corrections."""
    try:
        page = queries.document_page(case_number.replace("\0", ""))
    except PublicDocument.DoesNotExist as error:
        raise Http404 from error
    shown = page.document
    return {
        **_facts(request, shown),
        **{name: getattr(shown, name) for name in (*WHOLE, "attachments")},
        "versions": [_version(row) for row in page.versions],
        "interpretations": [_interpretation(row) for row in page.interpretations],
        "responses": [row.pk for row in page.responses],
        "corrections": [_correction(request, row, shown) for row in page.corrections],
        "same_title": [row.case_number for row in page.others_of_its_title],
        "license": licence_url(),
    }


@router.get("/documents/{case_number}/versions/{number}", response=VersionWhole, summary="一个版本 / one version")
def version(request: HttpRequest, case_number: str, number: Annotated[int, Field(ge=1, le=2**31)]) -> dict[str, Any]:
    """One published version with its text; a withdrawn document has none."""
    versions = PublicVersion.objects.filter(document_id=case_number.replace("\0", ""), document__withdrawn_on=None)
    row = versions.filter(number=number).first()
    if row is None:
        raise Http404
    return {**_version(row), "body": row.body, "attachments": row.attachments, "license": licence_url()}


@router.get("/interpretations", response=Page[InterpretationFacts], summary="政策解读 / interpretations")
def interpretations(request: HttpRequest, after: After = "", limit: Limit = lists.USUAL) -> dict[str, Any]:
    """Interpretations, newest first; those of withdrawn documents are not listed."""
    rows = Interpretation.objects.filter(document__withdrawn_on=None)
    found = lists.newest_first(rows, day="published_on", key="id", after=after, limit=limit)
    return lists.page(request, found, _interpretation)


@router.get("/responses", response=Page[ResponseFacts], summary="回应关切 / official responses")
def responses(request: HttpRequest, after: After = "", limit: Limit = lists.USUAL) -> dict[str, Any]:
    """Responses to public concerns, newest first."""
    rows = OfficialResponse.objects.prefetch_related("documents")
    found = lists.newest_first(rows, day="responded_on", key="id", after=after, limit=limit)
    return lists.page(request, found, lambda row: _response(request, row))


@router.get("/responses/{number}", response=ResponseFacts, summary="一次回应 / one response")
def response(request: HttpRequest, number: Annotated[int, Field(ge=1, le=2**62)]) -> dict[str, Any]:
    """One response."""
    row = OfficialResponse.objects.prefetch_related("documents").filter(pk=number).first()
    if row is None:
        raise Http404
    return _response(request, row)


@router.get("/late-documents", response=Page[DocumentFacts], summary="逾期公开 / published late")
def late(request: HttpRequest, after: After = "", limit: Limit = lists.USUAL) -> dict[str, Any]:
    """Documents that were published after their limit, by how much and why (R1.7)."""
    rows = PublicDocument.objects.filter(days_late__gt=0).defer("body", "articles", "attachments", "summary")
    found = lists.newest_first(rows, day="published_on", key="case_number", after=after, limit=limit)
    return lists.page(request, found, lambda row: _facts(request, row))


@router.get("/not-disclosed", response=NotDisclosedPage, summary="不主动公开 / not disclosed")
def not_disclosed(request: HttpRequest, after: After = "", limit: Limit = lists.USUAL) -> dict[str, Any]:
    """What is closed or on request today, by ground: how much, of which organ, until which review (R1.4)."""
    rows = NotDisclosed.objects.filter(opened_on=None)
    found = lists.newest_first(rows, day="decided_on", key="case_number", after=after, limit=limit)
    return {**lists.page(request, found, _not_disclosed), "by_ground": queries.not_disclosed_by_ground()}


@router.get("/corrections", response=Page[CorrectionFacts], summary="更正与撤回 / corrections and withdrawals")
def corrections(request: HttpRequest, after: lists.AfterIndex = -1, limit: Limit = lists.USUAL) -> dict[str, Any]:
    """What was revised, repealed, expired or withdrawn, in the order of the log."""
    rows = Correction.objects.select_related("document").defer("document__body", "document__articles")
    found = lists.in_order_of(rows, "leaf_index", after=after, limit=limit)
    return lists.page(request, found, lambda row: _correction(request, row, row.document))


@router.get(
    "/bulk/documents.jsonl.gz",
    summary="全部公开文件 / every public document",
    tags=["bulk"],
    openapi_extra=bulk.IN_THE_DOCUMENT,
)
def every_document(request: HttpRequest) -> HttpResponseBase:
    """Every public document with its text, one a line."""
    today = timezone.localdate()
    return bulk.download(request, "documents", _lines(request), validator=f"{sealer.size()}-{today:%Y%m%d}")


def _lines(request: HttpRequest) -> Iterator[Mapping[str, Any]]:
    for row in bulk.in_portions(PublicDocument.objects.all(), "case_number", first=""):
        yield {**_facts(request, row), **{name: getattr(row, name) for name in (*WHOLE, "attachments")}}


def _facts(request: HttpRequest, row: PublicDocument) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in STRIP},
        "effect": _effect_today(row, timezone.localdate()),
        "url": frame_of(request).absolute(row.get_absolute_url()),
    }


def _effect_today(row: PublicDocument, today: date) -> str:
    if row.withdrawn_on is not None:
        return "withdrawn"
    return rules.effect_on(
        today,
        declared=row.effect,
        effective_from=row.effective_from,
        valid_until=row.valid_until,
        is_imported=row.imported_on is not None,
    )


def _version(row: PublicVersion) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("number", "title", "reason", "published_on", "leaf_index")}


def _interpretation(row: Interpretation) -> dict[str, Any]:
    names = ("form", "title", "body", "interpreter", "published_on", "leaf_index")
    return {"document": row.document_id, **{name: getattr(row, name) for name in names}}


def _response(request: HttpRequest, row: OfficialResponse) -> dict[str, Any]:
    names = ("id", "title", "organ_code", "organ_name", "body", "grade", "responded_on", "is_late", "leaf_index")
    return {
        **{name: getattr(row, name) for name in names},
        "documents": [document.case_number for document in row.documents.all()],
        "url": frame_of(request).absolute(reverse("publishing:response", args=[row.pk])),
    }


def _correction(request: HttpRequest, row: Correction, document: PublicDocument) -> dict[str, Any]:
    return {
        "document": document.case_number,
        "title": document.title,
        **{name: getattr(row, name) for name in ("kind", "words", "made_on", "leaf_index")},
        "url": frame_of(request).absolute(document.get_absolute_url()),
    }


def _not_disclosed(row: NotDisclosed) -> dict[str, Any]:
    ground = ground_with_key(row.ground) if row.ground else None
    names = ("case_number", "organ_code", "organ_name", "disclosure", "ground", "decided_on", "review_on")
    return {
        **{name: getattr(row, name) for name in names},
        "ground_title": gettext(ground.title) if ground else "",
        "article": ground.article if ground else "",
    }
