"""What a search gives back."""

from dataclasses import dataclass

from sunforest.core.search.entry import SearchEntry

Passage = tuple[tuple[str, bool], ...]
"""Pieces of the original text, in order; True marks what was searched for."""


@dataclass(frozen=True)
class Hit:
    """An entry found, with its title and the best passage of its text, marked."""

    entry: SearchEntry
    title: Passage
    passage: Passage


@dataclass(frozen=True)
class FacetValue:
    """``count`` is how many results one gets on choosing this value instead of the chosen one of its facet."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Results:
    """One page of what was found.

    ``page`` and ``pages`` are what is really shown; ``remarks`` are msgids for the reader. When nothing was found,
    ``unmatched_words`` occur nowhere under the chosen facets, and ``relaxed_words`` are those words of the query that
    together find ``relaxed_total`` results (empty when there is no such part).
    """

    hits: tuple[Hit, ...]
    total: int
    page: int
    pages: int
    size: int
    sort: str
    facets: dict[str, tuple[FacetValue, ...]]
    words: tuple[str, ...] = ()
    chosen: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    unmatched_words: tuple[str, ...] = ()
    relaxed_words: tuple[str, ...] = ()
    relaxed_total: int = 0


@dataclass(frozen=True)
class Suggestion:
    """A completion while typing: a title (``url`` leads there) or an organ (``organ`` is its facet value)."""

    text: str
    kind: str
    url: str = ""
    organ: str = ""
