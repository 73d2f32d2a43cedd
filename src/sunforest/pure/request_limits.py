"""The limits of an information request (条例 art. 30–33, domain §1.3), from what happened to it.

    answer             20 working days from receipt (R1.27)
    supplement_notice   7 working days from receipt (R1.24)
    third_party_reply  15 working days from the day the third party received the letter (R1.25)

Only the answer is moved by events: a supplement or a paid fee restarts it (R1.24, R1.43), consultations are left out
(R1.29), an extension adds 20 working days (R1.28). A request for a supplement or a fee by itself changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from sunforest.pure.deadlines import DueDay, WorkingDays, due_day
from sunforest.pure.working_days import WorkingCalendar

__all__ = [
    "ANSWER",
    "EXTENSION",
    "LIMITS",
    "SUPPLEMENT_NOTICE",
    "THIRD_PARTY_REPLY",
    "Event",
    "answer_due",
    "request_due",
]

ANSWER = WorkingDays(20)
EXTENSION = WorkingDays(20)
SUPPLEMENT_NOTICE = WorkingDays(7)
THIRD_PARTY_REPLY = WorkingDays(15)

LIMITS: dict[str, WorkingDays] = {
    "answer": ANSWER,
    "supplement_notice": SUPPLEMENT_NOTICE,
    "third_party_reply": THIRD_PARTY_REPLY,
}

EventKind = Literal[
    "supplement_requested",
    "supplement_received",
    "fee_notice",
    "fee_paid",
    "consult_third_party",
    "consult_organ",
    "extension_approved",
]
EVENT_KINDS: dict[str, EventKind] = {kind: kind for kind in get_args(EventKind)}
RESTARTS = frozenset({"supplement_received", "fee_paid"})
CONSULTATIONS = frozenset({"consult_third_party", "consult_organ"})


@dataclass(frozen=True)
class Event:
    """Something that happened to a request on ``first``; a consultation lasts until ``last``, None while open."""

    kind: EventKind
    first: date
    last: date | None = None


def request_due(*, kind: str, received_on: date, events: Sequence[Event], calendar: WorkingCalendar) -> DueDay:
    """Return the last day of a limit named in ``LIMITS``. Raises KeyError for another name."""
    if kind == "answer":
        return answer_due(received_on=received_on, events=events, calendar=calendar)
    return due_day(start=received_on, limit=LIMITS[kind], calendar=calendar)


def answer_due(*, received_on: date, events: Sequence[Event], calendar: WorkingCalendar) -> DueDay:
    """Return the last day for the answer (条例 art. 30, 33; R1.24–R1.29, R1.43).

    A restart gives a fresh 20 working days from the day after it; an extension approved before it is spent with the
    period it extended. Of a consultation begun before a restart only days after the restart can matter.
    """
    in_order = sorted(events, key=lambda event: event.first)
    restart = max((number for number, event in enumerate(in_order) if event.kind in RESTARTS), default=-1)
    start = in_order[restart].first if restart >= 0 else received_on
    extensions = [EXTENSION for event in in_order[restart + 1 :] if event.kind == "extension_approved"]
    spans = [(event.first, event.last) for event in in_order if event.kind in CONSULTATIONS]
    return due_day(start=start, limit=ANSWER, calendar=calendar, excluded=spans, extensions=extensions)
