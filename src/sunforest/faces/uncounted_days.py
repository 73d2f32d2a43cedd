"""The days that a limit does not count, each with its reason: so that everybody can count along (R1.29, R8.2)."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext

from sunforest.core.calendar import county_calendar
from sunforest.core.calendar.package_notices import SOURCE
from sunforest.core.process.clocks import Clock
from sunforest.pure.deadlines import ClockHours, WorkingDays
from sunforest.pure.working_days import WorkingCalendar


def days_not_counted(clock: Clock, calendar: WorkingCalendar) -> tuple[tuple[date, str], ...]:
    """Each day after the start and up to the last day that does not count, and why: weekend, notice, consultation."""
    if clock.due_on is None or isinstance(clock.deadline.limit, ClockHours):
        return ()
    found: dict[date, str] = {}
    if isinstance(clock.deadline.limit, WorkingDays):
        off = calendar.days_not_counted(clock.started_on, clock.due_on)
        found = {day: gettext("周末") if why == "weekend" else _holiday_words(day, calendar) for day, why in off}
    for first, last in clock.excluded:
        words = _span_words(clock, first)
        for number in range(((last or clock.due_on) - first).days + 1):
            found.setdefault(first + timedelta(days=number), words)
    return tuple(sorted((day, why) for day, why in found.items() if clock.started_on < day <= clock.due_on))


def _holiday_words(day: date, calendar: WorkingCalendar) -> str:
    """A day off by notice names it; one of a year without a notice is provisional (R8.5)."""
    number = county_calendar.numbers_of_rest_days(calendar.version).get(day)
    if number is None:
        return gettext("法定节假日（放假安排尚未公布）")
    if number == SOURCE:
        return gettext("法定节假日（%(year)s年放假安排）") % {"year": day.year}
    return gettext("法定节假日（%(notice)s）") % {"notice": number}


def _span_words(clock: Clock, first: date) -> str:
    """The act whose span it is, in the words of its title."""
    act = next((act for on, act in clock.stops if on == first), None)
    return gettext("“%(act)s”期间") % {"act": gettext(str(act.title))} if act else gettext("中止期间")


def why_it_rests(clock: Clock) -> str:
    """Since when, and by which act, a clock is paused or suspended; empty where it is not."""
    if not clock.stops or not (clock.suspended or clock.is_paused):
        return ""
    on, act = clock.stops[-1]
    return gettext("自%(day)s“%(act)s”起") % {"day": on.isoformat(), "act": gettext(str(act.title))}
