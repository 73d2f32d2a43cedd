"""What matters show an officer beside the form of an act: each by ``panels(case, act, deeds)`` in its ``beside`` room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sunforest.core.process import registry
from sunforest.core.process.declaration import Act
from sunforest.core.process.models import Case
from sunforest.core.process.records import Deed


@dataclass(frozen=True)
class Entry:
    """One line of a panel: its words, where they lead (or nowhere), and facts below them."""

    words: str
    url: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Panel:
    """Something worth knowing before the act: its title, one sentence, its lines."""

    key: str
    title: Any
    about: Any = ""
    entries: tuple[Entry, ...] = ()
    is_warning: bool = False


def of_act(case: Case | None, act: Act, deeds: Sequence[Deed]) -> list[Panel]:
    """The panels of the matter whose case it is; none before there is a case, or where the matter has no such room."""
    room = registry.room_of(registry.matter_of(case.process), "beside") if case is not None else None
    panels: list[Panel] = room.panels(case, act, deeds) if room is not None else []
    return panels
