"""What is like a text: entries that share many of its words, the rare ones counting most, ranked."""

from __future__ import annotations

from collections.abc import Sequence

import tantivy
from tantivy import Occur

from sunforest.core.search import facets
from sunforest.core.search.entry import SearchEntry
from sunforest.core.search.query import Word, read
from sunforest.core.search.schema import entry_of
from sunforest.core.search.snapshot import Snapshot
from sunforest.core.search.units import units_of

TITLE_WORD = 3.0
LEAST_SHARED = 0.4
LOOKED_AT = 4  # times as many as are wanted: some of the best share a single rare word only


def similar(snapshot: Snapshot, text: str, *, kind: str, organ: str, limit: int) -> list[SearchEntry]:
    """The entries of that kind (and organ, where one is named) most like ``text``, the likest first.

    Unlike a search, no word is required; but an entry with less than two fifths of the words is not like the text.
    """
    words = read(text).words
    if not words:
        return []
    conditions = {"kind": kind, "organ": organ} if organ else {"kind": kind}
    question = facets.limited(snapshot.matching, _any_of(snapshot, words), conditions)
    found = snapshot.searcher.search(question, limit * LOOKED_AT, count=False).hits
    entries = (entry_of(snapshot.searcher.doc(address)) for _score, address in found)
    return [entry for entry in entries if _share(words, entry) >= LEAST_SHARED][:limit]


def _any_of(snapshot: Snapshot, words: Sequence[Word]) -> tantivy.Query:
    ways = []
    for word in words:
        ways.append((Occur.Should, snapshot.matching.word("text", word.units)))
        in_title = snapshot.matching.word("title", word.units)
        ways.append((Occur.Should, tantivy.Query.boost_query(in_title, TITLE_WORD)))
    return tantivy.Query.boolean_query(ways)


def _share(words: Sequence[Word], entry: SearchEntry) -> float:
    """How many of the words an entry holds, as a share of all."""
    text = "".join(units_of(f"{entry.title}\n{entry.body[:20_000]}"))
    return sum("".join(word.units) in text for word in words) / len(words)
