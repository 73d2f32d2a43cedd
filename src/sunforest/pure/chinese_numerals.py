"""Numbers written in Chinese (二〇二四, 一百二十八, 十二) or in digits, as document numbers use them (§4.2)."""

from __future__ import annotations

__all__ = ["NUMERALS", "to_integer"]

DIGITS: dict[str, int] = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
}
UNITS: dict[str, int] = {"十": 10, "百": 100, "千": 1000}
NUMERALS = "".join([*DIGITS, *UNITS])


def to_integer(text: str) -> int:
    """Return the number that ``text`` writes: digits, Chinese digits in a row, or Chinese digits with 十, 百, 千.

    Raises ValueError for anything else.
    """
    if text.isdecimal():
        return int(text)
    if not text or any(character not in NUMERALS for character in text):
        raise ValueError(f"not a number: {text!r}")
    if not any(character in UNITS for character in text):
        return int("".join(str(DIGITS[character]) for character in text))
    return _with_units(text)


def _with_units(text: str) -> int:
    total, digit = 0, 0
    for character in text:
        if character in UNITS:
            total += (digit or 1) * UNITS[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit
