"""Chinese text: folding for search, sentences, numerals and the passage around a search hit.

``fold`` makes what people type and what documents contain alike: official texts hold zero-width characters inside
words, U+3000 and U+00A0. ``fold_with_offsets`` also says where each folded character came from, so that a hit in the
folded text is shown in the original.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sunforest.pure.traditional_characters import PAIRS

SENTENCE = re.compile(r"[^。！？!?；;\n]*(?:[。！？!?；;]+[”’」』）)】》]*|\n+|$)")
DIGITS = "零一二三四五六七八九"
OTHER_DIGITS = {
    "〇": 0,
    "○": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
    "元": 1,
}
VALUES = {character: value for value, character in enumerate(DIGITS)} | OTHER_DIGITS
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}


def fold(text: str) -> str:
    """The text as search compares it: half width, lower case, simplified, without invisible characters.

    Compatibility forms are unified (NFKC), every blank is a space, zero-width and direction characters are gone, and
    traditional characters are simplified one by one. Folding a folded text changes nothing.
    """
    if any(_joins(sign) for sign in set(text)):
        return fold_with_offsets(text)[0]
    return "".join(map(_fold_cluster, text))


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, the place in ``text`` that it came from."""
    folded, offsets = [], []
    for place, cluster in _clusters(text):
        piece = _fold_cluster(cluster)
        folded.append(piece)
        offsets += [place] * len(piece)
    return "".join(folded), offsets


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Each character with the combining marks that follow it, and its place."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not _continues(text, place):
            yield start, text[start:place]
            start = place


@cache
def _fold_cluster(cluster: str) -> str:
    unified = unicodedata.normalize("NFKC", cluster).lower()
    unified = unicodedata.normalize("NFKC", unified).translate(_simplified())
    return "".join(" " if sign.isspace() else sign for sign in unified if sign.isspace() or not _is_invisible(sign))


def _is_invisible(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cf", "Cc") or "\ufe00" <= sign <= "\ufe0f"


@cache
def _simplified() -> dict[int, int]:
    return {ord(PAIRS[place]): ord(PAIRS[place + 1]) for place in range(0, len(PAIRS), 2)}


def split_sentences(text: str) -> list[str]:
    """The sentences of ``text`` with their closing marks, without blanks around; line breaks end a sentence."""
    return [sentence for part in SENTENCE.findall(text) if (sentence := part.strip())]


def count_private_use(text: str) -> int:
    """How many characters have no agreed meaning and may look like anything: to flag, never to delete."""
    return sum(unicodedata.category(character) == "Co" for character in text)


def from_chinese_numeral(numeral: str) -> int:
    """一百二十三 -> 123, 二〇一八 -> 2018, 壹万零伍拾 -> 10050, 两千 -> 2000. Raises ValueError for anything else."""
    if not numeral or any(sign not in VALUES and sign not in UNITS and sign not in MYRIADS for sign in numeral):
        raise ValueError(f"Not a Chinese numeral: {numeral!r}")
    if all(sign in VALUES for sign in numeral):
        return int("".join(str(VALUES[sign]) for sign in numeral))
    return _value_of_units(numeral)


def _value_of_units(numeral: str) -> int:
    total = section = 0
    digit: int | None = None
    for sign in numeral:
        if sign in VALUES:
            if digit:
                raise ValueError(f"Two digits without a unit between them: {numeral!r}")
            digit = VALUES[sign]
        elif sign in UNITS:
            section, digit = section + (digit or 1) * UNITS[sign], None
        else:
            total, section, digit = _times_myriad(total, section + (digit or 0), MYRIADS[sign]), 0, None
    return total + section + (digit or 0)


def _times_myriad(total: int, section: int, myriad: int) -> int:
    """万 multiplies its own section, 亿 all that came before it: 一万亿."""
    return (total + section) * myriad if total < myriad else total + section * myriad


def to_chinese_numeral(number: int) -> str:
    """123 -> 一百二十三, 10 -> 十, 10050 -> 一万零五十. Raises ValueError below 0 and from 10^12."""
    if not 0 <= number < 10**12:
        raise ValueError(f"Outside 0 to 10^12 - 1: {number}")
    if number == 0:
        return DIGITS[0]
    text = ""
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, size)
        if section:
            gap = DIGITS[0] if text and (section < 1000 or text.endswith(DIGITS[0])) else ""
            text += gap + _section(section) + unit
    return text.removeprefix("一") if text.startswith("一十") else text


def _section(section: int) -> str:
    text = ""
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, section = divmod(section, size)
        if digit:
            text += DIGITS[digit] + unit
        elif text and section and not text.endswith(DIGITS[0]):
            text += DIGITS[0]
    return text


@dataclass(frozen=True)
class Passage:
    """A piece of a text, where it stands in it, and the highlighted spans counted from the start of the piece."""

    text: str
    start: int
    highlights: tuple[tuple[int, int], ...]
    is_cut_before: bool
    is_cut_after: bool


def cut_passage(text: str, spans: Sequence[tuple[int, int]], width: int) -> Passage:
    """About ``width`` characters of ``text`` around the place where most ``spans`` (start, end) stand together.

    Starts at the beginning of a sentence where one is near, and never separates a character from its combining marks.
    A span longer than ``width`` is shown up to the width.
    """
    ordered = sorted(span for span in spans if 0 <= span[0] < span[1] <= len(text))
    start = _begin_passage(text, _densest(ordered, width), width)
    end = min(len(text), start + width)
    while end < len(text) and _continues(text, end):
        end += 1
    shown = tuple(
        (max(0, first - start), min(last, end) - start) for first, last in ordered if first < end and last > start
    )
    return Passage(text[start:end], start, shown, start > 0, end < len(text))


def _densest(spans: list[tuple[int, int]], width: int) -> tuple[int, int]:
    """First start and last end of the largest group of spans that fits the width; the earliest of equals."""
    starts = [start for start, _ in spans]
    best, most = (0, 0), 0
    for place, start in enumerate(starts):
        after = bisect_left(starts, start + max(1, width - 10))
        if after - place > most:
            best, most = (start, spans[after - 1][1]), after - place
    return best


def _begin_passage(text: str, group: tuple[int, int], width: int) -> int:
    room = max(0, width - (group[1] - group[0]))
    earliest = max(0, group[0] - room // 2)
    if len(text) <= width:
        return 0
    breaks = [match.end() for match in re.finditer(r"[。！？!?；;\n]\s*", text[earliest : group[0]])]
    start = earliest + breaks[0] if breaks and earliest else earliest
    start = min(start, max(0, len(text) - width)) if not breaks else start
    while start > 0 and _continues(text, start):
        start -= 1
    return start


def _continues(text: str, place: int) -> bool:
    """Does the character at ``place`` belong to the one before: a combining mark, joiner or variation selector?"""
    sign, previous = text[place], text[place - 1]
    if sign <= "\u02ff":
        return False
    return previous == "\u200d" or _joins(sign)


@cache
def _joins(sign: str) -> bool:
    """A combining mark, joiner or variation selector."""
    return sign == "\u200d" or unicodedata.category(sign) in ("Mn", "Mc", "Me")
