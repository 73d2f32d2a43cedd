"""Open requests by how near their answer is: late, soon, in time, or resting while somebody else is to act (R1.27–R1.29).

A request rests while its clock does not count: not confirmed yet, suspended for a supplement or a fee, or consulting.
What rests is never late. A day that falls due earlier than the answer (a supplement to be asked for) makes nothing red.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from sunforest.core.calendar import county_calendar
from sunforest.core.organs import names
from sunforest.core.organs.models import Organ
from sunforest.core.process import authority
from sunforest.core.process.authority import ActingPost
from sunforest.core.process.models import Case, CaseQuerySet
from sunforest.pure.working_days import WorkingCalendar

from .follows import LIMITS

LIGHTS = LATE, SOON, IN_TIME, RESTING = ("late", "soon", "open", "rest")
SOON_WORKING_DAYS, CONFIRMATION_WORKING_DAYS = 3, 1
RESTING_STATES = ("arrived", "consulting", "asking_organ")
ANSWERED = ("delivered",)
MOST_UNCONFIRMED = 200


@dataclass(frozen=True)
class Day:
    """How many answers fall due on a day, and how many other days of open requests."""

    on: date
    answers: int
    others: int


@dataclass(frozen=True)
class Unconfirmed:
    """A request that arrived and was not confirmed by both sides yet, and for how many working days."""

    case: Case
    arrived_on: date
    way: str
    working_days: int

    @property
    def lags(self) -> bool:
        """True where more than one working day has passed (R1.23)."""
        return self.working_days > CONFIRMATION_WORKING_DAYS


def of(posts: Sequence[ActingPost]) -> CaseQuerySet:
    """The requests that these posts may see and that have no delivered answer yet."""
    return authority.visible_cases(posts).filter(process_key="foi", closed_on=None).exclude(state__in=ANSWERED)


def soon_until(today: date, calendar: WorkingCalendar) -> date:
    """The last day that counts as soon."""
    return calendar.add_working_days(today, SOON_WORKING_DAYS)


def condition(light: str, *, today: date, soon: date) -> Q:
    """Which rows have that light; each open request has exactly one."""
    rests = Q(suspended=True) | Q(state__in=RESTING_STATES)
    answer = Q(due_deadline__in=LIMITS) & ~rests
    return {
        LATE: answer & Q(due_on__lt=today),
        SOON: answer & Q(due_on__gte=today, due_on__lte=soon),
        IN_TIME: ~rests & (~Q(due_deadline__in=LIMITS) | Q(due_on__gt=soon) | Q(due_on=None)),
        RESTING: rests,
    }[light]


def light_of(case: Case, *, today: date, soon: date) -> str:
    """The light of one request, as ``condition`` has it."""
    if case.suspended or case.state in RESTING_STATES:
        return RESTING
    if case.due_deadline not in LIMITS or case.due_on is None or case.due_on > soon:
        return IN_TIME
    return LATE if case.due_on < today else SOON


def counts(cases: CaseQuerySet, *, today: date, soon: date) -> dict[str, int]:
    """How many requests have each light. One query."""
    counted: dict[str, int] = cases.aggregate(**_counted_by_light(today, soon))
    return {light: counted[f"number_{light}"] for light in LIGHTS}


def _counted_by_light(today: date, soon: date) -> dict[str, Count]:
    return {f"number_{light}": Count("pk", filter=condition(light, today=today, soon=soon)) for light in LIGHTS}


def days_between(cases: CaseQuerySet, first: date, last: date) -> dict[date, Day]:
    """The days in (first … last) on which something falls due; what is suspended is not counted. One query."""
    rows = (
        cases.filter(suspended=False, due_on__gte=first, due_on__lte=last)
        .values("due_on")
        .annotate(answers=Count("pk", filter=Q(due_deadline__in=LIMITS)), all=Count("pk"))
        .order_by("due_on")
    )
    return {row["due_on"]: Day(row["due_on"], row["answers"], row["all"] - row["answers"]) for row in rows}


def unconfirmed(posts: Sequence[ActingPost], today: date) -> list[Unconfirmed]:
    """The requests that wait for confirmation, the oldest first, at most two hundred. Two queries."""
    waiting = of(posts).filter(state="arrived").select_related("organ", "information_request")
    calendar = county_calendar.current()
    return [
        Unconfirmed(
            case,
            case.information_request.arrived_on,
            case.information_request.way,
            calendar.working_days_between(case.information_request.arrived_on, today),
        )
        for case in waiting.order_by("information_request__arrived_on", "pk")[:MOST_UNCONFIRMED]
    ]


@dataclass(frozen=True)
class Standing:
    """The open requests of one organ by their lights, and how many wait too long for confirmation."""

    code: str
    name: str
    lights: dict[str, int]
    lagging: int

    @property
    def all(self) -> int:
        """Every open request."""
        return sum(self.lights.values())


def by_organ(cases: CaseQuerySet, *, today: date, calendar: WorkingCalendar) -> list[Standing]:
    """Each organ's open requests. Two queries."""
    lagging_since = calendar.add_working_days(today, -CONFIRMATION_WORKING_DAYS)
    lagging = Count("pk", filter=Q(state="arrived", information_request__arrived_on__lt=lagging_since))
    lights = _counted_by_light(today, soon_until(today, calendar))
    rows = list(cases.values("organ").annotate(**lights, lagging=lagging).order_by("organ__position", "organ"))
    organs = Organ.objects.in_bulk([row["organ"] for row in rows])
    return [
        Standing(
            organs[row["organ"]].code,
            names.organ_in_short(organs[row["organ"]]),
            {light: row[f"number_{light}"] for light in LIGHTS},
            row["lagging"],
        )
        for row in rows
    ]
