"""The passage shown under a result: cut from the original text, with what was searched for marked in it."""

import re
from collections.abc import Sequence

from sunforest.core.search.query import Word
from sunforest.core.search.results import Passage
from sunforest.core.search.units import UNIT
from sunforest.pure.chinese_text import cut_passage, fold_with_offsets

WIDTH = 120
LEAD = 30
_LINE_BREAKS = re.compile(r"[\r\n\u2028\u2029]")
_CHUNK = 600
_OVERLAP = 80
_PLACES_A_WORD = 8
_FARTHEST = 6_000


def mark(text: str, words: Sequence[Word]) -> Passage:
    """All of ``text`` in pieces, True where one of ``words`` stands."""
    return _pieces(text, spans(text, words))


def passage(text: str, words: Sequence[Word], *, width: int = WIDTH) -> Passage:
    """About ``width`` characters of ``text`` around the place where most of ``words`` stand together.

    A text without any of them is shown from its beginning. Line breaks are shown as spaces.
    """
    start = max(0, _best_place(text, words, width) - LEAD) if words else 0
    window = _LINE_BREAKS.sub(" ", text[start : start + width + LEAD])
    cut = cut_passage(window, spans(window, words), width)
    before = (("…", False),) if start or cut.is_cut_before else ()
    after = (("…", False),) if start + cut.start + len(cut.text) < len(text) else ()
    return before + _pieces(cut.text, list(cut.highlights)) + after


def spans(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Where ``words`` stand in the original ``text``: separate spans in order, those that touch are joined."""
    if not words:
        return []
    folded, offsets = fold_with_offsets(text)
    units = [(found[0], offsets[found.start()], offsets[found.end() - 1] + 1) for found in UNIT.finditer(folded)]
    found: list[tuple[int, int]] = []
    names = [name for name, _, _ in units]
    for wanted in (list(spelling) for word in words for spelling in word.spellings):
        length = len(wanted)
        for at in _places(names, wanted[0]):
            if names[at : at + length] == wanted:
                found.append((units[at][1], units[at + length - 1][2]))
    return _joined(found)


def _places(names: list[str], name: str) -> list[int]:
    return [at for at, one in enumerate(names) if one == name]


def _joined(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _pieces(text: str, marked: list[tuple[int, int]]) -> Passage:
    pieces, at = [], 0
    for start, end in marked:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at:], False))
    return tuple((piece, is_marked) for piece, is_marked in pieces if piece)


def _best_place(text: str, words: Sequence[Word], width: int) -> int:
    """The place from which on most different words stand within the width, the earliest of equals."""
    places = sorted(_written_places(text, words)) or _folded_places(text, words)
    best, most = 0, 0
    for at, (start, _) in enumerate(places):
        inside = {word for place, word in places[at : at + 4 * _PLACES_A_WORD] if place < start + width - LEAD}
        if len(inside) > most:
            best, most = start, len(inside)
    return best


def _written_places(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Quick: where words stand just as they were typed, the first few of each."""
    places = []
    for number, word in enumerate(words):
        at = text.find(word.shown)
        for _ in range(_PLACES_A_WORD):
            if at < 0:
                break
            places.append((at, number))
            at = text.find(word.shown, at + len(word.shown) + LEAD)
    return places


def _folded_places(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Slow: the first part of the text with a word in another form (traditional, full width, broken over lines)."""
    for start in range(0, min(len(text), _FARTHEST), _CHUNK - _OVERLAP):
        if found := spans(text[start : start + _CHUNK], words):
            return [(start + at, 0) for at, _ in found]
    return []
