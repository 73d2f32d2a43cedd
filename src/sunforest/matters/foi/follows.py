"""Public answers follow the log, from the sealed faces alone; what is counted of a request follows its delivery."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sunforest.core.calendar import county_calendar
from sunforest.core.ledger.models import Leaf
from sunforest.core.process import clocks, erasing, records
from sunforest.core.process.clocks import Clock
from sunforest.core.process.models import Case
from sunforest.pure.same_question import asks_for_the_same

from .models import InformationRequest, PublicAnswer, SharedQuestion
from .results import GIVEN

SIGNING = ("answer", "answer_without_publication")
TOLD = (*SIGNING, "deliver", "rectify")
RECEIVING = ("confirm", "register_received", "register_part", "redo")
LIMITS = ("answer_by", "delayed_by", "redo_by")
YEARS_COMPARED = 3
TEXTS = ("result", "document_number", "question", "answer", "reasons", "right_organ")
LISTS = ("withheld", "files")


def follow(leaf: Leaf) -> None:
    """Bring the public answers up to this leaf. Idempotent: each time an answer is told anew from the faces so far."""
    if leaf.process == "foi" and leaf.act in TOLD and leaf.case_id is not None:
        _request_followed(leaf, leaf.case_id)
    if leaf.process == "conversion" and leaf.act == "propose" and leaf.face is not None:
        _proposed(json.loads(leaf.face))
    for muted in erasing.muted_by([leaf]):
        if muted.process == "foi" and muted.case_id is not None:
            _tell(muted.case_id, until=leaf.index or 0, measured=None)


def _request_followed(leaf: Leaf, case_id: int) -> None:
    measured = _measured(case_id, leaf.record_number or 0)
    if measured is None:
        return  # erased since: nothing of it is told
    request = InformationRequest.objects.filter(case_id=case_id)
    request.update(received_on=measured.received_on)
    if measured.delivered_on is not None:
        request.update(
            answered_on=measured.delivered_on,
            due_on=measured.due_on,
            is_late=measured.is_late,
            days_taken=measured.days_taken,
        )
    answer = _tell(case_id, until=leaf.index or 0, measured=measured)
    if answer is not None and leaf.act == "deliver" and answer.result in GIVEN:
        _compare(answer)


@dataclass(frozen=True)
class Measured:
    """The days of a request as its records and clocks give them. What was once recorded late stays late."""

    received_on: date | None
    due_on: date | None
    delivered_on: date | None
    is_late: bool
    days_taken: int | None


def _measured(case_id: int, number: int) -> Measured | None:
    """The days as of that record of the case; None where the case was erased."""
    row = InformationRequest.objects.select_related("case").filter(case_id=case_id).first()
    if row is None or erasing.is_erased(row.case):
        return None
    deeds = [deed for deed in records.of(row.case) if deed.number <= number]
    calendar = county_calendar.current()
    events = records.events_of(row.case.process, deeds)
    clock = _limit_among(clocks.clocks_of(events, calendar))
    received_on = next((event.on for event in events if event.act.name in RECEIVING), None)
    delivered = next((deed for deed in deeds if deed.act == "deliver"), None)
    delivered_on = clock.met_on if clock else delivered.record.effective_on if delivered else None
    counted = received_on is not None and delivered_on is not None
    return Measured(
        received_on=received_on,
        due_on=clock.due_on if clock else None,
        delivered_on=delivered_on,
        is_late=bool((delivered and delivered.record.is_late) or (clock and clock.was_met_late)),
        days_taken=calendar.working_days_between(received_on, delivered_on) if counted else None,
    )


def _limit_among(running: Sequence[Clock]) -> Clock | None:
    """The clock of the answer: the one that was met, or else the one that still runs."""
    limits = [clock for clock in running if clock.deadline.name in LIMITS]
    return next((clock for clock in limits if clock.met_on), None) or next((one for one in limits if one.runs), None)


def _tell(case_id: int, *, until: int, measured: Measured | None) -> PublicAnswer | None:
    """Write the public answer as the faces up to entry ``until`` tell it; remove it where they tell none."""
    leaves = list(Leaf.objects.filter(case_id=case_id, act__in=TOLD, index__lte=until).order_by("index"))
    signed = next((leaf for leaf in reversed(leaves) if leaf.act in SIGNING), None)
    if signed is None or signed.face is None or signed.act != "answer":
        PublicAnswer.objects.filter(case_id=case_id).delete()
        return None
    face, rectified = json.loads(signed.face), _rectified(leaves, signed)
    values = {**_values(face), **{name: value for values, _day in rectified for name, value in values.items()}}
    days = _days(measured, is_delivered=any(leaf.act == "deliver" and leaf.face for leaf in leaves)) if measured else {}
    answer, _made = PublicAnswer.objects.update_or_create(
        case_number=face["case"],
        defaults={
            "case_id": case_id,
            "organ_code": face["organ"],
            "organ_name": face["organ_name"],
            **{name: values.get(name) or "" for name in TEXTS},
            **{name: values.get(name) or [] for name in LISTS},
            "signed_on": date.fromisoformat(face["day"]),
            "rectified_on": rectified[-1][1] if rectified else None,
            "leaf_index": signed.index,
            **days,
        },
    )
    return answer


def _days(measured: Measured, *, is_delivered: bool) -> dict[str, Any]:
    """The columns of a public answer that come from its clocks."""
    return {
        "received_on": measured.received_on,
        "due_on": measured.due_on,
        "delivered_on": measured.delivered_on if is_delivered else None,
        "is_late": measured.is_late,
        "days_taken": measured.days_taken if is_delivered else None,
    }


def _rectified(leaves: Sequence[Leaf], signed: Leaf) -> list[tuple[dict[str, Any], date]]:
    """What the acts that rectify replaced in the signed answer, in their order, each with its day."""
    found = []
    for leaf in leaves:
        if leaf.act == "rectify" and leaf.face is not None:
            face = json.loads(leaf.face)
            values = _values(face)
            if values.get("record") == signed.record_number:
                found.append((values, date.fromisoformat(face["day"])))
    return found


def _values(face: dict[str, Any]) -> dict[str, Any]:
    return {item["name"]: item["value"] for item in face["fields"]}


def _compare(answer: PublicAnswer) -> None:
    """R1.33, R1.69: tell the officers of the organ where different people asked for the same. Nothing opens by itself."""
    since = answer.signed_on - timedelta(days=365 * YEARS_COMPARED)
    earlier = PublicAnswer.objects.filter(
        organ_code=answer.organ_code, signed_on__gte=since, delivered_on__isnull=False
    )
    questions = earlier.filter(result__in=GIVEN).exclude(pk=answer.pk).values_list("pk", "question")
    alike = {key for key, question in questions if asks_for_the_same(question, answer.question)}
    if not alike:
        return
    known = SharedQuestion.objects.filter(others__in=alike) | SharedQuestion.objects.filter(
        answer__in=[*alike, answer.pk]
    )
    alert = known.order_by("pk").first()
    together = alike | {answer.pk} | ({alert.answer_id, *alert.others.values_list("pk", flat=True)} if alert else set())
    people = _people_among(together)
    if people < 2 or (alert is not None and alert.proposed_in):
        return
    if alert is None:
        alert = SharedQuestion(answer=answer, found_on=answer.delivered_on)
    alert.organ_code, alert.question, alert.times_asked = answer.organ_code, answer.question, people
    alert.save()
    alert.others.set(together - {alert.answer_id})


def _people_among(answers: set[int]) -> int:
    """How many different people asked: who is not on file counts as somebody else each time."""
    cases = PublicAnswer.objects.filter(pk__in=answers).values("case_id")
    parties = list(Case.objects.filter(pk__in=cases).values_list("party_id", flat=True))
    return len(set(filter(None, parties))) + parties.count(None)


def _proposed(face: dict[str, Any]) -> None:
    """An officer has taken up an alert: the conversion was proposed in the words of its question."""
    waiting = SharedQuestion.objects.filter(organ_code=face["organ"], proposed_in="")
    waiting.filter(question=_values(face).get("what", "")).update(proposed_in=face["case"])
