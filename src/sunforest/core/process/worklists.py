"""Which cases an officer works on: one indexed query for each tab, read from the declarations (design §3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from sunforest.core.organs.models import Grant, Organ
from sunforest.core.organs.roles import CLERK, HEAD, LEGAL_REVIEWER, REVIEWER, Role
from sunforest.core.process import authority, engine_acts, on_behalf, registry
from sunforest.core.process.authority import ActingPost
from sunforest.core.process.declaration import Act, Process, State
from sunforest.core.process.models import Case, CaseQuerySet

APPROVERS = (REVIEWER, LEGAL_REVIEWER, HEAD)
LATE, TODAY, THIS_WEEK, LATER, NO_DAY = "late", "today", "week", "later", "none"


@dataclass(frozen=True)
class Place:
    """Where a page of a list begins: after this day (None: among the cases without one) and this row."""

    day: date | None
    row: int

    def __str__(self) -> str:
        return f"{self.day.isoformat() if self.day else ''}.{self.row}"


def place_in(text: str) -> Place | None:
    """Read what ``str(place)`` wrote; None for anything else."""
    day, dot, row = text.partition(".")
    try:
        return Place(date.fromisoformat(day) if day else None, int(row)) if dot else None
    except ValueError:
        return None


@dataclass(frozen=True)
class Page:
    """One page of cases, and where the next begins (None on the last)."""

    cases: tuple[Case, ...]
    following: Place | None


def mine(posts: Iterable[ActingPost]) -> CaseQuerySet:
    """Open cases that these posts handle."""
    return Case.objects.open().filter(handler__in=[acting.post.pk for acting in posts])


def of_organ(posts: Sequence[ActingPost]) -> CaseQuerySet:
    """Open cases that these posts may see: those of their organ; of every organ for inspectors and auditors."""
    return authority.visible_cases(posts).filter(closed_on=None)


def unassigned(posts: Sequence[ActingPost]) -> CaseQuerySet:
    """Open cases of the posts' organs that no post handles."""
    organs = {acting.post.organ_id for acting in posts}
    return of_organ(posts).filter(handler=None, organ__in=organs)


def closed(posts: Sequence[ActingPost]) -> CaseQuerySet:
    """Cases that ended in a final state."""
    return authority.visible_cases(posts).exclude(closed_on=None)


def waiting(posts: Iterable[ActingPost]) -> CaseQuerySet:
    """Open cases that wait for the approval, review or decision of one of these posts."""
    waits = Q(pk__in=[])
    for acting in posts:
        for process in registry.every_version():
            states = [name for name, roles in waits_for(process).items() if _has_one(acting, roles, process)]
            if states:
                waits |= Q(
                    organ=acting.post.organ_id,
                    process_key=process.key,
                    process_version=process.version,
                    state__in=states,
                )
    return Case.objects.open().filter(waits)


def _has_one(acting: ActingPost, roles: Iterable[Role], process: type[Process]) -> bool:
    return any(acting.has(role, process.key) for role in roles)


def waits_for(process: type[Process]) -> dict[str, tuple[Role, ...]]:
    """For each state the approving roles that it waits for; states that a clerk moves on are not listed.

    A clerk's own way out of the state means that the clerk is to act, unless the approver's act demands four eyes:
    then the clerk's way out is only a way back. Where an approver's act leads on to a state declared later, acts that
    only lead back (a draft returned) make nobody wait.
    """
    return {state.name: roles for state in process.states if (roles := _approvers_of(process, state))}


def _approvers_of(process: type[Process], state: State) -> tuple[Role, ...]:
    moving = [act for act in process.acts_from(state.name) if _moves(act, state.name)]
    theirs = [act for act in moving if CLERK not in act.by and set(act.by) & set(APPROVERS)]
    if any(CLERK in act.by for act in moving):
        theirs = [act for act in theirs if act.not_by]
    place = process.states.index
    theirs = [act for act in theirs if act.target and place(act.target) > place(state)] or theirs
    return tuple(role for role in APPROVERS if any(role in act.by for act in theirs))


def _moves(act: Act, state_name: str) -> bool:
    return act.name not in engine_acts.NAMES and act.target is not None and act.target.name != state_name


def narrowed(
    cases: CaseQuerySet, *, process: str = "", state: str = "", organ: str = "", due: str = "", today: date
) -> CaseQuerySet:
    """The cases of one process, state, organ (its code) and range of due days."""
    if process:
        cases = cases.filter(process_key=process)
    if state:
        cases = cases.filter(state=state)
    if organ:
        cases = cases.filter(organ__code=organ)
    return _due_in(cases, due, today)


