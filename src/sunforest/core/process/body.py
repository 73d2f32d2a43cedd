"""What both doors, the acts of silence and the importer do with an act: read, judge, write; one record, one leaf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from sunforest.core.calendar import county_calendar
from sunforest.core.ledger import leaves
from sunforest.core.notify import queue
from sunforest.core.process import clocks, disclosure, records, rectifying, uploads
from sunforest.core.process.actor import THE_SYSTEM, Actor
from sunforest.core.process.declaration import Act
from sunforest.core.process.fields import UploadsField
from sunforest.core.process.models import ActRecord, Case, JustifiedFinding
from sunforest.core.process.records import Deed
from sunforest.core.process.rectifying import Correction
from sunforest.pure.grounds import Ground
from sunforest.pure.moment import Moment, Refusal

JUSTIFIED = "justified"


class Incomplete(Exception):
    """What was answered is not complete: errors of the form, or personal data that nobody masked or justified."""

    def __init__(self, form: forms.Form | None, findings: list[dict[str, Any]]) -> None:
        self.form, self.findings = form, findings
        super().__init__(_("填写的内容不完整，或公开文字中有尚未处理的个人信息。您填写的内容已保留。"))


class Refused(Exception):
    """A rule of law said no."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(str(refusal))


@dataclass(frozen=True)
class Prepared:
    """One act, judged and worked out, ready to be written: its record and its leaf."""

    record: ActRecord
    leaf: leaves.NewLeaf
    due: clocks.Due
    closed_on: date | None


def carry_out(
    case: Case,
    act: Act,
    actor: Actor,
    data: Mapping[str, Any],
    at: datetime,
    key: str,
    *,
    deeds: Sequence[Deed],
    case_key: bytes,
    day: date | None = None,
) -> ActRecord:
    """Carry out one act whose authority has been checked, inside the caller's transaction.

    ``day`` is given for acts of silence only: the last day of the clock. Raises Incomplete and Refused.
    """
    case.deeds = tuple(deeds)
    form = read(act, data)
    correction = rectifying.correction_in(form, case.process, deeds)
    if form is not None and form.errors:
        raise Incomplete(form, [])
    answers = form.cleaned_data if form else {}
    moment = moment_of(act, answers, at, day)
    if act.guard and (refusal := act.guard(facts_of(case, act), answers, moment)):
        raise Refused(refusal)
    found = [*disclosure.findings_in(act, form), *rectifying.findings_in(correction)]
    justified = justified_findings(found, form, data)
    if act.effect:
        act.effect(case, answers, moment)
    prepared = prepare(
        case, act, actor, moment, form, key, deeds=deeds, case_key=case_key, justified=justified, correction=correction
    )
    write(case, prepared)
    case.deeds = None
    keep_what_it_names(prepared.record, form, justified)
    queue.queue(act.notices, case, record=prepared.record.number, at=at)
    return prepared.record


def write(case: Case, prepared: Prepared) -> None:
    """Write what was worked out: the record, the case's own row, the leaf."""
    records.append(prepared.record)
    records.move(case, prepared.record, prepared.due, closed_on=prepared.closed_on)
    leaves.append(prepared.leaf)


def carry_out_overdue(case: Case, deeds: tuple[Deed, ...], at: datetime, case_key: bytes) -> tuple[Deed, ...]:
    """Carry out every act of silence that has fallen due in this case by ``at``; gives the records as they are then."""
    while case.lapses_at is not None and case.lapses_at <= at:
        running = clocks.clocks_of(records.events_of(case.process, deeds), calendar_of(case))
        found = clocks.overdue_act(case.process, case.state, running, at)
        if found is None:
            break
        act, clock = found
        key = f"{case.pk}/{act.name}/{case.last_number}"
        day = clock.due_on or (clock.due_at or at).astimezone(clocks.SHANGHAI).date()
        record = carry_out(case, act, THE_SYSTEM, {}, at, key, deeds=deeds, case_key=case_key, day=day)
        deeds = (*deeds, Deed(record, case_key))
    return deeds


def read(act: Act, data: Mapping[str, Any]) -> forms.Form | None:
    """The act's form, filled and valid; None where the act asks nothing. Raises Incomplete."""
    if act.asks is None:
        return None
    form: forms.Form = act.asks(data)
    if not form.is_valid():
        raise Incomplete(form, [])
    return form


def moment_of(act: Act, answers: Mapping[str, Any], at: datetime, day: date | None = None) -> Moment:
    """When the act is recorded and when it takes effect."""
    today = county_calendar.local_day(at)
    effective = answers.get(act.effective) if act.effective else None
    if isinstance(effective, datetime):
        effective = county_calendar.local_day(effective)
    return Moment(at=at, day=day or effective or today, today=today)


