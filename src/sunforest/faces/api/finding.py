"""Search and suggestions, as the portal's pages have them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Field, Router, Schema
from ninja import Query as NinjaQuery

from sunforest.core.search import current
from sunforest.core.search.query import FACETS, LARGEST_PAGE, Query
from sunforest.core.search.results import Hit, Passage
from sunforest.faces.api.open_data import licence_url
from sunforest.faces.frame import frame_of

router = Router(tags=["search"])
LONGEST_VALUE = 10_000


class Found(Schema):
    """One result: where it is, what it is, and the passage that fits best; ``*_marked`` marks what was searched for."""

    kind: str
    title: str
    title_marked: list[tuple[str, bool]]
    passage_marked: list[tuple[str, bool]]
    url: str
    organ: str
    organ_name: str
    topics: list[str]
    genre: str
    effect: str
    number: str
    index_number: str
    published_on: date | None = None
    formed_on: date | None = None


class FacetCount(Schema):
    """How many results one gets on choosing this value."""

    value: str
    label: str
    count: int
    is_chosen: bool


class Answer(Schema):
    """One page of results with all facets."""

    total: int
    page: int
    pages: int
    sort: str
    remarks: list[str]
    results: list[Found]
    facets: dict[str, list[FacetCount]]
    license: str


class Suggestion(Schema):
    """How what was typed may go on."""

    text: str
    kind: str
    url: str
    organ: str


class Question(Schema):
    """A question with all its facets; a value that does not exist is ignored with a remark."""

    q: Annotated[str, Field(max_length=LONGEST_VALUE, description="要找的字词、文号、索引号 / words or a number")] = ""
    kind: Annotated[str, Field(max_length=200)] = ""
    topic: Annotated[str, Field(max_length=200)] = ""
    organ: Annotated[str, Field(max_length=200)] = ""
    genre: Annotated[str, Field(max_length=200)] = ""
    year: Annotated[str, Field(max_length=200)] = ""
    effect: Annotated[str, Field(max_length=200)] = ""
    sort: Annotated[str, Field(max_length=20, description="relevance, newest, oldest")] = ""
    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 10


@router.get("/search", response=Answer, summary="检索全部公开信息 / search everything public")
def search(request: HttpRequest, question: NinjaQuery[Question]) -> dict[str, Any]:
    """Words and filters, with facets whose counts add up."""
    asked = Query(
        text=question.q,
        sort=question.sort,
        page=question.page,
        size=question.limit,
        **{facet: getattr(question, facet) for facet in FACETS},
    )
    results, frame = current.index().search(asked), frame_of(request)
    return {
        "total": results.total,
        "page": results.page,
        "pages": results.pages,
        "sort": str(results.sort),
        "remarks": [gettext(remark) for remark in results.remarks],
        "results": [_found(hit, frame.absolute(hit.entry.url)) for hit in results.hits],
        "facets": {facet: [vars(value) for value in values] for facet, values in results.facets.items()},
        "license": licence_url(),
    }


def _found(hit: Hit, url: str) -> dict[str, Any]:
    entry = hit.entry
    return {
        **{
            name: getattr(entry, name) for name in ("kind", "title", "organ", "organ_name", "genre", "effect", "number")
        },
        **{name: getattr(entry, name) for name in ("index_number", "published_on", "formed_on")},
        "topics": list(entry.topics),
        "url": url,
        "title_marked": _pieces(hit.title),
        "passage_marked": _pieces(hit.passage),
    }


def _pieces(passage: Passage) -> list[tuple[str, bool]]:
    return [(words, is_marked) for words, is_marked in passage]


@router.get("/suggestions", response=list[Suggestion], summary="边输入边提示 / completions while typing")
def suggestions(request: HttpRequest, q: Annotated[str, Field(max_length=LONGEST_VALUE)]) -> list[dict[str, str]]:
    """Up to three organs, then titles; eight at most."""
    frame = frame_of(request)
    return [
        {"text": one.text, "kind": one.kind, "url": frame.absolute(one.url) if one.url else "", "organ": one.organ}
        for one in current.index().suggest(q)
    ]
