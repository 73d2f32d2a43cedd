"""The papers of a party's own case: seen and saved by whoever proved that the case is theirs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sunforest.core.process import records
from sunforest.core.process.party_proof import OwnCase
from sunforest.faces import papers
from sunforest.faces.papers import Paper
from sunforest.faces.portal import progress, proof_cookie


@never_cache
@require_safe
def paper(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """One paper on the screen."""
    own = progress.found(token)
    if not proof_cookie.is_proven(request, own):
        return HttpResponseRedirect(_back(own))
    return papers.page(request, _named(own, key), back=_back(own), files=progress.paper_files(own, key))


@never_cache
@require_safe
def paper_file(request: HttpRequest, token: str, key: str, ending: str) -> HttpResponse:
    """One paper as a file."""
    own = progress.found(token)
    if not proof_cookie.is_proven(request, own):
        return HttpResponseRedirect(_back(own))
    return papers.file(request, _named(own, key), ending, back=_back(own), files=progress.paper_files(own, key))


def _named(own: OwnCase, key: str) -> Paper:
    return papers.with_key(papers.for_party(own.case, records.of(own.case), timezone.localdate()), key)


def _back(own: OwnCase) -> str:
    return reverse("portal:progress_of", args=[own.token])
