"""What matters show beside the public steps of a case: each names it by ``case_links(number)`` in its ``pages`` room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sunforest.core.process import registry


@dataclass(frozen=True)
class CaseLink:
    """A public page about a case: its words and its address."""

    words: Any
    url: str


def of_case(process_key: str, number: str) -> list[CaseLink]:
    """The pages of the matter whose process it is; none where it names none, or is here no longer."""
    process = next((each for each in registry.processes() if each.key == process_key), None)
    pages = registry.room_of(registry.matter_of(process), "pages") if process is not None else None
    offer = getattr(pages, "case_links", None)
    return list(offer(number)) if offer is not None else []
