"""Opening many cases by one act each, in bulk: an import is one act a record (style §2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction

from sunforest.core.calendar import county_calendar
from sunforest.core.ledger import leaves
from sunforest.core.organs import county
from sunforest.core.organs.models import Organ
from sunforest.core.people import case_keys
from sunforest.core.process import authority, body, disclosure, numbers, records
from sunforest.core.process.actor import Actor
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.models import Case


@dataclass(frozen=True)
class Opening:
    """One case to be opened: what is answered, and the key that makes a repeat harmless."""

    data: Mapping[str, Any]
    key: str


@transaction.atomic
def open_cases(
    process: type[Process],
    act: Act,
    openings: Sequence[Opening],
    *,
    organ: Organ,
    actor: Actor,
    at: datetime,
    justify: str,
    write_details: Callable[[Sequence[tuple[Case, Mapping[str, Any]]]], None],
) -> list[Case]:
    """Open many cases of one process by the same act: all of them or none; each gets its record and its leaf.

    ``justify`` is the reason for which the actor lets findings of personal data stand. ``write_details`` writes the
    matter's own rows in bulk, in the place of the act's effect. Raises NotYours, Incomplete and Refused as
    ``open_case`` does; the act has no guard that asks for facts.
    """
    today = county_calendar.local_day(at)
    authority.check(None, act, actor, process=process, organ_id=organ.pk, today=today)
    read = [body.read(act, opening.data) for opening in openings]
    cases = _written(process, act, len(openings), organ=organ, at=at)
    keys = case_keys.make_for_many([case.pk for case in cases])
    write_details([(case, form.cleaned_data if form else {}) for case, form in zip(cases, read, strict=True)])
    prepared, justified = [], []
    for case, form, opening in zip(cases, read, openings, strict=True):
        found = [{**finding, "reason": justify} for finding in disclosure.findings_in(act, form)]
        moment = body.moment_of(act, form.cleaned_data if form else {}, at)
        justified.append(found)
        prepared.append(
            body.prepare(case, act, actor, moment, form, opening.key, deeds=(), case_key=keys[case.pk], justified=found)
        )
    written = records.append_many([one.record for one in prepared])
    for record, form, found in zip(written, read, justified, strict=True):
        _keep(record, form, found)
    leaves.append_many([one.leaf for one in prepared])
    return cases


def _written(process: type[Process], act: Act, count: int, *, organ: Organ, at: datetime) -> list[Case]:
    """The new cases, as they stand after their first record; in memory they stand before it."""
    today, version = county_calendar.local_day(at), county_calendar.version()
    cases = [
        numbers.unsaved_case(process, act, organ=organ, party=None, at=at, today=today) for _number in range(count)
    ]
    drawn = numbers.unused_case_numbers(county.area_code(), today, count)
    for case, number in zip(cases, drawn, strict=True):
        case.number, case.last_number = number, 1
    cases = Case.objects.bulk_create(cases, batch_size=200)
    for case in cases:
        case.last_number, case.calendar_version = 0, version
    return cases


def _keep(record: Any, form: forms.Form | None, found: list[dict[str, Any]]) -> None:
    if found:
        body.keep_what_it_names(record, form, found)
