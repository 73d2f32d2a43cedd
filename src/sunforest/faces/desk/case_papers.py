"""The papers of a case at the desk: read before they are signed, printed and saved; each look is recorded."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from sunforest.core.process import records
from sunforest.core.process.models import Case
from sunforest.faces import papers
from sunforest.faces.desk import access, deed_words, finding, purposes
from sunforest.faces.desk.access import DeskRequest
from sunforest.faces.papers import Paper


@access.signed_in
@require_safe
def paper(request: DeskRequest, number: str, key: str) -> HttpResponseBase:
    """One paper on the screen."""
    case, shown = _named(request, number, key)
    if shown is None:
        return redirect(case)
    return papers.page(request, shown, back=case.get_absolute_url(), files=files_of(case, key))


@access.signed_in
@require_safe
def paper_file(request: DeskRequest, number: str, key: str, ending: str) -> HttpResponse | HttpResponseBase:
    """One paper as a file."""
    case, shown = _named(request, number, key)
    if shown is None:
        return redirect(case)
    return papers.file(request, shown, ending, back=case.get_absolute_url(), files=files_of(case, key))


def files_of(case: Case, key: str) -> list[tuple[str, str]]:
    """In which forms a paper can be saved, as (words, address)."""
    return [
        (words, reverse("desk:paper_file", args=[case.number, key, ending])) for ending, words in papers.file_words()
    ]


def _named(request: DeskRequest, number: str, key: str) -> tuple[Case, Paper | None]:
    """The case, and its paper where the officer has a purpose for reading it. Raises Http404."""
    case = finding.case_with(request, number)
    deeds = records.of(case)
    shown = papers.with_key(papers.of_case(case, deeds, request.today), key)
    may_read = not deed_words.holds_personal(case, deeds) or bool(purposes.of(request, case))
    return case, shown if may_read else None
