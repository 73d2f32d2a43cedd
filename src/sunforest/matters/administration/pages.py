"""The county's working-day calendar for everybody: as a page, as JSON, and as a file for calendar programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunforest.core.calendar import county_calendar
from sunforest.core.calendar.package_notices import SOURCE
from sunforest.core.organs import county
from sunforest.faces.portal.caching import public_page
from sunforest.faces.portal.columns import Column
from sunforest.pure.calendar_year import CalendarYear, Span, kind_of, year_of
from sunforest.pure.icalendar import WholeDays, calendar_file
from sunforest.pure.working_days import HolidayNotice

from .templatetags.administration_words import joined

YEARS = range(2004, 2101)
YEARS_BEFORE, YEARS_AFTER = 2, 2


def years_near(year: int) -> list[int]:
    """The years to choose from around one."""
    return [each for each in range(year - YEARS_BEFORE, year + YEARS_AFTER + 1) if each in YEARS]


def notice_words(notice: HolidayNotice | None) -> str:
    """The number of a notice; what stands in for it where it is not known."""
    if notice is None:
        return ""
    return (
        _("国务院办公厅放假通知（随软件提供，文号未录入）") if notice.notice_number == SOURCE else notice.notice_number
    )


@public_page
def calendar(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """Which days count as working days?"""
    today = county_calendar.local_day(timezone.now())
    shown = _year(year or today.year)
    notices = county_calendar.notices_at(county_calendar.version())
    title = _("%(year)s 年工作日历") % {"year": shown.year}
    context = {
        "section": "help",
        "title": title,
        "lead": lead_of(shown),
        "breadcrumbs": [(_("工作日历"), reverse("calendar:current")), (str(shown.year), "")],
        "picture": shown,
        "figures": figures_of(shown),
        "today": today,
        "notice": notice_words(notices.get(shown.year)),
        "years": [
            {"year": each, "url": reverse("calendar:year", args=[each]), "is_current": each == shown.year}
            for each in years_near(shown.year)
        ],
        "column": {
            "name": title,
            "description": _("法定期限按工作日计算时，以此为准。"),
            "keywords": _("工作日,放假安排,调休"),
            "type": _("公开服务"),
        },
    }
    return render(request, "administration/public_calendar.html", context)


def lead_of(shown: CalendarYear) -> str:
    """How many working days the year has, and whether that is settled (R8.5)."""
    if shown.is_official:
        words = _("%(year)s 年有 %(days)s 个工作日，按官方放假通知计算。")
    else:
        words = _("%(year)s 年的放假通知还没有公布，暂按法定节假日和周末计算，有 %(days)s 个工作日。")
    return words % {"year": shown.year, "days": shown.working_days}


def figures_of(shown: CalendarYear) -> list[dict[str, Any]]:
    """The year in four figures."""
    return [
        {"words": _("工作日"), "value": shown.working_days, "unit": _("天")},
        {"words": _("休息日"), "value": shown.rest_days, "unit": _("天")},
        {"words": _("其中放假"), "value": sum(span.days for span in shown.spans), "unit": _("天")},
        {"words": _("调休上班"), "value": len(shown.make_up_days), "unit": _("天")},
    ]


def _year(year: int) -> CalendarYear:
    if year not in YEARS:
        raise Http404(_("没有这一年的日历。"))
    return year_of(year, county_calendar.current())


@public_page
def as_json(_request: HttpRequest, year: int) -> HttpResponse:
    """Every day of a year with its kind, for programs."""
    shown, calendar = _year(year), county_calendar.current()
    notice = county_calendar.notices_at(county_calendar.version()).get(year)
    days = [day.on for month in shown.months for week in month.weeks for day in week if day]
    data = {
        "year": year,
        "status": "official" if shown.is_official else "provisional",
        "notice": notice_words(notice),
        "working_days": shown.working_days,
        "days": [{"date": on.isoformat(), "kind": kind_of(on, calendar)} for on in days],
        "licence": _("公开信息可自由再利用，请注明来源"),
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


@public_page
def as_icalendar(request: HttpRequest, year: int) -> HttpResponse:
    """Days off and make-up days of a year, for calendar programs."""
    shown = _year(year)
    name = _("%(county)s工作日历 %(year)s") % {"county": county.current().name, "year": year}
    written_at = datetime(year, 1, 1, tzinfo=county_calendar.SHANGHAI)
    text = calendar_file(name, _entries(shown, request.get_host()), at=written_at)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="working-days-{year}.ics"'
    return response


def _entries(shown: CalendarYear, host: str) -> Iterator[WholeDays]:
    note = "" if shown.is_official else _("暂定，放假通知公布后可能变化。")
    for span in shown.spans:
        yield WholeDays(f"{span.first.isoformat()}-off@{host}", span.first, span.last, words_of_span(span), note)
    for day in shown.make_up_days:
        yield WholeDays(f"{day.isoformat()}-work@{host}", day, day, _("调休上班"))


def words_of_span(span: Span) -> str:
    """“National Day, Mid-Autumn: off”."""
    return _("%(feasts)s放假") % {"feasts": joined(span.feasts)} if span.feasts else _("放假")


COLUMNS = (
    Column(gettext_lazy("工作日历"), gettext_lazy("哪天算工作日，哪天放假调休"), "calendar:current", "calendar-days"),
)
app_name = "calendar"
urlpatterns = [
    path("calendar/", calendar, name="current"),
    path("calendar/<int:year>/", calendar, name="year"),
    path("calendar/<int:year>.json", as_json, name="json"),
    path("calendar/<int:year>.ics", as_icalendar, name="icalendar"),
]
