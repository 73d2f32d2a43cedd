"""Answers to information requests in the open interface: what the pages show, as data."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Field, Query, Router, Schema

from sunforest.faces.api import lists
from sunforest.faces.api.lists import After, Limit, Page
from sunforest.faces.api.open_data import licence_url
from sunforest.faces.frame import frame_of
from sunforest.pure.grounds import ground_with_code

from . import answer_pages, figures, public_words
from .models import PublicAnswer

router = Router(tags=["answers"])

COLUMNS = (
    *("case_number", "organ_code", "organ_name", "document_number", "question", "result"),
    *("received_on", "signed_on", "due_on", "delivered_on", "days_taken", "rectified_on"),
)


class AnswerFacts(Schema):
    """An answer as a list names it; ``standing`` is in_time, late, on_its_way or not_delivered, as of today."""

    case_number: str
    organ_code: str
    organ_name: str
    document_number: str
    question: str
    result: str
    result_title: str
    articles: str
    received_on: date | None = None
    signed_on: date
    due_on: date | None = None
    delivered_on: date | None = None
    days_taken: int | None = None
    rectified_on: date | None = None
    standing: str
    url: str


class ReleasedFile(Schema):
    """A file that was handed over, under its SHA-256 digest."""

    digest: str
    name: str
    url: str


class WithheldGround(Schema):
    """The ground on which a part was withheld."""

    code: str
    title: str
    article: str


class AnswerWhole(AnswerFacts):
    """An answer with its text, reasons, grounds and files; ``answer`` is harmless HTML."""

    answer: str
    reasons: str
    withheld: list[WithheldGround]
    right_organ: str
    files: list[ReleasedFile]
    leaf_index: int
    license: str


class OrganFigures(Schema):
    """What one organ received and answered in a year; ``rate`` in per cent of what was due."""

    organ_code: str
    organ_name: str
    received: int
    answered: int
    in_time: int
    late: int
    overdue: int
    rate: float | None = None
    average_days: float | None = None


class AnswerFigures(Schema):
    """The figures of a year: the county's, each organ's, each result's, and how often public information was enough."""

    year: int
    county: OrganFigures
    organs: list[OrganFigures]
    results: dict[str, int]
    offered: int
    enough: int
    went_on: int
    license: str


class Wanted(Schema):
    """Conditions on answers; an empty one sets none."""

    organ: Annotated[str, Field(max_length=40, description="机关代码 / code of the organ")] = ""
    result: Annotated[str, Field(max_length=4, description="结果代码 / result code")] = ""
    signed_from: date | None = None
    signed_until: date | None = None


@router.get("/answers", response=Page[AnswerFacts], summary="依申请公开答复 / answers to information requests")
def answers(
    request: HttpRequest, wanted: Query[Wanted], after: After = "", limit: Limit = lists.USUAL
) -> dict[str, Any]:
    """Public answers, the newest signature first. By words: ``/search?kind=answer``."""
    conditions = {
        "organ_code": wanted.organ.replace("\0", ""),
        "result": wanted.result.replace("\0", ""),
        "signed_on__gte": wanted.signed_from,
        "signed_on__lte": wanted.signed_until,
    }
    rows = PublicAnswer.objects.filter(**{column: value for column, value in conditions.items() if value})
    rows = rows.defer("answer", "reasons", "files")
    found = lists.newest_first(rows, day="signed_on", key="case_number", after=after, limit=limit)
    return lists.page(request, found, lambda row: _facts(request, row))


@router.get("/answer-figures", response=AnswerFigures, summary="申请和答复的数字 / figures of requests and answers")
def answer_figures(
    request: HttpRequest, year: Annotated[int, Field(ge=2008, le=2200, description="年份 / year")]
) -> dict[str, Any]:
    """How many requests were received and answered in a year, in time or late, published or not."""
    rows = figures.by_organ(year, timezone.localdate())
    spared = figures.spared(year)
    return {
        "year": year,
        "county": _figures(figures.of_county(rows)),
        "organs": [_figures(row) for row in rows],
        "results": dict(figures.by_result(year)),
        "offered": spared.offered,
        "enough": spared.enough,
        "went_on": spared.went_on,
        "license": licence_url(),
    }


@router.get("/answers/{case_number}", response=AnswerWhole, summary="一件答复 / one answer")
def answer(request: HttpRequest, case_number: str) -> dict[str, Any]:
    """One public answer with its text, reasons, withheld grounds and files."""
    row = answer_pages.shown_answer(case_number)
    return {
        **_facts(request, row),
        **{name: getattr(row, name) for name in ("answer", "reasons", "right_organ", "leaf_index")},
        "withheld": [_ground(code) for code in row.withheld],
        "files": [{**file, "url": _file_url(request, row, file["digest"])} for file in row.files],
        "license": licence_url(),
    }


def _facts(request: HttpRequest, row: PublicAnswer) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in COLUMNS},
        "result_title": public_words.result_words(row.result),
        "articles": public_words.articles_of(row.result),
        "standing": public_words.kind_of(row, timezone.localdate()),
        "url": frame_of(request).absolute(row.get_absolute_url()),
    }


def _file_url(request: HttpRequest, row: PublicAnswer, digest: str) -> str:
    return frame_of(request).absolute(reverse("foi:answer_file", args=[row.case_number, digest]))


def _ground(code: str) -> dict[str, Any]:
    ground = ground_with_code(code)
    return {"code": code, "title": gettext(ground.title), "article": gettext(ground.article)}


def _figures(row: figures.Answering) -> dict[str, Any]:
    names = ("organ_code", "organ_name", "received", "answered", "in_time", "late", "overdue", "rate", "average_days")
    return {name: getattr(row, name) for name in names}
