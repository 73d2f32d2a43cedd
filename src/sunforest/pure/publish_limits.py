"""How soon information must be published, and how late it was (R1.7; 条例 art. 26, 预算法 art. 14).

    proactive_20wd         20 working days from formation or change, the general rule
    double_publicity_7wd    7 working days for licences and penalties (双公示)
    budget_20cd            20 calendar days for budgets and final accounts, rolled to a working day

Lateness is counted in the unit of the limit: working days, or calendar days for the budget. Publication on the last day
is in time (民法典 art. 203).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sunforest.pure.deadlines import CalendarDays, WorkingDays, due_day
from sunforest.pure.working_days import WorkingCalendar

__all__ = ["LIMITS", "PublishLimit", "days_late", "publish_limit", "status"]

Status = Literal["on_time", "late"]

LIMITS: dict[str, WorkingDays | CalendarDays] = {
    "proactive_20wd": WorkingDays(20),
    "double_publicity_7wd": WorkingDays(7),
    "budget_20cd": CalendarDays(20),
}


@dataclass(frozen=True)
class PublishLimit:
    """The last day for publication; ``without_rollover`` is where it stood before it rolled to a working day."""

    limit: WorkingDays | CalendarDays
    last_day: date
    without_rollover: date
    provisional: bool


def publish_limit(*, rule: str, formed_on: date, calendar: WorkingCalendar) -> PublishLimit:
    """Return the last day on which information formed, changed or approved on ``formed_on`` may be published (R1.7).

    ``rule`` is a name in ``LIMITS``. Raises KeyError for another name.
    """
    limit = LIMITS[rule]
    due = due_day(start=formed_on, limit=limit, calendar=calendar)
    unrolled = limit.last_day_without_rolling(formed_on) if isinstance(limit, CalendarDays) else due.day
    return PublishLimit(limit, due.day, unrolled, due.provisional)


def status(limit: PublishLimit, published_on: date) -> Status:
    """Return "late" for a publication after the last day, otherwise "on_time"."""
    return "late" if published_on > limit.last_day else "on_time"


def days_late(limit: PublishLimit, published_on: date, calendar: WorkingCalendar) -> int:
    """Return by how many days a publication was late, in the unit of its limit; 0 where it was in time."""
    if published_on <= limit.last_day:
        return 0
    if isinstance(limit.limit, CalendarDays):
        return (published_on - limit.last_day).days
    return calendar.working_days_between(limit.last_day, published_on)
