"""Clocks as a party reads them: who has the case, until when, how that day was reckoned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from sunforest.core.calendar.county_calendar import SHANGHAI, local_day
from sunforest.core.organs import names
from sunforest.core.process.citation import cite
from sunforest.core.process.clocks import Clock
from sunforest.core.process.models import Case
from sunforest.faces import course, uncounted_days
from sunforest.faces.portal.procedures import limit_words
from sunforest.pure.deadlines import WorkingDays
from sunforest.pure.working_days import WorkingCalendar


@dataclass(frozen=True)
class Reckoning:
    """One computed day with everything it was reckoned from, so that anybody can reckon again."""

    title: str
    limit: str
    law: str
    started_on: date
    due_words: str
    not_counted: tuple[tuple[date, str], ...]
    extended: int
    is_provisional: bool
    rests: str


def day_words(day: date, today: date) -> str:
    """``11月4日（星期二）``, with the year where it is another one."""
    if get_language() == "en":
        return date_format(day, "l j F" if day.year == today.year else "l j F Y")
    return date_format(day, "n月j日（l）" if day.year == today.year else "Y年n月j日（l）")


def sentence(case: Case, clocks: Sequence[Clock], at: datetime, calendar: WorkingCalendar) -> str:
    """The one sentence: where the case is, who has it, until when."""
    today, state = local_day(at), case.process.state(case.state)
    words = {"organ": names.organ_in_short(case.organ), "state": gettext(str(state.title))}
    if state.final:
        day = day_words(case.closed_on, today) if case.closed_on else ""
        return gettext("已办结：%(state)s，%(day)s。") % {**words, "day": day}
    clock = next_clock(case, clocks)
    if course.is_the_party_s_turn(case.process, case.state):
        return _your_turn(case, clock, at, calendar)
    if course.is_done_for_the_party(case.process, case.state):
        return gettext("已办好：%(state)s。剩下的手续由%(organ)s自己办。") % words
    if paused := next((each for each in clocks if each.is_paused and not each.ended and each.met_on is None), None):
        return _while_paused(paused, clock, today, words)
    if clock is None:
        return _without_day(case, words)
    words |= {"day": _until(clock, today), "left": left_words(clock, at, calendar)}
    if case.suspended:
        return gettext("现在等您（%(state)s），请在%(day)s前办，%(left)s。") % words
    return gettext("正由%(organ)s办理（%(state)s），应于%(day)s前办好，%(left)s。") % words


def _your_turn(case: Case, clock: Clock | None, at: datetime, calendar: WorkingCalendar) -> str:
    ways = [act for act in course.ways_out(case.process, case.state) if act.meets or act.restarts]
    words = {"act": gettext(str(ways[0].title))}
    if clock is None:
        return gettext("现在等您“%(act)s”。") % words
    words |= {"day": _until(clock, local_day(at)), "left": left_words(clock, at, calendar)}
    return gettext("请您在%(day)s前“%(act)s”，%(left)s。") % words


def _while_paused(paused: Clock, clock: Clock | None, today: date, words: dict[str, str]) -> str:
    """Days that do not count, and how long that lasts at most (条例 art. 33)."""
    words = {**words, "limit": gettext(str(paused.deadline.title))}
    if clock is None:
        return gettext("正由%(organ)s办理（%(state)s），这段时间不计入%(limit)s。") % words
    words |= {"day": _until(clock, today)}
    return gettext("正由%(organ)s办理（%(state)s），最迟到%(day)s；这段时间不计入%(limit)s。") % words


def _without_day(case: Case, words: dict[str, str]) -> str:
    rests = case.process.state(case.state).rests
    if case.suspended:
        return gettext("正由%(organ)s办理（%(state)s），期限已暂停，补正或缴费后重新起算。") % words
    if rests:
        return gettext("正由%(organ)s办理（%(state)s）：%(rests)s。") % {**words, "rests": gettext(str(rests))}
    return gettext("正由%(organ)s办理（%(state)s）。") % words


def next_clock(case: Case, clocks: Sequence[Clock]) -> Clock | None:
    """The running clock by which the case is due next."""
    return next((clock for clock in clocks if clock.runs and clock.deadline.name == case.due_deadline), None)


def _until(clock: Clock, today: date) -> str:
    if clock.due_at is not None:
        return f"{day_words(local_day(clock.due_at), today)} {clock.due_at.astimezone(SHANGHAI):%H:%M}"
    return day_words(clock.due_on, today) if clock.due_on else ""


def left_words(clock: Clock, at: datetime, calendar: WorkingCalendar) -> str:
    """How long that is from now; an answer on the last day is in time (民法典 art. 203)."""
    if clock.due_at is not None:
        return _hours_left(clock.due_at - at)
    due_on, today = clock.due_on or local_day(at), local_day(at)
    if due_on == today:
        return gettext("今天是最后一天")
    if isinstance(clock.deadline.limit, WorkingDays):
        left, over = calendar.working_days_between(today, due_on), calendar.working_days_between(due_on, today)
        if due_on > today:
            return gettext("还有%(count)s个工作日") % {"count": left}
        return gettext("已超过%(count)s个工作日") % {"count": max(over, 1)}
    days = (due_on - today).days
    return gettext("还有%(count)s天") % {"count": days} if days > 0 else gettext("已超过%(count)s天") % {"count": -days}


def _hours_left(left: timedelta) -> str:
    hours = abs(left) // timedelta(hours=1)
    if left >= timedelta(0):
        return gettext("还有%(count)s小时") % {"count": hours}
    return gettext("已超过%(count)s小时") % {"count": hours}


def reckonings(clocks: Sequence[Clock], today: date, calendar: WorkingCalendar) -> list[Reckoning]:
    """Every clock that runs or rests, unfolded."""
    return [_reckoning(clock, today, calendar) for clock in clocks if not clock.ended and clock.met_on is None]


def _reckoning(clock: Clock, today: date, calendar: WorkingCalendar) -> Reckoning:
    return Reckoning(
        title=gettext(str(clock.deadline.title)),
        limit=limit_words(clock.deadline),
        law=cite(clock.deadline.law),
        started_on=clock.started_on,
        due_words=_until(clock, today),
        not_counted=uncounted_days.days_not_counted(clock, calendar),
        extended=len(clock.extensions),
        is_provisional=clock.provisional,
        rests=_rest_words(clock),
    )


def _rest_words(clock: Clock) -> str:
    since = uncounted_days.why_it_rests(clock)
    if clock.suspended:
        words = gettext("期限已暂停。您补正或缴费之后，从收到的第二天起重新计算。")
    elif clock.is_paused:
        words = gettext("期限已中止，这段时间不计算；恢复之后接着算。")
    else:
        return ""
    return f"{since}{gettext('，')}{words}" if since else words
