"""Text as the index reads it: folded, cut into units, and the units joined into pairs.

A unit is one Chinese character, or one unbroken run of other letters and digits. Punctuation and space are no units, so
``国发〔2019〕4号``, ``国发[2019]4号`` and a title broken over two lines read alike. A word is found where its units
stand one after the other: no cutting of documents into words is needed, and none can be wrong.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from operator import add

from sunforest.pure.chinese_text import fold

_IDEOGRAPHS = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LONGEST_RUN = 64
UNIT = re.compile(rf"[{_IDEOGRAPHS}]|(?:(?![{_IDEOGRAPHS}_])\w){{1,{LONGEST_RUN}}}")
IDEOGRAPH_RUN = re.compile(rf"[{_IDEOGRAPHS}]+|(?:(?![{_IDEOGRAPHS}_])\w){{1,{LONGEST_RUN}}}")
IDEOGRAPH = re.compile(rf"[{_IDEOGRAPHS}]")


def whole_characters(text: str) -> str:
    """``text`` with each half of a broken surrogate pair replaced, because the index keeps UTF-8."""
    return text.encode("utf-8", "replace").decode()


def units_of(text: str) -> list[str]:
    """The units of ``text``, folded."""
    return UNIT.findall(fold(text))


def units_of_folded(folded: str) -> list[str]:
    """The units of a text that is folded already."""
    return UNIT.findall(folded)


def pair(first: str, second: str) -> str:
    """Two neighbouring units as one term; the stroke keeps ``20 19`` apart from ``2 019``."""
    if _is_ideograph(first) or _is_ideograph(second):
        return first + second
    return f"{first}_{second}"


@lru_cache(maxsize=30_000)
def _is_ideograph(unit: str) -> bool:
    return IDEOGRAPH.match(unit) is not None


def pairs_of(units: Sequence[str]) -> list[str]:
    """Every two neighbours, in order, each as ``pair`` writes it; most are two ideographs, which need no stroke."""
    pairs = list(map(add, units, units[1:]))
    runs = {unit for unit in set(units) if not _is_ideograph(unit)}
    places = [place for place, unit in enumerate(units) if unit in runs]
    for place, following in pairwise(places):
        if following == place + 1:
            pairs[place] = pair(units[place], units[following])
    return pairs


def key_of(text: str) -> str:
    """A whole title or number as one term, the same for every form of brackets, width and spacing."""
    return key_of_units(units_of(text))


def spelling_of(folded: str) -> str:
    """A folded title with its punctuation but without space: tells apart titles that have one key."""
    return whole_characters("".join(folded.split()))


def key_of_units(units: Sequence[str]) -> str:
    key = ""
    for unit in units:
        apart = key and not IDEOGRAPH.match(unit) and not IDEOGRAPH.match(key[-1])
        key += f"_{unit}" if apart else unit
    return key
