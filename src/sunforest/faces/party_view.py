"""A case as its party sees it: every step with its own answers, without what is internal (design §3, disclosure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext

from sunforest.core.process import disclosure, engine_acts, registry
from sunforest.core.process.citation import cite
from sunforest.core.process.declaration import Act
from sunforest.core.process.fields import HtmlField, UploadsField
from sunforest.core.process.models import Case
from sunforest.core.process.records import Deed

RECTIFY = "rectify"


@dataclass(frozen=True)
class FieldSeen:
    """One answer as the party reads it; ``files`` are (digest, name)."""

    name: str
    label: str
    shown: str
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class StepSeen:
    """One step: what was done, when, where the case was afterwards, and the answers."""

    number: int
    act: str
    title: str
    on: date
    state: str
    state_title: str
    law: str
    by_party: bool
    is_late: bool
    post_id: int | None
    fields: tuple[FieldSeen, ...]


def steps_seen(case: Case, deeds: Sequence[Deed]) -> list[StepSeen]:
    """The steps that concern the party, first to last; how the organ distributes its work does not (R6.20)."""
    return [_step(case, deed) for deed in deeds if _concerns_the_party(deed)]


def _concerns_the_party(deed: Deed) -> bool:
    return deed.act not in engine_acts.NAMES or deed.act == RECTIFY


def _step(case: Case, deed: Deed) -> StepSeen:
    act, record = registry.act_named(case.process, deed.act), deed.record
    return StepSeen(
        number=deed.number,
        act=deed.act,
        title=gettext(str(act.title)),
        on=record.effective_on,
        state=record.to_state,
        state_title=gettext(str(registry.state_named(case.process, record.to_state).title)),
        law=cite(act.law),
        by_party=record.role == "party",
        is_late=record.is_late,
        post_id=record.post_id,
        fields=tuple(_fields(act, deed)),
    )


def _fields(act: Act, deed: Deed) -> list[FieldSeen]:
    hidden = disclosure.closed_fields(act.asks) if deed.act == RECTIFY else disclosure.internal_fields(act.asks)
    declared = getattr(act.asks, "base_fields", {}) if act.asks else {}
    return [_field(declared.get(answer["name"]), answer) for answer in deed.fields if answer["name"] not in hidden]


def _field(asked: Any, answer: dict[str, Any]) -> FieldSeen:
    label = gettext(str(asked.label)) if asked is not None and asked.label else str(answer["label"])
    shown, files = str(answer["shown"]), _files(asked, answer)
    if isinstance(asked, HtmlField):
        shown = disclosure.text_of_html(str(answer["value"])).strip()
    elif shown and isinstance(asked, (forms.ChoiceField, forms.BooleanField)):
        shown = gettext(shown)
    return FieldSeen(answer["name"], label, shown, files)


def _files(asked: Any, answer: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    if not isinstance(asked, UploadsField):
        return ()
    return tuple((str(file["digest"]), str(file["name"])) for file in answer["value"] or ())
