"""Figures about cases, by process, organ and month: grouped in the database, never in a loop (design §3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from sunforest.core.process import worklists
from sunforest.core.process.models import ActRecord, Case, CaseQuerySet

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Standing:
    """How many cases are open now in one group, and how many of them are late, due today or soon, or suspended."""

    key: Any
    name: str
    open: int
    late: int
    due_soon: int
    suspended: int


@dataclass(frozen=True)
class Month:
    """What happened in one month: cases opened and closed, and acts that came after their last day."""

    first: date
    opened: int
    closed: int
    late_acts: int


def standing_by_organ(cases: CaseQuerySet, *, today: date, soon: date) -> list[Standing]:
    """Open cases by organ, in the order of the organs; ``soon`` is the last day that counts as soon. One query."""
    rows = _standing(cases, today, soon, "organ__code", "organ__short_name", "organ__position")
    return [_of(row, row["organ__code"], row["organ__short_name"]) for row in rows.order_by("organ__position")]


def standing_by_process(cases: CaseQuerySet, *, today: date, soon: date) -> list[Standing]:
    """Open cases by process key. One query."""
    rows = _standing(cases, today, soon, "process_key")
    return [_of(row, row["process_key"], row["process_key"]) for row in rows.order_by("process_key")]


def _standing(cases: CaseQuerySet, today: date, soon: date, *groups: str) -> Any:
    running = Q(suspended=False)
    return (
        cases.filter(closed_on=None)
        .values(*groups)
        .annotate(
            open=Count("pk"),
            late=Count("pk", filter=running & Q(due_on__lt=today)),
            due_soon=Count("pk", filter=running & Q(due_on__gte=today, due_on__lte=soon)),
            suspended=Count("pk", filter=Q(suspended=True)),
        )
    )


def _of(row: dict[str, Any], key: Any, name: str) -> Standing:
    return Standing(key, name, row["open"], row["late"], row["due_soon"], row["suspended"])


def by_month(cases: CaseQuerySet, *, since: date, until: date) -> list[Month]:
    """Month by month from the month of ``since`` to that of ``until``, empty months too. Three queries."""
    first, beyond = since.replace(day=1), _next_month(until)
    opened = _by_month_of(cases, "opened_on", first, beyond)
    closed = _by_month_of(cases, "closed_on", first, beyond)
    late = _late_acts(cases, first, beyond)
    return [
        Month(month, opened.get(month, 0), closed.get(month, 0), late.get(month, 0)) for month in _months(first, beyond)
    ]


def _by_month_of(cases: CaseQuerySet, column: str, first: date, beyond: date) -> dict[date, int]:
    """Counted by day in the database, where a day is a plain column, and added up to months here."""
    days = (
        cases.filter(**{f"{column}__gte": first, f"{column}__lt": beyond}).values(column).annotate(number=Count("pk"))
    )
    months: dict[date, int] = {}
    for row in days.order_by(column):
        month = row[column].replace(day=1)
        months[month] = months.get(month, 0) + row["number"]
    return months


def _late_acts(cases: CaseQuerySet, first: date, beyond: date) -> dict[date, int]:
    rows = (
        ActRecord.objects.filter(is_late=True, recorded_at__gte=_midnight(first), recorded_at__lt=_midnight(beyond))
        .filter(case__in=cases)
        .annotate(month=TruncMonth("recorded_at", tzinfo=SHANGHAI))
        .values("month")
        .annotate(number=Count("pk"))
        .order_by("month")
    )
    return {row["month"].date(): row["number"] for row in rows}


def closed_in_time(cases: CaseQuerySet, *, since: date, until: date) -> list[dict[str, Any]]:
    """By process key: cases closed in the days given, and how many of them had an act after its last day. One query."""
    late = ActRecord.objects.filter(is_late=True).values("case")
    rows = (
        cases.filter(closed_on__gte=since, closed_on__lte=until)
        .values("process_key")
        .annotate(closed=Count("pk"), late=Count("pk", filter=Q(pk__in=late)))
        .order_by("process_key")
    )
    return [dict(row) for row in rows]


def late_cases(cases: CaseQuerySet, *, today: date, limit: int) -> list[Case]:
    """The open cases that are late, the latest first."""
    late = cases.open().due_before(today).order_by("due_on", "pk")
    return list(worklists.with_names(late)[:limit])


def _months(first: date, beyond: date) -> list[date]:
    months = []
    while first < beyond:
        months.append(first)
        first = _next_month(first)
    return months


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
