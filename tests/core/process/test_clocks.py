"""Clocks are a pure function of the events and the calendar (design §3); the law's worked examples come out of them."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from chinese_calendar import constants
from hypothesis import given, settings
from hypothesis import strategies as st

from sunforest.core.organs.roles import CLERK, SYSTEM
from sunforest.core.process.clocks import SHANGHAI, Clock, Event, clocks_of, closed_on, due_on, overdue_act
from sunforest.core.process.declaration import (
    Act,
    Deadline,
    Process,
    State,
    calendar_days,
    clock_hours,
    set_in_the_act,
    working_days,
)
from sunforest.pure.working_days import HolidayNotice, WorkingCalendar

YEARS = sorted({day.year for day in constants.holidays})
CALENDAR = WorkingCalendar.from_notices(
    HolidayNotice(
        year,
        "package",
        frozenset(day for day in constants.holidays if day.year == year),
        frozenset(day for day in constants.workdays if day.year == year),
    )
    for year in YEARS
)
DAYS = st.dates(date(2019, 6, 1), date(2026, 6, 30))


class Request(Process):
    """A small request with every verb of a clock."""

    key, version, title = "request", 1, "申请"
    open, closed = State("办理中"), State("已办结", final=True)
    answer_by = Deadline("答复期限", working_days(20), extension=working_days(20))
    notify_by = Deadline("告知期限", working_days(7))
    reply_by = Deadline("第三方答复", calendar_days(15))
    hours = Deadline("时限", clock_hours(48), extension=clock_hours(24))
    until = Deadline("指定日", set_in_the_act("until"))

    receive = Act("接收", target=open, by=CLERK, starts=(answer_by, notify_by))
    ask = Act("告知补正", source=open, by=CLERK, suspends=answer_by, meets=notify_by)
    supplement = Act("补正", source=open, by=CLERK, restarts=answer_by)
    consult = Act("征求意见", source=open, by=CLERK, pauses=answer_by)
    conclude = Act("结束征求", source=open, by=CLERK, resumes=answer_by)
    extend = Act("延期", source=open, by=CLERK, extends=answer_by)
    answer = Act("答复", source=open, by=CLERK, meets=answer_by)
    drop = Act("终止计时", source=open, by=CLERK, ends=answer_by)
    close = Act("办结", source=open, target=closed, by=CLERK)
    notice = Act("发现", source=open, by=CLERK, starts=hours)
    lengthen = Act("再给一天", source=open, by=CLERK, extends=hours)
    set_day = Act("指定", source=open, by=CLERK, starts=until)
    remind = Act("再等", source=open, by=SYSTEM, when_over=until)
    renew = Act("逾期重计", source=open, by=SYSTEM, when_over=answer_by, restarts=answer_by)


MEMBERS = tuple(vars(Request).values())
Request.states = tuple(each for each in MEMBERS if isinstance(each, State))
Request.deadlines = tuple(each for each in MEMBERS if isinstance(each, Deadline))
Request.acts = tuple(each for each in MEMBERS if isinstance(each, Act))


def did(act: Act, on: date | str, clock: str = "10:00", **days: date) -> Event:
    day = date.fromisoformat(on) if isinstance(on, str) else on
    return Event(act, day, datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=SHANGHAI), days)


def the_clock(deadline: Deadline, *events: Event) -> Clock:
    return next(clock for clock in clocks_of(events, CALENDAR) if clock.deadline is deadline)


def answer_due(*events: Event) -> str | None:
    due = the_clock(Request.answer_by, *events).due_on
    return due.isoformat() if due else None


def test_the_start_day_is_not_counted_and_holidays_are_passed() -> None:
    assert answer_due(did(Request.receive, "2025-09-25")) == "2025-10-29"


def test_while_paused_nothing_is_due_and_both_ends_of_the_span_are_left_out() -> None:
    received, consulted = did(Request.receive, "2022-01-17"), did(Request.consult, "2022-01-20")
    assert answer_due(received, consulted) is None
    assert answer_due(received, consulted, did(Request.conclude, "2022-02-11")) == "2022-03-09"


def test_a_span_that_ends_before_it_begins_never_was() -> None:
    received, consulted = did(Request.receive, "2022-01-17"), did(Request.consult, "2022-01-20")
    assert answer_due(received, consulted, did(Request.conclude, "2022-01-19")) == answer_due(received)


def test_suspended_is_never_overdue_and_counts_anew_after_a_restart() -> None:
    events = [did(Request.receive, "2025-09-12"), did(Request.ask, "2025-09-19")]
    due = due_on(Request, "open", clocks_of(events, CALENDAR))
    assert (due.day, due.suspended, due.lapses_at) == (None, True, None)
    assert answer_due(*events, did(Request.supplement, "2025-10-04")) == "2025-11-04"


def test_an_extension_is_appended() -> None:
    assert answer_due(did(Request.receive, "2020-01-08"), did(Request.extend, "2020-02-12")) == "2020-03-11"


def test_a_deadline_met_on_its_last_day_is_met_in_time() -> None:
    received = did(Request.receive, "2025-09-25")
    assert not the_clock(Request.answer_by, received, did(Request.answer, "2025-10-29", "23:59")).was_met_late
    assert the_clock(Request.answer_by, received, did(Request.answer, "2025-10-30", "00:01")).was_met_late


def test_what_is_met_or_ended_is_not_due() -> None:
    for last in (Request.answer, Request.drop):
        clocks = clocks_of([did(Request.receive, "2025-09-25"), did(last, "2025-09-26")], CALENDAR)
        assert due_on(Request, "open", clocks).deadline is Request.notify_by


def test_a_final_state_ends_every_clock_and_says_when_the_case_closed() -> None:
    events = [did(Request.receive, "2025-09-25"), did(Request.close, "2025-09-26")]
    assert due_on(Request, "closed", clocks_of(events, CALENDAR)).day is None
    assert closed_on(events) == date(2025, 9, 26)


def test_hours_run_through_nights_and_holidays_and_are_extended_by_hours() -> None:
    events = [did(Request.notice, "2025-10-01", "09:30")]
    assert the_clock(Request.hours, *events).due_at == datetime(2025, 10, 3, 9, 30, tzinfo=SHANGHAI)
    events.append(did(Request.lengthen, "2025-10-02"))
    assert the_clock(Request.hours, *events).due_at == datetime(2025, 10, 4, 9, 30, tzinfo=SHANGHAI)


def test_a_day_set_in_the_act_is_due_as_it_was_set_even_on_a_holiday() -> None:
    event = did(Request.set_day, "2025-09-25", until=date(2025, 10, 1))
    assert the_clock(Request.until, event).due_on == date(2025, 10, 1)


def test_silence_falls_at_midnight_after_the_last_day_and_ends_its_clock() -> None:
    events = [did(Request.set_day, "2025-09-25", until=date(2025, 10, 9))]
    clocks, midnight = clocks_of(events, CALENDAR), datetime(2025, 10, 10, tzinfo=SHANGHAI)
    assert overdue_act(Request, "open", clocks, midnight - timedelta(seconds=1)) is None
    act, clock = overdue_act(Request, "open", clocks, midnight) or (None, None)
    assert (act, clock.deadline if clock else None) == (Request.remind, Request.until)
    events.append(did(Request.remind, "2025-10-09"))
    assert overdue_act(Request, "open", clocks_of(events, CALENDAR), midnight) is None
    assert due_on(Request, "open", clocks_of(events, CALENDAR)).day is None


def test_an_act_of_silence_may_start_its_own_clock_again() -> None:
    events = [did(Request.receive, "2025-09-25"), did(Request.renew, "2025-10-29")]
    assert answer_due(*events) == CALENDAR.add_working_days(date(2025, 10, 29), 20).isoformat()


def test_the_earliest_of_several_clocks_is_due_next() -> None:
    due = due_on(Request, "open", clocks_of([did(Request.receive, "2025-09-25")], CALENDAR))
    assert (due.deadline, due.day) == (Request.notify_by, date(2025, 10, 11))


@given(start=DAYS)
def test_a_limit_of_working_days_never_ends_on_a_day_off(start: date) -> None:
    due = the_clock(Request.answer_by, did(Request.receive, start)).due_on
    assert due is not None and CALENDAR.is_working_day(due)
    assert CALENDAR.working_days_between(start, due) == 20


@given(start=DAYS, after=st.integers(0, 40), length=st.integers(-3, 60))
def test_a_pause_never_shortens(start: date, after: int, length: int) -> None:
    consulted = start + timedelta(days=after)
    plain = the_clock(Request.answer_by, did(Request.receive, start)).due_on
    paused = the_clock(
        Request.answer_by, did(Request.receive, start), did(Request.consult, consulted),
        did(Request.conclude, consulted + timedelta(days=length)),
    ).due_on  # fmt: skip
    assert plain is not None and paused is not None and paused >= plain
    assert CALENDAR.is_working_day(paused)


@given(
    start=DAYS,
    pauses=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 20)), max_size=3),
    again=st.integers(60, 200),
)
def test_a_restart_forgets_what_came_before(start: date, pauses: list[tuple[int, int]], again: int) -> None:
    events = [did(Request.receive, start), did(Request.extend, start)]
    for first, length in pauses:
        consulted = start + timedelta(days=first)
        events += [did(Request.consult, consulted), did(Request.conclude, consulted + timedelta(days=length))]
    restarted = start + timedelta(days=again)
    fresh = the_clock(Request.answer_by, did(Request.receive, restarted)).due_on
    assert the_clock(Request.answer_by, *events, did(Request.supplement, restarted)).due_on == fresh


@given(
    start=DAYS,
    spans=st.lists(st.tuples(st.integers(1, 30), st.integers(0, 10)), min_size=2, max_size=4),
    data=st.data(),
)
def test_the_order_of_consultations_does_not_matter(start: date, spans: list[tuple[int, int]], data: Any) -> None:
    def due(ordered: list[tuple[int, int]]) -> date | None:
        events = [did(Request.receive, start)]
        for first, length in ordered:
            consulted = start + timedelta(days=first)
            events += [did(Request.consult, consulted), did(Request.conclude, consulted + timedelta(days=length))]
        return the_clock(Request.answer_by, *events).due_on

    assert due(spans) == due(data.draw(st.permutations(spans)))


@settings(max_examples=200)
@given(steps=st.lists(st.tuples(st.sampled_from(Request.acts), st.integers(0, 30)), max_size=12), start=DAYS)
def test_any_history_gives_one_result_and_never_fails(steps: list[tuple[Act, int]], start: date) -> None:
    events, day = [did(Request.receive, start)], start
    for act, later in steps:
        day += timedelta(days=later)
        events.append(did(act, day, until=day + timedelta(days=9)))
    first, second = clocks_of(events, CALENDAR), clocks_of(tuple(events), CALENDAR)
    assert first == second
    assert due_on(Request, "open", first) == due_on(Request, "open", second)
    for clock in first:
        assert not (clock.suspended or clock.is_paused) or clock.due_on is None


# The given examples, through the engine's clocks: a consultation is a pause and a resumption, and so on.
VERBS = {
    "supplement_received": Request.supplement,
    "fee_paid": Request.supplement,
    "extension_approved": Request.extend,
}
REPLY = Act("送达", target=Request.open, by=CLERK, starts=Deadline("第三方", working_days(15)))
STARTS = {
    "answer": (Request.receive, Request.answer_by),
    "supplement_notice": (Request.receive, Request.notify_by),
    "third_party_reply": (REPLY, REPLY.starts[0]),
}


def events_of(row: dict[str, str]) -> list[Event]:
    events = [did(STARTS[row["kind"]][0], row["received_on"])]
    for told in json.loads(row["events"]):
        if told["type"].startswith("consult"):
            events += [did(Request.consult, told["start"]), did(Request.conclude, told["end"])]
        elif told["type"] in VERBS:
            events.append(did(VERBS[told["type"]], told["date"]))
    return events


def test_the_given_deadlines_come_out_of_the_clocks_day_for_day(shared: Path) -> None:
    with (shared / "data" / "vectors" / "deadlines.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    reckoned = {row["case_id"]: the_clock(STARTS[row["kind"]][1], *events_of(row)) for row in rows}
    assert {key: str(clock.due_on) for key, clock in reckoned.items()} == {
        row["case_id"]: row["expected_due"] for row in rows
    }
    assert [clock.provisional for clock in reckoned.values()] == [row["provisional"] == "1" for row in rows]
