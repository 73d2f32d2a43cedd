"""The public answers: what others asked, what the organs answered, and whether in time (条例 art. 44; R1.33)."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from sunforest.core.calendar import county_calendar
from sunforest.core.process.fields import harmless
from sunforest.core.process.models import Case
from sunforest.faces.frame import frame_of
from sunforest.faces.portal import filters, listing
from sunforest.faces.portal.caching import public_page
from sunforest.faces.portal.case_links import CaseLink
from sunforest.faces.portal.columns import Column
from sunforest.faces.portal.handing_out import stored_file
from sunforest.faces.portal.listing import Filter
from sunforest.faces.qr_code import qr_code

from . import figures_pages, public_words
from .follows import LIMITS
from .models import PublicAnswer
from .similar import similar_answers

MOST_IN_A_FEED = 50
MOST_SIMILAR = 4
COLUMNS = (
    Column(_("依申请公开答复"), _("别人申请过什么、机关怎么答复、按没按时"), "foi:answers", "mail-check"),
)  # fmt: skip


def case_links(case_number: str) -> list[CaseLink]:
    """The answer, beside the public steps of its request."""
    answers = PublicAnswer.objects.filter(case_number=case_number).only("case_number")
    return [CaseLink(gettext("看答复的内容"), answer.get_absolute_url()) for answer in answers]


def newest_first() -> QuerySet[PublicAnswer]:
    """Public answers without their long texts, the newest signature first."""
    return PublicAnswer.objects.defer("answer", "reasons", "files").order_by("-signed_on", "-id")


def answer_filters(organs: dict[str, str]) -> list[Filter]:
    """The conditions of the list: organ, result, year, whether it came late."""
    return [
        listing.organ_filter(organs),
        Filter("result", gettext("答复结果"), "result", public_words.result_words),
        listing.year_filter("signed_on"),
        Filter("late", gettext("是否按时"), "is_late", _late_words),
    ]


def _late_words(value: Any) -> str:
    return gettext("迟延") if str(value) == "True" else gettext("按时")


@public_page
def answers(request: HttpRequest) -> HttpResponse:
    """What have others asked, and what did they get?"""
    names, today, calendar = filters.names(), timezone.localdate(), county_calendar.current()
    organs = dict(names.organs)
    shown = listing.listing_of(request, newest_first(), filters=answer_filters(organs))
    late = PublicAnswer.objects.filter(is_late=True).count()
    rows = [
        (
            row,
            organs.get(row.organ_code, row.organ_name),
            public_words.result_words(row.result),
            public_words.standing_of(row, today=today, calendar=calendar),
        )
        for row in shown.rows
    ]
    return listing.page(
        request,
        "foi/answers.html",
        shown,
        title=gettext("依申请公开答复"),
        lead=_lead_of(shown.total, late, is_filtered=bool(shown.chosen)),
        above=(gettext("依申请公开"), reverse("portal:request")),
        rows=rows,
    )


def _lead_of(total: int, late: int, *, is_filtered: bool) -> str:
    if not total:
        return gettext("还没有公布的答复。")
    said = ngettext(
        "这里有 %(count)s 件答复，先看看有没有您要的。", "这里有 %(count)s 件答复，先看看有没有您要的。", total
    )
    if is_filtered or not late:
        return said % {"count": total}
    return said % {"count": total} + gettext("其中 %(late)s 件答复迟了。") % {"late": late}


def shown_answer(case_number: str) -> PublicAnswer:
    """One public answer; its due day is that of today's calendar while it is not delivered. Raises Http404."""
    answer = PublicAnswer.objects.filter(case_number=case_number.replace("\0", "")).first()
    if answer is None:
        raise Http404
    if answer.delivered_on is None:
        due = Case.objects.filter(pk=answer.case_id, due_deadline__in=LIMITS).values_list("due_on", flat=True).first()
        answer.due_on = due or answer.due_on
    return answer


def context_of(request: HttpRequest, answer: PublicAnswer) -> dict[str, Any]:
    """What every page of one answer shows."""
    organ = filters.names().organs.get(answer.organ_code, answer.organ_name)
    standing = public_words.standing_of(answer, today=timezone.localdate(), calendar=county_calendar.current())
    return {
        "section": "disclosure",
        "title": answer.question,
        "lead": public_words.sentence_of(answer, standing, organ),
        "shown": answer,
        "organ": organ,
        "standing": standing,
        "result": public_words.result_words(answer.result),
        "articles": public_words.articles_of(answer.result),
        "grounds": public_words.grounds_of(answer.withheld),
        "text": harmless(answer.answer),
        "url": frame_of(request).absolute(answer.get_absolute_url()),
    }


@public_page
def answer(request: HttpRequest, case_number: str) -> HttpResponse:
    """What was asked, what was answered and why, what was withheld, and did it come in time?"""
    shown = shown_answer(case_number)
    context = context_of(request, shown)
    trail = [(gettext("依申请公开"), reverse("portal:request")), (gettext("依申请公开答复"), reverse("foi:answers"))]
    context |= {
        "breadcrumbs": [*trail, (shown.question[:24], "")],
        "steps": public_words.steps_of(shown, context["standing"], context["organ"]),
        "others": [one for one in similar_answers(shown.question, limit=MOST_SIMILAR) if one.url != request.path],
        "article": {
            "title": shown.question,
            "published_at": datetime.combine(shown.signed_on, time()),
            "source": context["organ"],
            "author": context["organ"],
            "keywords": gettext("依申请公开"),
            "description": context["lead"],
        },
    }
    return render(request, "foi/answer.html", context)


@public_page
def printed(request: HttpRequest, case_number: str) -> HttpResponse:
    """The answer as a clean sheet, with a QR code that leads back to it."""
    context = context_of(request, shown_answer(case_number))
    return render(request, "foi/answer_print.html", context | {"qr": qr_code(context["url"])})


@require_safe
def file(request: HttpRequest, case_number: str, digest: str) -> HttpResponseBase:
    """One of the files that were handed over, as it was redacted."""
    named = next((one for one in shown_answer(case_number).files if one["digest"] == digest), None)
    if named is None:
        raise Http404
    return stored_file(digest, named["name"])


@require_safe
@cache_control(public=True, max_age=60)
def feed(request: HttpRequest) -> HttpResponse:
    """The newest fifty answers as an Atom feed (RFC 4287), with the log's checkpoint."""
    frame, organs = frame_of(request), filters.names().organs
    rows = list(newest_first()[:MOST_IN_A_FEED])
    context = {
        "entries": [
            (row, organs.get(row.organ_code, row.organ_name), public_words.result_words(row.result)) for row in rows
        ],
        "title": f"{frame.name} · {gettext('依申请公开答复')}",
        "page_url": frame.absolute(reverse("foi:answers")),
        "updated_on": rows[0].signed_on if rows else None,
        "frame": frame,
    }
    return render(request, "foi/answers.xml", context, content_type="application/atom+xml; charset=utf-8")


urlpatterns = [
    path("answers/", answers, name="answers"),
    path("answers/feed.atom", feed, name="answers_feed"),
    path("answers/figures/", figures_pages.figures, name="answer_figures"),
    path("answers/late/", figures_pages.late_answers, name="late_answers"),
    path("answers/figures.csv", figures_pages.figures_csv, name="answer_figures_csv"),
    path("answers/<str:case_number>/", answer, name="answer"),
    path("answers/<str:case_number>/print/", printed, name="answer_print"),
    path("answers/<str:case_number>/files/<str:digest>/", file, name="answer_file"),
]
