"""What is worth telling an operator about a document that was read: the traps that do not stop an import."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date

from sunforest.pure.words import gettext_noop as _

from .odd import Remark

# A county hands its archives over ten years after formation (domain R1.62): beyond that it is a released archive.
ARCHIVE_YEARS = 10
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_LISTED = 8


def of_text(title: str, text: str) -> Iterator[Remark]:
    """Private-use code points (trap 6), invisible and control signs (trap 5), an empty body (trap 3)."""
    signs = set(text) | set(title)
    if private := sorted(sign for sign in signs if unicodedata.category(sign) == "Co"):
        listed = " ".join(f"U+{ord(sign):04X}" for sign in private[:_LISTED])
        message = _("含有自造字（%(listed)s），网页上可能显示不出来，请核对原文；原字已保留。")
        yield Remark("private_use", message, {"listed": listed})
    if signs & _INVISIBLE:
        yield Remark("zero_width", _("含有看不见的零宽字符，检索时不计，原文已保留。"))
    if any(unicodedata.category(sign) == "Cc" and sign not in "\t\n\r" for sign in signs):
        yield Remark("control_sign", _("含有控制字符，显示时可能缺字，请核对原文。"))
    if not text.strip():
        yield Remark("empty_body", _("正文为空，只导入了标题等信息。"))


def of_dates(formed_on: date | None, published_on: date | None) -> Iterator[Remark]:
    """Unknown days (trap 2), a publication before the formation, or many years after it (trap 11)."""
    if formed_on is None and published_on is None:
        yield Remark("date_unknown", _("成文日期和发布日期都不清楚，排在最后。"))
    if formed_on is None or published_on is None:
        return
    years = (
        published_on.year - formed_on.year - ((published_on.month, published_on.day) < (formed_on.month, formed_on.day))
    )
    if published_on < formed_on:
        yield Remark("published_before_formed", _("发布日期早于成文日期，请核对。"))
    elif years >= ARCHIVE_YEARS:
        message = _("成文 %(years)s 年后才发布，应属已开放的档案，不计逾期。")
        yield Remark("released_archive", message, {"years": years})


def of_title(given: str, title: str) -> Iterator[Remark]:
    """A title that had to be taken from the body (trap 13)."""
    if title != given.strip():
        yield Remark(
            "title_derived",
            _("原标题“%(given)s”没有内容，已改用正文首句作标题，请核对。"),
            {"given": given.strip()[:20]},
        )
