"""Which followers read the log: the search index, and each matter that has a room ``follows``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from types import ModuleType

from django.urls import reverse
from django.utils import translation

from sunforest.core.calendar import county_calendar
from sunforest.core.ledger.followers import Follower, follow
from sunforest.core.ledger.models import Leaf
from sunforest.core.process import erasing, registry
from sunforest.core.process.declaration import Process
from sunforest.core.search import current
from sunforest.core.search.entry import SearchEntry
from sunforest.core.search.query import LARGEST_PAGE, Query
from sunforest.core.search.results import Hit


def follow_all() -> None:
    """Add the followers of the matters, then the search index, in the order of the settings."""
    for matter, room in registry.rooms("follows"):
        follow(Follower(matter.rsplit(".", 1)[-1], _reader(room)))
    follow(Follower("search", index, position=lambda: current.index().position()))


def renew(at: datetime) -> int:
    """Bring entries up to date that change with the day alone: what was not yet in force. Gives how many changed.

    The index itself says which ones wait, so a day on which no worker ran is made up for.
    """
    waiting = {hit.entry.identity: hit.entry for hit in _not_yet_in_force()}
    today = county_calendar.local_day(at)
    renewed: dict[str, SearchEntry] = {}
    for _matter, room in registry.rooms("search"):
        if waiting and hasattr(room, "renewed"):
            renewed |= room.renewed(waiting, today)
    changed = [entry for identity, entry in renewed.items() if entry.effect != waiting[identity].effect]
    if changed:
        current.index().write(changed, (), current.index().position())
    return len(changed)


def _not_yet_in_force() -> Iterator[Hit]:
    question = Query(effect="not_yet_in_force", sort="oldest", size=LARGEST_PAGE)
    first = current.index().search(question)
    if ("effect", question.effect) not in first.chosen:
        return
    yield from first.hits
    for page in range(2, first.pages + 1):
        yield from current.index().search(replace(question, page=page)).hits


def guides_to_write() -> dict[str, SearchEntry]:
    """The guide page of every declared process, where the index does not have it as it reads today."""
    written = {entry.identity: entry for entry in map(guide_of, registry.processes())}
    return {identity: entry for identity, entry in written.items() if current.index().find(identity) != entry}


def guide_of(process: type[Process]) -> SearchEntry:
    """The entry of a process: what it is about, its acts and its states, found before there is any case."""
    with translation.override("zh-hans"):
        words = [process.about, *(act.title for act in process.acts), *(state.title for state in process.states)]
        return SearchEntry(
            identity=f"process:{process.key}",
            kind="process",
            title=str(process.title),
            body="\n".join(map(str, words)),
            url=reverse("portal:process", args=[process.key]),
        )


def _reader(room: ModuleType) -> Callable[[Sequence[Leaf], int], None]:
    def read(leaves: Sequence[Leaf], _next_index: int) -> None:
        for leaf in leaves:
            room.follow(leaf)

    return read


def index(leaves: Sequence[Leaf], next_index: int) -> None:
    """Bring the search index to ``next_index``: every matter's ``search.entries_of`` says what the leaves change.

    With a redaction comes the leaf that it muted; where nothing of its thing is left, ``entries_of`` gives None for it.
    """
    entries = guides_to_write()
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
