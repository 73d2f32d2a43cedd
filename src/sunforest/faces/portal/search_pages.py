"""Search, suggestions while typing, and a feed of any query."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from sunforest.core.search import current
from sunforest.core.search.query import Query
from sunforest.core.search.results import Results
from sunforest.faces.frame import frame_of
from sunforest.faces.paging import pages_of
from sunforest.faces.portal import filters
from sunforest.faces.portal.caching import public_page

MOST_IN_A_FEED = 50


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Everything that is public, by words and by filters; the address holds the whole question."""
    query = filters.query_of(request.GET)
    results, known = current.index().search(query), filters.names()
    context = {
        "section": "documents",
        "title": gettext("找文件"),
        "lead": lead_of(query, results),
        "breadcrumbs": [(gettext("找文件"), "")],
        "column": {"name": gettext("找文件"), "description": gettext("检索全部公开信息"), "type": gettext("信息检索")},
        "words": query.text,
        "query": query,
        "results": results,
        "facets": filters.facets_of(query, results, known),
        "chosen": filters.chosen_of(query, results, known),
        "sorts": filters.sorts_of(query, results),
        "names": known,
        "clear_url": filters.address(Query(text=query.text)),
        "pages": pages_of(results.page, results.pages, lambda page: filters.address(replace(query, page=page))),
        "feed_url": filters.address(replace(query, page=1, sort=""), to="portal:feed"),
        "subscribe_url": filters.address(replace(query, page=1, sort=""), to="portal:subscribe"),
        "relaxed_url": filters.address(replace(query, page=1, text=" ".join(results.relaxed_words))),
    }
    return render(request, "portal/search.html", context)


def lead_of(query: Query, results: Results) -> str:
    """The sentence that answers the page's question: how much was found."""
    if not query.text.strip():
        return ngettext("共有 %(count)s 条公开信息。", "共有 %(count)s 条公开信息。", results.total) % {
            "count": results.total
        }
    if not results.total:
        return gettext("没有找到“%(words)s”。") % {"words": query.text[:40]}
    return ngettext(
        "找到 %(count)s 条与“%(words)s”有关的公开信息。",
        "找到 %(count)s 条与“%(words)s”有关的公开信息。",
        results.total,
    ) % {
        "count": results.total,
        "words": query.text[:40],
    }


@require_safe
@cache_control(public=True, max_age=30)
def suggest(request: HttpRequest) -> JsonResponse:
    """Organs and titles that go on from what has been typed: ``{"suggestions": [{words, kind, url}]}``."""
    found = current.index().suggest(request.GET.get("q", ""))
    suggestions = [
        {
            "words": one.text,
            "kind": gettext("机关") if one.kind == "organ" else "",
            "url": filters.address(Query(organ=one.organ)) if one.kind == "organ" else one.url,
        }
        for one in found
    ]
    return JsonResponse({"suggestions": suggestions})


@require_safe
@cache_control(public=True, max_age=60)
def feed(request: HttpRequest) -> HttpResponse:
    """The newest fifty results of any query as an Atom feed (RFC 4287)."""
    query = replace(filters.query_of(request.GET), sort="newest", page=1, size=MOST_IN_A_FEED)
    results, frame = current.index().search(query), frame_of(request)
    chosen = "，".join(choice.words for choice in filters.chosen_of(query, results, filters.names()))
    context = {
        "entries": [hit.entry for hit in results.hits],
        "title": " · ".join(filter(None, (str(frame.name), query.text[:80], chosen))),
        "page_url": frame.absolute(filters.address(replace(query, sort=""))),
        "updated_on": next((hit.entry.day for hit in results.hits if hit.entry.day), None),
        "frame": frame,
    }
    return render(request, "portal/feed.xml", context, content_type="application/atom+xml; charset=utf-8")
