"""What the page of an act says beside its form: which fields stay closed, and which answers can be rectified."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from sunforest.core.process import disclosure, registry
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.records import Deed


def closed_of(named: Act) -> list[tuple[Any, Any, bool]]:
    """Every field of the act: label, the ground on which it is closed or None, and whether the party sees it."""
    declared = getattr(named.asks, "base_fields", {}) if named.asks else {}
    closed, internal = disclosure.closed_fields(named.asks), disclosure.internal_fields(named.asks)
    return [(asked.label or name, closed.get(name), name in internal) for name, asked in declared.items()]


def names_for_rectifying(process: type[Process], act: Act, deeds: Sequence[Deed]) -> list[dict[str, Any]]:
    """For the act that rectifies: the records with the names and values of their answers."""
    if act.name != "rectify":
        return []
    shown = [deed for deed in deeds if deed.act != "rectify" and deed.fields]
    return [
        {
            "number": deed.number,
            "title": _(str(registry.act_named(process, deed.act).title)),
            "fields": [{**field, "label": _(field["label"])} for field in deed.fields],
        }
        for deed in shown
    ]
