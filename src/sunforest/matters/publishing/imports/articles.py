"""The articles (条) of a law's body."""

from __future__ import annotations

import re

from . import numerals
from .document import Article

_SIGNS = numerals.CHINESE_DIGITS
ARTICLE = re.compile(rf"第([{_SIGNS}]{{1,12}})条(之[{_SIGNS}]{{1,3}}(?=\s|$))?")


def split(body: str) -> tuple[Article, ...]:
    """Every line that begins with ``第…条`` in Chinese numerals, at the very start of the line, is an article.

    That is how the ``n_articles`` of the given laws are counted: also the repeated numbers of an amendment and 之一,
    neither quotations inside a line nor headings. Anchors are unique: ``art-17``, ``art-17-1`` (之一), and ``art-17_2``
    for the second line of the same number.
    """
    taken: dict[str, int] = {}
    found = []
    for number, line in enumerate(body.split("\n")):
        if match := ARTICLE.match(line):
            found.append(article_of(match, line.strip(), number, taken))
    return tuple(found)


def article_of(match: re.Match[str], first_line: str, line: int, taken: dict[str, int]) -> Article:
    """The article that ``match`` opens; ``taken`` counts the anchors given so far and is brought up to date."""
    number, suffix = numerals.read(match[1]), match[2] or ""
    anchor = f"art-{number}" + (f"-{numerals.read(suffix[1:])}" if suffix else "")
    taken[anchor] = taken.get(anchor, 0) + 1
    if taken[anchor] > 1:
        anchor = f"{anchor}_{taken[anchor]}"
    return Article(number=number, suffix=suffix, anchor=anchor, first_line=first_line, line=line)
