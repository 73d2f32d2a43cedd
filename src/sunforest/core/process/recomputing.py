"""Due days are a cache: after a holiday notice they are reckoned anew, and every day that moved is recorded (R8.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db import transaction

from sunforest.core.calendar import county_calendar
from sunforest.core.notify import notices, queue
from sunforest.core.process import clocks, records
from sunforest.core.process.models import Case, ClockMove
from sunforest.pure.working_days import WorkingCalendar

BATCH = 200


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
    calendar, version = county_calendar.current(), county_calendar.version()
    moved = list(_moved(cases, calendar))
    _write(moved, version, at)
    return len(moved)


def _moved(cases: Sequence[Case], calendar: WorkingCalendar) -> Iterator[tuple[Case, date, clocks.Due]]:
    deeds = records.of_many(cases)
    for case in cases:
        running = clocks.clocks_of(records.events_of(case.process, deeds[case.pk]), calendar)
        due = clocks.due_on(case.process, case.state, running)
        if due.day is not None and case.due_on is not None and due.day != case.due_on:
            yield case, case.due_on, due


def would_move(calendar: WorkingCalendar) -> Iterator[tuple[Case, date, date]]:
    """The open cases whose due day another calendar would move: case, day now, day then. Writes nothing."""
    for batch in _batches():
        cases = Case.objects.filter(pk__in=batch).select_related("organ").order_by("due_on", "pk")
        for case, was_on, due in _moved(list(cases), calendar):
            yield case, was_on, due.day or was_on


def _write(moved: Sequence[tuple[Case, date, clocks.Due]], version: int | None, at: datetime) -> None:
    """The new days, what they were, and a notice to each party: three statements."""
    for case, _was_on, due in moved:
        case.due_on, case.due_at, case.lapses_at = due.day, due.at, due.lapses_at
    Case.objects.bulk_update([case for case, _was_on, _due in moved], ["due_on", "due_at", "lapses_at"])
    ClockMove.objects.bulk_create(
        ClockMove(
            case=case,
            deadline=due.deadline.name if due.deadline else case.due_deadline,
            was_on=was_on,
            is_on=due.day or was_on,
            calendar_version=f"notice {version}",
            moved_at=at,
        )
        for case, was_on, due in moved
    )
    queue.queue_to_parties(notices.moved, [case for case, _was_on, _due in moved], at=at)
