"""The log's newest checkpoint in one line, for the foot of every page and the head of every feed. No query."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from sunforest.core.ledger import served_files, tile_store
from sunforest.pure.canonical_encodings import base64_of


@dataclass(frozen=True)
class CheckpointLine:
    """How many entries the log has, under which root, and where it can be checked."""

    origin: str
    size: int
    root: str
    url: str

    def __str__(self) -> str:
        return f"{self.origin} {self.size} {self.root}"


def checkpoint_line() -> CheckpointLine | None:
    """The line of now, or None while the log is empty."""
    found = served_files.published(tile_store.current())
    if found is None:
        return None
    return CheckpointLine(found.origin, found.size, base64_of(found.root), reverse("portal:log"))
