"""What the pages of redaction show: a sheet with numbered marks, the text around them, the pages of a new file."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import FileResponse

from sunforest.core.redaction import pdf_reading
from sunforest.core.redaction.marks import Area, Rectangle, spans_in
from sunforest.core.redaction.original import Original, Page, Paragraph

from .redaction_work import Proposal

DOCX = ".docx"
MOST_PARAGRAPHS = 3_000


@dataclass(frozen=True)
class Listed:
    """A mark with the number under which it stands in the list and on the page."""

    number: int
    proposal: Proposal
    boxes: tuple[Rectangle, ...] = ()

    @property
    def drawn(self) -> list[dict[str, str]]:
        """Its rectangles as attributes of SVG, in points."""
        return [
            {
                "x": f"{box.left:.1f}",
                "y": f"{box.top:.1f}",
                "width": f"{box.right - box.left:.1f}",
                "height": f"{box.bottom - box.top:.1f}",
            }
            for box in self.boxes
        ]


@dataclass(frozen=True)
class Line:
    """A paragraph in pieces: plain words, and words that are taken out."""

    number: int
    pieces: tuple[tuple[str, bool], ...]
    level: int = 0


@dataclass(frozen=True)
class Sheet:
    """What is shown at once: one page of a PDF, or the whole text of a Word file."""

    marks: tuple[Listed, ...]
    page: Page | None = None
    tabs: tuple[tuple[int, int], ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def box(self) -> str:
        """The page's size as SVG's view box."""
        return f"0 0 {self.page.width:.1f} {self.page.height:.1f}" if self.page else ""

    @property
    def size(self) -> tuple[str, str]:
        """Width and height in points, for SVG."""
        return (f"{self.page.width:.1f}", f"{self.page.height:.1f}") if self.page else ("0", "0")


def sheet_of(read: Original, proposals: Sequence[Proposal], shown: int) -> Sheet:
    """The page with that number and its marks; of a Word file everything."""
    if not read.pages:
        marks = tuple(Listed(number, each) for number, each in enumerate(proposals, start=1))
        return Sheet(marks, lines=tuple(_lines(read.paragraphs, proposals)))
    here = [each for each in proposals if each.page == shown]
    counted = Counter(each.page for each in proposals if each.is_taken)
    return Sheet(
        tuple(Listed(number, each, _boxes(each, shown)) for number, each in enumerate(here, start=1)),
        page=read.pages[shown - 1],
        tabs=tuple((page.number, counted[page.number]) for page in read.pages),
    )


def _boxes(proposal: Proposal, shown: int) -> tuple[Rectangle, ...]:
    return tuple(place.box for place in proposal.mark.places if isinstance(place, Area) and place.page == shown)


def _lines(paragraphs: Sequence[Paragraph], proposals: Sequence[Proposal]) -> list[Line]:
    taken = [each.mark for each in proposals if each.is_taken]
    lines = []
    for paragraph in paragraphs[:MOST_PARAGRAPHS]:
        pieces, end = [], 0
        for start, stop in spans_in(paragraph.number, taken):
            pieces += [(paragraph.text[end:start], False), (paragraph.text[start:stop], True)]
            end = stop
        pieces.append((paragraph.text[end:], False))
        lines.append(Line(paragraph.number, tuple(piece for piece in pieces if piece[0]), paragraph.level))
    return [line for line in lines if line.pieces]


def numbers_of(content: bytes, name: str) -> list[int]:
    """The numbers of the pages of a new file that can be shown as pictures; none for Word."""
    return [] if name.endswith(DOCX) else list(range(1, pdf_reading.pages_in(content) + 1))


def tidy(text: str) -> str:
    """A text without empty lines."""
    return re.sub(r"\s*\n\s*", "\n", text).strip()


def as_download(content: bytes, name: str) -> FileResponse:
    """A file to be saved under its name."""
    response = FileResponse(io.BytesIO(content), as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response
