"""What would happen: an act is carried out by the engine's own doors and taken back before anybody could see it.

So the preview is never a second computation: face, ground, clocks and refusals are those of the act itself.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django import forms
from django.db import transaction
from django.http import QueryDict
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from sunforest.core.ledger.models import Leaf
from sunforest.core.organs import names
from sunforest.core.organs.models import Organ
from sunforest.core.process import disclosure, records
from sunforest.core.process.actor import Actor
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.fields import HtmlField, harmless
from sunforest.core.process.models import ActRecord, Case
from sunforest.core.process.perform import Refused, Stale, WrongState, open_case, perform
from sunforest.core.process.records import Deed
from sunforest.faces import filing
from sunforest.faces.desk import clock_changes
from sunforest.faces.desk.applicant import Applicant
from sunforest.pure.grounds import Ground, ground_with_key


@dataclass(frozen=True)
class Doing:
    """One act about to be done: everything that the doors ask for."""

    process: type[Process]
    act: Act
    case: Case | None
    organ: Organ
    actor: Actor
    data: QueryDict
    at: datetime
    seen: int
    key: str
    applicant: Applicant | None = None
    parent: Case | None = None

    def carry_out(self) -> ActRecord:
        """Do it. Raises what ``open_case`` and ``perform`` raise."""
        if self.case is None:
            return self._open()
        return perform(self.case, self.act, actor=self.actor, data=self.data, at=self.at, seen=self.seen, key=self.key)

    @transaction.atomic
    def _open(self) -> ActRecord:
        """Open a case: the applicant's, where one was asked for; the earlier case's party's, where there is one."""
        party, actor = self.parent.party if self.parent else None, self.actor
        if self.applicant is not None:
            party = self.applicant.as_party(self.at)
            actor = self.applicant.actor(self.process, self.act, self.actor, party)
        return open_case(
            self.process,
            self.act,
            organ=self.organ,
            party=party,
            actor=actor,
            data=self.data,
            at=self.at,
            key=self.key,
            parent=self.parent,
        )


@dataclass(frozen=True)
class Rehearsal:
    """What the public and the party would see, what happens to the clocks, or why the act would not be done."""

    face: dict[str, Any] | None = None
    withheld: Ground | None = None
    party_sees: tuple[tuple[Any, Any], ...] = ()
    party_does_not_see: tuple[tuple[Any, Ground], ...] = ()
    clocks: tuple[clock_changes.ClockChange, ...] = ()
    notices: tuple[Any, ...] = ()
    refusal: str = ""
    hindrance: Stale | WrongState | None = None
    is_late: bool = False
    has_party: bool = False


def rehearse(doing: Doing, form: forms.Form | None) -> Rehearsal:
    """Do the act and take it back. Raises NotYours; Incomplete must have been ruled out by the caller."""
    before = records.of(doing.case) if doing.case else ()
    trial = replace(doing, key=f"rehearsal-{secrets.token_hex(12)}")
    try:
        with transaction.atomic():
            seen = _seen(trial, trial.carry_out(), before, form)
            transaction.set_rollback(True)
    except Refused as refused:
        return Rehearsal(refusal=filing.refusal_words(refused.refusal))
    except (Stale, WrongState) as hindrance:
        return Rehearsal(hindrance=hindrance)
    return seen


def _seen(doing: Doing, record: ActRecord, before: tuple[Deed, ...], form: forms.Form | None) -> Rehearsal:
    case = Case.objects.select_related("organ").get(pk=record.case_id)
    after = records.of(case)
    leaf = Leaf.objects.get(case_id=record.case_id, record_number=record.number)
    written = leaf.face or after[-1].content["withheld"]["face"]
    internal = disclosure.internal_fields(doing.act.asks)
    answers = answers_of(form)
    return Rehearsal(
        face=_face(doing, json.loads(written), form),
        withheld=ground_with_key(record.ground) if record.ground else None,
        party_sees=tuple((label, value) for name, label, value in answers if name not in internal),
        party_does_not_see=tuple((label, internal[name]) for name, label, _words in answers if name in internal),
        clocks=clock_changes.between(case.process, before, after, doing.at),
        notices=tuple(_(str(notice.title)) for notice in doing.act.notices),
        is_late=record.is_late,
        has_party=case.party_id is not None,
    )


def answers_of(form: forms.Form | None) -> list[tuple[str, Any, Any]]:
    """Name, label and value in words of each answer; rich text as harmless HTML."""
    if form is None:
        return []
    return [
        (answer["name"], form.fields[answer["name"]].label or answer["label"], _value(form, answer))
        for answer in disclosure.fields_of(form)
    ]


def _value(form: forms.Form, answer: dict[str, Any]) -> Any:
    if isinstance(form.fields[answer["name"]], HtmlField):
        return mark_safe(harmless(answer["value"]))
    return answer["shown"]


def _face(doing: Doing, face: dict[str, Any], form: forms.Form | None) -> dict[str, Any]:
    """The face as ``parts/preview.html`` shows it: only what the leaf holds, with labels of the page's language."""
    shown = {field["name"] for field in face["fields"]}
    closed = disclosure.closed_fields(doing.act.asks)
    answers = answers_of(form)
    return {
        "title": _(face["act_title"]),
        "organ": names.organ(doing.organ),
        "on": date.fromisoformat(face["day"]),
        "state": _(face["state_title"]),
        "fields": [(label, value) for name, label, value in answers if name in shown],
        "closed": [(label, _(closed[name].title)) for name, label, _words in answers if name in closed],
    }
