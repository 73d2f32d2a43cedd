"""The county itself: organs, divisions, topics, and which days are working days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema

from sunforest.core.calendar import county_calendar
from sunforest.core.organs.models import Division, Organ, Topic
from sunforest.faces.api import lists
from sunforest.faces.api.lists import After, Limit, Page
from sunforest.faces.api.open_data import licence_url
from sunforest.faces.frame import frame_of

router = Router(tags=["county"])
FIRST_YEAR, LAST_YEAR = 1950, 2199
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


class OrganFacts(Schema):
    """An organ of government."""

    code: str
    name: str
    short_name: str
    name_en: str
    uscc: str
    functions: str
    address: str
    hours: str
    phone: str
    head_post: str
    reconsidered_by: str
    division: str | None = None
    url: str


class DivisionFacts(Schema):
    """An administrative division, county to grid."""

    code: str
    name: str
    name_en: str
    parent: str | None = None


class TopicFacts(Schema):
    """A subject class; ``path`` is its value in the search."""

    path: str
    name: str
    name_en: str
    parent: str | None = None


class Topics(Schema):
    """All subject classes in their order."""

    items: list[TopicFacts]
    license: str


class DayOff(Schema):
    """A day that does not count, and why."""

    day: date
    reason: str


class YearFacts(Schema):
    """The working days of a year; ``is_provisional`` while no official notice is loaded."""

    year: int
    is_provisional: bool
    working_days: list[date]
    days_off: list[DayOff]
    license: str


class Sum(Schema):
    """A day so many working days after another, with every day that did not count."""

    start: date
    working_days: int
    day: date
    is_provisional: bool
    not_counted: list[DayOff]
    license: str


@router.get("/organs", response=Page[OrganFacts], summary="机关 / organs")
def organs(request: HttpRequest, after: After = "", limit: Limit = lists.USUAL) -> dict[str, Any]:
    """The organs that exist today, by code."""
    found = lists.in_order_of(Organ.objects.existing_on(timezone.localdate()), "code", after=after, limit=limit)
    return lists.page(request, found, lambda organ: _organ(request, organ))


@router.get("/organs/{code}", response=OrganFacts, summary="一个机关 / one organ")
def organ(request: HttpRequest, code: str) -> dict[str, Any]:
    """One organ, an abolished one too."""
    return _organ(request, get_object_or_404(Organ, code=_readable(code)))


def _organ(request: HttpRequest, organ: Organ) -> dict[str, Any]:
    names = ("code", "name", "short_name", "name_en", "uscc", "functions", "address", "hours", "phone", "head_post")
    return {
        **{name: getattr(organ, name) for name in (*names, "reconsidered_by")},
        "division": organ.division_id,
        "url": frame_of(request).absolute(f"/organs/{organ.code}/"),
    }


def _readable(text: str) -> str:
    """PostgreSQL refuses NUL; no code has one."""
    return text.replace("\0", "")


@router.get("/divisions", response=Page[DivisionFacts], summary="行政区划 / divisions")
def divisions(request: HttpRequest, parent: str = "", after: After = "", limit: Limit = lists.USUAL) -> dict[str, Any]:
    """Divisions by code; with ``parent`` those just below it."""
    rows = Division.objects.filter(parent=_readable(parent)) if parent else Division.objects.all()
    found = lists.in_order_of(rows, "code", after=_readable(after), limit=limit)
    return lists.page(
        request,
        found,
        lambda one: {"code": one.code, "name": one.name, "name_en": one.name_en, "parent": one.parent_id},
    )


@router.get("/topics", response=Topics, summary="主题分类 / topics")
def topics(request: HttpRequest) -> dict[str, Any]:
    """Two levels of subject classes (domain §4.4)."""
    rows = Topic.objects.filter(retired_on=None).select_related("parent").order_by("parent__position", "position", "id")
    return {"items": [_topic(row) for row in rows], "license": licence_url()}


def _topic(row: Topic) -> dict[str, Any]:
    path = f"{row.parent.name}/{row.name}" if row.parent else row.name
    return {"path": path, "name": row.name, "name_en": row.name_en, "parent": row.parent.name if row.parent else None}


@router.get("/calendar/sum", response=Sum, summary="加工作日 / add working days")
def add_working_days(
    request: HttpRequest,
    start: Annotated[date, Field(ge=date(FIRST_YEAR, 1, 1), le=date(LAST_YEAR, 12, 31))],
    working_days: Annotated[int, Field(ge=-500, le=500)],
) -> dict[str, Any]:
    """The day so many working days later (民法典 art. 201: the first day is not counted); earlier when negative."""
    calendar = county_calendar.current()
    day = calendar.add_working_days(start, working_days)
    first, last = min(start, day), max(start, day)
    return {
        "start": start,
        "working_days": working_days,
        "day": day,
        "is_provisional": calendar.is_provisional(start) or calendar.is_provisional(day),
        "not_counted": [{"day": off, "reason": why} for off, why in calendar.days_not_counted(first, last)],
        "license": licence_url(),
    }


@router.get("/calendar/{year}", response=YearFacts, summary="一年的工作日 / working days of a year")
def working_days_of(request: HttpRequest, year: Year) -> dict[str, Any]:
    """Every working day of the year, and every day off with the reason."""
    calendar, before = county_calendar.current(), date(year, 1, 1) - timedelta(days=1)
    off = dict(calendar.days_not_counted(before, date(year, 12, 31)))
    length = (date(year, 12, 31) - before).days
    days = [before + timedelta(days=number) for number in range(1, length + 1)]
    return {
        "year": year,
        "is_provisional": calendar.is_provisional(days[0]),
        "working_days": [day for day in days if day not in off],
        "days_off": [{"day": day, "reason": why} for day, why in off.items()],
        "license": licence_url(),
    }
