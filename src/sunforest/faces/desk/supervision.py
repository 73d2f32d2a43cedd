"""For inspectors and auditors: what is late and what will be, organ by organ."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunforest.core.calendar import county_calendar
from sunforest.core.organs.roles import AUDITOR, INSPECTOR
from sunforest.core.process import statistics, worklists
from sunforest.core.process.statistics import Standing
from sunforest.faces.desk import access, page, worklist
from sunforest.faces.desk.access import DeskRequest

SOON_WORKING_DAYS = 2
LATE_SHOWN = 50


@access.for_roles(INSPECTOR, AUDITOR)
@require_safe
def supervision(request: DeskRequest) -> HttpResponse:
    """How many cases are open, late and due soon at each organ, and the late ones themselves."""
    soon = county_calendar.current().add_working_days(request.today, SOON_WORKING_DAYS)
    cases = worklists.of_organ(request.posts)
    organs = statistics.standing_by_organ(cases, today=request.today, soon=soon)
    late = sum(standing.late for standing in organs)
    context = {
        "title": _("督查"),
        "lead": _("全县有 %(late)s 件逾期未办。") % {"late": late} if late else _("全县现在没有逾期的办件。"),
        "figures": figures_of(organs),
        "table": table_of(organs),
        "rows": worklist.rows_of(statistics.late_cases(cases, today=request.today, limit=LATE_SHOWN), request.today),
        "breadcrumbs": [(_("督查"), "")],
    }
    return page.show(request, "desk/supervision.html", context, tab="desk:supervision")


def figures_of(organs: list[Standing]) -> list[dict[str, Any]]:
    """The four figures at the top."""
    everything = reverse("desk:worklist") + "?tab=organ"
    return [
        {"words": _("已逾期"), "value": sum(each.late for each in organs), "url": everything + "&due=late"},
        {"words": _("两个工作日内到期"), "value": sum(each.due_soon for each in organs)},
        {"words": _("时限暂停"), "value": sum(each.suspended for each in organs)},
        {"words": _("在办"), "value": sum(each.open for each in organs), "url": everything},
    ]


def table_of(organs: list[Standing]) -> dict[str, Any]:
    """The organs as a table; a late one says so in a word and a shape."""
    heads = (_("机关"), _("已逾期"), _("两个工作日内到期"), _("时限暂停"), _("在办"))
    return {
        "caption": _("各机关在办情况"),
        "heads": [{"words": words, "is_number": place > 0} for place, words in enumerate(heads)],
        "rows": [_row(standing) for standing in organs],
    }


def _row(standing: Standing) -> list[dict[str, Any]]:
    address = f"{reverse('desk:worklist')}?tab=organ&organ={standing.key}"
    numbers = (standing.late, standing.due_soon, standing.suspended, standing.open)
    return [
        {"words": standing.name, "url": address},
        *({"words": str(number), "is_number": True, "tone": ""} for number in numbers),
    ]
