"""The desk's lists of information requests: what is late, soon or in time; the calendar of what is due; supervision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sunforest.core.calendar import county_calendar
from sunforest.core.organs.roles import AUDITOR, CLERK, HEAD, INSPECTOR, LEGAL_REVIEWER, REVIEWER
from sunforest.core.process import worklists
from sunforest.core.process.models import Case, CaseQuerySet
from sunforest.faces.desk import access, page, worklist
from sunforest.faces.desk.access import DeskRequest
from sunforest.pure.calendar_year import Day as DayOfYear
from sunforest.pure.calendar_year import year_of
from sunforest.pure.icalendar import WholeDays, calendar_file

from . import figures, open_requests
from .models import InformationRequest
from .open_requests import IN_TIME, LATE, LIGHTS, RESTING, SOON, Day

TAB = "foi_desk:requests"
STAFF = (CLERK, REVIEWER, LEGAL_REVIEWER, HEAD, INSPECTOR, AUDITOR)
DESK_TABS = [(gettext_lazy("依申请公开"), TAB, "mail-question-mark", STAFF)]
SIZE, MOST_ENTRIES = 50, 500
YEARS = range(2008, 2101)
LIGHT_WORDS = {
    LATE: gettext_lazy("已逾期"),
    SOON: gettext_lazy("三个工作日内到期"),
    IN_TIME: gettext_lazy("期限内"),
    RESTING: gettext_lazy("等待他人"),
}
TONES = {LATE: "late", SOON: "soon", IN_TIME: "done", RESTING: "rest"}
WAYS = {
    "web": gettext_lazy("网上"),
    "in_person": gettext_lazy("当面"),
    "signed_mail": gettext_lazy("签收的邮件"),
    "letter": gettext_lazy("平信"),
    "fax": gettext_lazy("传真"),
}
EMPTY = {
    LATE: gettext_lazy("没有逾期的申请。"),
    SOON: gettext_lazy("三个工作日内没有要答复的申请。"),
    IN_TIME: gettext_lazy("没有在期限内办理的申请。"),
    RESTING: gettext_lazy("没有等待补正、缴费、确认或者征求意见的申请。"),
}

staff_only = access.for_roles(*STAFF)


@dataclass(frozen=True)
class Row:
    """One request in a list: the case as every list shows it, its light, and how and when it came."""

    base: worklist.Row
    tone: str
    light: str
    way: str
    received_on: date | None


def show(request: DeskRequest, template: str, context: dict[str, Any], *, here: str) -> HttpResponse:
    """A page of information requests within the desk's frame, with its sections."""
    home = reverse(TAB)
    crumbs = [(_("依申请公开"), "" if here == "requests" else home)]
    if here != "requests":
        crumbs.append((context["title"], ""))
    context = {"breadcrumbs": crumbs, "sections": _sections(request, here), **context}
    return page.show(request, f"foi/{template}.html", context, tab=TAB)


def _sections(request: DeskRequest, here: str) -> list[dict[str, Any]]:
    entries = [("requests", _("按期限")), ("calendar", _("到期日历")), ("registering", _("登记和确认"))]
    entries.append(("shared", _("多人申请")))
    if access.has_role(request.posts, INSPECTOR, AUDITOR):
        entries.append(("supervision", _("各机关办理情况")))
    return [{"words": words, "url": reverse(f"foi_desk:{name}"), "is_current": name == here} for name, words in entries]


@staff_only
@require_safe
def requests(request: DeskRequest) -> HttpResponse:
    """The open requests with one light, what is due first at the top, fifty at a time."""
    calendar = county_calendar.current()
    soon = open_requests.soon_until(request.today, calendar)
    cases = _narrowed(request)
    counts = open_requests.counts(cases, today=request.today, soon=soon)
    chosen = request.GET.get("light", "")
    light = chosen if chosen in LIGHTS else next((each for each in LIGHTS if counts[each]), LATE)
    shown = cases.filter(open_requests.condition(light, today=request.today, soon=soon))
    after = worklists.place_in(request.GET.get("after", ""))
    found = worklists.page_by_due_day(shown, after=after, size=SIZE)
    context = {
        "title": _("依申请公开"),
        "lead": lead_of(counts),
        "lights": _light_tabs(request, counts, light),
        "rows": rows_of(found.cases, request.today, soon),
        "empty": EMPTY[light],
        "caption": LIGHT_WORDS[light],
        "filters": _filters(request),
        "next_url": worklist.address(request.GET, after=str(found.following)) if found.following else "",
        "first_url": worklist.address(request.GET, after="") if after is not None else "",
    }
    return show(request, "desk_requests", context, here="requests")


