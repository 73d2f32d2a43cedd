"""What has changed: two versions of one document, or two documents of one title."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from sunforest.faces.portal.caching import public_page

from . import differences, document_words, queries, reading_layout
from .models import PublicDocument, PublicVersion


@public_page
def versions(request: HttpRequest, case_number: str, old: int, new: int) -> HttpResponse:
    """What has changed from one version of a document to another? The earlier one always comes first."""
    if old == new:
        raise Http404
    try:
        first, second = (queries.version(case_number, number) for number in sorted((old, new)))
    except PublicVersion.DoesNotExist as error:
        raise Http404 from error
    names = [gettext("第 %(number)s 版") % {"number": one.number} for one in (first, second)]
    addresses = [reverse("publishing:version", args=[case_number, one.number]) for one in (first, second)]
    days = [one.published_on for one in (first, second)]
    context = _context(first, second, names) | {
        "document": second.document,
        "breadcrumbs": document_words.trail(second.document, (gettext("版本比较"), "")),
        "sides": list(zip(names, addresses, days, strict=True)),
        "reason": second.reason,
    }
    return render(request, "publishing/compare.html", context)


@public_page
def documents(request: HttpRequest, case_number: str, other: str) -> HttpResponse:
    """What has changed between two documents of one title, as laws have them? The one formed first comes first."""
    found = list(PublicDocument.objects.filter(case_number__in=(case_number, other), withdrawn_on=None))
    if len(found) != 2 or found[0].version_group != found[1].version_group:
        raise Http404
    first, second = sorted(found, key=lambda one: (str(one.formed_on or one.published_on or ""), one.case_number))
    days = [one.formed_on or one.published_on for one in (first, second)]
    names = [
        gettext("%(day)s文本") % {"day": document_words.day_words(day)} if day else gettext("日期不详的文本")
        for day in days
    ]
    addresses = [one.get_absolute_url() for one in (first, second)]
    context = _context(first, second, names) | {
        "document": second,
        "breadcrumbs": document_words.trail(second, (gettext("版本比较"), "")),
        "sides": list(zip(names, addresses, days, strict=True)),
    }
    return render(request, "publishing/compare.html", context)


def _context(
    first: PublicVersion | PublicDocument, second: PublicVersion | PublicDocument, names: list[str]
) -> dict[str, Any]:
    found = differences.differences(reading_layout.text_of(first.body), reading_layout.text_of(second.body))
    return {
        "section": "documents",
        "title": gettext("版本比较：%(title)s") % {"title": second.title},
        "lead": _sentence(found, names),
        "differences": found,
        "title_pieces": differences.pieces_of(first.title, second.title) if first.title != second.title else (),
    }


def _sentence(found: differences.Differences, names: list[str]) -> str:
    if found.is_empty:
        return gettext("从%(old)s到%(new)s，正文没有变化。") % {"old": names[0], "new": names[1]}
    touched = found.changed + found.added + found.removed
    return ngettext(
        "从%(old)s到%(new)s，共有 %(count)s 段不同：改动 %(changed)s 段，新增 %(added)s 段，删去 %(removed)s 段。",
        "从%(old)s到%(new)s，共有 %(count)s 段不同：改动 %(changed)s 段，新增 %(added)s 段，删去 %(removed)s 段。",
        touched,
    ) % {
        "old": names[0],
        "new": names[1],
        "count": touched,
        "changed": found.changed,
        "added": found.added,
        "removed": found.removed,
    }
