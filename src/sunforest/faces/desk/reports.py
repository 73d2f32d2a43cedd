"""Statistics of the desk: what came, what was done and what came late, as bars with their table below."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunforest.core.calendar import county_calendar
from sunforest.core.process import authority, registry, statistics, worklists
from sunforest.core.process.models import CaseQuerySet
from sunforest.core.process.statistics import Month
from sunforest.faces.desk import access, bars, page
from sunforest.faces.desk.access import DeskRequest

MONTHS = 12
SOON_WORKING_DAYS = 2


@access.signed_in
@require_safe
def reports(request: DeskRequest) -> HttpResponse:
    """Twelve months of this officer's organs (of all organs, or one, for inspectors and auditors)."""
    cases, soon = _cases(request), county_calendar.current().add_working_days(request.today, SOON_WORKING_DAYS)
    months = statistics.by_month(cases, since=first_month(request.today), until=request.today)
    standing = statistics.standing_by_process(cases, today=request.today, soon=soon)
    closed = statistics.closed_in_time(cases, since=first_month(request.today), until=request.today)
    context = {
        "title": _("统计"),
        "lead": lead_of(months),
        "organs": worklists.organs_seen_by(request.posts),
        "chosen": request.GET.get("organ", ""),
        "processes": worklists.processes_of(request.posts),
        "chosen_process": request.GET.get("process", ""),
        "bars": bars.of_months(months),
        "months": months_table(months, f"{reverse('desk:figures')}?{request.GET.urlencode()}"),
        "standing": standing_table(standing, closed),
        "breadcrumbs": [(_("统计"), "")],
    }
    return page.show(request, "desk/reports.html", context, tab="desk:reports")


@access.signed_in
@require_safe
def figures(request: DeskRequest) -> HttpResponse:
    """The monthly figures as CSV, with the mark that lets spreadsheets read Chinese."""
    months = statistics.by_month(_cases(request), since=first_month(request.today), until=request.today)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("月份"), _("新开办件"), _("办结办件"), _("逾期动作")])
    writer.writerows([f"{month.first:%Y-%m}", month.opened, month.closed, month.late_acts] for month in months)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="figures-{request.today:%Y%m%d}.csv"'
    return response


def _cases(request: DeskRequest) -> CaseQuerySet:
    cases = authority.visible_cases(request.posts)
    if organ := request.GET.get("organ"):
        cases = cases.filter(organ__code=organ)
    if process := request.GET.get("process"):
        cases = cases.filter(process_key=process)
    return cases


def first_month(today: date) -> date:
    """The first day of the month eleven months before this one."""
    day = today.replace(day=1)
    for _month in range(MONTHS - 1):
        day = (day - timedelta(days=1)).replace(day=1)
    return day


def lead_of(months: list[Month]) -> str:
    """What the last twelve months come to, in one sentence."""
    return _("近十二个月新开 %(opened)s 件，办结 %(closed)s 件，超过时限的动作 %(late)s 个。") % {
        "opened": sum(month.opened for month in months),
        "closed": sum(month.closed for month in months),
        "late": sum(month.late_acts for month in months),
    }


def months_table(months: list[Month], download: str) -> dict[str, Any]:
    """The months as a table, newest first."""
    heads = (_("月份"), _("新开办件"), _("办结办件"), _("逾期动作"))
    return {
        "caption": _("按月统计"),
        "heads": [{"words": words, "is_number": place > 0} for place, words in enumerate(heads)],
        "rows": [
            [{"words": f"{month.first:%Y-%m}"}, *map(_number, (month.opened, month.closed, month.late_acts))]
            for month in reversed(months)
        ],
        "downloads": [{"words": _("下载 CSV"), "url": download}],
    }


def standing_table(standing: list[statistics.Standing], closed: list[dict[str, Any]]) -> dict[str, Any]:
    """The processes as a table: what is open now, and how many of the closed cases were in time."""
    titles = {process.key: process.title for process in registry.processes()}
    done = {row["process_key"]: row for row in closed}
    open_now = {each.key: each for each in standing}
    heads = (_("程序"), _("在办"), _("已逾期"), _("时限暂停"), _("近十二个月办结"), _("其中按时"))
    return {
        "caption": _("按程序统计"),
        "heads": [{"words": words, "is_number": place > 0} for place, words in enumerate(heads)],
        "rows": [
            _process_row(title, open_now.get(key), done.get(key))
            for key, title in titles.items()
            if key in open_now or key in done
        ],
    }


def _process_row(title: Any, now: statistics.Standing | None, done: dict[str, Any] | None) -> list[dict[str, Any]]:
    counts = (now.open, now.late, now.suspended) if now else (0, 0, 0)
    closed, late = (done["closed"], done["late"]) if done else (0, 0)
    return [{"words": title}, *map(_number, (*counts, closed, closed - late))]


def _number(value: int) -> dict[str, Any]:
    return {"words": str(value), "is_number": True}
