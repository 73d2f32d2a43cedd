"""Whether two questions ask for the same information, judged by their words alone (R1.33, R1.69): an officer decides."""

from __future__ import annotations

import re
from itertools import pairwise

from sunforest.pure.chinese_text import fold

ALIKE_FROM = 0.75
FILLERS = re.compile("申请公开|政府信息公开|政府信息|相关信息|有关|关于|相关|公开|提供|查询|申请|信息|请|的|了")
NOT_A_WORD = re.compile(r"[\W_]+")
NUMBER = re.compile(r"\d+")


def likeness(one: str, other: str) -> float:
    """How much two texts share: the pairs of neighbouring signs in both, over those in either; from 0 to 1."""
    first, second = _pairs(one), _pairs(other)
    either = first | second
    return len(first & second) / len(either) if either else 0.0


def asks_for_the_same(one: str, other: str) -> bool:
    """True where two questions name the same numbers (of years, houses, documents) and share three quarters of the rest."""
    return set(NUMBER.findall(fold(one))) == set(NUMBER.findall(fold(other))) and likeness(one, other) >= ALIKE_FROM


def _pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring signs, without punctuation and the words that every request holds."""
    left = NOT_A_WORD.sub("", FILLERS.sub("", fold(text)))
    return frozenset(a + b for a, b in pairwise(left)) or frozenset(filter(None, [left]))