def facts_of(case: Case, act: Act) -> Any:
    """What the matter knows of the case; nothing before the act that opens it."""
    return case.process.facts(case) if case.process.facts and not act.opens else None


def justified_findings(
    found: list[dict[str, Any]], form: forms.Form | None, data: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The findings of personal data in open text, each with the reason given for it. Raises Incomplete for the rest.

    ``data["justified"]`` maps ``field:text`` to a reason; who does the act answers for it by name.
    """
    reasons = data.get(JUSTIFIED) or {}
    left = [finding for finding in found if not str(reasons.get(name_of(finding), "")).strip()]
    if left:
        raise Incomplete(form, left)
    return [{**finding, "reason": reasons[name_of(finding)]} for finding in found]


def name_of(finding: Mapping[str, Any]) -> str:
    """The name under which a finding is justified."""
    return f"{finding['field']}:{finding['text']}"


def prepare(
    case: Case,
    act: Act,
    actor: Actor,
    moment: Moment,
    form: forms.Form | None,
    key: str,
    *,
    deeds: Sequence[Deed],
    case_key: bytes,
    justified: list[dict[str, Any]],
    correction: Correction | None = None,
) -> Prepared:
    """Work out record, leaf and due day of an act whose effect has been carried out; writes nothing."""
    fields, to_state = disclosure.fields_of(form), act.target_from(case.state)
    shown = [*disclosure.open_fields(act, fields), *rectifying.open_fields(correction)]
    face = disclosure.face_of(case.process, act, case.organ, moment, to_state, shown)
    minute = moment.at.astimezone(clocks.SHANGHAI).isoformat(timespec="minutes")
    canonical = disclosure.canonical({**face, "case": case.number, "number": case.last_number + 1, "at": minute})
    salt, commitment = leaves.commit_to(canonical)
    ground = ground_of(case, to_state)
    content = {
        "version": case.process_version,
        "fields": fields,
        "justified": justified,
        "corrected": disclosure.fields_of(correction.form) if correction else [],
        "withheld": {"face": canonical.decode(), "salt": salt.hex()} if ground else {},
        "proof": {"proof": actor.proof, "assisted_by": actor.assisted_by},
    }
    record = records.build(case, act, actor, moment=moment, to_state=to_state, content=content, key=key, under=case_key)
    record.commitment, record.ground = commitment, ground.key if ground else ""
    events = records.events_of(case.process, (*deeds, Deed(record, case_key)))
    running = clocks.clocks_of(events, calendar_of(case))
    record.is_late = is_late(act, running, correction)
    leaf = _leaf_of(case, record, moment, face=None if ground else canonical.decode(), salt=None if ground else salt)
    return Prepared(record, leaf, clocks.due_on(case.process, to_state, running), clocks.closed_on(events))


def is_late(act: Act, running: Sequence[clocks.Clock], correction: Correction | None) -> bool:
    """True where the act met a clock after its last day, or where a correction shows that an earlier act had."""
    judged, was_late = (correction.act, correction.was_late) if correction else (act, False)
    return not was_late and any(clock.was_met_late for clock in running if clock.deadline in judged.meets)


def _leaf_of(case: Case, record: ActRecord, moment: Moment, *, face: str | None, salt: bytes | None) -> leaves.NewLeaf:
    return leaves.NewLeaf(
        series=leaves.series_of(case.organ.code, moment.today.year),
        case_id=case.pk,
        record_number=record.number,
        process=case.process_key,
        act=record.act,
        commitment=bytes(record.commitment),
        face=face,
        salt=salt,
        written_at=moment.at,
    )


def ground_of(case: Case, to_state: str) -> Ground | None:
    """The ground on which the act's face is withheld, judged with the case where the act has brought it."""
    if case.process.closed_by is None:
        return None
    before, case.state = case.state, to_state
    ground: Ground | None = case.process.closed_by(case.process.facts(case) if case.process.facts else case)
    case.state = before
    return ground


def calendar_of(case: Case) -> Any:
    """The calendar as of the newest notice, whose number came with the case."""
    return county_calendar.at_version(case.calendar_version)


def keep_what_it_names(record: ActRecord, form: forms.Form | None, justified: list[dict[str, Any]]) -> None:
    """Files that the record names are never swept; findings that were justified are listed for the auditor."""
    if form is not None:
        uploads.keep(
            [
                file["digest"]
                for name, field in form.fields.items()
                if isinstance(field, UploadsField)
                for file in form.cleaned_data.get(name) or ()
            ]
        )
    if justified and record.officer_id is not None:
        JustifiedFinding.objects.bulk_create(
            JustifiedFinding(
                record=record,
                officer_id=record.officer_id,
                field=finding["field"],
                type=finding["type"],
                recorded_at=record.recorded_at,
            )
            for finding in justified
        )
