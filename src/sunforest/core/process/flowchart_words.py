"""How wide words are and where their lines break, for charts that are drawn without a browser's help."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

NEVER_FIRST = "，。；：、！？）》」』”’…·,.;:!?)]}%"

_WORD = r"[A-Za-z0-9À-ɏ'’&%$#@+*=<>_.,;:!?()\[\]{}/\\-]+"
_PIECES = re.compile(rf"\s+|[（《「『“]*(?:第\d+条(?:第\d+款)?|{_WORD}|\S)[{re.escape(NEVER_FIRST)}]*")


def width_of(text: str, size: float) -> float:
    """The width of one line, a little generous: a Chinese character is one em, other letters by their kind."""
    return sum(_ems(character) for character in text) * size


def _ems(character: str) -> float:
    if east_asian_width(character) in "WF" or character in "“”‘’…·—":
        return 1.0
    if character in "MWmw@%":
        return 0.9
    if character.isupper():
        return 0.7
    return 0.3 if character in " .,;:'!|ijlI()" else 0.58


def wrapped(text: str, size: float, width: float) -> tuple[str, ...]:
    """Break text into lines no wider than ``width``: Chinese between any two characters, other words at spaces.

    No line begins with closing punctuation or ends with an opening bracket; a word wider than ``width`` stands alone.
    """
    lines, line = [], ""
    for piece in _PIECES.findall(text):
        if width_of((line + piece).rstrip(), size) <= width or not line.strip():
            line += piece
        else:
            lines.append(line.strip())
            line = piece
    lines.append(line.strip())
    return tuple(_balanced([line for line in lines if line], size, width))


def _balanced(lines: list[str], size: float, width: float) -> list[str]:
    """Two lines of Chinese share their characters, so that no single character is left over."""
    if len(lines) != 2 or " " in "".join(lines) or not lines[1] or len(lines[1]) > 2:
        return lines
    text = "".join(lines)
    half = (len(text) + 1) // 2
    if text[half] in NEVER_FIRST or re.search(r"[A-Za-z0-9]", text):
        return lines
    return [text[:half], text[half:]]
