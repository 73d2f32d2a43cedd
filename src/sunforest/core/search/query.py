"""What people type, read calmly: words, phrases in quotes, numbers. Whatever is typed, there is an answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import rjieba

from sunforest.core.search.units import (
    IDEOGRAPH,
    IDEOGRAPH_RUN,
    key_of_units,
    spelling_of,
    units_of_folded,
    whole_characters,
)
from sunforest.pure.chinese_text import fold, to_chinese_numeral
from sunforest.pure.words import gettext_noop as _

LONGEST_QUERY = 200
LARGEST_PAGE = 100
DEEPEST_RESULT = 10_000
FACETS = ("kind", "topic", "organ", "genre", "year", "effect")
LITTLE_WORDS = frozenset("的了和与及或在是为对于等之其而并吗呢我要想") | {
    "怎么",
    "如何",
    "怎样",
    "什么",
    "哪里",
    "哪些",
    "请问",
}
_SMALL_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_QUOTED = re.compile(r"[\"“”„«「『《〈]([^\"“”„«»「」『』《》〈〉]*)[\"“”»」』》〉]")

REMARK_SHORTENED = _("查询过长，只使用了前 200 个字符。")
REMARK_NO_WORDS = _("查询中没有可以查找的字词，请输入文字、文号或索引号。")
REMARK_DEEP = _("一次最多翻看前 10000 条结果，请增加条件缩小范围。")
REMARK_LAST_PAGE = _("没有这一页，显示的是最后一页。")
REMARK_SORT = _("没有这种排序方式，已按默认方式排序。")
REMARKS_UNKNOWN_VALUE = {
    "kind": _("没有这一类别，已忽略该条件。"),
    "topic": _("没有这一主题，已忽略该条件。"),
    "organ": _("没有这一机关，已忽略该条件。"),
    "genre": _("没有这一体裁，已忽略该条件。"),
    "year": _("没有这一年份，已忽略该条件。"),
    "effect": _("没有这一效力状态，已忽略该条件。"),
}


class Sort(StrEnum):
    """The orders of a list; an unknown day comes last in both orders of time."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True)
class Query:
    """A question as it comes from an address: all facet values are text, an empty one sets no condition."""

    text: str = ""
    kind: str = ""
    topic: str = ""
    organ: str = ""
    genre: str = ""
    year: str = ""
    effect: str = ""
    sort: str = ""
    page: int = 1
    size: int = 10

    def chosen(self) -> dict[str, str]:
        """The facets with a value."""
        values = {facet: whole_characters(str(getattr(self, facet) or "")).strip() for facet in FACETS}
        return {facet: value for facet, value in values.items() if value}


@dataclass(frozen=True)
class Word:
    """Units that must stand one after the other; ``shown`` is the word as the reader may see it again."""

    units: tuple[str, ...]
    shown: str

    @property
    def spellings(self) -> tuple[tuple[str, ...], ...]:
        """第33条 is printed 第三十三条 in laws: both are looked for."""
        if len(self.units) != 3 or self.units[0] != "第" or not _SMALL_NUMBER.fullmatch(self.units[1]):
            return (self.units,)
        return self.units, ("第", *to_chinese_numeral(int(self.units[1])), self.units[2])


@dataclass(frozen=True)
class Piece:
    """What stood between two spaces: perhaps a number as a whole, otherwise its words, all of them required."""

    key: str
    units: tuple[str, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Reading:
    """A query as read: ``is_empty`` asks for everything; ``key`` is all of it as one title or number."""

    key: str = ""
    spelling: str = ""
    pieces: tuple[Piece, ...] = ()
    latin: str = ""
    is_empty: bool = False
    remarks: list[str] = field(default_factory=list)

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(dict.fromkeys(word for piece in self.pieces for word in piece.words))


def read(text: str) -> Reading:
    """Read what was typed. Never raises: what cannot be looked for is left out, with a remark."""
    remarks = []
    if len(text) > LONGEST_QUERY:
        text = text[:LONGEST_QUERY]
        remarks.append(REMARK_SHORTENED)
    folded = fold(whole_characters(text))
    if not folded.strip():
        return Reading(is_empty=True, remarks=remarks)
    pieces = tuple(_without_little_words(list(_pieces(folded))))
    if not pieces:
        remarks.append(REMARK_NO_WORDS)
    spelling = spelling_of(folded)
    return Reading(
        key=key_of_units(units_of_folded(folded)),
        spelling=spelling,
        pieces=pieces,
        latin=spelling if spelling.isascii() and spelling.isalnum() else "",
        remarks=remarks,
    )


def _pieces(folded: str) -> Iterator[Piece]:
    at = 0
    for quoted in _QUOTED.finditer(folded):
        yield from _loose_pieces(folded[at : quoted.start()])
        if units := tuple(units_of_folded(quoted[1])):
            yield Piece(key_of_units(units), units, (Word(units, quoted[1].strip()),))
        at = quoted.end()
    yield from _loose_pieces(folded[at:])


def _loose_pieces(folded: str) -> Iterator[Piece]:
    for part in folded.split():
        if units := tuple(units_of_folded(part)):
            yield Piece(key_of_units(units), units, tuple(_words(part)))


def _words(part: str) -> Iterator[Word]:
    """Cut Chinese into words; a run of digits or letters takes the single characters beside it: 第33条, 2019年."""
    joined: list[list[tuple[int, int]]] = []
    may_join = False
    for start, end in _cut(part):
        word = part[start:end]
        joins = _is_run(word) or (len(word) == 1 and word not in LITTLE_WORDS)
        if joins and may_join and (_is_run(word) or any(_is_run(part[one:]) for one, _ in joined[-1])):
            joined[-1].append((start, end))
        else:
            joined.append([(start, end)])
        may_join = joins
    for places in joined:
        whole = part[places[0][0] : places[-1][1]]
        yield Word(tuple(units_of_folded(whole)), whole)


def _cut(part: str) -> Iterator[tuple[int, int]]:
    """The places of the words: Chinese as the dictionary cuts it, other runs as they stand."""
    for run in IDEOGRAPH_RUN.finditer(part):
        at = run.start()
        for word in rjieba.cut(run[0]) if IDEOGRAPH.match(run[0]) else [run[0]]:
            yield at, at + len(word)
            at += len(word)


def _is_run(word: str) -> bool:
    return not IDEOGRAPH.match(word)


def _without_little_words(pieces: list[Piece]) -> Iterator[Piece]:
    """的, 和, 怎么 and the like are required only when nothing else was typed."""
    has_others = any(word.shown not in LITTLE_WORDS for piece in pieces for word in piece.words)
    for piece in pieces:
        kept = tuple(word for word in piece.words if word.shown not in LITTLE_WORDS)
        if not has_others:
            yield piece
        elif kept:
            yield Piece(piece.key, piece.units, kept)
