"""What was read of an original: pages with letters and their places, or paragraphs and tables; and what lay hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sunforest.core.redaction.marks import Rectangle

PDF, WORD = "pdf", "word"


@dataclass(frozen=True)
class Hidden:
    """Something in an original that its pages do not show and that no released file takes over."""

    what: str
    words: str = ""
    page: int = 0


@dataclass(frozen=True)
class Letters:
    """A text and where each of its characters stands; None for a break of line or a gap."""

    text: str = ""
    boxes: tuple[Rectangle | None, ...] = ()

    @classmethod
    def of(cls, letters: Iterable[tuple[str, Rectangle | None]]) -> Letters:
        """A text from its characters, each with its place."""
        made = list(letters)
        return cls("".join(character for character, _box in made), tuple(box for _character, box in made))

    def __iter__(self) -> Iterator[tuple[str, Rectangle | None]]:
        return zip(self.text, self.boxes, strict=True)

    def lines(self) -> list[Letters]:
        """The text line by line."""
        found: list[list[tuple[str, Rectangle | None]]] = [[]]
        for character, box in self:
            if character == "\n":
                found.append([])
            else:
                found[-1].append((character, box))
        return [Letters.of(line) for line in found if line]

    def top(self) -> float:
        """Where it begins on the page; 0 for a text without a place."""
        return min((box.top for box in self.boxes if box is not None), default=0.0)

    @classmethod
    def in_lines(cls, lines: Iterable[Letters]) -> Letters:
        """One text of several lines."""
        made: list[tuple[str, Rectangle | None]] = []
        for line in lines:
            made += [("\n", None), *line] if made else [*line]
        return cls.of(made)


@dataclass(frozen=True)
class Page:
    """One page as it is shown: its size in points, and every letter that can be seen on it."""

    number: int
    width: float
    height: float
    letters: Letters
    is_scan: bool = False
    was_recognised: bool = False


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a Word file; ``number`` counts all of them, ``level`` is 1–9 for headings, 0 for text."""

    number: int
    text: str
    level: int = 0
    alignment: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table, where it stands in the grid and how far it reaches."""

    row: int
    column: int
    paragraphs: tuple[Paragraph, ...]
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Table:
    """A table of a Word file."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Original:
    """A file as it was read: ``pages`` for PDF and pictures, ``body`` for Word."""

    kind: str
    pages: tuple[Page, ...] = ()
    body: tuple[Paragraph | Table, ...] = ()
    hidden: tuple[Hidden, ...] = ()

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs in reading order, those in tables included."""
        found: list[Paragraph] = []
        for part in self.body:
            if isinstance(part, Paragraph):
                found.append(part)
            else:
                found += [paragraph for cell in part.cells for paragraph in cell.paragraphs]
        return tuple(found)
