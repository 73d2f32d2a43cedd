"""The limits of an information request: the worked examples of domain §1.3, with their rule as id."""

from datetime import date

import pytest

from pure.calendars import OFFICIAL
from sunforest.pure.request_limits import Event, answer_due, request_due


def day(text: str) -> date:
    return date.fromisoformat(text)


EXAMPLES = [
    pytest.param("supplement_notice", "2025-09-25", [], "2025-10-11", id="R1.24-补正告知"),
    pytest.param("answer", "2025-09-25", [], "2025-10-29", id="R1.27-答复"),
    pytest.param(
        "answer", "2025-09-25", [Event("extension_approved", day("2025-10-20"))], "2025-11-26", id="R1.28-延期"
    ),
    pytest.param("supplement_notice", "2025-09-28", [], "2025-10-14", id="R1.24-周日上班"),
    pytest.param("answer", "2025-09-28", [], "2025-10-31", id="R1.27-周日上班"),
    pytest.param("supplement_notice", "2025-09-30", [], "2025-10-16", id="R1.24-节前"),
    pytest.param("answer", "2025-09-30", [], "2025-11-04", id="R1.27-节前"),
    pytest.param(
        "answer", "2025-09-25", [Event("supplement_received", day("2025-10-20"))], "2025-11-17", id="R1.24-补正重新起算"
    ),
    pytest.param("third_party_reply", "2025-10-10", [], "2025-10-30", id="R1.25-第三方15日"),
    pytest.param(
        "answer",
        "2025-09-25",
        [Event("consult_third_party", day("2025-10-09"), day("2025-10-21"))],
        "2025-11-12",
        id="R1.29-征求意见不计入",
    ),
    pytest.param("supplement_notice", "2026-02-13", [], "2026-03-02", id="R1.24-春节2026"),
    pytest.param("answer", "2026-02-13", [], "2026-03-19", id="R1.27-春节2026"),
    pytest.param("supplement_notice", "2026-09-18", [], "2026-09-29", id="R1.24-中秋2026"),
    pytest.param("answer", "2026-09-18", [], "2026-10-22", id="R1.27-国庆2026"),
    pytest.param("supplement_notice", "2025-01-02", [], "2025-01-13", id="R1.24-元旦2025"),
    pytest.param("answer", "2025-01-02", [], "2025-02-06", id="R1.27-春节2025"),
    pytest.param("answer", "2025-12-05", [], "2026-01-05", id="R1.27-跨年"),
]


@pytest.mark.parametrize(("kind", "received", "events", "expected"), EXAMPLES)
def test_the_worked_examples_of_the_law(kind: str, received: str, events: list[Event], expected: str) -> None:
    due = request_due(kind=kind, received_on=day(received), events=events, calendar=OFFICIAL)
    assert (due.day, due.provisional) == (day(expected), False)


def due_after(*events: Event) -> date:
    return answer_due(received_on=day("2025-09-25"), events=events, calendar=OFFICIAL).day


def test_the_ten_working_days_of_a_consultation_are_named() -> None:
    span = Event("consult_third_party", day("2025-10-09"), day("2025-10-21"))
    due = answer_due(received_on=day("2025-09-25"), events=[span], calendar=OFFICIAL)
    assert len(due.excluded_days) == 10


@pytest.mark.parametrize("kind", ["supplement_requested", "fee_notice"])
def test_a_question_to_the_applicant_changes_nothing_by_itself(kind: str) -> None:
    assert due_after(Event(kind, day("2025-09-28"))) == day("2025-10-29")


def test_a_paid_fee_restarts_from_the_next_day() -> None:
    assert due_after(Event("fee_paid", day("2025-10-20"))) == day("2025-11-17")


def test_consultations_that_overlap_count_once() -> None:
    third_party = Event("consult_third_party", day("2025-10-09"), day("2025-10-17"))
    organ = Event("consult_organ", day("2025-10-13"), day("2025-10-21"))
    assert due_after(third_party, organ) == day("2025-11-12")


def test_a_consultation_before_a_restart_is_irrelevant() -> None:
    span = Event("consult_organ", day("2025-09-28"), day("2025-10-14"))
    assert due_after(span, Event("supplement_received", day("2025-10-20"))) == day("2025-11-17")


def test_a_restart_gives_a_fresh_period_without_the_extension_before_it() -> None:
    extension = Event("extension_approved", day("2025-10-14"))
    assert due_after(extension, Event("fee_paid", day("2025-10-20"))) == day("2025-11-17")


def test_an_extension_after_a_restart_counts() -> None:
    restart = Event("supplement_received", day("2025-10-20"))
    assert due_after(restart, Event("extension_approved", day("2025-11-10"))) == day("2025-12-15")


def test_a_consultation_within_the_extension_counts() -> None:
    extension = Event("extension_approved", day("2025-10-20"))
    span = Event("consult_organ", day("2025-11-03"), day("2025-11-07"))
    assert due_after(extension, span) == day("2025-12-03")


def test_the_last_of_several_restarts_decides() -> None:
    first, second = Event("supplement_received", day("2025-10-13")), Event("fee_paid", day("2025-10-20"))
    assert due_after(first, second) == day("2025-11-17")


def test_a_due_day_in_a_year_without_a_notice_is_provisional() -> None:
    due = answer_due(received_on=day("2026-12-10"), events=[], calendar=OFFICIAL)
    assert (due.day, due.provisional) == (day("2027-01-08"), True)


def test_an_unknown_limit_is_refused() -> None:
    with pytest.raises(KeyError):
        request_due(kind="patience", received_on=day("2026-03-02"), events=[], calendar=OFFICIAL)
