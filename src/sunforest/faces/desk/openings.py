"""What an officer can open: own business, an applicant's at the counter, or a further case from an earlier one."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunforest.core.organs.roles import ADMINISTRATOR
from sunforest.core.process import on_behalf, worklists
from sunforest.core.process.declaration import Act
from sunforest.core.process.models import Case
from sunforest.faces.desk import access, page
from sunforest.faces.desk.access import DeskRequest


@access.signed_in
@require_safe
def openings(request: DeskRequest) -> HttpResponse:
    """Every act by which this officer can open a case."""
    found = [
        {
            "process": process,
            "act": each,
            "url": reverse("desk:open", args=[process.key, each.name]),
            "is_for_applicant": on_behalf.asks_for_applicant(process, each),
        }
        for process, each in worklists.openings_for(request.posts)
    ]
    return page.show(request, "desk/openings.html", {"title": _("发起办理"), "openings": found}, tab="desk:openings")


def offered_from(case: Case) -> list[Act]:
    """The acts that open a further case from this one, as far as the matter offers them now (``offered_for``)."""
    return [act for act in on_behalf.opened_from(case) if getattr(act.asks, "offered_for", lambda _case: True)(case)]


def choices_from(request: DeskRequest, case: Case) -> list[tuple[Act, str]]:
    """Those of them that this officer may do at the case's organ, each with its address."""
    return [
        (act, reverse("desk:open_from", args=[case.number, act.name]))
        for act in offered_from(case)
        if any(
            acting.has(role, case.process_key) and (acting.post.organ_id == case.organ_id or role is ADMINISTRATOR)
            for acting in request.posts
            for role in act.by
        )
    ]
