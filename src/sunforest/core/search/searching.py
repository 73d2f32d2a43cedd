"""One search: what is asked, under which conditions, in which order, which page; and help when nothing is found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import tantivy
from tantivy import Order

from sunforest.core.search import facets, passages
from sunforest.core.search.matching import count_of
from sunforest.core.search.query import (
    DEEPEST_RESULT,
    LARGEST_PAGE,
    REMARK_DEEP,
    REMARK_LAST_PAGE,
    REMARK_SORT,
    REMARKS_UNKNOWN_VALUE,
    Query,
    Reading,
    Sort,
    Word,
    read,
)
from sunforest.core.search.results import Hit, Results
from sunforest.core.search.schema import entry_of
from sunforest.core.search.snapshot import Snapshot


@dataclass
class _Help:
    """What is told when nothing was found."""

    unmatched: tuple[str, ...] = ()
    relaxed: tuple[str, ...] = ()
    total: int = 0


@dataclass(frozen=True)
class _Page:
    number: int
    pages: int
    size: int
    remarks: list[str] = field(default_factory=list)


def search(snapshot: Snapshot, query: Query) -> Results:
    """One page of results with facets, passages, remarks and help."""
    reading = read(query.text)
    chosen, remarks = _known_values(snapshot, query)
    remarks = [*reading.remarks, *remarks]
    order = _order(query.sort, reading, remarks)
    question = snapshot.matching.question(reading)
    limited = facets.limited(snapshot.matching, question, chosen)
    total = count_of(snapshot.searcher, limited)
    page = _page(query, total)
    counts = facets.count(
        snapshot.searcher, snapshot.matching, question=question, chosen=chosen, labels=snapshot.organ_labels
    )
    help_given = _help(snapshot, reading, chosen) if not total else _Help()
    return Results(
        hits=_hits(snapshot, limited, order, page, reading.words) if total else (),
        total=total,
        page=page.number,
        pages=page.pages,
        size=page.size,
        sort=order.value,
        facets=counts,
        words=tuple(word.shown for word in reading.words),
        chosen=tuple(chosen.items()),
        remarks=tuple([*remarks, *page.remarks]),
        unmatched_words=help_given.unmatched,
        relaxed_words=help_given.relaxed,
        relaxed_total=help_given.total,
    )


def _known_values(snapshot: Snapshot, query: Query) -> tuple[dict[str, str], list[str]]:
    chosen, remarks = {}, []
    for facet, value in query.chosen().items():
        if snapshot.matching.has_value(facet, value):
            chosen[facet] = value
        else:
            remarks.append(REMARKS_UNKNOWN_VALUE[facet])
    return chosen, remarks


def _order(wanted: str, reading: Reading, remarks: list[str]) -> Sort:
    """By relevance when there are words, or else the newest first."""
    usual = Sort.NEWEST if reading.is_empty else Sort.RELEVANCE
    if not wanted:
        return usual
    if wanted not in set(Sort):
        remarks.append(REMARK_SORT)
        return usual
    return usual if wanted == Sort.RELEVANCE else Sort(wanted)


def _page(query: Query, total: int) -> _Page:
    size = min(max(query.size, 1), LARGEST_PAGE)
    pages = max(1, -(-min(total, DEEPEST_RESULT) // size))
    if query.page <= pages:
        return _Page(max(query.page, 1), pages, size)
    remark = REMARK_DEEP if (query.page - 1) * size < total else REMARK_LAST_PAGE
    return _Page(pages, pages, size, [remark])


def _hits(
    snapshot: Snapshot, limited: tantivy.Query, order: Sort, page: _Page, words: tuple[Word, ...]
) -> tuple[Hit, ...]:
    field = None if order is Sort.RELEVANCE else order.value
    start = (page.number - 1) * page.size
    found = snapshot.searcher.search(
        limited, page.size, count=False, offset=start, order_by_field=field, order=Order.Asc if field else Order.Desc
    )
    entries = [entry_of(snapshot.searcher.doc(address)) for _, address in found.hits]
    return tuple(
        Hit(entry, passages.mark(entry.title, words), passages.passage(entry.body, words)) for entry in entries
    )


def _help(snapshot: Snapshot, reading: Reading, chosen: Mapping[str, str]) -> _Help:
    """Which words occur nowhere, and which of the others still find something together: the rarest goes first."""

    def total(words: list[Word]) -> int:
        asked = facets.limited(snapshot.matching, snapshot.matching.words(words), chosen)
        return count_of(snapshot.searcher, asked)

    counts = {word: total([word]) for word in reading.words}
    unmatched = tuple(word.shown for word, number in counts.items() if not number)
    kept = [word for word, number in counts.items() if number]
    found = 0
    while kept and not (found := total(kept)):
        kept.remove(min(kept, key=lambda word: counts[word]))
    return _Help(unmatched, tuple(word.shown for word in kept), found)
