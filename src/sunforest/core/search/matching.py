"""From a query as read to a query of the index. It is built of parts; what was typed is never parsed by the index."""

from collections.abc import Sequence
from typing import Protocol, cast

import tantivy
from tantivy import Occur

from sunforest.core.search.initials import TYPED
from sunforest.core.search.query import Piece, Reading, Word
from sunforest.core.search.units import pair

NUMBER_FIRST = 40_000.0
SPELLING_FIRST = 500.0
TITLE_FIRST = 10_000.0
SHORT_TITLE_FIRST = 9_000.0
INITIALS_FIRST = 100.0
TITLE_PHRASE = 12.0
TEXT_PHRASE = 4.0
TITLE_WORD = 3.0


class _Counted(Protocol):
    """What the index returns; its type stubs leave the count out."""

    count: int


def count_of(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    """How many entries ``query`` finds."""
    return cast(_Counted, searcher.search(query, 1)).count


class Matching:
    """Builds queries for one schema; ``is_number`` tells whether a key is the number of an entry."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema = schema
        self._searcher = searcher

    def has_value(self, field: str, value: str) -> bool:
        """Whether any entry holds this exact value."""
        return count_of(self._searcher, self.term(field, value)) > 0

    def everything(self) -> tantivy.Query:
        return tantivy.Query.const_score_query(self.term("record", "entry"), 0.0)

    def condition(self, facet: str, value: str) -> tantivy.Query:
        """A facet value as a condition that does not change the order."""
        return tantivy.Query.const_score_query(self.term(facet, value), 0.0)

    def question(self, reading: Reading) -> tantivy.Query:
        """What the words, phrases and numbers of ``reading`` ask for."""
        if reading.is_empty:
            return self.everything()
        if not reading.pieces:
            return tantivy.Query.empty_query()
        ways = [self._all_pieces(reading), *self._as_a_whole(reading)]
        return tantivy.Query.boolean_query([(Occur.Should, way) for way in ways])

    def words(self, words: Sequence[Word]) -> tantivy.Query:
        """All of ``words``."""
        return self._all([self._spelled("text", word) for word in words])

    def term(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, value, "basic")

    def word(self, section: str, units: Sequence[str]) -> tantivy.Query:
        """Units one after the other, in ``title`` or ``text``."""
        if len(units) == 1:
            return tantivy.Query.term_query(self._schema, f"{section}_units", units[0], "freq")
        field = f"{section}_pairs"
        if len(units) == 2:
            return tantivy.Query.term_query(self._schema, field, pair(units[0], units[1]), "freq")
        # Every other pair is enough; the last one closes the word.
        places = sorted({*range(0, len(units) - 1, 2), len(units) - 2})
        terms: list[str | tuple[int, str]] = [(place, pair(units[place], units[place + 1])) for place in places]
        return tantivy.Query.phrase_query(self._schema, field, terms)

    def _spelled(self, section: str, word: Word) -> tantivy.Query:
        ways = [self.word(section, units) for units in word.spellings]
        if len(ways) == 1:
            return ways[0]
        return tantivy.Query.boolean_query([(Occur.Should, way) for way in ways])

    def starts_with(self, field: str, prefix: str) -> tantivy.Query:
        """Terms of ``field`` that begin with ``prefix``, which is made of units and so holds no sign of a pattern."""
        return tantivy.Query.regex_query(self._schema, field, f"{prefix}.*")

    def _as_a_whole(self, reading: Reading) -> list[tantivy.Query]:
        boosts = {"number_key": NUMBER_FIRST, "title_key": TITLE_FIRST, "short_title_key": SHORT_TITLE_FIRST}
        ways = [
            tantivy.Query.const_score_query(self.term(field, reading.key), boost) for field, boost in boosts.items()
        ]
        same = self.term("title_spelling", reading.spelling)
        ways.append(tantivy.Query.const_score_query(same, SPELLING_FIRST))
        if TYPED.fullmatch(reading.latin):
            ways.append(tantivy.Query.const_score_query(self.starts_with("initials", reading.latin), INITIALS_FIRST))
        return ways

    def _all_pieces(self, reading: Reading) -> tantivy.Query:
        required = [(Occur.Must, self._piece(piece)) for piece in reading.pieces]
        preferred = [
            (Occur.Should, tantivy.Query.boost_query(self._spelled("title", word), TITLE_WORD))
            for word in reading.words
        ]
        units = [unit for piece in reading.pieces for unit in piece.units]
        if len(reading.words) > 1:
            for section, boost in (("title", TITLE_PHRASE), ("text", TEXT_PHRASE)):
                preferred.append((Occur.Should, tantivy.Query.const_score_query(self.word(section, units), boost)))
        return tantivy.Query.boolean_query([*required, *preferred])

    def _piece(self, piece: Piece) -> tantivy.Query:
        """A piece that is the number of an entry finds that entry, then those that cite the number."""
        if not self.has_value("number_key", piece.key):
            return self.words(piece.words)
        number = tantivy.Query.const_score_query(self.term("number_key", piece.key), NUMBER_FIRST)
        return tantivy.Query.boolean_query([(Occur.Should, number), (Occur.Should, self.word("text", piece.units))])

    def _all(self, queries: list[tantivy.Query]) -> tantivy.Query:
        if len(queries) == 1:
            return queries[0]
        return tantivy.Query.boolean_query([(Occur.Must, query) for query in queries])
