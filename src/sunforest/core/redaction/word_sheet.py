"""A new, empty Word file as offices set one: A4, the margins of an official sheet, black headings."""

from __future__ import annotations

import re
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

SONG, HEI, FANG = "SimSun", "SimHei", "FangSong"
LATIN, SIZE = "Times New Roman", Pt(16)
HEADINGS = range(1, 10)
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def new() -> Any:
    """The document, without a word about who made it."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Cm(3.7), Cm(3.5), Cm(2.8), Cm(2.6)
    _set(document.styles["Normal"], FANG)
    for style in headings_of(document):
        _set(style, HEI)
        style.font.color.rgb = RGBColor(0, 0, 0)
    document.core_properties.author = document.core_properties.comments = ""
    return document


def headings_of(document: Any) -> list[Any]:
    """The styles of its headings, level by level."""
    return [document.styles[f"Heading {level}"] for level in HEADINGS]


def clean(words: str) -> str:
    """The words without the characters that XML cannot hold."""
    return NOT_IN_XML.sub("", words)


def _set(style: Any, chinese_font: str) -> None:
    style.font.name, style.font.size = LATIN, SIZE
    style.element.rPr.rFonts.set(qn("w:eastAsia"), chinese_font)
