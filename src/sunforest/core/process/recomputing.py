"""Due days are a cache: after a holiday notice they are reckoned anew, and every day that moved is recorded (R8.5).

Not only the next day of a case moves: a request whose supplement falls due first learns too that its answer moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from sunforest.core.calendar import county_calendar
from sunforest.core.notify import notices, queue
from sunforest.core.process import clocks, records
from sunforest.core.process.clocks import Clock, Due
from sunforest.core.process.models import Case, ClockMove
from sunforest.pure.working_days import WorkingCalendar

BATCH = 200


@dataclass(frozen=True)
class Move:
    """One day that moved: of which deadline, from when to when."""

    deadline: str
    was_on: date
    is_on: date


@dataclass(frozen=True)
class Moved:
    """What moved in one case, and what is due next in it now."""

    case: Case
    due: Due
    moves: tuple[Move, ...]


def recompute_open_clocks(at: datetime) -> int:
    """Reckon the clocks of every open case that has a due day; closed cases are left alone. Gives how many moved."""
    return sum(_recompute(batch, at) for batch in _batches())


def _batches() -> Iterator[list[int]]:
    last = 0
    while True:
        waiting = Case.objects.open().filter(due_on__isnull=False, pk__gt=last).order_by("pk")
        batch = list(waiting.values_list("pk", flat=True)[:BATCH])
        if not batch:
            return
        last = batch[-1]
        yield batch


@transaction.atomic
def _recompute(case_ids: Sequence[int], at: datetime) -> int:
    cases = list(Case.objects.select_for_update().filter(pk__in=case_ids, closed_on=None).order_by("pk"))
    version = county_calendar.version()
    moved = list(_moved(cases, county_calendar.at_version(version), county_calendar.before(version)))
    _write(moved, version, at)
    return len(moved)


def _moved(cases: Sequence[Case], calendar: WorkingCalendar, before: WorkingCalendar) -> Iterator[Moved]:
    deeds = records.of_many(cases)
    for case in cases:
        events = records.events_of(case.process, deeds[case.pk])
        running = clocks.clocks_of(events, calendar)
        due = clocks.due_on(case.process, case.state, running)
        moves = _moves(case, due, running, clocks.clocks_of(events, before))
        if moves:
            yield Moved(case, due, moves)


def _moves(case: Case, due: Due, now: Sequence[Clock], then: Sequence[Clock]) -> tuple[Move, ...]:
    """The days that differ, the next one first; the next day of a case is what its row kept, whatever the calendar was."""
    was = {clock.deadline.name: clock.due_on for clock in then if clock.runs}
    if due.deadline is not None and due.deadline.name == case.due_deadline:
        was[due.deadline.name] = case.due_on
    moves = [
        Move(clock.deadline.name, was_on, clock.due_on)
        for clock in now
        if clock.runs and clock.due_on and (was_on := was.get(clock.deadline.name)) and was_on != clock.due_on
    ]
    return tuple(sorted(moves, key=lambda move: move.is_on))


def would_move(calendar: WorkingCalendar) -> Iterator[tuple[Case, date, date]]:
    """The open cases in which another calendar would move a day: case, day now, day then. Writes nothing."""
    now = county_calendar.current()
    for batch in _batches():
        cases = Case.objects.filter(pk__in=batch).select_related("organ").order_by("due_on", "pk")
        for moved in _moved(list(cases), calendar, now):
            yield moved.case, moved.moves[0].was_on, moved.moves[0].is_on


def _write(moved: Sequence[Moved], version: int | None, at: datetime) -> None:
    """The new days, what they were, and a notice to each party and to the officers who handle such cases."""
    words = f"notice {version}"
    told = set(
        ClockMove.objects.filter(case__in=[one.case for one in moved], calendar_version=words).values_list(
            "case", "deadline"
        )
    )
    fresh = [(one.case, move) for one in moved for move in one.moves if (one.case.pk, move.deadline) not in told]
    for one in moved:
        one.case.due_on, one.case.due_at, one.case.lapses_at = one.due.day, one.due.at, one.due.lapses_at
        one.case.due_deadline = one.due.deadline.name if one.due.deadline else ""
    Case.objects.bulk_update([one.case for one in moved], ["due_on", "due_at", "lapses_at", "due_deadline"])
    ClockMove.objects.bulk_create(
        ClockMove(
            case=case,
            deadline=move.deadline,
            was_on=move.was_on,
            is_on=move.is_on,
            calendar_version=words,
            moved_at=at,
        )
        for case, move in fresh
    )
    cases = list({case.pk: case for case, _move in fresh}.values())
    queue.queue_to_parties(notices.moved, cases, at=at)
    queue.queue_to_officers(notices.moved_for_officers, cases, at=at)
