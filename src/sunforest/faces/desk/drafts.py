"""Drafts: what an officer has typed and not yet done, sealed on the server (rule: nothing typed is ever lost)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunforest.core.organs.models import Officer
from sunforest.core.people import keys
from sunforest.core.process import authority, registry
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.models import Case, Draft
from sunforest.faces.desk import access
from sunforest.faces.desk.access import DeskRequest

OF_THE_PAGE = {
    *("csrfmiddlewaretoken", "key", "seen", "do", "preview", "mask", "save", "confirmed", "previewed"),
    *("draft_case", "draft_process", "draft_act"),
}


@dataclass(frozen=True)
class DraftRow:
    """One draft as the list shows it."""

    pk: int
    act: Any
    process: Any
    number: str
    saved_at: datetime
    url: str


def save(
    officer: Officer, process: type[Process], act: Act, case: Case | None, typed: QueryDict, at: datetime
) -> Draft:
    """Keep what was typed into the form of an act; the earlier draft of the same act gives way."""
    kept = {name: values for name, values in typed.lists() if is_kept(name)}
    sealed = keys.seal(json.dumps(kept, ensure_ascii=False).encode(), keys.key("fields"))
    draft, _made = Draft.objects.update_or_create(
        officer=officer,
        case=case,
        process_key=process.key,
        act=act.name,
        defaults={"data": sealed, "saved_at": at, "seen": case.last_number if case else 0},
    )
    return draft


def is_kept(name: str) -> bool:
    """True for what was typed; False for the page's own values and for files that were not received yet."""
    return name not in OF_THE_PAGE and not name.endswith("_files")


def find(officer: Officer, process: type[Process], act: Act, case: Case | None) -> Draft | None:
    """The officer's draft for this act, or None."""
    return Draft.objects.filter(officer=officer, case=case, process_key=process.key, act=act.name).first()


def typed_in(draft: Draft) -> QueryDict:
    """What was typed, as the form posted it."""
    typed = QueryDict(mutable=True)
    for name, values in json.loads(keys.open_sealed(draft.data, keys.key("fields"))).items():
        typed.setlist(name, values)
    return typed


def drop(officer: Officer, process: type[Process], act: Act, case: Case | None) -> None:
    """The act was done, or the officer gave it up."""
    Draft.objects.filter(officer=officer, case=case, process_key=process.key, act=act.name).delete()


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
    process, act, case = _named(request)
    typed = request.POST.copy()
    save(request.officer, process, act, case, typed, request.at)
    return render(request, "desk/saved.html", {"saved_at": request.at})


def _named(request: DeskRequest) -> tuple[type[Process], Act, Case | None]:
    case = None
    if number := request.POST.get("draft_case"):
        case = get_object_or_404(Case, number=number)
        if not authority.may_see(case, request.posts):
            raise Http404
    try:
        process = case.process if case else registry.process_with_key(request.POST.get("draft_process", ""))
        return process, process.act(request.POST.get("draft_act", "")), case
    except KeyError as error:
        raise Http404 from error


@access.signed_in
@require_POST
def discard(request: DeskRequest, draft_id: int) -> HttpResponseBase:
    """Give up a draft of one's own."""
    get_object_or_404(Draft, pk=draft_id, officer=request.officer).delete()
    messages.success(request, _("草稿已删除。"))
    return redirect(reverse("desk:worklist") + "?tab=drafts")
