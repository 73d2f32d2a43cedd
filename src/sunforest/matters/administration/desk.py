"""Ordinary screens for the administrator, and read-only for the auditor: what there is, and the act that changes it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from sunforest.core.calendar import county_calendar
from sunforest.core.organs.models import Organ
from sunforest.core.organs.roles import ADMINISTRATOR, AUDITOR
from sunforest.core.process import recomputing
from sunforest.faces.desk import access, page
from sunforest.faces.desk.access import DeskRequest
from sunforest.faces.filing import refusal_words
from sunforest.pure.calendar_year import CalendarYear, year_of
from sunforest.pure.moment import Moment
from sunforest.pure.working_days import HolidayNotice

from . import forms, queries, rules
from .pages import figures_of, lead_of, notice_words, years_near

TAB = "administration:overview"
DESK_TABS = [(gettext_lazy("系统管理"), TAB, "settings-2", (ADMINISTRATOR, AUDITOR))]
MOVES_SHOWN = 100

staff_only = access.for_roles(ADMINISTRATOR, AUDITOR)


def _show(request: DeskRequest, template: str, title: str, context: dict[str, Any], here: str) -> HttpResponse:
    home = reverse(TAB)
    crumbs = [(_("系统管理"), home)] if here == "overview" else [(_("系统管理"), home), (title, "")]
    shared = {
        "title": title,
        "breadcrumbs": crumbs,
        "sections": _sections(here),
        "may_change": access.has_role(request.posts, ADMINISTRATOR),
    }
    return page.show(request, f"administration/{template}.html", {**shared, **context}, tab=TAB)


def _sections(here: str) -> list[dict[str, Any]]:
    entries = (
        ("overview", _("概况")),
        ("organs", pgettext("栏目", "机关")),
        ("officers", _("人员与岗位")),
        ("calendar", _("工作日历")),
        ("topics", _("主题分类")),
        ("settings", _("系统设置")),
    )
    return [
        {"words": words, "url": reverse(f"administration:{name}"), "is_current": name == here}
        for name, words in entries
    ]


@staff_only
@require_safe
def overview(request: DeskRequest) -> HttpResponse:
    """What stands, what is missing, what was changed last."""
    groups = queries.posts_by_organ(request.today)
    rows = [row for group in groups for row in group.rows]
    organs = list(Organ.objects.existing_on(request.today))
    staffed = {group.organ.pk for group in groups}
    headless = [*queries.organs_without_head(groups), *(organ for organ in organs if organ.pk not in staffed)]
    next_year = request.today.year + 1
    officers, organs_url = reverse("administration:officers"), reverse("administration:organs")
    figures = [
        {"words": pgettext("栏目", "机关"), "value": len(organs), "url": organs_url},
        {"words": pgettext("栏目", "岗位"), "value": len(rows), "url": officers},
        {"words": _("空缺岗位"), "value": sum(row.post.holder is None for row in rows), "url": f"{officers}#empty"},
        {"words": _("今天不在岗"), "value": sum(row.is_absent for row in rows), "url": f"{officers}#absent"},
    ]
    context = {
        "lead": _("每一项变更都是一个办理动作：谁、何时、为什么，都有记录。"),
        "figures": figures,
        "headless": headless,
        "unattended": [row for row in rows if row.is_absent and row.post.deputy is None],
        "next_year": next_year,
        "next_year_is_provisional": next_year not in county_calendar.current().official_years,
        "without_cases": queries.without_cases(),
        "changes": queries.latest_changes(),
    }
    return _show(request, "overview", _("系统管理"), context, "overview")


@staff_only
@require_safe
def organs(request: DeskRequest) -> HttpResponse:
    """Every organ with its posts and open cases."""
    rows = queries.organ_rows()
    lead = _("本县有 %(count)s 个机关。名称、职能、地址和电话对公众公开。") % {"count": len(rows)}
    return _show(request, "organs", pgettext("栏目", "机关"), {"lead": lead, "rows": rows}, "organs")


@staff_only
@require_safe
def officers(request: DeskRequest) -> HttpResponse:
    """Who holds which post, what it grants, who stands in; organ by organ."""
    chosen = request.GET.get("organ", "")[:15]
    groups = queries.posts_by_organ(request.today, chosen)
    rows = [row for group in groups for row in group.rows]
    context = {
        "lead": _("权限属于岗位，不属于个人。不在岗时由代理岗位的人员办理。"),
        "groups": groups,
        "chosen": chosen,
        "organs": list(queries.organs().filter(abolished_on=None).values_list("code", "short_name")),
        "empty": [row for row in rows if row.post.holder is None],
        "absent": [row for row in rows if row.is_absent],
        "spare": [] if chosen else queries.officers_without_post(),
    }
    return _show(request, "officers", _("人员与岗位"), context, "officers")


@staff_only
@require_safe
def calendar(request: DeskRequest, year: int | None = None) -> HttpResponse:
    """One year as twelve months, the notices, and what they say."""
    shown = year or request.today.year
    if not 2000 <= shown <= 2100:
        return redirect("administration:calendar")
    notices = county_calendar.notices_at(county_calendar.version())
    numbers = queries.case_numbers("year")
    years = [
        {
            "year": each,
            "url": reverse("administration:calendar_year", args=[each]),
            "is_current": each == shown,
            "is_official": each in notices,
            "notice": notice_words(notices.get(each)),
        }
        for each in years_near(shown)
    ]
    context = {
        **_picture(request, year_of(shown, county_calendar.current())),
        "years": years,
        "notice": notice_words(notices.get(shown)),
        "case_number": numbers.get(shown, ""),
        "loaded": [{"year": each, "number": numbers[each]} for each in sorted(numbers, reverse=True)],
    }
    return _show(request, "calendar", _("工作日历"), context, "calendar")


def _picture(request: DeskRequest, shown: CalendarYear) -> dict[str, Any]:
    return {
        "lead": lead_of(shown),
        "picture": shown,
        "figures": figures_of(shown),
        "today": request.today,
        "previous_year": shown.year - 1,
        "next_year": shown.year + 1,
    }


@access.for_roles(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def try_notice(request: DeskRequest) -> HttpResponse:
    """A holiday notice before it is loaded: which days change, which open cases move. Nothing is written here."""
    posted = request.method == "POST"
    start = {"year": request.GET.get("year", request.today.year + 1)}
    form = forms.HolidayNotice(request.POST) if posted else forms.HolidayNotice(initial=start)
    context: dict[str, Any] = {
        "lead": _("先看一看：哪些日子会变，哪些在办事项的期限会移动。"),
        "form": form,
        "refusal": "",
    }
    if posted and form.is_valid():
        context |= _what_changes(request, form)
    return _show(request, "notice", _("载入放假通知"), context, "calendar")


def _what_changes(request: DeskRequest, form: forms.HolidayNotice) -> dict[str, Any]:
    answers = form.cleaned_data
    moment = Moment(at=request.at, day=request.today, today=request.today)
    if refusal := rules.names_days_of_its_year(rules.Facts(), answers, moment):
        return {"refusal": refusal_words(refusal)}
    calendar = county_calendar.with_notice(
        HolidayNotice(
            year=answers["year"],
            notice_number=answers["notice_number"],
            rest_days=frozenset(answers["rest_days"]),
            work_days=frozenset(answers["work_days"]),
        )
    )
    moves = list(recomputing.would_move(calendar))
    return {
        **_picture(request, year_of(answers["year"], calendar, before=county_calendar.current())),
        "lead": _("这里只是预览，还没有载入。"),
        "moves": moves[:MOVES_SHOWN],
        "move_count": len(moves),
        "act_url": _address_of_act(form),
    }


def _address_of_act(form: forms.HolidayNotice) -> str:
    """Where the notice is loaded: the act's own form, filled in with what was typed here."""
    number = queries.case_numbers("year").get(form.cleaned_data["year"])
    replaces, loads = ("desk:act", [number, "replace"]), ("desk:open", ["holiday_notice", "load"])
    name_of_address, places = replaces if number else loads
    typed = {name: str(form.data.get(name, "")).strip() for name in form.fields}
    return (
        f"{reverse(name_of_address, args=places)}?{urlencode({name: value for name, value in typed.items() if value})}"
    )


