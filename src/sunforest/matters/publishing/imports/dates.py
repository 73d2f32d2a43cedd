"""Days as the given files write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from sunforest.pure.words import gettext_noop as _

from . import numerals
from .odd import Unreadable

UNKNOWN = {"", "-", "--", "—", "——", "无", "不详", "未知", "null", "None"}
_ARABIC = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+\d{1,2}:\d{2}(?::\d{2})?\S*)?")
_CHINESE = re.compile(r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")


def read(written: str | None, *, field: str) -> date | None:
    """The day, or None where none is given (trap 2: unknown stays unknown, it never becomes 1970).

    Raises Unreadable when something is written that is no day.
    """
    text = unicodedata.normalize("NFKC", written or "").strip()
    if text in UNKNOWN:
        return None
    if match := _ARABIC.fullmatch(text):
        parts = [int(part) for part in match.groups()]
    elif match := _CHINESE.fullmatch(text):
        parts = [numerals.read(part) for part in match.groups()]
    else:
        parts = [0, 0, 0]
    try:
        return date(*parts)
    except ValueError as error:
        message = _("“%(field)s”里的“%(written)s”不是有效日期，请改成 2024-05-21 这样的写法，不清楚时留空。")
        raise Unreadable(message, field=field, written=text[:40]) from error
