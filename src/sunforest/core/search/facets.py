"""How many results each facet value would give.

The rule: a count is the number of results that one gets on choosing this value in its facet, all other facets staying
as they are. So the counts of a facet are taken under the conditions of all *other* facets; choosing another value of
the same facet replaces the first. A topic is counted on both of its levels.
"""

from collections.abc import Mapping

import tantivy
from tantivy import Occur

from sunforest.core.search.matching import Matching
from sunforest.core.search.query import FACETS
from sunforest.core.search.results import FacetValue

MOST_VALUES = 2_000
MOST_VALUES_A_SEGMENT = 60_000


def limited(matching: Matching, question: tantivy.Query, chosen: Mapping[str, str]) -> tantivy.Query:
    """``question`` under the conditions ``chosen``."""
    if not chosen:
        return question
    conditions = [(Occur.Must, matching.condition(facet, value)) for facet, value in chosen.items()]
    return tantivy.Query.boolean_query([(Occur.Must, question), *conditions])


def count(
    searcher: tantivy.Searcher,
    matching: Matching,
    *,
    question: tantivy.Query,
    chosen: Mapping[str, str],
    labels: Mapping[str, str],
) -> dict[str, tuple[FacetValue, ...]]:
    """All facets: the open ones in one pass, each chosen one in a pass without its own condition."""
    free = [facet for facet in FACETS if facet not in chosen]
    counts = _counts(searcher, limited(matching, question, chosen), free)
    for facet in chosen:
        others = {name: value for name, value in chosen.items() if name != facet}
        counts |= _counts(searcher, limited(matching, question, others), [facet])
        counts[facet].setdefault(chosen[facet], 0)
    return {
        facet: tuple(
            FacetValue(
                value, labels.get(value, value) if facet == "organ" else value, number, chosen.get(facet) == value
            )
            for value, number in _ordered(facet, counts[facet])
        )
        for facet in FACETS
    }


def labels_of_organs(searcher: tantivy.Searcher, everything: tantivy.Query, stroke: str) -> dict[str, str]:
    """The names of all organs in the index; of an organ that was renamed, the name that most entries bear."""
    labels: dict[str, str] = {}
    for label in _counts(searcher, everything, ["organ_label"])["organ_label"]:
        organ, _, name = label.partition(stroke)
        labels.setdefault(organ, name or organ)
    return labels


def _counts(searcher: tantivy.Searcher, query: tantivy.Query, fields: list[str]) -> dict[str, dict[str, int]]:
    if not fields:
        return {}
    wanted = {
        field: {"terms": {"field": field, "size": MOST_VALUES, "segment_size": MOST_VALUES_A_SEGMENT}}
        for field in fields
    }
    found = searcher.aggregate(query, wanted)
    return {
        field: {str(bucket["key"]): int(bucket["doc_count"]) for bucket in found[field]["buckets"]} for field in fields
    }


def _ordered(facet: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Years from the newest; everything else by how much there is of it."""
    if facet == "year":
        return sorted(counts.items(), key=lambda one: one[0], reverse=True)
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))
