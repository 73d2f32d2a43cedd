"""Clocks as a pure function of records and calendar: what runs, until when, and why (design §3, clocks).

No framework, no clock: the same events and the same calendar give the same day, for ever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from sunforest.core.process.declaration import Act, Deadline, Process, SetInTheAct
from sunforest.pure.deadlines import ClockHours, due_day
from sunforest.pure.working_days import WorkingCalendar

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


@dataclass(frozen=True)
class Event:
    """One record as the clocks see it: act, effective day, moment recorded, days set, moment from which hours run.

    ``moved_to`` is the declaration to whose version the case moved with this record.
    """

    act: Act
    on: date
    at: datetime
    days_set: Mapping[str, date] = field(default_factory=dict)
    since: datetime | None = None
    moved_to: type[Process] | None = None


@dataclass(frozen=True)
class Clock:
    """One deadline of one case: since when it runs, what was left out, and where it stands.

    ``started_by`` is the act that started it, ``stops`` each act that paused or suspended it, with its day.
    """

    deadline: Deadline
    started_on: date
    started_at: datetime
    set_for: date | None = None
    excluded: tuple[tuple[date, date | None], ...] = ()
    extensions: tuple[Any, ...] = ()
    suspended: bool = False
    ended: bool = False
    met_on: date | None = None
    met_at: datetime | None = None
    due_on: date | None = None
    due_at: datetime | None = None
    provisional: bool = False
    started_by: Act | None = None
    stops: tuple[tuple[date, Act], ...] = ()

    @property
    def runs(self) -> bool:
        """True where the deadline is neither met, ended nor suspended."""
        return not (self.suspended or self.ended or self.met_on)

    @property
    def is_paused(self) -> bool:
        """True while a span that does not count is still open."""
        return any(last is None for _first, last in self.excluded)

    @property
    def was_met_late(self) -> bool:
        """True where it was met after its last day, or its last hour."""
        if self.due_at is not None:
            return self.met_at is not None and self.met_at > self.due_at
        return self.met_on is not None and self.due_on is not None and self.met_on > self.due_on

    def is_over(self, at: datetime) -> bool:
        """True once the last day, or the last hour, has passed at the moment ``at``."""
        lapses = self.lapses_at()
        return lapses is not None and at >= lapses

    def lapses_at(self) -> datetime | None:
        """The first moment after the deadline: midnight after the last day, or the hour itself."""
        if self.due_at is not None:
            return self.due_at
        if self.due_on is None:
            return None
        following = self.due_on + timedelta(days=1)
        return datetime(following.year, following.month, following.day, tzinfo=SHANGHAI)


@dataclass(frozen=True)
class Due:
    """The next day something is due in a case, by which deadline, and whether its clock is suspended."""

    day: date | None = None
    at: datetime | None = None
    deadline: Deadline | None = None
    suspended: bool = False
    lapses_at: datetime | None = None


def clocks_of(events: Sequence[Event], calendar: WorkingCalendar) -> tuple[Clock, ...]:
    """Every clock that the events ever started, as it stands after the last of them."""
    clocks: dict[str, Clock] = {}
    for event in events:
        _apply(clocks, event)
        if event.act.target is not None and event.act.target.final:
            for name, clock in clocks.items():
                clocks[name] = replace(clock, ended=clock.met_on is None)
    return tuple(_with_due(clock, calendar) for clock in clocks.values())


def _apply(clocks: dict[str, Clock], event: Event) -> None:
    """The verbs in the order in which they make sense when one act has several."""
    if event.moved_to is not None:
        _move(clocks, event.moved_to)
    _finish(clocks, event)
    for deadline in event.act.resumes:
        _resume(clocks, deadline, event)
    for deadline in event.act.extends:
        _extend(clocks, deadline)
    for deadline in event.act.pauses:
        _pause(clocks, deadline, event)
    for deadline in event.act.suspends:
        _suspend(clocks, deadline, event)
    for deadline in (*event.act.starts, *event.act.restarts):
        clocks[deadline.name] = _started(deadline, event)


def _move(clocks: dict[str, Clock], process: type[Process]) -> None:
    """A clock goes on under the deadline of its name in the other version, or ends where that has none."""
    successors = {deadline.name: deadline for deadline in process.deadlines}
    for name, clock in clocks.items():
        same = name in successors
        clocks[name] = replace(clock, deadline=successors[name]) if same else replace(clock, ended=True)


def _finish(clocks: dict[str, Clock], event: Event) -> None:
    """Meet and end; an act of silence ends the clock whose running out it is."""
    for deadline in event.act.meets:
        _change(clocks, deadline, met_on=event.on, met_at=event.at)
    for deadline in (*event.act.ends, *((event.act.when_over,) if event.act.when_over else ())):
        _change(clocks, deadline, ended=True)


def _pause(clocks: dict[str, Clock], deadline: Deadline, event: Event) -> None:
    if clock := _live(clocks, deadline):
        stops = (*clock.stops, (event.on, event.act))
        clocks[deadline.name] = replace(clock, excluded=(*clock.excluded, (event.on, None)), stops=stops)


def _suspend(clocks: dict[str, Clock], deadline: Deadline, event: Event) -> None:
    if clock := _live(clocks, deadline):
        clocks[deadline.name] = replace(clock, suspended=True, stops=(*clock.stops, (event.on, event.act)))


def _live(clocks: dict[str, Clock], deadline: Deadline) -> Clock | None:
    clock = clocks.get(deadline.name)
    return None if clock is None or clock.ended or clock.met_on else clock


def _change(clocks: dict[str, Clock], deadline: Deadline, **values: Any) -> None:
    if clock := _live(clocks, deadline):
        clocks[deadline.name] = replace(clock, **values)


def _resume(clocks: dict[str, Clock], deadline: Deadline, event: Event) -> None:
    """Close the open spans; one that begins after the day from which counting goes on never was."""
    clock = _live(clocks, deadline)
    if clock is None:
        return
    closed = ((first, event.on if last is None else last) for first, last in clock.excluded)
    spans = tuple((first, last) for first, last in closed if first <= last)
    clocks[deadline.name] = replace(clock, excluded=spans, suspended=False)


def _extend(clocks: dict[str, Clock], deadline: Deadline) -> None:
    if clock := _live(clocks, deadline):
        added = deadline.extension or deadline.limit
        clocks[deadline.name] = replace(clock, extensions=(*clock.extensions, added))


def _started(deadline: Deadline, event: Event) -> Clock:
    set_for = event.days_set.get(deadline.limit.field) if isinstance(deadline.limit, SetInTheAct) else None
    at = event.since or event.at
    return Clock(deadline=deadline, started_on=event.on, started_at=at, set_for=set_for, started_by=event.act)


def _with_due(clock: Clock, calendar: WorkingCalendar) -> Clock:
    """The clock with its due day; while it is suspended or paused it has none."""
    if clock.suspended or clock.is_paused:
        return clock
    limit = clock.deadline.limit
    if isinstance(limit, ClockHours):
        hours = limit.count + sum(added.count for added in clock.extensions)
        return replace(clock, due_at=clock.started_at + timedelta(hours=hours))
    if isinstance(limit, SetInTheAct):
        return replace(clock, due_on=clock.set_for)
    due = due_day(
        start=clock.started_on,
        limit=limit,
        excluded=clock.excluded,
        extensions=clock.extensions,
        calendar=calendar,
    )
    return replace(clock, due_on=due.day, provisional=due.provisional)


def closed_on(events: Sequence[Event]) -> date | None:
    """The effective day of the event that brought the case to a final state, or None."""
    return next((event.on for event in events if event.act.target is not None and event.act.target.final), None)


def due_on(process: type[Process], state: str, clocks: Sequence[Clock]) -> Due:
    """What is due next in a case that is in ``state``, and when an act by SYSTEM falls due there."""
    running = [clock for clock in clocks if clock.runs and clock.lapses_at() is not None]
    next_clock = min(running, key=_lapse, default=None)
    silence = [clock for clock in running if act_of_silence(process, state, clock) is not None]
    return Due(
        day=next_clock.due_on or (next_clock.due_at.astimezone(SHANGHAI).date() if next_clock.due_at else None)
        if next_clock
        else None,
        at=next_clock.due_at if next_clock else None,
        deadline=next_clock.deadline if next_clock else None,
        suspended=any(clock.suspended and not clock.ended and not clock.met_on for clock in clocks),
        lapses_at=min(map(_lapse, silence), default=None),
    )


def _lapse(clock: Clock) -> datetime:
    lapses = clock.lapses_at()
    assert lapses is not None
    return lapses


def act_of_silence(process: type[Process], state: str, clock: Clock) -> Act | None:
    """The act that SYSTEM does in that state when the clock runs out, or None."""
    for act in process.acts_from(state):
        if act.when_over is clock.deadline:
            return act
    return None


def overdue_act(process: type[Process], state: str, clocks: Sequence[Clock], at: datetime) -> tuple[Act, Clock] | None:
    """The act of silence that fell due first and by ``at``, with its clock; None where nothing did."""
    over = [clock for clock in clocks if clock.runs and clock.is_over(at)]
    for clock in sorted(over, key=_lapse):
        if act := act_of_silence(process, state, clock):
            return act, clock
    return None
