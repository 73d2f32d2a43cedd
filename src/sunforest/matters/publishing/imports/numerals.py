"""Numbers written in Chinese: ``一百二十`` = 120, ``二〇一九`` = 2019."""

from __future__ import annotations

CHINESE_DIGITS = "零〇一二三四五六七八九十百千万"
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def read(numeral: str) -> int:
    """The value of a Chinese numeral, with units (``一百零五``) or digit by digit (``二〇一九``).

    Raises ValueError for a sign that is no numeral.
    """
    if not any(sign in "十百千万" for sign in numeral):
        return int("".join(str(_digit(sign)) for sign in numeral))
    total = section = digit = 0
    for sign in numeral:
        if sign == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        elif sign in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[sign], 0
        else:
            digit = _digit(sign)
    return total + section + digit


def _digit(sign: str) -> int:
    if sign not in _DIGITS:
        raise ValueError(sign)
    return _DIGITS[sign]
