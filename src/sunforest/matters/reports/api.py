"""Annual reports in the open interface: what the pages show, as data (domain §2.4)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from sunforest.faces.api import lists
from sunforest.faces.api.lists import After, Limit, Page
from sunforest.faces.api.open_data import licence_url
from sunforest.faces.frame import frame_of

from . import queries
from .downloads import data_of
from .models import COUNTY, ORGAN, PublicReport

router = Router(tags=["annual reports"])
STRIP = (
    *("case_number", "scope", "organ_code", "organ_name", "year", "version", "due_on", "published_on"),
    *("updated_on", "imported_on", "submitted_on", "is_late", "late_reason"),
)


class ReportFacts(Schema):
    """Whose report of which year, when it was due and when it was published."""

    case_number: str
    scope: str
    organ_code: str
    organ_name: str
    year: int
    version: int
    due_on: date | None = None
    published_on: date
    updated_on: date
    imported_on: date | None = None
    submitted_on: date | None = None
    is_late: bool
    late_reason: str
    url: str


class ReportWhole(ReportFacts):
    """A report with its tables in the form of domain §2.4 and its chapters as harmless HTML."""

    organ: str
    t1: dict[str, list[int] | int | float]
    t2: Annotated[dict[str, list[int] | list[str]], Field(description="cols; r01 … r25, 7 numbers each")]
    t3: dict[str, list[int]]
    fees_yuan: int | None = None
    t1_2019: dict[str, list[int | str]] | None = None
    organs: list[list[str]] | None = None
    chapters: dict[str, str]
    carry_over_reason: str
    leaf_index: int
    license: str


class WantedReports(Schema):
    """Conditions on reports; an empty one sets none."""

    organ: Annotated[str, Field(max_length=15, description="机关代码 / code of the organ")] = ""
    year: Annotated[int | None, Field(ge=2000, le=2100)] = None


@router.get("/annual-reports", response=Page[ReportFacts], summary="年度报告 / annual reports")
def annual_reports(
    request: HttpRequest, wanted: Query[WantedReports], after: After = "", limit: Limit = lists.USUAL
) -> dict[str, Any]:
    """Published annual reports on government-information work, the newest publication first."""
    rows = PublicReport.objects.defer("chapters", "tables")
    if wanted.organ:
        rows = rows.filter(organ_code=wanted.organ.replace("\0", ""))
    if wanted.year:
        rows = rows.filter(year=wanted.year)
    found = lists.newest_first(rows, day="published_on", key="case_number", after=after, limit=limit)
    return lists.page(request, found, lambda row: _facts(request, row))


@router.get("/annual-reports/{organ}/{year}", response=ReportWhole, summary="一份年度报告 / one annual report")
def annual_report(request: HttpRequest, organ: str, year: Annotated[int, Field(ge=2000, le=2100)]) -> dict[str, Any]:
    """The report of an organ, by its code, or of the county ("county"), with its tables and chapters."""
    scope = COUNTY if organ == COUNTY else ORGAN
    report = queries.published(scope, organ[:15].replace("\0", ""), year)
    if report is None:
        raise Http404
    return {
        **_facts(request, report),
        **data_of(report),
        "carry_over_reason": report.carry_over_reason,
        "leaf_index": report.leaf_index,
        "license": licence_url(),
    }


def _facts(request: HttpRequest, row: PublicReport) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in STRIP},
        "url": frame_of(request).absolute(row.get_absolute_url()),
    }
