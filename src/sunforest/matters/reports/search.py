"""What of annual reports can be found: each published report, under the genre of reports."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext

from sunforest.core.ledger.models import Leaf
from sunforest.core.process.disclosure import text_of_html
from sunforest.core.process.models import Case
from sunforest.core.search.entry import SearchEntry

from .models import PublicReport
from .report_words import title_of

PROCESSES = ("annual_report",)


def entries_of(leaves: Sequence[Leaf]) -> dict[str, SearchEntry | None]:
    """The entries that these leaves change, by identity; None where a report is there no longer. At most two queries."""
    cases = {leaf.case_id for leaf in leaves if leaf.process in PROCESSES and leaf.case_id is not None}
    if not cases:
        return {}
    numbers = Case.objects.filter(pk__in=cases).values_list("number", flat=True)
    found: dict[str, SearchEntry | None] = {f"annual_report:{number}": None for number in numbers}
    for report in PublicReport.objects.filter(case_id__in=cases):
        found[f"annual_report:{report.case_number}"] = _entry(report)
    return found


def _entry(report: PublicReport) -> SearchEntry:
    with translation.override("zh-hans"):
        title, name = title_of(report), gettext("政府信息公开工作年度报告")
    return SearchEntry(
        identity=f"annual_report:{report.case_number}",
        kind="document",
        title=title,
        body="\n".join((name, *(text_of_html(text) for text in report.chapters.values()))),
        url=report.get_absolute_url(),
        organ=report.organ_code,
        organ_name=report.organ_name,
        genre="年报",
        year=report.year,
        published_on=report.published_on,
    )
