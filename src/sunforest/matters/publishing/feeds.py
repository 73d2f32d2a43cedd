"""The lists for machines: CSV of each, and a feed of corrections and withdrawals (Atom, RFC 4287)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from sunforest.core.calendar import county_calendar
from sunforest.faces.frame import frame_of
from sunforest.faces.portal import filters
from sunforest.faces.portal.csv_file import csv_of
from sunforest.faces.portal.listing import chosen_in, filtered

from . import lists, queries
from .document_words import CORRECTION_KINDS

MOST_IN_A_FEED = 50


@require_safe
@cache_control(public=True, max_age=60)
def late_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The documents that were published late."""
    names = dict(filters.names().organs)
    chosen = lists.late_filters(names)
    rows = filtered(queries.late_documents(), filters=chosen, picked=chosen_in(request.GET, chosen))
    calendar = county_calendar.current()
    heads = [
        *(
            gettext("标题"),
            gettext("机关"),
            gettext("文号"),
            gettext("成文日期"),
            gettext("公开期限"),
            gettext("发布日期"),
        ),
        *(gettext("迟延天数"), gettext("迟延说明"), gettext("网址")),
    ]
    frame = frame_of(request)
    return csv_of(
        name="late",
        heads=heads,
        rows=(
            [
                *(row.title, names.get(row.organ_code, row.organ_name), row.document_number, row.formed_on),
                *(lists.limit_of(row, calendar), row.published_on),
                *(row.days_late, row.late_reason, frame.absolute(row.get_absolute_url())),
            ]
            for row in rows.iterator(chunk_size=500)
        ),
    )


@require_safe
@cache_control(public=True, max_age=60)
def not_disclosed_csv(request: HttpRequest) -> StreamingHttpResponse:
    """What is not disclosed, without a title."""
    names = dict(filters.names().organs)
    chosen = lists.not_disclosed_filters(names)
    rows = filtered(queries.not_disclosed(), filters=chosen, picked=chosen_in(request.GET, chosen))
    heads = [gettext("机关"), gettext("公开属性"), gettext("理由"), gettext("决定日期"), gettext("下次评估日期")]
    return csv_of(
        name="not-disclosed",
        heads=heads,
        rows=(
            [
                *(names.get(row.organ_code, row.organ_name), lists.disclosure_words(row.disclosure)),
                *(lists.ground_words(row.ground), row.decided_on, row.review_on),
            ]
            for row in rows.iterator(chunk_size=500)
        ),
    )


@require_safe
@cache_control(public=True, max_age=60)
def corrections_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Revisions, changes of effect and withdrawals."""
    chosen = lists.correction_filters(dict(filters.names().organs))
    rows = filtered(queries.corrections(), filters=chosen, picked=chosen_in(request.GET, chosen))
    frame = frame_of(request)
    heads = [gettext("日期"), gettext("类别"), gettext("标题"), gettext("原因"), gettext("网址")]
    return csv_of(
        name="corrections",
        heads=heads,
        rows=(
            [
                *(row.made_on, CORRECTION_KINDS.get(row.kind, row.kind), row.document.title, row.words),
                frame.absolute(row.document.get_absolute_url()),
            ]
            for row in rows.iterator(chunk_size=500)
        ),
    )


@require_safe
@cache_control(public=True, max_age=60)
def corrections_feed(request: HttpRequest) -> HttpResponse:
    """The newest fifty corrections as an Atom feed."""
    frame = frame_of(request)
    rows = list(queries.corrections()[:MOST_IN_A_FEED])
    context = {
        "entries": [(row, CORRECTION_KINDS.get(row.kind, row.kind)) for row in rows],
        "title": f"{frame.name} · {gettext('更正与撤回')}",
        "page_url": frame.absolute(reverse("publishing:corrections")),
        "updated_on": rows[0].made_on if rows else None,
        "frame": frame,
    }
    return render(request, "publishing/corrections.xml", context, content_type="application/atom+xml; charset=utf-8")
