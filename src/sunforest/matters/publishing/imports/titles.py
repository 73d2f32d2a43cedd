"""Titles: whether there is one, what stands in for it, and the form in which two of them are the same."""

from __future__ import annotations

import re
import unicodedata

from sunforest.pure.words import gettext_noop as _

from .odd import Unreadable

_INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_QUOTES = str.maketrans("〈〉＜＞“”‘’「」『』﹤﹥", '<><>""\'\'""""<>')
LONGEST_DERIVED = 80


def says_nothing(title: str) -> bool:
    """True for an empty title and for one of punctuation only, such as a lone ``）`` (trap 13)."""
    return not any(sign.isalnum() for sign in title)


def chosen(given: str, text: str) -> str:
    """The given title, or one derived from the text where it says nothing. Raises Unreadable where neither does."""
    title = derived(text) if says_nothing(given) else given.strip()
    if not title:
        raise Unreadable(_("既没有标题，也没有可以作标题的正文，请补上标题。"))
    return title


def derived(text: str) -> str:
    """A title from the first line of a text that says something, up to its first sentence mark; else empty."""
    for line in text.split("\n"):
        sentence = re.split(r"[。！？；!?;]", line.strip(), maxsplit=1)[0].strip()
        if not says_nothing(sentence):
            return sentence if len(sentence) <= LONGEST_DERIVED else f"{sentence[:LONGEST_DERIVED]}…"
    return ""


def folded(title: str) -> str:
    """The form in which versions of one title meet: no blanks or invisible signs, half width, one kind of quotes."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", title.translate(_QUOTES))).casefold()
