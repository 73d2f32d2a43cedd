"""Pinyin initials: ``jyj`` finds 教育局."""

import re
from functools import lru_cache

import rjieba

from sunforest.core.search.units import units_of

LONGEST = 32
TYPED = re.compile(r"[a-z][a-z0-9]{1,31}")


@lru_cache(maxsize=20_000)
def initials_of(text: str) -> str:
    """The first letters of the pinyin of ``text``; letters and digits stay as they are."""
    return "".join(initials for _, initials in _words(text))


@lru_cache(maxsize=20_000)
def initials_from_each_word(text: str) -> tuple[str, ...]:
    """The initials of ``text`` from its beginning, and from the beginning of each word in it, each cut to LONGEST."""
    parts = [initials for _, initials in _words(text)]
    tails = {"".join(parts[start:])[:LONGEST]: None for start in range(len(parts))}
    return tuple(tail for tail in tails if len(tail) > 1)


def _words(text: str) -> list[tuple[str, str]]:
    from pypinyin import Style, lazy_pinyin  # its dictionaries take 0.3 s, which most commands need not wait for

    words: list[str] = rjieba.cut("".join(units_of(text)))
    return [(word, "".join(lazy_pinyin(word, style=Style.FIRST_LETTER))) for word in words]
