"""The index as it stood at one commit: what one search, its facets and its passages are read from."""

from collections.abc import Iterator
from functools import cached_property

import tantivy

from sunforest.core.search import facets
from sunforest.core.search.entry import SearchEntry
from sunforest.core.search.initials import initials_from_each_word
from sunforest.core.search.matching import Matching, count_of
from sunforest.core.search.schema import LABEL_STROKE, entry_of
from sunforest.core.search.units import key_of


class Snapshot:
    """A searcher with what is worth computing once a commit."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema) -> None:
        self.searcher = searcher
        self.matching = Matching(schema, searcher)

    def position(self) -> int:
        found = self.searcher.search(self.matching.term("record", "position"), 1, count=False).hits
        return int(self.searcher.doc(found[0][1])["position"][0]) if found else 0

    def entries(self) -> Iterator[SearchEntry]:
        """All entries, in the order of the files."""
        count = count_of(self.searcher, self.matching.everything())
        for _, address in self.searcher.search(self.matching.everything(), max(count, 1), count=False).hits:
            yield entry_of(self.searcher.doc(address))

    @cached_property
    def organ_labels(self) -> dict[str, str]:
        return facets.labels_of_organs(self.searcher, self.matching.everything(), LABEL_STROKE)

    @cached_property
    def organ_keys(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Each organ with its name as a key and its pinyin initials."""
        return [(organ, key_of(name), initials_from_each_word(name)) for organ, name in self.organ_labels.items()]
