"""Completions while typing."""

import tantivy
from tantivy import Occur

from sunforest.core.search.initials import TYPED
from sunforest.core.search.query import LONGEST_QUERY
from sunforest.core.search.results import Suggestion
from sunforest.core.search.schema import entry_of
from sunforest.core.search.snapshot import Snapshot
from sunforest.core.search.units import key_of_units, units_of

MOST = 8
MOST_ORGANS = 3
TITLES_READ = 24
TITLE_BEGINS, SHORT_TITLE_BEGINS, INITIALS_BEGIN, TITLE_HOLDS = 8.0, 6.0, 4.0, 2.0


def suggest(snapshot: Snapshot, prefix: str, *, limit: int = MOST) -> list[Suggestion]:
    """Up to three organs, then titles: those that begin so, by initials, and those that hold what was typed."""
    limit = min(limit, MOST)
    units = units_of(prefix[:LONGEST_QUERY])
    if not units or limit < 1:
        return []
    organs = _organs(snapshot, key_of_units(units), _latin(units))[: min(MOST_ORGANS, limit)]
    return [*organs, *_titles(snapshot, units, limit - len(organs))]


def _latin(units: list[str]) -> str:
    typed = "".join(units)
    return typed if TYPED.fullmatch(typed) else ""


def _organs(snapshot: Snapshot, key: str, latin: str) -> list[Suggestion]:
    ranked = []
    for organ, name, initials in snapshot.organ_keys:
        if name.startswith(key):
            rank = 0
        elif latin and any(one.startswith(latin) for one in initials):
            rank = 1
        elif key in name:
            rank = 2
        else:
            continue
        ranked.append((rank, len(name), snapshot.organ_labels[organ], organ))
    return [Suggestion(label, "organ", organ=organ) for _, _, label, organ in sorted(ranked)]


def _titles(snapshot: Snapshot, units: list[str], limit: int) -> list[Suggestion]:
    matching, key = snapshot.matching, key_of_units(units)
    ways = [
        (TITLE_BEGINS, matching.starts_with("title_key", key)),
        (SHORT_TITLE_BEGINS, matching.starts_with("short_title_key", key)),
        (TITLE_HOLDS, matching.word("title", units)),
    ]
    if latin := _latin(units):
        ways.append((INITIALS_BEGIN, matching.starts_with("initials", latin)))
    query = tantivy.Query.boolean_query(
        [(Occur.Should, tantivy.Query.const_score_query(way, boost)) for boost, way in ways]
    )
    found = snapshot.searcher.search(query, TITLES_READ, count=False).hits
    suggestions: dict[str, Suggestion] = {}
    for _, address in found:
        entry = entry_of(snapshot.searcher.doc(address))
        suggestions.setdefault(entry.title, Suggestion(entry.title, "title", url=entry.url))
    return list(suggestions.values())[:limit]
