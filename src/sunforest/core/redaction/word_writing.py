"""Writes a new Word file of plain paragraphs and tables in which what is marked is not there any more.

In its place stand four black squares, however long it was. Nothing else of the original is taken over.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.text.paragraph import Paragraph as WordParagraph

from sunforest.core.redaction import word_sheet
from sunforest.core.redaction.failure import MarkOutside
from sunforest.core.redaction.marks import Mark, Span, spans_in
from sunforest.core.redaction.original import Original, Paragraph, Table

BLACKENED = "████"
ALIGNMENTS = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def written(original: Original, marks: Sequence[Mark]) -> bytes:
    """The new file. Raises MarkOutside."""
    lengths = {paragraph.number: len(paragraph.text) for paragraph in original.paragraphs}
    for place in (place for mark in marks for place in mark.places):
        if not isinstance(place, Span) or place.end > lengths.get(place.paragraph, 0):
            raise MarkOutside
    document = word_sheet.new()
    for part in original.body:
        if isinstance(part, Table):
            _table(document, part, marks)
        else:
            _paragraph(document.add_heading(level=part.level) if part.level else document.add_paragraph(), part, marks)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _paragraph(place: WordParagraph, part: Paragraph, marks: Sequence[Mark]) -> None:
    if part.alignment:
        place.alignment = ALIGNMENTS[part.alignment]
    place.add_run(word_sheet.clean(words_left(part, marks)))


def _table(document: Any, table: Table, marks: Sequence[Mark]) -> None:
    """The table as a grid; a cell that spans several is written once and merged."""
    grid = document.add_table(rows=table.rows, cols=table.columns, style="Table Grid")
    places = [list(row.cells) for row in grid.rows]
    for cell in table.cells:
        if cell.column >= table.columns:
            continue
        place = places[cell.row][cell.column]
        if cell.across > 1 or cell.down > 1:
            last = places[cell.row + cell.down - 1][min(cell.column + cell.across, table.columns) - 1]
            place = place.merge(last)
        for number, paragraph in enumerate(cell.paragraphs):
            _paragraph(place.paragraphs[0] if number == 0 else place.add_paragraph(), paragraph, marks)


def words_left(paragraph: Paragraph, marks: Sequence[Mark]) -> str:
    """The words of a paragraph, black squares where something is taken out."""
    text, end, left = paragraph.text, 0, ""
    for start, stop in spans_in(paragraph.number, marks):
        left += text[end:start] + BLACKENED
        end = max(end, stop)
    return left + text[end:]
