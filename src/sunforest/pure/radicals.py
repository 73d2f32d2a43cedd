"""Radicals that PDF files write in place of ordinary characters (⼩ U+2F29 for 小 U+5C0F).

Many fonts give one glyph to both, and the file then names the radical: the page looks right, but no search and no
finder of personal data sees the word. The Kangxi radicals (U+2F00–2FD5) are equivalent by Unicode's own table (NFKC);
of the supplement (U+2E80–2EF3) only those that look exactly like a character are listed here.
"""

from __future__ import annotations

import unicodedata
from functools import cache

KANGXI = range(0x2F00, 0x2FD6)
COMPATIBLE = range(0xF900, 0xFB00)
SUPPLEMENT = dict(zip("⺁⺠⻄⻅⻆⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⺟⻁⻗⻌⺪⺫⺻",
                      "厂民西见角贝车長镸长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟母虎雨辶疋目聿", strict=True))  # fmt: skip


def as_characters(text: str) -> str:
    """The text with characters where radicals of the same look stood; every letter keeps its place."""
    return text if text.isascii() else text.translate(_table())


@cache
def _table() -> dict[int, str]:
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*KANGXI, *COMPATIBLE)}
    same_length = {code: character for code, character in table.items() if len(character) == 1}
    return same_length | {ord(radical): character for radical, character in SUPPLEMENT.items()}
