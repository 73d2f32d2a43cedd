"""Clocks as the staff reads them: how long is left, until which day, on which article, and which days do not count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from sunforest.core.calendar import county_calendar
from sunforest.core.process import records, standing_clocks
from sunforest.core.process.citation import cite
from sunforest.core.process.clocks import Clock
from sunforest.core.process.models import Case
from sunforest.core.process.records import Deed
from sunforest.faces import uncounted_days
from sunforest.pure.deadlines import CalendarDays, ClockHours, WorkingDays
from sunforest.pure.working_days import WorkingCalendar

SOON_WORKING_DAYS = 2


@dataclass(frozen=True)
class ClockFace:
    """What ``parts/clock.html`` shows: tone (done, open, soon, late, rest), words, last day, article, note."""

    tone: str
    words: str
    due_on: date | None = None
    law: str = ""
    note: str = ""


@dataclass(frozen=True)
class ClockSheet:
    """One clock with everything it was reckoned from."""

    title: Any
    face: ClockFace
    limit: str
    law: str
    started_on: date
    due_on: date | None
    due_at: datetime | None
    provisional: bool
    not_counted: tuple[tuple[date, str], ...]
    extended: int
    started_by: str = ""


def calendar_for(cases: Iterable[Case]) -> WorkingCalendar | None:
    """The county's calendar, where any of the cases has a day to count to."""
    return county_calendar.current() if any(case.due_on for case in cases) else None


def of_case(case: Case, today: date, calendar: WorkingCalendar | None) -> ClockFace:
    """The next due day of a case, as its row keeps it."""
    if case.closed_on is not None:
        return ClockFace("done", _("已办结"), case.closed_on)
    deadline = next((each for each in case.process.deadlines if each.name == case.due_deadline), None)
    title = _(str(deadline.title)) if deadline else ""
    if case.due_on is not None and calendar is not None:
        return ClockFace(*tone_and_words(case.due_on, today, calendar), case.due_on, note=title)
    if case.suspended:
        return ClockFace("rest", _("时限暂停"), note=_("补正或缴费之后重新起算"))
    rests = case.process.state(case.state).rests
    return ClockFace("rest", _("没有在走的时限"), note=_(str(rests)) if rests else "")


def tone_and_words(due_on: date, today: date, calendar: WorkingCalendar) -> tuple[str, str]:
    """How a last day reads today; an answer on the last day is in time (民法典 art. 203)."""
    if due_on < today:
        days = max(calendar.working_days_between(due_on, today), 1)
        return "late", _("已逾期 %(days)s 个工作日") % {"days": days}
    if due_on == today:
        return "soon", _("今天到期")
    left = calendar.working_days_between(today, due_on)
    if left == 0:
        return "soon", _("下一个工作日之前到期")
    return ("soon" if left <= SOON_WORKING_DAYS else "open"), _("还有 %(days)s 个工作日") % {"days": left}


def sheets_of(case: Case, deeds: tuple[Deed, ...], at: datetime, calendar: WorkingCalendar) -> list[ClockSheet]:
    """Every clock that the case ever had, those that run first."""
    found = standing_clocks.of(records.events_of(case.process, deeds), calendar)
    return [sheet_of(clock, at, known) for clock, known in sorted(found, key=lambda each: not each[0].runs)]


def sheet_of(clock: Clock, at: datetime, calendar: WorkingCalendar) -> ClockSheet:
    """One clock with its inputs."""
    return ClockSheet(
        title=clock.deadline.title,
        face=face_of(clock, at, calendar),
        limit=limit_words(clock.deadline.limit),
        law=cite(clock.deadline.law),
        started_on=clock.started_on,
        due_on=clock.due_on,
        due_at=clock.due_at,
        provisional=clock.provisional,
        not_counted=uncounted_days.days_not_counted(clock, calendar),
        started_by=_(str(clock.started_by.title)) if clock.started_by else "",
        extended=len(clock.extensions),
    )


def face_of(clock: Clock, at: datetime, calendar: WorkingCalendar) -> ClockFace:
    """One clock in one sentence."""
    law = cite(clock.deadline.law)
    day = clock.due_on or (county_calendar.local_day(clock.due_at) if clock.due_at else None)
    if clock.met_on is not None:
        words = _("%(day)s 办理，已超过时限") if clock.was_met_late else _("%(day)s 按时办理")
        return ClockFace("late" if clock.was_met_late else "done", words % {"day": clock.met_on.isoformat()}, day, law)
    if clock.ended:
        return ClockFace("done", _("已终止"), None, law)
    if clock.suspended:
        return ClockFace("rest", _("已暂停"), None, law, _rest_note(clock, _("补正或缴费之后重新起算")))
    if clock.is_paused:
        return ClockFace("rest", _("已中止"), None, law, _rest_note(clock, _("中止期间不计入时限，恢复之后接着计算")))
    if clock.due_at is not None:
        return _face_of_hours(clock.due_at, at, law)
    if clock.due_on is None:
        return ClockFace("rest", _("没有日期"), None, law)
    return ClockFace(*tone_and_words(clock.due_on, county_calendar.local_day(at), calendar), clock.due_on, law)


def _rest_note(clock: Clock, then: str) -> str:
    since = uncounted_days.why_it_rests(clock)
    return _("%(since)s；%(then)s") % {"since": since, "then": then} if since else then


def _face_of_hours(due_at: datetime, at: datetime, law: str) -> ClockFace:
    day, left = county_calendar.local_day(due_at), due_at - at
    hours = abs(left) // timedelta(hours=1)
    exact = due_at.astimezone(county_calendar.SHANGHAI).strftime("%H:%M")
    note = _("到 %(time)s 为止") % {"time": exact}
    if left < timedelta(0):
        return ClockFace("late", _("已逾期 %(hours)s 小时") % {"hours": hours}, day, law, note)
    return ClockFace("soon" if hours < 6 else "open", _("还有 %(hours)s 小时") % {"hours": hours}, day, law, note)


def limit_words(limit: Any) -> str:
    """How long the law gives."""
    if isinstance(limit, WorkingDays):
        return _("%(count)s 个工作日") % {"count": limit.count}
    if isinstance(limit, CalendarDays):
        return _("%(count)s 天") % {"count": limit.count}
    if isinstance(limit, ClockHours):
        return _("%(count)s 小时") % {"count": limit.count}
    return _("到办理时写明的日期")