def lead_of(counts: dict[str, int]) -> str:
    """The one sentence at the top."""
    words = {"late": counts[LATE], "soon": counts[SOON]}
    if counts[LATE]:
        return _("%(late)s 件已逾期，%(soon)s 件三个工作日内到期。") % words
    if counts[SOON]:
        return _("没有逾期的申请，%(soon)s 件三个工作日内到期。") % words
    return _("没有逾期的申请，三个工作日内也没有到期的。")


def _narrowed(request: DeskRequest) -> CaseQuerySet:
    """The open requests that the filters of the address let through."""
    cases = open_requests.of(request.posts)
    if organ := request.GET.get("organ", ""):
        cases = cases.filter(organ__code=organ)
    if request.GET.get("handler") == "mine":
        cases = cases.filter(handler__in=[acting.post.pk for acting in request.posts])
    if request.GET.get("way", "") in WAYS:
        cases = cases.filter(information_request__way=request.GET["way"])
    return cases


def _filters(request: DeskRequest) -> dict[str, Any]:
    return {
        "organs": [(organ.code, organ.short_name) for organ in worklists.organs_seen_by(request.posts)],
        "ways": list(WAYS.items()),
        "chosen": request.GET,
    }


def _light_tabs(request: DeskRequest, counts: dict[str, int], current: str) -> list[dict[str, Any]]:
    return [
        {
            "tone": TONES[light],
            "words": LIGHT_WORDS[light],
            "count": counts[light],
            "url": worklist.address(request.GET, light=light, after=""),
            "is_current": light == current,
        }
        for light in LIGHTS
    ]


def rows_of(cases: tuple[Case, ...], today: date, soon: date) -> list[Row]:
    """The rows of a page, with what is counted of each request; one query beyond those of every list."""
    details = InformationRequest.objects.in_bulk([case.pk for case in cases])
    rows = []
    for base in worklist.rows_of(cases, today):
        light, detail = open_requests.light_of(base.case, today=today, soon=soon), details.get(base.case.pk)
        rows.append(
            Row(
                base=base,
                tone=TONES[light],
                light=str(LIGHT_WORDS[light]),
                way=str(WAYS.get(detail.way, "")) if detail else "",
                received_on=detail.received_on if detail else None,
            )
        )
    return rows


