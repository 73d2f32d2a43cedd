"""A party goes on with its case: supplement, withdraw and whatever else the procedure lets it do now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sunforest.core.people.proofs import TooMany
from sunforest.core.process import records
from sunforest.core.process.actor import WEB
from sunforest.core.process.declaration import Act
from sunforest.core.process.party_proof import OwnCase
from sunforest.core.process.perform import Incomplete, NotYours, Refused, Stale, WrongState
from sunforest.core.process.records import Deed
from sunforest.faces import filing
from sunforest.faces.portal import looked_over, progress, proof_cookie
from sunforest.faces.visitors import address_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, token: str, act: str) -> HttpResponse:
    """Fill in, look over, do it. Asked for the query code first, where that was not given in the last minutes."""
    own = progress.found(token)
    if not proof_cookie.is_proven(request, own):
        return HttpResponseRedirect(reverse("portal:progress_of", args=[token]))
    doing = next((one for one in filing.acts_of_the_party(own.case.process) if one.name == act), None)
    if doing is None:
        raise Http404
    response = _act(request, own, doing)
    proof_cookie.remember(response, own)
    return response


def _act(request: HttpRequest, own: OwnCase, doing: Act) -> HttpResponse:
    deeds = records.of(own.case)
    seen = records.last_number_by_people(deeds)
    if request.method != "POST":
        if doing not in progress.acts_open(own.case):
            raise Http404
        form = filing.form_of(doing, initial=answers_before(doing, deeds))
        return _page(request, own, doing, form, seen=seen)
    at = timezone.now()
    answered = filing.receive_files(doing, request.POST, request.FILES, filing.visitor_files(address_of(request), at))
    form = filing.form_of(doing, answered.data)
    is_valid = form.is_valid()
    for name, words in answered.refused_files.items():
        form.add_error(name, words)
    if not is_valid or answered.refused_files or looked_over.step_of(request.POST) == "change":
        return _page(request, own, doing, form, seen=seen, status=200 if is_valid else 422)
    if looked_over.step_of(request.POST) != "confirm":
        return _look_over(request, own, doing, form, answered, seen=seen)
    return _do(request, own, doing, form, answered.data)


def _do(request: HttpRequest, own: OwnCase, doing: Act, form: forms.Form, data: Any) -> HttpResponse:
    key, refusal = looked_over.key_of(request.POST), ""
    try:
        filing.go_on(
            own,
            doing,
            answers=data,
            channel=WEB,
            address=address_of(request),
            at=timezone.now(),
            seen=_number(request),
            key=key,
        )
    except Incomplete as incomplete:
        form = incomplete.form or form
    except Refused as refused:
        refusal = filing.refusal_words(refused.refusal)
    except (Stale, WrongState, NotYours, TooMany) as error:
        refusal = gettext(str(error))
    else:
        messages.success(request, gettext("已收到：%(act)s。") % {"act": gettext(str(doing.title))})
        return HttpResponseRedirect(reverse("portal:progress_of", args=[own.token]))
    own = progress.found(own.token)
    seen = records.last_number_by_people(records.of(own.case))
    return _page(request, own, doing, form, seen=seen, refusal=refusal, status=409 if refusal else 422)


def _number(request: HttpRequest) -> int:
    seen = request.POST.get(looked_over.SEEN, "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0


def answers_before(doing: Act, deeds: Sequence[Deed]) -> dict[str, Any]:
    """What the party answered before under the same names, so that nothing is typed twice."""
    wanted = set(getattr(doing.asks, "base_fields", {}))
    answers: dict[str, Any] = {}
    for deed in deeds:
        if deed.record.role == "party":
            answers |= {answer["name"]: answer["value"] for answer in deed.fields if answer["name"] in wanted}
    return answers


def _context(own: OwnCase, doing: Act, form: forms.Form, *, seen: int) -> dict[str, Any]:
    title = gettext(str(doing.title))
    return {
        "section": "processes",
        "title": title,
        "lead": gettext("%(process)s，编号 %(number)s")
        % {
            "process": gettext(str(own.case.process.title)),
            "number": own.case.number,
        },
        "breadcrumbs": [
            (gettext("查进度"), reverse("portal:progress")),
            (own.case.number, reverse("portal:progress_of", args=[own.token])),
            (title, ""),
        ],
        "own": own,
        "act": doing,
        "form": form,
        "seen": seen,
    }


def _page(
    request: HttpRequest, own: OwnCase, doing: Act, form: forms.Form, *, seen: int, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = _context(own, doing, form, seen=seen) | {"key": looked_over.key_of(request.POST), "refusal": refusal}
    return render(request, "portal/progress_act.html", context, status=status)


def _look_over(
    request: HttpRequest, own: OwnCase, doing: Act, form: forms.Form, answered: filing.Answered, *, seen: int
) -> HttpResponse:
    at, case = timezone.now(), own.case
    facts = case.process.facts(case) if case.process.facts else None
    if refusal := filing.refusal_of(doing, form, facts=facts, at=at):
        words = filing.refusal_words(refusal)
        return _page(request, own, doing, form, seen=seen, refusal=words, status=422)
    context = _context(own, doing, form, seen=seen) | {
        "rows": looked_over.rows_of(form),
        "face": looked_over.face_of(case.process, doing, case.organ, form, at),
        "kept": looked_over.kept(answered.data),
    }
    return render(request, "portal/progress_look_over.html", context)
