"""The clocks of a case as they stand: what runs is reckoned by the newest notice, what was met stays as it was then.

A holiday notice that comes later moves open dates alone: an answer that was in time stays so, and one that was late too.
"""

from __future__ import annotations

from collections.abc import Sequence

from sunforest.core.calendar import county_calendar
from sunforest.core.process import clocks
from sunforest.core.process.clocks import Clock, Event
from sunforest.pure.working_days import WorkingCalendar


def of(events: Sequence[Event], now: WorkingCalendar) -> tuple[tuple[Clock, WorkingCalendar], ...]:
    """Every clock, with the calendar by which its day was reckoned: ``now`` for those that run, else that of its end."""
    return tuple(_as_it_stands(clock, events, now) for clock in clocks.clocks_of(events, now))


def _as_it_stands(clock: Clock, events: Sequence[Event], now: WorkingCalendar) -> tuple[Clock, WorkingCalendar]:
    ended_at = clock.met_at or (events[-1].at if clock.ended else None)
    then = county_calendar.as_of(ended_at) if ended_at is not None else now
    if then.version == now.version:
        return clock, now
    return next(each for each in clocks.clocks_of(events, then) if each.deadline is clock.deadline), then
