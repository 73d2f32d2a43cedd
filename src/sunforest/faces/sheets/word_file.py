"""An official sheet as a Word file, built from harmless HTML: headings, paragraphs, lists, tables."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import lxml.html
from django.utils.translation import gettext
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml.html import HtmlElement

from sunforest.core.redaction import word_sheet
from sunforest.core.redaction.word_sheet import FANG, SONG, clean

RED = RGBColor(0xB3, 0x1B, 0x1B)
STYLES = {"strong": "bold", "em": "italic", "u": "underline", "s": "strike", "del": "strike", "ins": "underline"}
RAISED = {"sub": "subscript", "sup": "superscript"}
BLOCKS = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "blockquote", "pre", "hr", "dl", "dt", "dd"}


def docx(sheet: dict[str, Any]) -> bytes:
    """A sheet as a Word file: ``issuer``, ``number``, ``title``, the body in ``reading.html``, where to verify it.

    ``metadata`` are its facts (``label``, ``words``, ``links``), ``url`` its address; a letter has neither.
    """
    document = word_sheet.new()
    _set_up(document, sheet)
    _head(document, sheet)
    for element in lxml.html.fragment_fromstring(sheet["reading"].html, create_parent="div"):
        _block(document, element)
    if sheet["url"]:
        _foot(document, sheet)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: Any, sheet: dict[str, Any]) -> None:
    document.styles["Normal"].paragraph_format.line_spacing = Pt(28)
    for style in word_sheet.headings_of(document):
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(6)
    document.core_properties.title = clean(sheet["title"])[:250]
    document.core_properties.author = clean(sheet["issuer"])[:250]
    document.core_properties.comments = sheet["url"][:250]


def _head(document: Any, sheet: dict[str, Any]) -> None:
    _line(document, sheet["issuer"], font=SONG, size=26, colour=RED, bold=True)
    if sheet["number"]:
        _line(document, sheet["number"], font=FANG, size=16)
    _line(document, sheet["title"], font=SONG, size=22, bold=True, space=18)


def _foot(document: Any, sheet: dict[str, Any]) -> None:
    document.add_paragraph()
    for fact in sheet["metadata"]:
        words = gettext("；").join(filter(None, (fact.words, *(words for words, _url in fact.links))))
        words = gettext("%(label)s：%(words)s") % {"label": fact.label, "words": words}
        _line(document, words, font=FANG, size=10.5, align=WD_ALIGN_PARAGRAPH.LEFT)
    _line(document, sheet["url"], font=FANG, size=10.5, align=WD_ALIGN_PARAGRAPH.LEFT)


def _line(
    document: Any,
    words: str,
    *,
    font: str,
    size: float,
    colour: RGBColor | None = None,
    bold: bool = False,
    space: int = 0,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER,
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(space)
    paragraph.paragraph_format.line_spacing = 1.25
    run = paragraph.add_run(clean(words))
    run.bold, run.font.size = bold, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if colour is not None:
        run.font.color.rgb = colour


def _block(document: Any, element: HtmlElement, depth: int = 0) -> None:
    if element.tag == "table":
        _table(document, element)
    elif element.tag in ("ul", "ol"):
        _list(document, element, depth)
    elif re.fullmatch(r"h[2-6]", element.tag):
        _runs(document.add_heading(level=int(element.tag[1]) - 1), element)
    elif element.tag in ("blockquote", "dl"):
        for child in element:
            _block(document, child, depth)
    else:
        _paragraph(document, element)


def _paragraph(document: Any, element: HtmlElement) -> None:
    paragraph = document.add_paragraph()
    classes = element.get("class", "")
    if "align-center" in classes:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif "align-right" in classes:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.keep_with_next = True
    elif "salutation" not in classes:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    _runs(paragraph, element)


def _list(document: Any, element: HtmlElement, depth: int) -> None:
    number = int(element.get("start") or 1) if (element.get("start") or "1").isdigit() else 1
    for item in element.iterchildren("li"):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Pt(32 * (depth + 1))
        paragraph.add_run(f"{number}. " if element.tag == "ol" else "• ")
        _runs(paragraph, item)
        number += 1
        for inner in item.iterchildren("ul", "ol", "table"):
            _block(document, inner, depth + 1)


def _table(document: Any, element: HtmlElement) -> None:
    """A table as a grid; a cell that spans several is written once and merged."""
    cells = list(_cells(element))
    if not cells:
        return
    rows = max(row + height for row, _column, height, _width, _cell in cells)
    columns = max(column + width for _row, column, _height, width, _cell in cells)
    table = document.add_table(rows=min(rows, 2_000), cols=min(columns, 60), style="Table Grid")
    for row, column, height, width, cell in cells:
        if row + height > len(table.rows) or column + width > len(table.columns):
            continue
        place = table.cell(row, column)
        if height > 1 or width > 1:
            place = place.merge(table.cell(row + height - 1, column + width - 1))
        paragraph = place.paragraphs[0]
        paragraph.paragraph_format.line_spacing = 1.15
        _runs(paragraph, cell, size=10.5)


def _cells(element: HtmlElement) -> Iterator[tuple[int, int, int, int, HtmlElement]]:
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(element.iter("tr")):
        column = 0
        for cell in line.iterchildren("td", "th"):
            while (row, column) in taken:
                column += 1
            height, width = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            taken |= {(row + down, column + right) for down in range(height) for right in range(width)}
            yield row, column, height, width, cell
            column += width


def _runs(paragraph: Paragraph, element: HtmlElement, size: float | None = None, **style: Any) -> None:
    """The words of an element and of what is inside it, each with its emphasis; blocks inside an item are not words."""
    _run(paragraph, element.text, size, style)
    for child in element:
        if child.tag == "br":
            paragraph.add_run().add_break()
        elif child.tag not in ("ul", "ol", "table"):
            named = STYLES.get(child.tag) or RAISED.get(child.tag)
            _runs(paragraph, child, size, **style, **({named: True} if named and named not in style else {}))
            if child.tag in BLOCKS and child.getnext() is not None:
                paragraph.add_run().add_break()
        _run(paragraph, child.tail, size, style)


def _run(paragraph: Paragraph, words: str | None, size: float | None, style: dict[str, Any]) -> None:
    words = clean(words or "").replace("\n", " ")
    if not words.strip(" "):
        return
    run = paragraph.add_run(words)
    for name, value in style.items():
        setattr(run.font, name, value)
    if size is not None:
        run.font.size = Pt(size)
