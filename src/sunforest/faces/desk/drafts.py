"""The pages of drafts: kept while a form is being filled in, listed, given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunforest.core.process import registry
from sunforest.core.process.models import Draft
from sunforest.faces.desk import access, draft_box
from sunforest.faces.desk.access import DeskRequest


@dataclass(frozen=True)
class DraftRow:
    """One draft as the list shows it."""

    pk: int
    act: Any
    process: Any
    number: str
    saved_at: datetime
    url: str


def of(request: DeskRequest) -> list[DraftRow]:
    """The officer's drafts, the last saved first; one query."""
    found = Draft.objects.filter(officer=request.officer).select_related("case").order_by("-saved_at")[:100]
    return [row for draft in found if (row := _row(draft)) is not None]


def _row(draft: Draft) -> DraftRow | None:
    try:
        process = draft.case.process if draft.case else registry.process_with_key(draft.process_key)
        act = process.act(draft.act)
    except KeyError:
        return None
    if draft.case is not None:
        url = reverse("desk:act", args=[draft.case.number, act.name])
    else:
        url = reverse("desk:open", args=[process.key, act.name])
    return DraftRow(draft.pk, act.title, process.title, draft.case.number if draft.case else "", draft.saved_at, url)


@access.signed_in
@require_POST
def keep(request: DeskRequest) -> HttpResponse:
    """Save a form that is being filled in; answers with the time, to be shown beside the form."""
    try:
        draft_box.keep_posted(request.officer, posts=request.posts, typed=request.POST, at=request.at)
    except draft_box.NoSuchForm as error:
        raise Http404 from error
    return render(request, "desk/saved.html", {"saved_at": request.at})


@access.signed_in
@require_POST
def discard(request: DeskRequest, draft_id: int) -> HttpResponseBase:
    """Give up a draft of one's own."""
    get_object_or_404(Draft, pk=draft_id, officer=request.officer).delete()
    messages.success(request, _("草稿已删除。"))
    return redirect(reverse("desk:worklist") + "?tab=drafts")
