"""Registering what comes in on paper or by word of mouth: four ways of receipt, and what waits for confirmation (art. 31)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sunforest.core.organs import names
from sunforest.core.organs.roles import CLERK
from sunforest.core.process.actor import COUNTER, LETTER
from sunforest.faces.desk.access import DeskRequest
from sunforest.faces.desk.applicant import PREFIX

from . import desk_lists, open_requests
from .desk_lists import WAYS
from .open_requests import Unconfirmed
from .process import InformationRequestProcess


@dataclass(frozen=True)
class Way:
    """One way in which a request comes in: the act that registers it, and from which day it counts."""

    key: str
    title: Any
    counts: Any
    act: str
    channel: str = LETTER


OFFERED = (
    Way("in_person", gettext_lazy("当面提交"), gettext_lazy("提交之日为收到之日。"), "register_received", COUNTER),
    Way("signed_mail", gettext_lazy("签收的邮件"), gettext_lazy("机关签收之日为收到之日。"), "register_received"),
    Way("letter", gettext_lazy("平信"), gettext_lazy("到达当日与申请人确认，确认之日为收到之日。"), "register_arrived"),
    Way("fax", gettext_lazy("传真"), gettext_lazy("双方确认之日为收到之日。"), "register_arrived"),
)


@desk_lists.staff_only
@require_safe
def registering(request: DeskRequest) -> HttpResponse:
    """The four ways of receipt (R1.20–R1.23), and every request that both sides have not confirmed yet."""
    waiting = open_requests.unconfirmed(request.posts, request.today)
    lagging = sum(each.lags for each in waiting)
    is_clerk = any(acting.has(CLERK, InformationRequestProcess.key) for acting in request.posts)
    context = {
        "title": _("登记和确认"),
        "lead": _("%(count)s 件收到后超过一个工作日没有确认，请尽快与申请人联系。") % {"count": lagging}
        if lagging
        else _("收到的申请都已按时确认。"),
        "ways": [{"way": way, "url": _address(way)} for way in OFFERED] if is_clerk else [],
        "waiting": [_row(request, each) for each in waiting],
    }
    return desk_lists.show(request, "desk_registering", context, here="registering")


def _address(way: Way) -> str:
    """The form of the act, with the way filled in."""
    opened = reverse("desk:open", args=[InformationRequestProcess.key, way.act])
    return f"{opened}?{urlencode({'way': way.key, f'{PREFIX}-channel': way.channel})}"


def _row(request: DeskRequest, waiting: Unconfirmed) -> dict[str, Any]:
    case = waiting.case
    may_confirm = any(
        acting.post.organ_id == case.organ_id and acting.has(CLERK, case.process_key) for acting in request.posts
    )
    return {
        "case": case,
        "organ": names.organ_in_short(case.organ),
        "arrived_on": waiting.arrived_on,
        "way": WAYS.get(waiting.way, waiting.way),
        "days": waiting.working_days,
        "lags": waiting.lags,
        "url": reverse("desk:act", args=[case.number, "confirm"]) if may_confirm else "",
    }


urlpatterns = [path("requests/register/", registering, name="registering")]
