"""Which followers read the log: the search index, and each matter that has a room ``follows``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType

from sunforest.core.ledger.followers import Follower, follow
from sunforest.core.ledger.models import Leaf
from sunforest.core.process import erasing, registry
from sunforest.core.search import current
from sunforest.core.search.entry import SearchEntry


def follow_all() -> None:
    """Add the followers of the matters, then the search index, in the order of the settings."""
    for matter, room in registry.rooms("follows"):
        follow(Follower(matter.rsplit(".", 1)[-1], _reader(room)))
    follow(Follower("search", index, position=lambda: current.index().position()))


def _reader(room: ModuleType) -> Callable[[Sequence[Leaf], int], None]:
    def read(leaves: Sequence[Leaf], _next_index: int) -> None:
        for leaf in leaves:
            room.follow(leaf)

    return read


def index(leaves: Sequence[Leaf], next_index: int) -> None:
    """Bring the search index to ``next_index``: every matter's ``search.entries_of`` says what the leaves change.

    With a redaction comes the leaf that it muted; where nothing of its thing is left, ``entries_of`` gives None for it.
    """
    entries: dict[str, SearchEntry] = {}
    removed: set[str] = set()
    muted = erasing.muted_by(leaves)
    for _matter, room in registry.rooms("search"):
        for identity, entry in room.entries_of([*leaves, *muted]).items():
            if entry is None:
                removed.add(identity)
            else:
                entries[identity] = entry
    current.index().write(list(entries.values()), sorted(removed), next_index)
    if muted:
        current.index().erase(sorted(removed), next_index)