def _due_in(cases: CaseQuerySet, due: str, today: date) -> CaseQuerySet:
    sunday = end_of_week(today)
    ranges: dict[str, dict[str, Any]] = {
        LATE: {"due_on__lt": today},
        TODAY: {"due_on": today},
        THIS_WEEK: {"due_on__gt": today, "due_on__lte": sunday},
        LATER: {"due_on__gt": sunday},
        NO_DAY: {"due_on": None},
    }
    return cases.filter(**ranges.get(due, {}))


def when_due(due_on: date | None, today: date) -> str:
    """Into which range a due day falls: late, today, this week, later, or none."""
    if due_on is None:
        return NO_DAY
    if due_on < today:
        return LATE
    if due_on == today:
        return TODAY
    return THIS_WEEK if due_on <= end_of_week(today) else LATER


def end_of_week(today: date) -> date:
    """The Sunday of the week."""
    return today + timedelta(days=6 - today.weekday())


def page_by_due_day(cases: CaseQuerySet, *, after: Place | None, size: int) -> Page:
    """One page, what is due first at the top, cases without a day at the end, the newest first; two queries at most."""
    found: list[Case] = []
    if after is None or after.day is not None:
        dated = cases.filter(due_on__isnull=False).order_by("due_on", "pk")
        if after is not None:
            beyond = Q(due_on__gt=after.day) | Q(due_on=after.day, pk__gt=after.row)
            dated = dated.filter(beyond, due_on__gte=after.day)
        found = list(with_names(dated)[: size + 1])
    if len(found) <= size:
        undated = cases.filter(due_on=None).order_by("-pk")
        if after is not None and after.day is None:
            undated = undated.filter(pk__lt=after.row)
        found += with_names(undated)[: size + 1 - len(found)]
    return _page(found, size, "due_on")


def page_by_closing_day(cases: CaseQuerySet, *, after: Place | None, size: int) -> Page:
    """One page of closed cases, the last closed first; one query."""
    cases = cases.order_by("-closed_on", "-pk")
    if after is not None and after.day is not None:
        beyond = Q(closed_on__lt=after.day) | Q(closed_on=after.day, pk__lt=after.row)
        cases = cases.filter(beyond, closed_on__lte=after.day)
    return _page(list(with_names(cases)[: size + 1]), size, "closed_on")


def _page(found: list[Case], size: int, day: str) -> Page:
    shown = found[:size]
    last = shown[-1] if len(found) > size else None
    return Page(tuple(shown), Place(getattr(last, day), last.pk) if last is not None else None)


def with_names(cases: CaseQuerySet) -> CaseQuerySet:
    """The cases with organ, party and handler, as a list shows them."""
    return cases.select_related("organ", "party", "handler__holder", "handler__deputy__holder")


def subjects_of(cases: Iterable[Case]) -> dict[int, str]:
    """What each case is about, by its row: ``str()`` of the matter's own row; one query a process that has such rows.

    A matter's ``__str__`` names no person: lists are read without a stated purpose.
    """
    by_process: dict[type[Process], list[int]] = {}
    for case in cases:
        if case.process.detail is not None:
            by_process.setdefault(case.process, []).append(case.pk)
    return {
        detail.case_id: str(detail)
        for process, rows in by_process.items()
        for detail in process.detail._default_manager.filter(case_id__in=rows)
    }


def openings_for(posts: Sequence[ActingPost]) -> list[tuple[type[Process], Act]]:
    """The acts by which these posts can open a case, for themselves or for an applicant."""
    return [
        (process, act)
        for process in registry.processes()
        for act in process.opening_acts()
        if any(acting.has(role, process.key) for acting in posts for role in on_behalf.openers_of(process, act))
    ]


def organs_seen_by(posts: Iterable[ActingPost]) -> list[Organ]:
    """Every organ, for those who see all of them; none for the others, who need no choice."""
    roles = {role for acting in posts for role, _process in acting.grants}
    if not roles & {role.key for role in authority.EVERYWHERE}:
        return []
    return list(Organ.objects.filter(abolished_on=None).order_by("position", "code"))


def processes_of(posts: Iterable[ActingPost]) -> list[type[Process]]:
    """The processes for which one of the posts has a role."""
    granted = {process for acting in posts for _role, process in acting.grants}
    return [process for process in registry.processes() if granted & {Grant.EVERY_PROCESS, process.key}]
