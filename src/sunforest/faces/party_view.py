"""A case as its party sees it: every step with its own answers, without what is internal (design §3, disclosure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext

from sunforest.core.process import disclosure, engine_acts
from sunforest.core.process.declaration import Act
from sunforest.core.process.models import Case
from sunforest.core.process.records import Deed

RECTIFY = "rectify"


@dataclass(frozen=True)
class StepSeen:
    """One step: what was done, when, where the case was afterwards, and the answers as (name, label, shown)."""

    number: int
    act: str
    title: str
    on: date
    state: str
    state_title: str
    law: str
    by_party: bool
    is_late: bool
    fields: tuple[tuple[str, str, str], ...]


def steps_seen(case: Case, deeds: Sequence[Deed]) -> list[StepSeen]:
    """The steps that concern the party, first to last; how the organ distributes its work does not (R6.20)."""
    return [_step(case, deed) for deed in deeds if _concerns_the_party(deed)]


def _concerns_the_party(deed: Deed) -> bool:
    return deed.act not in engine_acts.NAMES or deed.act == RECTIFY


def _step(case: Case, deed: Deed) -> StepSeen:
    act, record = case.process.act(deed.act), deed.record
    return StepSeen(
        number=deed.number,
        act=deed.act,
        title=gettext(str(act.title)),
        on=record.effective_on,
        state=record.to_state,
        state_title=gettext(str(case.process.state(record.to_state).title)),
        law=str(act.law) if act.law else "",
        by_party=record.role == "party",
        is_late=record.is_late,
        fields=tuple(_fields(act, deed)),
    )


def _fields(act: Act, deed: Deed) -> list[tuple[str, str, str]]:
    internal = disclosure.internal_fields(act.asks)
    if deed.act == RECTIFY:
        internal = disclosure.closed_fields(act.asks)
    declared = getattr(act.asks, "base_fields", {}) if act.asks else {}
    return [
        (answer["name"], _label(declared.get(answer["name"]), answer), _shown(declared.get(answer["name"]), answer))
        for answer in deed.fields
        if answer["name"] not in internal
    ]


def _label(field: Any, answer: dict[str, Any]) -> str:
    return gettext(str(field.label)) if field is not None and field.label else str(answer["label"])


def _shown(field: Any, answer: dict[str, Any]) -> str:
    shown = str(answer["shown"])
    return gettext(shown) if shown and isinstance(field, (forms.ChoiceField, forms.BooleanField)) else shown
