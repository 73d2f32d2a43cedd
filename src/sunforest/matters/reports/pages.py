"""The public pages of annual reports, and every public address of this matter."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sunforest.core.search import current
from sunforest.core.search.entry import SearchEntry
from sunforest.core.search.query import Query
from sunforest.faces.portal import filters
from sunforest.faces.portal.caching import public_page
from sunforest.faces.portal.columns import Column
from sunforest.pure.annual_tables import tables_from

from . import charts, downloads, grids, queries, report_words
from .models import COUNTY, ORGAN, PublicReport, PublicReportVersion

app_name = "reports"
LIST = "/annual-reports/"


def shown_report(organ: str, year: int) -> queries.ReportPage:
    """What belongs to a report's page; ``organ`` is its code, or "county". Raises Http404."""
    found = queries.report_page(COUNTY if organ == COUNTY else ORGAN, organ[:15].replace("\0", ""), year)
    if found is None:
        raise Http404
    return found


@public_page
def annual_reports(request: HttpRequest) -> HttpResponse:
    """What was reported for which year, by whom, and was it in time? (条例 art. 49–50)"""
    known, of_county = filters.names(), report_words.county_name()
    years: dict[int, list[dict[str, Any]]] = {}
    for report in queries.public_reports():
        years.setdefault(report.year, []).append(
            {"report": report, "whose": report_words.whose(report, known, of_county=of_county)}
        )
    context = {
        "section": "disclosure",
        "title": gettext("政府信息公开年报"),
        "lead": gettext("各部门每年1月31日前、县政府信息公开主管部门3月31日前，公布上一年的年度报告。"),
        "breadcrumbs": [(gettext("政府信息公开年报"), "")],
        "years": list(years.items()),
        "entries": _of_documents(),
        "names": known,
        "column": {
            "name": gettext("政府信息公开年报"),
            "description": gettext("政府信息公开工作年度报告"),
            "keywords": gettext("政府信息公开年报"),
            "type": gettext("政府信息公开"),
        },
    }
    return render(request, "reports/list.html", context)


def _of_documents() -> list[SearchEntry]:
    """Reports that were published as documents, in this system or before it."""
    found = current.index().search(Query(text="政府信息公开工作年度报告", sort="newest", size=50))
    return [hit.entry for hit in found.hits if hit.entry.genre and not hit.entry.identity.startswith("annual_report:")]


@public_page
def report(request: HttpRequest, organ: str, year: int) -> HttpResponse:
    """How did this organ keep its duty of disclosure in that year? Chapters, tables, identities, versions."""
    page = shown_report(organ, year)
    context = report_context(page, page.report, chapters=page.report.chapters, tables=page.report.tables)
    received = queries.received_by_year(page.report)
    charts_shown = [
        charts.of_results(page.report.tables["t2"]),
        *([charts.of_years(received)] if len(received) > 1 else []),
    ]
    return render(request, "reports/report.html", {**context, "charts": charts_shown, "formats": downloads.FORMATS})


@public_page
def version(request: HttpRequest, organ: str, year: int, number: int) -> HttpResponse:
    """What did an earlier version say, and why was it corrected?"""
    page = shown_report(organ, year)
    old = PublicReportVersion.objects.filter(report=page.report, number=number).first()
    if old is None:
        raise Http404
    context = report_context(page, page.report, chapters=old.chapters, tables=old.tables)
    lead = gettext("这是%(day)s公布的第 %(number)s 版。") % {
        "day": report_words.day_words(old.published_on),
        "number": old.number,
    }
    crumbs = [*context["breadcrumbs"][:-1], (context["title"], page.report.get_absolute_url()), (lead, "")]
    return render(
        request,
        "reports/report.html",
        {**context, "lead": lead, "breadcrumbs": crumbs, "version": old, "is_old": old.number < page.report.version},
    )


def report_context(
    page: queries.ReportPage, shown: PublicReport, *, chapters: dict[str, str], tables: dict[str, Any]
) -> dict[str, Any]:
    """What every page of one report shows."""
    title = report_words.title_of(shown, filters.names())
    read = tables_from(tables)
    return {
        "section": "disclosure",
        "title": title,
        "lead": report_words.sentence_of(shown),
        "breadcrumbs": [(gettext("政府信息公开年报"), LIST), (title, "")],
        "report": shown,
        "page": page,
        "organ_key": COUNTY if shown.scope == COUNTY else shown.organ_code,
        "chapters": report_words.chapters_in_order(chapters),
        "grids": grids.grids_of(read, old_rows=tables.get("t1_2019")),
        "proved": report_words.proved(read, page.last_year),
        "fees_yuan": tables.get("fees_yuan"),
        "parts": tables.get("organs", []),
        "article": {
            "title": title,
            "published_at": datetime.combine(shown.published_on, time()),
            "source": shown.organ_name,
            "author": shown.organ_name,
            "keywords": gettext("政府信息公开年报"),
            "description": title,
        },
    }


COLUMNS = (
    Column(
        _("政府信息公开年报"),
        _("各机关每年收到多少申请、怎么答复、公开了什么"),
        "reports:annual_reports",
        "chart-column",
    ),
)
urlpatterns = [
    path("annual-reports/", annual_reports, name="annual_reports"),
    path("annual-reports/<str:organ>/<int:year>/", report, name="report"),
    path("annual-reports/<str:organ>/<int:year>/versions/<int:number>/", version, name="version"),
    path("annual-reports/<str:organ>/<int:year>/download.<str:format>", downloads.download, name="download"),
]
