"""Reads of information requests that are longer than one line; the only room that another matter may call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sunforest.core.calendar import county_calendar
from sunforest.core.organs import county
from sunforest.core.process import clocks, records
from sunforest.core.process.models import Case
from sunforest.core.process.numbers import standard_number
from sunforest.core.process.records import Deed
from sunforest.matters.publishing import queries as publishing
from sunforest.pure import grounds
from sunforest.pure.working_days import WorkingCalendar

from . import remedies_line, rules
from .models import InformationRequest, Redaction
from .remedies_line import Bodies

DRAFTING = ("send_to_review", "send_to_sign")
WAITING = ("ask_to_supplement", "charge", "ask_organ")
SIGNING = ("answer", "answer_without_publication")


def facts_of(case: Case) -> rules.RequestFacts:
    """What the rules know of a request: its own row, and what its records and clocks say."""
    row = InformationRequest.objects.filter(case=case).first()
    deeds = records.before_the_act(case)
    running = clocks.clocks_of(records.events_of(case.process, deeds), _calendar(case))
    due = {clock.deadline.name: clock.due_on for clock in running if clock.runs}
    draft = _last(deeds, DRAFTING)
    signed, asked = _last(deeds, SIGNING), _last(deeds, WAITING)
    return rules.RequestFacts(
        state=case.state,
        arrived_on=row.arrived_on if row else None,
        received_on=row.received_on if row else None,
        answer_due_on=due.get("answer_by"),
        ask_due_on=due.get("ask_by"),
        is_redone=bool(row and row.original_id),
        times_supplement_was_asked=_count(deeds, "ask_to_supplement"),
        times_split=_count(deeds, "split"),
        is_extended=bool(row and row.is_extended),
        reasons_were_asked=_count(deeds, "ask_for_reasons") > 0,
        fee_charged=row.fee_charged if row else 0,
        draft={field["name"]: field["value"] for field in draft.fields} if draft else {},
        needs_experts=bool(draft and draft.value("needs_experts")),
        expert_opinions=_count(deeds, "record_expert"),
        signed_on=signed.record.effective_on if signed else None,
        lacks_reconsideration_organ=case.state == "to_sign" and bool(draft) and _lacks_organ(case, draft),
        was_rated=bool(row and row.score),
        withheld_ground=row.withheld_ground if row else "",
        waiting_since=asked.record.effective_on if asked else None,
        **_third_parties(deeds),
    )


def _lacks_organ(case: Case, draft: Deed) -> bool:
    """True where the drafted answer has to name an organ of reconsideration and the organ has none (R1.35)."""
    known = Bodies(organ=case.organ.reconsidered_by)
    return not remedies_line.names_its_organ(draft.value("result"), known, withheld=draft.value("withheld"))


def bodies_of(case: Case) -> Bodies:
    """Where remedies against this organ's answers are sought: kept with the organ, and among the county's settings.

    Lawsuits against a county government go to another court than those against its departments (行政诉讼法 art. 14, 15).
    """
    is_government = case.organ.name == f"{county.current().name}人民政府"
    return Bodies(
        organ=case.organ.reconsidered_by,
        court=str(county.setting("government_court" if is_government else "administrative_court")),
        channel=str(county.setting("reconsideration_channel")),
    )


def _calendar(case: Case) -> WorkingCalendar:
    """Inside an act the calendar whose number came with the case; elsewhere the newest."""
    within_an_act = case.deeds is not None
    return county_calendar.at_version(case.calendar_version) if within_an_act else county_calendar.current()


def _last(deeds: Sequence[Deed], acts: Sequence[str]) -> Deed | None:
    return next((deed for deed in reversed(deeds) if deed.act in acts), None)


def _count(deeds: Sequence[Deed], act: str) -> int:
    return sum(deed.act == act for deed in deeds)


def _third_parties(deeds: Sequence[Deed]) -> dict[str, Any]:
    """Whom this consultation asked and who answered it when; what each third party said last, in whichever."""
    begun = max(
        (number for number, deed in enumerate(deeds) if deed.act in ("conclude", "third_party_silent")), default=-1
    )
    heard = [deed for deed in deeds[begun + 1 :] if deed.act == "hear"]
    return {
        "third_parties": {
            str(deed.value("third_party")): deed.record.effective_on
            for deed in deeds[begun + 1 :]
            if deed.act == "consult"
        },
        "heard": frozenset(str(deed.value("third_party")) for deed in heard),
        "last_heard_on": max((deed.record.effective_on for deed in heard), default=None),
        "opinions": {str(deed.value("third_party")): str(deed.value("agrees")) for deed in deeds if deed.act == "hear"},
        "told": frozenset(str(deed.value("third_party")) for deed in deeds if deed.act == "tell_third_party"),
    }


def draft_of(case: Case) -> dict[str, Any]:
    """The last draft of the answer, by field name; empty before there is one."""
    deed = _last(records.of(case), DRAFTING)
    return {field["name"]: field["value"] for field in deed.fields} if deed else {}


def wanted_of(case: Case) -> str:
    """What the applicant asked for, as it was last put. The caller records the look wherever staff is the reader."""
    return wanted_in(records.of(case))


def wanted_in(deeds: Sequence[Deed]) -> str:
    """What the applicant asked for, as those records put it last; empty where they are silent."""
    wanted = [deed.value("wanted") for deed in deeds if deed.value("wanted")]
    return str(wanted[-1]) if wanted else ""


def is_public_document(index_number: str) -> bool:
    """True where a document of that index number is public and not withdrawn."""
    return publishing.is_public(index_number)


def result_of(case: Case) -> InformationRequest | None:
    """The counted row of a request: its result, days and applicant type; None for a case of another process."""
    return InformationRequest.objects.filter(case=case).first()


def request_with_number(written: str) -> InformationRequest | None:
    """The request of that case number, however it was typed; None where there is none."""
    number = standard_number(written)
    return InformationRequest.objects.select_related("case").filter(case__number=number).first() if number else None


def day_and_way_of(case: Case) -> dict[str, Any]:
    """The day of receipt and the way of supply, which a part of a split request shares with its original."""
    row = InformationRequest.objects.get(case=case)
    return {"received_on": row.received_on, "supply": row.supply}


def has_parts_to_register(case: Case) -> bool:
    """True while fewer parts are registered than the letter was split into; the original is one of them (R1.41)."""
    row = result_of(case)
    return row is not None and row.parts.count() < row.units - 1


def was_answered(case: Case) -> bool:
    """True once the request has an answer that a decision can annul (R1.73)."""
    row = result_of(case)
    return row is not None and row.answered_on is not None


def files_to_give(case: Case, files: list[dict[str, str]]) -> list[dict[str, str]]:
    """The files of an answer, each original that was redacted replaced by its newest released file."""
    rows = _released(case)
    newest = {row.original_digest: {"digest": row.new_digest, "name": row.new_name} for row in rows}
    replaced = {digest for row in rows for digest in (row.original_digest, row.new_digest)}
    replaced -= {file["digest"] for file in newest.values()}
    kept = [file for file in files if file["digest"] not in replaced]
    known = {file["digest"] for file in kept}
    return kept + [file for file in newest.values() if file["digest"] not in known]


def withheld_in_files(case: Case) -> list[str]:
    """The codes of the grounds on which parts of the released files were taken out."""
    newest = {row.original_digest: row for row in _released(case)}
    reasons = {mark["reason"] for row in newest.values() for mark in row.marks or ()}
    return sorted({grounds.ground_with_key(reason).code for reason in reasons})


def _released(case: Case) -> list[Redaction]:
    return list(Redaction.objects.filter(case=case, released_at__isnull=False).order_by("released_at"))
