"""Differences of two texts, paragraph by paragraph and word by word, so that a reader sees what has changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed"]

MOST_COMPARISONS = 4_000_000
LEAST_LIKENESS = 0.4
SHORTEST_ISLAND = 2
SHOWN_AROUND = 1
_UNIT = re.compile(r"\s*(?:\d+(?:\.\d+)*%?|[A-Za-z0-9]+|.)\s*", re.DOTALL)
_BLANK = re.compile(r"\s+")
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_NAME = re.compile(
    r"^(第[一二三四五六七八九十百千零〇\d]+[编章节条](?:之[一二三四五六七八九十]+)?|[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、)"
)


@dataclass(frozen=True)
class Piece:
    """Words that stayed, came or went."""

    kind: Kind
    words: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: unchanged (one piece, same), or with what came and went in it."""

    pieces: tuple[Piece, ...]

    @property
    def kind(self) -> str:
        """``same``, ``added``, ``removed``, or ``changed`` within the paragraph."""
        kinds = {piece.kind for piece in self.pieces}
        return kinds.pop() if len(kinds) == 1 else "changed"


@dataclass(frozen=True)
class Stretch:
    """Paragraphs that follow each other; a long unchanged stretch is folded."""

    paragraphs: tuple[Paragraph, ...]
    is_folded: bool = False


@dataclass(frozen=True)
class Differences:
    """All of the new text with what went from the old, and how many paragraphs were touched."""

    stretches: tuple[Stretch, ...]
    added: int
    removed: int
    changed: int

    @property
    def is_empty(self) -> bool:
        """True where the two texts are the same, word for word."""
        return not (self.added or self.removed or self.changed)


def differences(old: str, new: str) -> Differences:
    """What changed from ``old`` to ``new``, both one paragraph a line. Blanks and wide or narrow signs are no change."""
    before, after = old.split("\n"), new.split("\n")
    paragraphs: list[Paragraph] = []
    for tag, i1, i2, j1, j2 in _matched(before, after):
        if tag == "equal":
            paragraphs += [Paragraph((Piece("same", words),)) for words in after[j1:j2]]
        else:
            paragraphs += _changed(before[i1:i2], after[j1:j2])
    kinds = [paragraph.kind for paragraph in paragraphs]
    counts = {kind: kinds.count(kind) for kind in ("added", "removed", "changed")}
    return Differences(tuple(_stretches(paragraphs)), **counts)


def pieces_of(old: str, new: str) -> tuple[Piece, ...]:
    """What changed within one paragraph, by Chinese characters and by whole words and numbers of other scripts."""
    before, after = _UNIT.findall(old), _UNIT.findall(new)
    if len(before) * len(after) > MOST_COMPARISONS:
        return Piece("removed", old), Piece("added", new)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in _matched(before, after):
        if tag == "equal":
            pieces.append(Piece("same", "".join(after[j1:j2])))
            continue
        if i2 > i1:
            pieces.append(Piece("removed", "".join(before[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("added", "".join(after[j1:j2])))
    return tuple(_without_islands(pieces))


def _matched(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(
        None, [_key(one) for one in before], [_key(one) for one in after], autojunk=False
    ).get_opcodes()


def _key(words: str) -> str:
    return _BLANK.sub("", words).translate(_NARROW)


def _without_islands(pieces: Sequence[Piece]) -> list[Piece]:
    """A single character left standing between two changes reads as noise: it joins them."""
    last = len(pieces) - 1
    old, new, joined = "", "", []
    for place, piece in enumerate(pieces):
        is_island = (
            piece.kind == "same" and len(piece.words) < SHORTEST_ISLAND and 0 < place < last and bool(old or new)
        )
        if piece.kind == "same" and not is_island:
            joined += _of_both(old, new)
            joined.append(piece)
            old = new = ""
            continue
        old += piece.words if piece.kind != "added" else ""
        new += piece.words if piece.kind != "removed" else ""
    return [*joined, *_of_both(old, new)]


def _of_both(old: str, new: str) -> list[Piece]:
    gone: list[Piece] = [Piece("removed", old)] if old else []
    return [*gone, Piece("added", new)] if new else gone


def _changed(old: Sequence[str], new: Sequence[str]) -> list[Paragraph]:
    """Paragraphs that were replaced: each new one beside the old one that it came from, where there is one."""
    paragraphs: list[Paragraph] = []
    at = 0
    for words in new:
        partner = _partner(old, at, words)
        if partner is None:
            paragraphs.append(Paragraph((Piece("added", words),)))
            continue
        paragraphs += [Paragraph((Piece("removed", gone),)) for gone in old[at:partner]]
        paragraphs.append(Paragraph(pieces_of(old[partner], words)))
        at = partner + 1
    return [*paragraphs, *(Paragraph((Piece("removed", gone),)) for gone in old[at:])]


def _partner(old: Sequence[str], start: int, words: str) -> int | None:
    """The next old paragraph that this one came from: of much the same words, else under the same number."""
    window = range(start, min(start + 12, len(old)))
    likeness = {place: _likeness(old[place], words) for place in window}
    best = max(likeness, key=lambda place: (likeness[place], -place), default=None)
    if best is not None and likeness[best] >= LEAST_LIKENESS:
        return best
    name = _NAME.match(words)
    same_name = (place for place in window if name and old[place].startswith(name[1]) and likeness[place] > 0.2)
    return next(same_name, None)


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one[:400], other[:400], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= 0.2 else 0.0


def _stretches(paragraphs: Sequence[Paragraph]) -> list[Stretch]:
    stretches: list[Stretch] = []
    start = 0
    while start < len(paragraphs):
        is_same = paragraphs[start].kind == "same"
        end = start
        while end < len(paragraphs) and (paragraphs[end].kind == "same") == is_same:
            end += 1
        run = tuple(paragraphs[start:end])
        stretches += _folded(run, start == 0, end == len(paragraphs)) if is_same else [Stretch(run)]
        start = end
    return stretches


def _folded(run: tuple[Paragraph, ...], is_first: bool, is_last: bool) -> list[Stretch]:
    before, after = 0 if is_first else SHOWN_AROUND, 0 if is_last else SHOWN_AROUND
    if len(run) <= before + after + 1:
        return [Stretch(run)]
    middle = run[before : len(run) - after]
    parts = [Stretch(run[:before]), Stretch(middle, is_folded=True), Stretch(run[len(run) - after :])]
    return [part for part in parts if part.paragraphs]
