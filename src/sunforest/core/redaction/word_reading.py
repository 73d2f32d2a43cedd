"""Reads a Word file to text and tables, as it reads when all tracked changes are accepted.

Deletions are dropped, insertions taken; text marked hidden, comments, headers, footers, notes, pictures and embedded
objects are not taken over but listed. Text boxes follow the paragraph at which they stand; footnotes and endnotes stand
at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from lxml import etree

from sunforest.core.redaction import word_hidden, word_package
from sunforest.core.redaction.original import WORD, Cell, Original, Paragraph, Table
from sunforest.core.redaction.word_package import DOCUMENT, Package, W
from sunforest.core.redaction.word_styles import Styles

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DROPPED = {
    *(
        W + name
        for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "rt", "txbxContent")
    ),
    *(W + name for name in ("object", "drawing", "pict", "comment")),
    MC + "Fallback",
}
WRITTEN_AS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))
MOST_COLUMNS = 60
DEEPEST = 40


def original_of(content: bytes) -> Original:
    """The paragraphs and tables that a reader sees, and what else the file holds. Raises CannotRedact."""
    package = word_package.opened(content)
    document = package.root_of(DOCUMENT)
    body = document.find(W + "body") if document is not None else None
    if document is None or body is None:
        raise word_package.damaged()
    reader = _Reader(Styles(package))
    parts = [*reader.parts_in(body), *(part for root in _notes(package) for part in reader.parts_in(root))]
    hidden = (*word_hidden.of(package, document), *word_hidden.of_text(reader.unseen))
    return Original(WORD, body=tuple(parts), hidden=hidden)


def _notes(package: Package) -> Iterator[etree._Element]:
    """Footnotes and endnotes, without the lines that separate them from the text."""
    for name, kind in NOTES:
        root = package.root_of(name)
        for note in root.iter(W + kind) if root is not None else ():
            if note.get(W + "type") is None:
                yield note


class _Reader:
    """Reads in order and numbers the paragraphs; what is marked hidden is gathered beside."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.numbers = count(1)
        self.unseen: list[str] = []

    def parts_in(self, parent: etree._Element, depth: int = 0) -> Iterator[Paragraph | Table]:
        """Paragraphs and tables below an element, in reading order, through content controls and the like."""
        if depth > DEEPEST:
            raise word_package.damaged()
        for element in parent:
            if element.tag == W + "p":
                yield self._paragraph(element)
                yield from self._boxes_at(element, depth)
            elif element.tag == W + "tbl":
                yield from self._table(element, depth)
            elif element.tag not in DROPPED:
                yield from self.parts_in(element, depth + 1)

    def _paragraph(self, element: etree._Element) -> Paragraph:
        level, alignment, label = self.styles.of(element)
        text = "".join(self._words(element, self.styles.is_hidden(element))).strip("\n")
        return Paragraph(next(self.numbers), label + text, level, alignment)

    def _words(self, element: etree._Element, is_hidden: bool) -> Iterator[str]:
        for child in element:
            if child.tag in DROPPED:
                continue
            if child.tag in (W + "t", M + "t"):
                words = child.text or ""
                if is_hidden:
                    self.unseen.append(words)
                else:
                    yield words
            elif child.tag in WRITTEN_AS:
                yield "" if is_hidden else WRITTEN_AS[child.tag]
            elif isinstance(child.tag, str):
                yield from self._words(child, is_hidden or self.styles.is_hidden(child))

    def _boxes_at(self, element: etree._Element, depth: int) -> Iterator[Paragraph | Table]:
        for box in element.iter(W + "txbxContent"):
            nearest = next(box.iterancestors(W + "txbxContent", W + "p"), None)
            if nearest is element and not _is_dropped(box, element):
                yield from self.parts_in(box, depth + 1)

    def _table(self, element: etree._Element, depth: int) -> Iterator[Table]:
        cells: list[Cell] = []
        rows = [row for row in element.iter(W + "tr") if next(row.iterancestors(W + "tbl")) is element]
        kept = [row for row in rows if all(row.find(f"{W}trPr/{W}{gone}") is None for gone in ("del", "hidden"))]
        for number, row in enumerate(kept):
            column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
            for cell in _cells_of(row):
                across = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
                above = _continued(cells, cell, number, column)
                if above is not None:
                    cells[above] = _one_row_longer(cells[above])
                else:
                    cells.append(Cell(number, column, self._paragraphs_of(cell, depth), across))
                column = min(column + across, MOST_COLUMNS)
        if cells:
            columns = min(MOST_COLUMNS, max(cell.column + cell.across for cell in cells))
            yield Table(len(kept), columns, tuple(cells))

    def _paragraphs_of(self, cell: etree._Element, depth: int) -> tuple[Paragraph, ...]:
        """The paragraphs of a cell; a table inside it is read line by line."""
        found: list[Paragraph] = []
        for part in self.parts_in(cell, depth + 1):
            if isinstance(part, Paragraph):
                found.append(part)
            else:
                found += [paragraph for inner in part.cells for paragraph in inner.paragraphs]
        return tuple(found)


def _is_dropped(box: etree._Element, paragraph: etree._Element) -> bool:
    for ancestor in box.iterancestors():
        if ancestor is paragraph:
            return False
        if ancestor.tag in (W + "del", W + "moveFrom", MC + "Fallback"):
            return True
    return False


def _cells_of(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in row.iter(W + "tc") if next(cell.iterancestors(W + "tr")) is row)


def _continued(cells: list[Cell], cell: etree._Element, row: int, column: int) -> int | None:
    """Which earlier cell this one only continues downwards."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    if merge is None or merge.get(W + "val") == "restart":
        return None
    return next(
        (at for at, above in enumerate(cells) if above.column == column and above.row + above.down == row), None
    )


def _one_row_longer(cell: Cell) -> Cell:
    return Cell(cell.row, cell.column, cell.paragraphs, cell.across, cell.down + 1)


def _number(element: etree._Element | None, otherwise: int) -> int:
    written = element.get(W + "val", "") if element is not None else ""
    return max(otherwise, min(MOST_COLUMNS, int(written))) if written.isdecimal() else otherwise
