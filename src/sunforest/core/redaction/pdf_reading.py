"""A PDF, photo or scan as pages with letters, and as the new PDF that leaves out what lies under the marks.

What stands in pictures, or in letters of which the file does not tell the character, is read from the picture of the
page. In the new file it is read after the marks were blotted out: what is not there cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TypeVar

from PIL import Image

from sunforest.core.redaction import pdf_file, pdf_hidden, pdf_pages, pictures, recognition
from sunforest.core.redaction.failure import MarkOutside
from sunforest.core.redaction.marks import Area, Mark, Rectangle, boxes_on
from sunforest.core.redaction.original import PDF, Hidden, Letters, Original, Page
from sunforest.core.redaction.pdf_file import Sheet

AT_ONCE = 2
MOST_SCANS_READ = 30
SHARE_THAT_HIDES = 0.25
SIGN = b"%PDF"
Made = TypeVar("Made")


@dataclass(frozen=True)
class Drawn:
    """A page as it was drawn: its picture, the letters written on it, and whether its picture is to be read too."""

    page: Page
    scale: float
    picture: Image.Image
    hidden: tuple[Hidden, ...] = ()


def original_of(content: bytes) -> Original:
    """The pages with every letter that can be seen, in scans as far as this machine reads them. Raises CannotRedact."""
    hidden: list[Hidden] = []
    if content.startswith(SIGN):
        with pdf_pages.opened(content) as document:
            hidden += pdf_hidden.of_document(document)
    pages = []
    for page, found in _made_of_each(content, _read):
        pages.append(page)
        hidden += found
    return Original(PDF, pages=tuple(pages), hidden=tuple(hidden))


def released(content: bytes, marks: Sequence[Mark]) -> bytes:
    """The new PDF: pictures with black boxes, and only the letters outside of them. Raises CannotRedact."""
    pages = pages_in(content)
    if any(not isinstance(place, Area) or place.page > pages for mark in marks for place in mark.places):
        raise MarkOutside
    return pdf_file.written(_made_of_each(content, partial(_redacted, marks=marks)))


def pages_in(content: bytes) -> int:
    """How many pages a file has. Raises CannotRedact."""
    if not content.startswith(SIGN):
        return 1
    with pdf_pages.opened(content) as document:
        return len(document)


def picture_of(content: bytes, number: int, *, pixels_wide: int) -> Image.Image:
    """One page to be looked at. Raises CannotRedact, or IndexError where there is no such page."""
    if not content.startswith(SIGN):
        if number != 1:
            raise IndexError(number)
        picture, _points = pictures.opened(content)
        return picture.resize((pixels_wide, max(1, round(picture.height * pixels_wide / picture.width))))
    with pdf_pages.opened(content) as document:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        with pdf_pages.page_of(document, number) as page:
            width, height = page.get_size()
            scale = min(pixels_wide / width, pictures.scale_for(width, height, page=number))
            return pdf_pages.picture_of(page, scale=scale)


def left_over(letters: Letters, boxes: Sequence[Rectangle]) -> Letters:
    """The letters that no box hides: its centre lies in none, and less than a quarter of it."""
    return Letters.of(
        (character, box) for character, box in letters if box is None or not any(hides(each, box) for each in boxes)
    )


def hides(mark: Rectangle, letter: Rectangle) -> bool:
    """True where a letter must not be read: the centre or a quarter of it lies under the mark."""
    return mark.holds(letter.centre) or mark.shared_with(letter) >= SHARE_THAT_HIDES


def _made_of_each(content: bytes, make: Callable[[Drawn], Made]) -> Iterator[Made]:
    """What ``make`` gives for every page, a few at once; pages are drawn as they are needed."""
    drawn = _pages_of_pdf(content) if content.startswith(SIGN) else _page_of_picture(content)
    with ThreadPoolExecutor(AT_ONCE) as makers:
        while batch := list(islice(drawn, AT_ONCE)):
            yield from makers.map(make, batch)


def _pages_of_pdf(content: bytes) -> Iterator[Drawn]:
    scans = 0
    with pdf_pages.opened(content) as document:
        for number in range(1, len(document) + 1):
            notes = tuple(pdf_hidden.of_page(document, number))
            with pdf_pages.page_of(document, number) as page:
                drawn = _drawn(page, number)
            scans += drawn.page.is_scan
            is_read = drawn.page.is_scan and scans <= MOST_SCANS_READ and recognition.is_possible()
            yield replace(drawn, page=replace(drawn.page, was_recognised=is_read), hidden=(*notes, *drawn.hidden))


def _drawn(page: pdf_pages.PdfPage, number: int) -> Drawn:
    width, height = page.get_size()
    scale = pictures.scale_for(width, height, page=number)
    picture = pdf_pages.picture_of(page, scale=scale)
    written = pdf_pages.written_on(page, picture, scale=scale)
    is_scan = written.has_riddles or pdf_pages.is_scan(page, written.letters, picture)
    hidden = tuple(pdf_hidden.of_text(written.unseen, number))
    return Drawn(Page(number, width, height, written.letters, is_scan), scale, picture, hidden)


def _page_of_picture(content: bytes) -> Iterator[Drawn]:
    picture, points = pictures.opened(content)
    width, height = picture.width * points, picture.height * points
    yield Drawn(Page(1, width, height, Letters(), True, recognition.is_possible()), 1 / points, picture)


def _read(drawn: Drawn) -> tuple[Page, tuple[Hidden, ...]]:
    page = drawn.page
    return replace(page, letters=_with_recognised(drawn, drawn.picture)), drawn.hidden


def _redacted(drawn: Drawn, marks: Sequence[Mark]) -> Sheet:
    page = drawn.page
    boxes = boxes_on(page.number, marks)
    black = pictures.covered(drawn.picture, boxes, scale=drawn.scale, colour="black")
    blotted = pictures.covered(drawn.picture, boxes, scale=drawn.scale, colour="white")
    letters = left_over(_with_recognised(drawn, blotted), boxes)
    size = {"width": page.width, "height": page.height}
    return pdf_file.sheet_of(black, **size, letters=letters, is_scan=page.is_scan)


def _with_recognised(drawn: Drawn, picture: Image.Image) -> Letters:
    """What is written on the page, and what its picture says beyond that: each line where it stands."""
    written = drawn.page.letters
    if not drawn.page.was_recognised:
        return written
    read = recognition.letters_in(picture, points_a_pixel=1 / drawn.scale)
    known = [box for box in written.boxes if box is not None]
    new = Letters.of(
        (character, box) for character, box in read if box is None or not any(_is_known(each, box) for each in known)
    )
    lines = written.lines()
    for line in new.lines():
        if any(line.boxes):
            lines.insert(_place_of(line, lines), line)
    return Letters.in_lines(lines)


def _is_known(written: Rectangle, read: Rectangle) -> bool:
    return written.holds(read.centre) or written.shared_with(read) > SHARE_THAT_HIDES


def _place_of(line: Letters, lines: Sequence[Letters]) -> int:
    """After the nearest line above it."""
    above = [(each.top(), number) for number, each in enumerate(lines, start=1) if any(each.boxes)]
    return max(((top, number) for top, number in above if top < line.top()), default=(0.0, 0))[1]
