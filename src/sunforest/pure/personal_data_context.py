"""What stands around a possible personal datum: the plain text that the finders read, and the words before a number.

All finders read one *plain* copy of the text, in which full-width characters are half-width, every decimal digit is an
ASCII digit, every dash is ``-``, every blank is a space and invisible characters are gone. ``Plain.span`` leads back.
"""

import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2066\u2067\u2068\u2069\ufeff"
)
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
BLANKS = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
LOOK_BACK = 14


@dataclass(frozen=True)
class Plain:
    """The plain copy of a text; ``offsets`` is None when every character kept its place."""

    text: str
    offsets: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original text, end exclusive."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


def plain(text: str) -> Plain:
    """The copy that finders read, with the way back to the original."""
    kept: tuple[int, ...] | None = None
    if any(character in text for character in INVISIBLE):
        kept = tuple(place for place, character in enumerate(text) if character not in INVISIBLE)
        text = "".join(text[place] for place in kept)
    return Plain(text if text.isascii() else text.translate(_table()), kept)


@cache
def _table() -> dict[int, str]:
    table = {0xFF01 + place: chr(0x21 + place) for place in range(94)}
    for code in range(128, sys.maxunicode + 1):
        digit = unicodedata.decimal(chr(code), None)
        if digit is not None:
            table[code] = str(digit)
    table.update({ord(character): "-" for character in DASHES})
    table.update({ord(character): " " for character in BLANKS})
    return table


def is_latin(character: str) -> bool:
    """An ASCII letter or digit: what glues a number to a code. The empty string (edge of the text) is not."""
    return character.isascii() and character.isalnum()


def before(text: str, start: int) -> str:
    """The character before ``start``, empty at the beginning."""
    return text[start - 1] if start else ""


def after(text: str, end: int) -> str:
    """The character at ``end``, empty at the end."""
    return text[end : end + 1]


def lead(text: str, start: int) -> str:
    """The words that may label what begins at ``start``: up to 14 characters, not reaching over another number."""
    window = text[max(0, start - LOOK_BACK) : start]
    digits = 0
    for place in range(len(window) - 1, -1, -1):
        digits = digits + 1 if window[place].isdigit() else 0
        if digits == 3 or window[place] in "。;\n":
            return window[place + 1 :] if digits < 3 else window[place + 3 :]
    return window


def mentions(words: str, labels: Iterable[str]) -> bool:
    """Does one of the labels stand in these words, whatever the case of Latin letters?"""
    lowered = words.lower()
    return any(label in lowered for label in labels)
