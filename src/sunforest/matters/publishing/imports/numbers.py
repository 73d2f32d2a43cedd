"""Document numbers (文号) as given, and in one form for comparing and searching (domain §4.2)."""

from __future__ import annotations

import re
import unicodedata

from . import numerals

_SIGNS = numerals.CHINESE_DIGITS
_YEAR = re.compile(r"[〔\[(【［（﹝<〈]\s*(\d{4})\s*年?\s*[〕\])】］）﹞>〉]")
_NUMERAL = re.compile(rf"第?([{_SIGNS}○]{{1,12}})号")
_NUMBERED = re.compile(r"([\u4e00-\u9fffA-Za-z]*)〔(\d{4})〕第?0*(\d+)号")
_ORDER = re.compile(r"([\u4e00-\u9fff、]*)第0*(\d+)号(令)?")
_LEAD_IN = re.compile(r".{2,}(?:以|根据|按照|依照|依据|印发的|发布的)(?=[\u4e00-\u9fffA-Za-z]{2,})")
_SEVERAL = re.compile(r"(?<=号)(?:\s*[、，,；;/]\s*|\s+)(?=\S)|(?<=号)(?=[\u4e00-\u9fff]+[〔\[(（【])")


def normalise(written: str) -> str:
    """One form: half width, ``〔year〕``, Arabic digits, no blanks, ``令第N号``, no words of a sentence around it.

    So ``国办发[２０１８] 3 号`` is ``国办发〔2018〕3号``, ``主席令第七十三号`` is ``主席令第73号``, ``第61号令`` is
    ``令第61号``, and ``民法院以法发〔1993〕15号`` is ``法发〔1993〕15号``. Anything else comes back without blanks.
    """
    text = re.sub(r"[\s\u200b\ufeff]+", "", unicodedata.normalize("NFKC", written))
    text = _NUMERAL.sub(lambda match: f"第{numerals.read(match[1].replace('○', '〇'))}号", _YEAR.sub(r"〔\1〕", text))
    if match := _NUMBERED.search(text):
        return f"{_LEAD_IN.sub('', match[1])}〔{match[2]}〕{match[3]}号"
    if match := _ORDER.search(text):
        return f"{match[1]}{match[3] or ''}第{match[2]}号"
    return text


def several(written: str) -> tuple[str, ...]:
    """The numbers in a field that may hold several in a row, each as written."""
    return tuple(part.strip() for part in _SEVERAL.split(written.strip()) if part.strip())
