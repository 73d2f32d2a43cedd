"""What an act does to the clocks of its case, told before it is done: by the clocks themselves, on one event more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sunforest.core.calendar import county_calendar
from sunforest.core.organs.roles import SYSTEM
from sunforest.core.process import clocks, records
from sunforest.core.process.clocks import Clock, Event
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.records import Deed
from sunforest.faces.desk import clock_words
from sunforest.faces.desk.clock_words import ClockFace
from sunforest.pure.working_days import WorkingCalendar

WORKING_DAYS_SUPPOSED = 10


@dataclass(frozen=True)
class ClockChange:
    """One clock before and after the act; ``then`` says when a clock that rests afterwards would go on, and to which day."""

    title: Any
    before: ClockFace | None
    after: ClockFace | None
    then: str = ""

    @property
    def is_changed(self) -> bool:
        """True where the act starts, stops or moves it."""
        return self.before != self.after


def between(
    process: type[Process], before: Sequence[Deed], after: Sequence[Deed], at: datetime
) -> tuple[ClockChange, ...]:
    """Each clock of the case before and after a record, those that change first."""
    state = after[-1].record.to_state if after else ""
    return _changes(process, records.events_of(process, before), records.events_of(process, after), state, at)


def if_done(
    process: type[Process], act: Act, state: str, deeds: Sequence[Deed], at: datetime
) -> tuple[ClockChange, ...]:
    """The clocks that would change if the act were done today, whatever is answered; those that would not are left out."""
    before = records.events_of(process, deeds)
    supposed = Event(act, county_calendar.local_day(at), at)
    changes = _changes(process, before, [*before, supposed], act.target_from(state), at)
    return tuple(change for change in changes if change.is_changed)


def _changes(
    process: type[Process], before: Sequence[Event], after: Sequence[Event], state: str, at: datetime
) -> tuple[ClockChange, ...]:
    calendar = county_calendar.current()
    was = {
        clock.deadline.name: clock_words.face_of(clock, at, calendar) for clock in clocks.clocks_of(before, calendar)
    }
    running = clocks.clocks_of(after, calendar)
    changes = [
        ClockChange(
            clock.deadline.title,
            was.get(clock.deadline.name),
            clock_words.face_of(clock, at, calendar),
            _then(process, state, clock, after, calendar),
        )
        for clock in running
    ]
    return tuple(sorted(changes, key=lambda change: not change.is_changed))


def _then(process: type[Process], state: str, clock: Clock, events: Sequence[Event], calendar: WorkingCalendar) -> str:
    """How a resting clock would go on: by which act, and, supposing a day for it, until when."""
    if not (clock.suspended or clock.is_paused) or clock.ended:
        return ""
    act = next(_that_go_on(process, state, clock), None)
    if act is None:
        return ""
    day = _supposed_day(act, events, calendar)
    gone_on = clocks.clocks_of([*events, Event(act, day, _on_day(events[-1].at, day))], calendar)
    due_on = next((each.due_on for each in gone_on if each.deadline is clock.deadline), None)
    words = {
        "act": _(str(act.title)),
        "limit": clock_words.limit_words(clock.deadline.limit),
        "day": day_words(day),
        "due": day_words(due_on) if due_on else "",
    }
    if due_on is None:
        return _("“%(act)s”之后继续计算") % words
    if clock.deadline in act.restarts:
        return _("“%(act)s”之后重新计算%(limit)s（如%(day)s收到，则至%(due)s）") % words
    return _("“%(act)s”之后接着计算（如%(day)s结束，则至%(due)s）") % words


def _that_go_on(process: type[Process], state: str, clock: Clock) -> Iterator[Act]:
    """The acts from that state that let the clock go on; those of people first."""
    acts = [act for act in process.acts_from(state) if clock.deadline in (*act.restarts, *act.resumes)]
    yield from sorted(acts, key=lambda act: SYSTEM in act.by)


def _supposed_day(act: Act, events: Sequence[Event], calendar: WorkingCalendar) -> date:
    """The last day on which the act may be done in time, where a clock says so; else ten working days from now."""
    running = clocks.clocks_of(events, calendar)
    last = [each.due_on for each in running if each.deadline in act.meets and each.runs and each.due_on]
    return last[0] if last else calendar.add_working_days(events[-1].on, WORKING_DAYS_SUPPOSED)


def _on_day(moment: datetime, day: date) -> datetime:
    """The same time of another day."""
    return moment.replace(year=day.year, month=day.month, day=day.day)


def day_words(day: date) -> str:
    """``10月24日``."""
    return date_format(day, _("n月j日"))
