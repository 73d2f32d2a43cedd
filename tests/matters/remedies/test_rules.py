"""The law of remedies: limits of those who challenge an answer, and the note of R1.74, as worked examples."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import at
from sunforest.matters.remedies import rules
from sunforest.pure.moment import Moment
from sunforest.pure.statutory_holidays import statutory_holidays
from sunforest.pure.working_days import HolidayNotice, WorkingCalendar


def off(*spans: tuple[str, str]) -> frozenset[date]:
    """The days of inclusive spans."""
    days = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in spans]
    return frozenset(
        date.fromordinal(day) for first, last in days for day in range(first.toordinal(), last.toordinal() + 1)
    )


def days(*written: str) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, written))


CALENDAR = WorkingCalendar.from_notices(  # domain §8
    [
        HolidayNotice(
            2025,
            "2025",
            off(("2025-01-01", "2025-01-01"), ("2025-01-28", "2025-02-04"), ("2025-04-04", "2025-04-06"),
                ("2025-05-01", "2025-05-05"), ("2025-05-31", "2025-06-02"), ("2025-10-01", "2025-10-08")),
            days("2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"),
        ),
        HolidayNotice(
            2026,
            "2026",
            off(("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"),
                ("2026-05-01", "2026-05-05"), ("2026-06-19", "2026-06-21"), ("2026-09-25", "2026-09-27"),
                ("2026-10-01", "2026-10-07")),
            days("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"),
        ),
    ]
)  # fmt: skip


def day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


@pytest.mark.parametrize(
    ("knew_on", "told_on", "made_on", "until"),
    [
        pytest.param("2025-08-05", None, None, "2025-10-09", id="R8.7: +60 = 10-04, a holiday"),
        pytest.param("2026-01-05", None, None, "2026-03-06", id="复议法 20(1): day 60 is a Friday"),
        pytest.param("2025-08-05", "2025-11-03", None, "2026-01-04", id="复议法 20(3): from knowing the remedy, a Sunday that works"),
        pytest.param("2025-03-10", "2026-02-24", None, "2026-03-10", id="复议法 20(3): at most one year from knowing"),
        pytest.param("2026-05-20", None, "2021-06-10", "2026-06-10", id="复议法 21: five years from the act"),
    ],
)  # fmt: skip
def test_reconsideration_is_applied_for_until(knew_on, told_on, made_on, until):
    last = rules.reconsideration_until(
        knew_on=day(knew_on), told_on=day(told_on), made_on=day(made_on), calendar=CALENDAR
    )
    assert last == day(until)


@pytest.mark.parametrize(
    ("knew_on", "told_on", "made_on", "until"),
    [
        pytest.param("2025-08-31", None, None, "2026-02-28", id="R1.71: no 31 February; a Saturday that works"),
        pytest.param("2025-08-15", None, None, "2026-02-24", id="民法典 203: 02-15 begins the Spring Festival"),
        pytest.param("2025-03-10", "2025-06-30", None, "2025-12-30", id="解释 64: from knowing the limit"),
        pytest.param("2025-03-10", "2025-12-10", None, "2026-03-10", id="解释 64: at most one year from knowing the act"),
        pytest.param("2026-03-02", None, "2021-04-06", "2026-04-07", id="行诉法 46(2): five years; 04-06 is off"),
    ],
)  # fmt: skip
def test_a_lawsuit_is_brought_directly_until(knew_on, told_on, made_on, until):
    last = rules.direct_lawsuit_until(
        knew_on=day(knew_on), told_on=day(told_on), made_on=day(made_on), calendar=CALENDAR
    )
    assert last == day(until)


@pytest.mark.parametrize(
    ("received_on", "until"),
    [
        pytest.param("2025-09-20", "2025-10-09", id="R1.71: +15 = 10-05, a holiday"),
        pytest.param("2026-03-02", "2026-03-17", id="行诉法 45: a Tuesday"),
        pytest.param("2026-01-31", "2026-02-24", id="民法典 203: 02-15 begins the Spring Festival"),
    ],
)
def test_a_decision_of_reconsideration_is_sued_over_until(received_on, until):
    last = rules.lawsuit_after_reconsideration_until(received_on=day(received_on), calendar=CALENDAR)
    assert last == day(until)


@pytest.mark.parametrize(
    ("is_summary", "is_extended", "decided_until", "sued_until"),
    [
        pytest.param(False, False, "2026-05-06", "2026-05-21", id="复议法 62: sixty days, 05-01 to 05-05 are off"),
        pytest.param(False, True, "2026-06-01", "2026-06-16", id="复议法 62: thirty more; 05-31 is a Sunday"),
        pytest.param(True, False, "2026-04-01", "2026-04-16", id="复议法 62 ¶2: thirty days in summary procedure"),
        pytest.param(True, True, "2026-04-01", "2026-04-16", id="复议法 62: the summary limit is not extended"),
    ],
)
def test_the_reconsideration_organ_decides_until_and_its_silence_is_sued_over_until(
    is_summary, is_extended, decided_until, sued_until
):
    accepted = {"accepted_on": day("2026-03-02"), "is_summary": is_summary, "is_extended": is_extended}
    assert rules.decision_until(**accepted, calendar=CALENDAR) == day(decided_until)
    assert rules.lawsuit_after_silence_until(**accepted, calendar=CALENDAR) == day(sued_until)


@given(st.dates(date(2025, 1, 1), date(2026, 9, 1)), st.integers(0, 800))
def test_not_being_told_gives_time_but_never_more_than_a_year(knew_on, later):
    told_on = date.fromordinal(knew_on.toordinal() + later)
    told = rules.reconsideration_until(knew_on=knew_on, calendar=CALENDAR)
    untold = rules.reconsideration_until(knew_on=knew_on, told_on=told_on, calendar=CALENDAR)
    year = date(knew_on.year + 1, knew_on.month, min(knew_on.day, 28))
    assert told <= untold <= date.fromordinal(year.toordinal() + 15)
    assert CALENDAR.is_working_day(untold)


@pytest.mark.parametrize(
    ("kind", "result", "withheld", "answered_on", "is_noted"),
    [
        pytest.param("ss_direct", "N4", [], "2024-01-01", True, id="R1.74: the first day"),
        pytest.param("ss_direct", "N4", [], "2023-12-31", False, id="R1.74: the day before"),
        pytest.param("ss_direct", "P1", ["N5"], "2026-03-02", True, id="R1.35: the withheld part rests on art. 16"),
        pytest.param("ss_direct", "P1", ["N8"], "2026-03-02", False, id="R1.35: N8 rests on art. 36(7)"),
        pytest.param("ss_direct", "N8", [], "2026-03-02", False, id="R1.35 (b)"),
        pytest.param("ss_direct", "U1a", [], "2026-03-02", False, id="R1.35 (b): does not exist"),
        pytest.param("ss_direct", "", [], None, False, id="no answer yet"),
        pytest.param("ss_after", "N4", [], "2026-03-02", False, id="after reconsideration"),
        pytest.param("fy", "N4", [], "2026-03-02", False, id="reconsideration itself"),
    ],
)
def test_a_direct_lawsuit_over_a_refusal_is_noted(kind, result, withheld, answered_on, is_noted):
    noted = rules.lacks_reconsideration(kind=kind, result=result, withheld=withheld, answered_on=day(answered_on))
    assert noted is is_noted


TODAY = Moment(at=at("2026-03-10"), day=date(2026, 3, 10), today=date(2026, 3, 10))
FACTS = rules.ChallengeFacts(kind="fy", received_on=date(2026, 3, 2))
JUDGED = rules.ChallengeFacts(kind="ss_direct", received_on=date(2026, 3, 2), decided_on=date(2026, 3, 9))


@pytest.mark.parametrize(
    ("rule", "facts", "answers", "is_allowed"),
    [
        (rules.received_by_today, None, {"received_on": "2026-03-10"}, True),
        (rules.received_by_today, None, {"received_on": "2026-03-11"}, False),
        (rules.same_day_of_receipt, FACTS, {"received_on": "2026-03-02"}, True),
        (rules.same_day_of_receipt, FACTS, {"received_on": "2026-03-03"}, False),
        (rules.sent_after_receipt, FACTS, {"sent_on": "2026-03-02"}, True),
        (rules.sent_after_receipt, FACTS, {"sent_on": "2026-03-01"}, False),
        (rules.sent_after_receipt, FACTS, {"sent_on": "2026-03-11"}, False),
        (rules.decided_after_receipt, FACTS, {"decided_on": "2026-03-10"}, True),
        (rules.decided_after_receipt, FACTS, {"decided_on": "2026-03-01"}, False),
        (rules.decided_after_receipt, FACTS, {"decided_on": "2026-03-11"}, False),
        (rules.order_leaves_time, FACTS, {"decided_on": "2026-03-09", "until": "2026-03-10"}, True),
        (rules.order_leaves_time, FACTS, {"decided_on": "2026-03-09", "until": "2026-03-09"}, False),
        (rules.is_a_lawsuit_decided_before, JUDGED, {"appealed_on": "2026-03-09"}, True),
        (rules.is_a_lawsuit_decided_before, JUDGED, {"appealed_on": "2026-03-08"}, False),
        (rules.is_a_lawsuit_decided_before, FACTS, {"appealed_on": "2026-03-09"}, False),
        (rules.leaves_time_to_rectify, None, {"until": "2026-03-11"}, True),
        (rules.leaves_time_to_rectify, None, {"until": "2026-03-10"}, False),
        (rules.rectified_since_the_order, rules.ComplaintFacts(date(2026, 3, 9)), {"rectified_on": "2026-03-09"}, True),
        (rules.rectified_since_the_order, rules.ComplaintFacts(date(2026, 3, 9)), {"rectified_on": "2026-03-08"}, False),
    ],
)  # fmt: skip
def test_days_stand_in_their_order(rule, facts, answers, is_allowed):
    refusal = rule(facts, {name: day(written) for name, written in answers.items()}, TODAY)
    assert (refusal is None) is is_allowed


def test_the_calendar_of_these_examples_is_the_official_one_of_domain_8():
    for year in (2025, 2026):
        working = CALENDAR.working_days_between(date(year - 1, 12, 31), date(year, 12, 31))
        assert (working, statutory_holidays(year) - CALENDAR.rest_days) == (248, frozenset())
