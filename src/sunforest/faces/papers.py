"""The papers of a case (文书): letters and notices that its matter writes, found by the room ``papers`` of the matter.

The room has one function, ``papers_of(case, deeds, today) -> list[Paper]``; the progress page and the desk show them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from sunforest.core.process import registry
from sunforest.core.process.models import Case
from sunforest.core.process.records import Deed
from sunforest.faces.sheets import letter, paper
from sunforest.faces.sheets.letter import Letter

ROOM = "papers"
CHINESE = "zh-hans"


@dataclass(frozen=True)
class Paper:
    """One paper of a case: ``key`` is its part of the address, ``draw`` makes the letter.

    ``on`` is the day it was issued, ``is_draft`` tells that it was not yet. ``for_party`` says whether the party gets it
    by its progress page; ``advice`` is what the staff should know before it goes out.
    """

    key: str
    title: str
    on: date
    draw: Callable[[], Letter]
    for_party: bool = True
    is_draft: bool = False
    advice: str = ""


def of_case(case: Case, deeds: Sequence[Deed], today: date) -> list[Paper]:
    """Every paper of the case, the newest first; none where its matter writes none, or where it was erased."""
    room = registry.room_of(registry.matter_of(case.process), ROOM)
    if room is None or any(deed.case_key is None for deed in deeds):
        return []
    found: list[Paper] = room.papers_of(case, deeds, today)
    return found[::-1]


def links_at_the_desk(case: Case, deeds: Sequence[Deed], today: date) -> list[dict[str, Any]]:
    """The papers of the case as the pages of the desk list them, the newest first."""
    return [
        {"paper": each, "title": _(each.title), "url": reverse("desk:paper", args=[case.number, each.key])}
        for each in of_case(case, deeds, today)
    ]


def for_party(case: Case, deeds: Sequence[Deed], today: date) -> list[Paper]:
    """The papers that its party gets, the newest first."""
    return [each for each in of_case(case, deeds, today) if each.for_party and not each.is_draft]


def with_key(found: Sequence[Paper], key: str) -> Paper:
    """The paper of that key. Raises Http404."""
    for each in found:
        if each.key == key:
            return each
    raise Http404


def page(request: HttpRequest, shown: Paper, *, back: str, files: Sequence[tuple[str, str]]) -> HttpResponse:
    """The letter on the screen, as it is printed. ``back`` leads to the case, ``files`` are (words, address)."""
    return render(request, "sheets/letter_page.html", _context(shown, back, files))


def file(
    request: HttpRequest, shown: Paper, ending: str, *, back: str, files: Sequence[tuple[str, str]]
) -> HttpResponse:
    """The letter as a file to be saved; the page says so where this server draws no PDF. Raises Http404."""
    if ending not in letter.WRITERS:
        raise Http404
    drawn = letter_of(shown)
    try:
        content = letter.WRITERS[ending](drawn)
    except paper.PdfIsOff:
        context = _context(shown, back, files) | {"no_pdf": True}
        return render(request, "sheets/letter_page.html", context, status=503)
    response = HttpResponse(content, content_type=letter.TYPES[ending])
    response["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=f"{drawn.title}.{ending}")
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _context(shown: Paper, back: str, files: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {"shown": shown, "letter": letter_of(shown), "back": back, "files": files}


def letter_of(shown: Paper) -> Letter:
    """The letter, drawn in Chinese whatever the language of the page."""
    with translation.override(CHINESE):
        return shown.draw()


def file_words() -> list[tuple[str, str]]:
    """The endings in which a letter is saved, each with its words."""
    return [("pdf", _("下载 PDF")), ("docx", _("下载 Word"))]