@staff_only
@require_safe
def calendar(request: DeskRequest, year: int | None = None, month: int | None = None) -> HttpResponse:
    """A month with what falls due on each day; one day as a list."""
    chosen = _day(request.GET.get("day", ""))
    first = _month(chosen or request.today, year, month)
    days_off = county_calendar.current()
    weeks = year_of(first.year, days_off).months[first.month - 1].weeks
    last = (first.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    cases = _narrowed(request)
    due = open_requests.days_between(cases, first, last)
    listed = cases.filter(suspended=False, due_on=chosen) if chosen else cases.none()
    found = worklists.page_by_due_day(listed, after=worklists.place_in(request.GET.get("after", "")), size=SIZE)
    context = {
        "title": _("到期日历"),
        "lead": _("%(answers)s 件答复在这个月到期。") % {"answers": sum(day.answers for day in due.values())},
        "month": first,
        "weekdays": [_("星期一"), _("星期二"), _("星期三"), _("星期四"), _("星期五"), _("星期六"), _("星期日")],
        "weeks": [[_cell(day, due, request.today, chosen) for day in week] for week in weeks],
        "previous_url": _month_url(first - timedelta(days=1)),
        "following_url": _month_url(last + timedelta(days=1)),
        "chosen": chosen,
        "rows": rows_of(found.cases, request.today, open_requests.soon_until(request.today, days_off)),
        "next_url": worklist.address(request.GET, after=str(found.following)) if found.following else "",
    }
    return show(request, "desk_calendar", context, here="calendar")


def _cell(day: DayOfYear | None, due: dict[date, Day], today: date, chosen: date | None) -> dict[str, Any] | None:
    """One day of the month: what kind it is, and what falls due."""
    if day is None:
        return None
    return {
        "on": day.on,
        "kind": day.kind,
        "due": due.get(day.on),
        "is_today": day.on == today,
        "is_chosen": day.on == chosen,
        "url": f"?day={day.on.isoformat()}",
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _month(shown: date, year: int | None, month: int | None) -> date:
    if year is None or month is None:
        return shown.replace(day=1)
    if year not in YEARS or not 1 <= month <= 12:
        raise Http404
    return date(year, month, 1)


def _month_url(day: date) -> str:
    return reverse("foi_desk:month", args=[day.year, day.month])


@staff_only
@require_safe
def as_icalendar(request: DeskRequest) -> HttpResponse:
    """What falls due from today on, to be taken into a calendar program: numbers and deadlines, no person."""
    due = _narrowed(request).filter(suspended=False, due_on__gte=request.today).order_by("due_on", "pk")
    text = calendar_file(_("依申请公开到期日历"), _entries(due[:MOST_ENTRIES], request.get_host()), at=request.at)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="requests-due.ics"'
    return response


def _entries(cases: CaseQuerySet, host: str) -> Iterator[WholeDays]:
    for case in cases:
        titles = {deadline.name: _(str(deadline.title)) for deadline in case.process.deadlines}
        words = _("%(deadline)s：%(number)s") % {"deadline": titles[case.due_deadline], "number": case.number}
        assert case.due_on is not None, "only what falls due is asked for"
        yield WholeDays(f"{case.number}-{case.due_deadline}@{host}", case.due_on, case.due_on, words)


@access.for_roles(INSPECTOR, AUDITOR)
@require_safe
def supervision(request: DeskRequest) -> HttpResponse:
    """Every organ: open requests by their lights, confirmations that lag, answers of the year that came late, the rate."""
    standings = open_requests.by_organ(
        open_requests.of(request.posts), today=request.today, calendar=county_calendar.current()
    )
    answering = {row.organ_code: row for row in figures.by_organ(request.today.year, request.today)}
    county = figures.of_county(list(answering.values()))
    late = sum(standing.lights[LATE] for standing in standings)
    lagging = sum(standing.lagging for standing in standings)
    context = {
        "title": _("各机关办理情况"),
        "lead": _("全县 %(late)s 件申请逾期未答复，%(lagging)s 件收到后超过一个工作日没有确认。")
        % {"late": late, "lagging": lagging},
        "figures": [
            {"words": _("已逾期"), "value": late, "url": f"{reverse(TAB)}?light={LATE}"},
            {"words": _("确认滞后"), "value": lagging, "url": reverse("foi_desk:registering")},
            {"words": _("今年迟答"), "value": county.late},
            {"words": _("今年按时答复率"), "value": _rate(county.rate), "unit": "%"},
        ],
        "table": {
            "caption": _("各机关依申请公开办理情况"),
            "heads": [
                {"words": words, "is_number": number > 0}
                for number, words in enumerate(
                    (
                        *(_("机关"), _("已逾期"), _("三个工作日内到期"), _("期限内"), _("等待他人"), _("确认滞后")),
                        *(_("今年答复"), _("今年迟答"), _("按时答复率（%）")),
                    )
                )
            ],
            "rows": [_standing_row(standing, answering.get(standing.code)) for standing in standings],
        },
    }
    return show(request, "desk_supervision", context, here="supervision")


def _standing_row(standing: open_requests.Standing, answered: figures.Answering | None) -> list[dict[str, Any]]:
    address = f"{reverse(TAB)}?organ={standing.code}"
    numbers: list[Any] = [*(standing.lights[light] for light in LIGHTS), standing.lagging]
    numbers += [answered.answered if answered else 0, answered.late if answered else 0]
    numbers.append(_rate(answered.rate if answered else None))
    return [
        {"words": standing.name, "url": address},
        *({"words": str(number), "is_number": True, "tone": ""} for number in numbers),
    ]


def _rate(rate: float | None) -> str:
    """A share with one place; rounded down, so that 100 says that nothing was late."""
    return "—" if rate is None else f"{int(rate * 10) / 10:g}"


urlpatterns = [
    path("requests/", requests, name="requests"),
    path("requests/calendar/", calendar, name="calendar"),
    path("requests/calendar/<int:year>/<int:month>/", calendar, name="month"),
    path("requests/due.ics", as_icalendar, name="icalendar"),
    path("requests/supervision/", supervision, name="supervision"),
]
