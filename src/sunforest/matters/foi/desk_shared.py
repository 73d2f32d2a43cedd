"""The desk's list of questions that several people asked: an officer decides whether the answer is opened to all (R1.69)."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunforest.core.organs.models import Organ
from sunforest.core.process import authority
from sunforest.faces.desk import access
from sunforest.faces.desk.access import DeskRequest

from . import beside, desk_lists
from .models import SharedQuestion
from .process import ProactiveConversion

MOST_SHOWN = 100


@desk_lists.staff_only
@require_safe
def shared(request: DeskRequest) -> HttpResponse:
    """The questions of this officer's organs (of all, for supervisors) that two or more people asked, open ones first."""
    alerts = (
        SharedQuestion.objects.select_related("answer").prefetch_related("others").order_by("proposed_in", "-found_on")
    )
    if not access.has_role(request.posts, *authority.EVERYWHERE):
        alerts = alerts.filter(organ_code__in=[acting.post.organ.code for acting in request.posts])
    known = dict(Organ.objects.values_list("code", "name"))
    rows = [
        {
            "alert": alert,
            "organ": known.get(alert.organ_code, alert.answer.organ_name),
            "times": beside.times_words(alert),
            "answers": [alert.answer, *alert.others.all()],
            "propose_url": beside.proposal_url(alert),
        }
        for alert in alerts[:MOST_SHOWN]
    ]
    context = {
        "title": _("两人以上申请过相近信息"),
        "lead": lead_of([row["alert"] for row in rows]),
        "rows": rows,
        "may_propose": access.has_role(request.posts, *ProactiveConversion.propose.by),
    }
    return desk_lists.show(request, "desk_shared", context, here="shared")


def lead_of(alerts: list[SharedQuestion]) -> str:
    """How many wait for a decision."""
    waiting = sum(not alert.proposed_in for alert in alerts)
    return _("有 %(count)s 个问题等您决定是否转为主动公开。") % {"count": waiting} if waiting else _("没有等您决定的。")


urlpatterns = [path("requests/shared/", shared, name="shared")]
