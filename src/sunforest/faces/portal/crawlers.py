"""For search engines: what there is, and where they may go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from sunforest.core.organs.models import Organ
from sunforest.core.process import registry
from sunforest.core.search import current
from sunforest.core.search.entry import SearchEntry
from sunforest.core.search.query import LARGEST_PAGE, Query
from sunforest.faces.frame import frame_of
from sunforest.faces.portal import columns, handbook

MOST_ENTRIES = 5_000
COLUMNS = (
    "home",
    "search",
    "statutory",
    "guide",
    "rules",
    "annual_reports",
    "request",
    "processes",
    "organs",
    "open_data",
    "about",
)


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """The columns, organs, procedures and the newest public things."""
    frame = frame_of(request)
    paths = [
        *(reverse(f"portal:{column}") for column in COLUMNS),
        *(reverse("portal:about_page", args=[key]) for key in handbook.PAGES),
        *(column.url for column in columns.of_matters()),
        *(reverse("portal:process", args=[process.key]) for process in registry.processes()),
        *(reverse("portal:organ", args=[code]) for code in Organ.objects.values_list("code", flat=True)),
    ]
    addresses: list[tuple[str, date | None]] = [(frame.absolute(path), None) for path in paths]
    addresses += [(frame.absolute(entry.url), entry.day) for entry in _newest() if entry.url.startswith("/")]
    return render(
        request, "portal/sitemap.xml", {"addresses": addresses}, content_type="application/xml; charset=utf-8"
    )


def _newest() -> Iterator[SearchEntry]:
    for page in range(1, MOST_ENTRIES // LARGEST_PAGE + 1):
        results = current.index().search(Query(sort="newest", page=page, size=LARGEST_PAGE))
        yield from (hit.entry for hit in results.hits)
        if page >= results.pages:
            return


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; filters of the search and the desk need not be followed."""
    lines = [
        "User-agent: *",
        "Disallow: /desk/",
        "Disallow: /accounts/",
        "Disallow: /subscriptions/",
        "Disallow: /documents/*/download.",
        "Disallow: /search/?*&",
        "Allow: /",
        f"Sitemap: {frame_of(request).absolute(reverse('portal:sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
