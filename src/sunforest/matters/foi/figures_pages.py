"""Were requests answered in time? The page of figures: bars with their tables; what came late cannot be left out."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from sunforest.faces.desk import bars
from sunforest.faces.paging import pages_of
from sunforest.faces.portal import filters, listing
from sunforest.faces.portal.caching import public_page
from sunforest.faces.portal.csv_file import csv_of

from . import figures as counting
from . import public_words
from .figures import Answering

MOST_LATE_BESIDE_FIGURES, LATE_ON_A_PAGE = 20, 50


def year_in(request: HttpRequest, known: list[int], this_year: int) -> int:
    """The year that the address asks for, or else the newest; whatever stands there, there is one."""
    asked = request.GET.get("year", "")
    if asked.isascii() and asked.isdigit() and int(asked[:5]) in known:
        return int(asked)
    return this_year if this_year in known or not known else known[0]


@public_page
def figures(request: HttpRequest) -> HttpResponse:
    """How many requests, how many answered in time, how long it took, who was late."""
    today, known = timezone.localdate(), counting.years()
    year = year_in(request, known, today.year)
    organs = filters.names().organs
    rows = counting.by_organ(year, today)
    county, months = counting.of_county(rows), counting.by_month(year)
    title = gettext("申请和答复的数字")
    context = {
        "section": "disclosure",
        "title": title,
        "lead": lead_of(county, year),
        "column": listing.column(title, lead_of(county, year)),
        "breadcrumbs": [
            (gettext("依申请公开"), reverse("portal:request")),
            (gettext("依申请公开答复"), reverse("foi:answers")),
            (title, ""),
        ],
        "years": [(each, f"?year={each}", each == year) for each in known],
        "figures": tiles_of(county, counting.spared(year)),
        "bars": bars.of_groups([(f"{m.first.month}", (("in_time", m.in_time), ("late", m.late))) for m in months]),
        "months": months_table(months),
        "organs": organs_table(rows, organs, f"{reverse('foi:answer_figures_csv')}?year={year}"),
        "results": results_table(counting.by_result(year)),
        "late": late_table(counting.late_ones(year, today, stop=MOST_LATE_BESIDE_FIGURES), organs),
        "missed": missed_of(county),
        "all_late": f"{reverse('foi:late_answers')}?year={year}" if _has_more_late(county) else "",
    }
    return render(request, "foi/figures.html", context)


@public_page
def late_answers(request: HttpRequest) -> HttpResponse:
    """Everything of a year that missed its day, page by page."""
    today, known = timezone.localdate(), counting.years()
    year = year_in(request, known, today.year)
    total = missed_of(counting.of_county(counting.by_organ(year, today)))
    cut = Paginator(range(total), LATE_ON_A_PAGE).get_page(request.GET.get("page"))
    start = (cut.number - 1) * LATE_ON_A_PAGE
    rows = counting.late_ones(year, today, start=start, stop=start + LATE_ON_A_PAGE)
    title = gettext("%(year)s年没有按时的答复") % {"year": year}
    lead = gettext("%(year)s年有 %(missed)s 件没有按时。") % {"year": year, "missed": total}
    context = {
        "section": "disclosure",
        "title": title,
        "lead": lead,
        "column": listing.column(title, lead),
        "breadcrumbs": [
            (gettext("依申请公开"), reverse("portal:request")),
            (gettext("申请和答复的数字"), f"{reverse('foi:answer_figures')}?year={year}"),
            (title, ""),
        ],
        "late": late_table(rows, filters.names().organs),
        "pages": pages_of(cut.number, cut.paginator.num_pages, lambda page: f"?year={year}&page={page}"),
    }
    return render(request, "foi/late_answers.html", context)


def missed_of(row: Answering) -> int:
    """How many missed their day: answered late, or not answered yet."""
    return row.due - row.in_time


def _has_more_late(county: Answering) -> bool:
    return missed_of(county) > MOST_LATE_BESIDE_FIGURES


def lead_of(county: Answering, year: int) -> str:
    """The one sentence: how much of what was due was answered in time."""
    if county.rate is None:
        return gettext("%(year)s年还没有到期的申请。") % {"year": year}
    values = {"year": year, "due": county.due, "in_time": county.in_time, "rate": percent(county.rate)}
    said = gettext("%(year)s年应答复 %(due)s 件，按时答复 %(in_time)s 件，占 %(rate)s。") % values
    missed = {"missed": missed_of(county)}
    if _has_more_late(county):
        return said + gettext("有 %(missed)s 件没有按时，逐件列在清单里。") % missed
    return said + (gettext("有 %(missed)s 件没有按时，都列在下面。") % missed if missed_of(county) else "")


def percent(rate: float | None) -> str:
    """A rate in per cent; what is not all is never rounded up to it."""
    if rate is None:
        return "—"
    shown = min(round(rate, 1), 99.9) if rate < 100 else 100
    return f"{number_format(shown, 0 if shown == int(shown) else 1)}%"


def _days(average: float | None) -> str:
    return "—" if average is None else number_format(average, 1)


def tiles_of(county: Answering, spared: counting.Spared) -> list[dict[str, Any]]:
    """The figures on top, for ``parts/figures.html``."""
    return [
        {"words": gettext("收到申请"), "value": county.received, "unit": gettext("件")},
        {
            "words": gettext("按时答复率"),
            "value": percent(county.rate),
            "note": gettext("按时答复 ÷（已答复＋逾期未答复）"),
        },
        {"words": gettext("平均用时"), "value": _days(county.average_days), "unit": gettext("个工作日")},
        {
            "words": gettext("看了已公开的就够了"),
            "value": spared.enough,
            "unit": gettext("次"),
            "note": gettext("申请之前提示过 %(offered)s 次，仍然申请 %(went_on)s 次")
            % {"offered": spared.offered, "went_on": spared.went_on},
        },
    ]


def table(caption: str, heads: list[tuple[str, bool]], rows: list[list[dict[str, Any]]], *, csv: str = "") -> Any:
    """A table for ``parts/table.html``."""
    return {
        "caption": caption,
        "heads": [{"words": words, "is_number": is_number} for words, is_number in heads],
        "rows": rows,
        "downloads": [{"words": gettext("下载 CSV"), "url": csv}] if csv else [],
    }


def number(value: Any) -> dict[str, Any]:
    """A cell that holds a number."""
    return {"words": str(value), "is_number": True}


def months_table(months: list[counting.Month]) -> Any:
    """The bars as a table."""
    heads = [(gettext("月份"), False), (gettext("按时"), True), (gettext("迟延"), True)]
    rows = [[{"words": f"{m.first:%Y-%m}"}, number(m.in_time), number(m.late)] for m in months]
    return table(gettext("每月答复"), heads, rows)


def organ_heads() -> list[str]:
    """The heads of the table of organs."""
    return [
        *(gettext("机关"), gettext("收到"), gettext("答复"), gettext("按时"), gettext("迟延")),
        *(gettext("逾期未答复"), gettext("按时答复率"), gettext("平均工作日")),
    ]


def organ_cells(row: Answering) -> list[Any]:
    """The figures of one organ, behind its name."""
    return [
        *(row.received, row.answered, row.in_time, row.late, row.overdue),
        *(percent(row.rate), _days(row.average_days)),
    ]


def organs_table(rows: list[Answering], organs: Any, csv: str) -> Any:
    """Every organ by name."""
    heads = [(words, place > 0) for place, words in enumerate(organ_heads())]
    shown = [
        [{"words": organs.get(row.organ_code, row.organ_name)}, *map(number, organ_cells(row))]
        for row in sorted(rows, key=lambda row: (row.rate is None, row.rate or 0, row.organ_code))
    ]
    return table(gettext("各机关"), heads, shown, csv=csv)


def results_table(counted: list[tuple[str, int]]) -> Any:
    """How many answers had each result."""
    heads = [(gettext("答复结果"), False), (gettext("件数"), True)]
    return table(gettext("答复结果"), heads, [[{"words": public_words.result_words(c)}, number(n)] for c, n in counted])


def late_table(late: list[counting.LateAnswer], organs: Any) -> Any:
    """What came late or has not come, by organ: no role can take a row away."""
    heads = [gettext("机关"), gettext("答复期限"), gettext("答复日期"), gettext("申请内容")]
    rows = [
        [
            {"words": organs.get(one.organ_code, one.organ_name)},
            {"words": one.due_on.isoformat() if one.due_on else "—"},
            {"words": one.delivered_on.isoformat()}
            if one.delivered_on
            else {"words": gettext("还没有答复"), "tone": "late"},
            {"words": one.question or gettext("没有公布"), "url": one.url},
        ]
        for one in late
    ]
    return table(gettext("没有按时的"), [(words, False) for words in heads], rows)


@require_safe
@cache_control(public=True, max_age=60)
def figures_csv(request: HttpRequest) -> HttpResponseBase:
    """The table of organs as CSV."""
    today, organs = timezone.localdate(), filters.names().organs
    year = year_in(request, counting.years(), today.year)
    rows = counting.by_organ(year, today)
    lines = [[organs.get(row.organ_code, row.organ_name), *organ_cells(row)] for row in rows]
    return csv_of(name=f"answers-{year}", heads=organ_heads(), rows=lines)
