"""A report to take away: PDF, Word, Excel, and JSON as domain §2.4 has it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from sunforest.faces.frame import frame_of
from sunforest.faces.sheets import kept_files, paper, word_file
from sunforest.pure.annual_tables import AMOUNT

from . import grids, queries, report_words, workbook
from .models import COUNTY, ORGAN, PublicReport

SECONDS_TO_KEEP, SECONDS_TO_WAIT = 60, 3
FORMATS = (("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel"), ("json", "JSON"))
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}


@dataclass(frozen=True)
class Reading:
    """The whole report as one piece of harmless HTML, as the Word file is built from it."""

    html: str


def data_of(report: PublicReport) -> dict[str, Any]:
    """The report in the exchange format of domain §2.4: year, organ, the three tables; chapters beside them."""
    return {
        "year": report.year,
        "organ": report.organ_name,
        "organ_code": report.organ_code,
        "scope": report.scope,
        "version": report.version,
        "t1": {**report.tables["t1"], AMOUNT: float(report.tables["t1"][AMOUNT])},
        **{name: report.tables[name] for name in ("t2", "t3")},
        **{name: report.tables[name] for name in ("fees_yuan", "organs", "t1_2019") if name in report.tables},
        "chapters": report.chapters,
    }


def sheet_of(request: HttpRequest, report: PublicReport) -> dict[str, Any]:
    """What the official sheet of a report shows."""
    last_year = queries.published(report.scope, report.organ_code, report.year - 1)
    tables = queries.tables_of(report)
    shown = grids.grids_of(tables, old_rows=report.tables.get("t1_2019"))
    url = frame_of(request).absolute(report.get_absolute_url())
    context = {
        "chapters": report_words.chapters_in_order(report.chapters),
        "grids": shown,
        "proved": report_words.proved(tables, last_year),
        "fees_yuan": report.tables.get("fees_yuan"),
    }
    return {
        "title": report_words.title_of(report),
        "issuer": report_words.whose(report),
        "number": "",
        "report": report,
        "grids": shown,
        "reading": Reading(render_to_string("reports/body.html", context)),
        "lead": report_words.sentence_of(report),
        "metadata": [],
        "url": url,
    }


@require_safe
def download(request: HttpRequest, organ: str, year: int, format: str) -> HttpResponseBase:
    """The report in one of the formats, made on request. A PDF that cannot be made says which formats work."""
    report = queries.published(COUNTY if organ == COUNTY else ORGAN, organ[:15].replace("\0", ""), year)
    if report is None or format not in TYPES:
        raise Http404
    sheet = sheet_of(request, report)
    try:
        content = WRITERS[format](report, sheet)
    except (paper.PdfIsOff, kept_files.Busy):
        return _not_now(request, report)
    answer = HttpResponse(content, content_type=TYPES[format])
    name = f"{report.organ_code}-{report.year}.{format}"
    answer["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    answer["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(answer, public=True, max_age=SECONDS_TO_KEEP)
    return answer


def _not_now(request: HttpRequest, report: PublicReport) -> HttpResponse:
    context = {
        "title": gettext("现在不能下载 PDF"),
        "lead": gettext("请过一会儿再试，或者改用 Word、Excel 格式。"),
        "section": "disclosure",
        "report": report,
    }
    answer = render(request, "reports/no_pdf.html", context, status=503)
    answer["Retry-After"] = "60"
    return answer


def _pdf(report: PublicReport, sheet: dict[str, Any]) -> bytes:
    markup = render_to_string("reports/paper.html", sheet)
    return kept_files.kept(
        name=f"{report.case_number}-{report.leaf_index}",
        source=f"{paper.VARIANT}\n{paper.style()}\n{markup}".encode(),
        make=lambda: paper.pdf(markup),
        ending="pdf",
        seconds_to_wait=SECONDS_TO_WAIT,
    )


def _docx(_report: PublicReport, sheet: dict[str, Any]) -> bytes:
    return word_file.docx(sheet)


def _xlsx(report: PublicReport, sheet: dict[str, Any]) -> bytes:
    organ = COUNTY if report.scope == COUNTY else report.organ_code
    return workbook.xlsx(sheet["grids"], organ=organ, year=report.year, tables=report.tables, title=sheet["title"])


def _json(report: PublicReport, _sheet: dict[str, Any]) -> bytes:
    return json.dumps(data_of(report), ensure_ascii=False, indent=1).encode()


WRITERS: dict[str, Callable[[PublicReport, dict[str, Any]], bytes]] = {
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
    "json": _json,
}