@staff_only
@require_safe
def topics(request: DeskRequest) -> HttpResponse:
    """The two levels of subject classes."""
    rows = queries.topic_rows()
    count = sum(len(row.below) for row in rows)
    lead = _("%(first)s 个一级主题，%(second)s 个二级主题。") % {"first": len(rows), "second": count}
    return _show(request, "topics", _("主题分类"), {"lead": lead, "rows": rows}, "topics")


@staff_only
@require_safe
def settings(request: DeskRequest) -> HttpResponse:
    """Every value that the county may adjust, its limits, and who changed it when and why."""
    lead = _("由本县自定的期限、间隔和名称。改成什么、为什么，对公众公开。")
    return _show(request, "settings", _("系统设置"), {"lead": lead, "rows": queries.setting_rows()}, "settings")


app_name = "administration"
urlpatterns = [
    path("administration/", overview, name="overview"),
    path("administration/organs/", organs, name="organs"),
    path("administration/officers/", officers, name="officers"),
    path("administration/calendar/", calendar, name="calendar"),
    path("administration/calendar/notice/", try_notice, name="notice"),
    path("administration/calendar/<int:year>/", calendar, name="calendar_year"),
    path("administration/topics/", topics, name="topics"),
    path("administration/settings/", settings, name="settings"),
]
