"""The public lists of publishing: responses, interpretations, what is late, what is not disclosed, what was corrected."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sunforest.core.calendar import county_calendar
from sunforest.faces.portal import filters
from sunforest.faces.portal.caching import public_page
from sunforest.faces.portal.listing import Filter, listing_of, organ_filter, page, year_filter
from sunforest.pure import grounds
from sunforest.pure.classification import DisclosureMode
from sunforest.pure.working_days import WorkingCalendar

from . import forms, queries
from .document_words import CORRECTION_KINDS, GRADES, day_words
from .models import OfficialResponse, PublicDocument

FORMS_OF_INTERPRETATION = dict(forms.INTERPRETATION_FORMS)
MOST_OVERDUE_SHOWN = 50


def response_limit_hours(response: OfficialResponse) -> int:
    """R5.9: 5 hours for authoritative information on a major concern, 48 for the others."""
    return 5 if response.grade == "major" else 48


def hours_taken(response: OfficialResponse) -> int | None:
    """Clock hours from detection to the response, begun ones counted; nights and holidays count (R5.9)."""
    if response.detected_at is None or response.responded_at is None:
        return None
    seconds = (response.responded_at - response.detected_at).total_seconds()
    return max(1, -(-int(seconds) // 3600))


def response_sentence(response: OfficialResponse, organ: str) -> str:
    """The one sentence of a response: which organ answered, how soon, and whether that was in time."""
    hours = hours_taken(response)
    values = {"organ": organ, "day": day_words(response.responded_on), "hours": hours}
    if getattr(response, "is_further", False) or hours is None:
        return (
            gettext("%(organ)s于%(day)s持续回应。") % values if hours else gettext("%(organ)s于%(day)s回应。") % values
        )
    if response.is_late:
        return gettext("%(organ)s在 %(hours)s 小时内作出回应，超过了规定的时限。") % values
    return gettext("%(organ)s在 %(hours)s 小时内作出回应，符合规定的时限。") % values


@public_page
def concerns(request: HttpRequest) -> HttpResponse:
    """What did people worry about, and how soon was it answered? (R5.9–R5.12)"""
    names = filters.names()
    choices = [
        Filter("grade", gettext("等级"), "grade", lambda grade: GRADES.get(grade, grade)),
        Filter(
            "late",
            gettext("是否按时"),
            "is_late",
            lambda late: gettext("迟延") if str(late) == "True" else gettext("按时"),
        ),
        organ_filter(names.organs),
        year_filter("responded_on"),
    ]
    listing = listing_of(request, queries.responses(), filters=choices)
    lead = ngettext("共有 %(count)s 条对公众关切的回应。", "共有 %(count)s 条对公众关切的回应。", listing.total) % {
        "count": listing.total
    }
    rows = [
        (
            response,
            GRADES.get(response.grade, ""),
            names.organs.get(response.organ_code, response.organ_name),
            hours_taken(response),
        )
        for response in listing.rows
    ]
    return page(request, "publishing/concerns.html", listing, title=gettext("回应关切"), lead=lead, rows=rows)


@public_page
def interpretations(request: HttpRequest) -> HttpResponse:
    """What do new policies mean for me? (R5.1–R5.8)"""
    names = filters.names()
    choices = [
        Filter("form", gettext("形式"), "form", lambda form: FORMS_OF_INTERPRETATION.get(form, form)),
        organ_filter(names.organs, "document__organ_code"),
        year_filter("published_on"),
    ]
    listing = listing_of(request, queries.interpretations(), filters=choices)
    lead = ngettext("共有 %(count)s 篇政策解读。", "共有 %(count)s 篇政策解读。", listing.total) % {
        "count": listing.total
    }
    rows = [(one, FORMS_OF_INTERPRETATION.get(one.form, "")) for one in listing.rows]
    return page(request, "publishing/interpretations.html", listing, title=gettext("政策解读"), lead=lead, rows=rows)


def late_filters(names: dict[str, str]) -> list[Filter]:
    """The conditions of the list of late documents."""
    return [organ_filter(names), year_filter("published_on")]


@public_page
def late(request: HttpRequest) -> HttpResponse:
    """What was published too late, or is still waited for? Never hidden, with the reason that the organ gave."""
    names, today = dict(filters.names().organs), timezone.localdate()
    listing = listing_of(request, queries.late_documents(), filters=late_filters(names))
    waiting = list(queries.overdue_publications(today)[:MOST_OVERDUE_SHOWN])
    lead = late_sentence(listing.total, len(waiting))
    calendar = county_calendar.current()
    rows = [(row, names.get(row.organ_code, row.organ_name), limit_of(row, calendar)) for row in listing.rows]
    return page(
        request,
        "publishing/late.html",
        listing,
        title=gettext("迟延公开"),
        lead=lead,
        rows=rows,
        waiting=[
            (case, names.get(case.organ.code, case.organ.name), (today - case.due_on).days)
            for case in waiting
            if case.due_on
        ],
    )


def late_sentence(late_ones: int, waiting: int) -> str:
    """How much is late, in one sentence."""
    values = {"late": late_ones, "waiting": waiting if waiting < MOST_OVERDUE_SHOWN else f"{MOST_OVERDUE_SHOWN}+"}
    if waiting:
        return gettext("有 %(late)s 份文件公开迟了，另有 %(waiting)s 份已经签发、超过期限还没有公开。") % values
    if late_ones:
        return gettext("有 %(late)s 份文件公开迟了；其他已经签发的文件都还在期限之内。") % values
    return gettext("没有文件公开迟了。")


def limit_of(row: PublicDocument, calendar: WorkingCalendar) -> date | None:
    """The last day on which a document should have been published."""
    if row.formed_on is None:
        return None
    return queries.publication_limit(genre=row.genre, formed_on=row.formed_on, calendar=calendar)


def ground_words(key: str) -> str:
    """A ground with its article, in the language of the page; on request needs none."""
    if not key:
        return ""
    ground = grounds.ground_with_key(key)
    return gettext("%(ground)s（%(article)s）") % {"ground": gettext(ground.title), "article": gettext(ground.article)}


def disclosure_words(name: str) -> str:
    """依申请公开 or 不予公开, in the language of the page."""
    return gettext(DisclosureMode[name].value) if name in DisclosureMode.__members__ else name


def not_disclosed_filters(names: dict[str, str]) -> list[Filter]:
    """The conditions of the list of what is not disclosed."""
    known = {ground.key: ground for ground in grounds.ALL}
    return [
        Filter("disclosure", gettext("公开属性"), "disclosure", disclosure_words),
        Filter("ground", gettext("理由"), "ground", lambda key: gettext(known[key].title) if key in known else key),
        organ_filter(names),
        year_filter("decided_on"),
    ]


@public_page
def not_disclosed(request: HttpRequest) -> HttpResponse:
    """What is not disclosed, by whom, on which ground, and when is that looked at again? Never a title (条例 art. 13–18)."""
    names = dict(filters.names().organs)
    listing = listing_of(request, queries.not_disclosed(), filters=not_disclosed_filters(names))
    lead = ngettext(
        "共有 %(count)s 份文件没有主动公开，每一份都写明了理由和下次评估的日期。",
        "共有 %(count)s 份文件没有主动公开，每一份都写明了理由和下次评估的日期。",
        listing.total,
    ) % {"count": listing.total}
    return page(
        request,
        "publishing/not_disclosed.html",
        listing,
        title=gettext("不公开和依申请公开清单"),
        lead=lead,
        rows=[
            (row, names.get(row.organ_code, row.organ_name), disclosure_words(row.disclosure), ground_words(row.ground))
            for row in listing.rows
        ],
        counts=[
            (
                disclosure_words(one["disclosure"]),
                ground_words(one["ground"]) or _("依申请可以提供，无须不公开的理由"),
                one["count"],
            )
            for one in queries.not_disclosed_by_ground()
        ],
        today=timezone.localdate(),
    )


def correction_filters(names: dict[str, str]) -> list[Filter]:
    """The conditions of the list of corrections."""
    return [
        Filter("kind", gettext("类别"), "kind", lambda kind: CORRECTION_KINDS.get(kind, kind)),
        organ_filter(names, "document__organ_code"),
        year_filter("made_on"),
    ]


@public_page
def corrections(request: HttpRequest) -> HttpResponse:
    """What was revised, repealed or withdrawn after it had been published, and why?"""
    names = dict(filters.names().organs)
    listing = listing_of(request, queries.corrections(), filters=correction_filters(names))
    lead = ngettext(
        "共有 %(count)s 次修订、变更或撤回，都写明了原因。",
        "共有 %(count)s 次修订、变更或撤回，都写明了原因。",
        listing.total,
    ) % {"count": listing.total}
    rows = [(row, CORRECTION_KINDS.get(row.kind, row.kind)) for row in listing.rows]
    return page(request, "publishing/corrections.html", listing, title=gettext("更正与撤回"), lead=lead, rows=rows)
