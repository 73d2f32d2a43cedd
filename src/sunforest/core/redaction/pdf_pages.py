"""Reads a PDF with pdfium: pictures of its pages, the letters that can be seen on them, and what lies hidden in it.

Form fields, stamps and seals are first made part of the page, so that they are marked like all else; only in memory.
A letter counts as seen where the picture changes when all text is made unseen: text in white, behind a picture, under
a black bar, in a layer that is off, or in render mode 3 is hidden, and is never taken over.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from django.utils.translation import gettext as _
from PIL import Image, ImageChops

from sunforest.core.redaction import pictures
from sunforest.core.redaction.failure import CannotRedact
from sunforest.core.redaction.marks import Rectangle
from sunforest.core.redaction.original import Letters
from sunforest.core.redaction.pdfium_lock import ENTERED
from sunforest.pure import radicals

MOST_PAGES = 200
FINE = 100
SCANNED_SHARE = 0.02
FEW_LETTERS = 10
DEEPEST = 12
DARK = 200
RIDDLE = "\ufffd"
UNASSIGNED = {0, 0xFFFD, *range(0xE000, 0xF900)}
NOTES = (
    *(pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_FILEATTACHMENT, pdfium.FPDF_ANNOT_LINK),
    *(pdfium.FPDF_ANNOT_SOUND, pdfium.FPDF_ANNOT_MOVIE),
)
SYMBOLS = range(0xF000, 0xF100)
PdfPage = Any  # pypdfium2 is untyped


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """The document, with fields, stamps and seals made part of its pages. Raises CannotRedact."""
    with ENTERED:
        document = _document(content)
        try:
            if len(document) > MOST_PAGES:
                raise CannotRedact(
                    _("文件有 %(pages)s 页，一次最多处理 %(most)s 页，请拆分。")
                    % {"pages": len(document), "most": MOST_PAGES}
                )
            document.init_forms()
            yield document
        except pypdfium2.PdfiumError as error:
            raise CannotRedact(_("PDF 已损坏，无法读取。请重新导出后再上传。")) from error
        finally:
            document.close()


def _document(content: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise CannotRedact(_("PDF 有打开密码，无法读取。请去掉密码后再上传。")) from error
        raise CannotRedact(_("这不是完好的 PDF，无法读取。请重新导出后再上传。")) from error


@contextmanager
def page_of(document: Any, number: int) -> Iterator[Any]:
    """One page, counted from one, with what lies on it made part of it."""
    page = document[number - 1]
    _drop_notes(page)
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    page = document[number - 1]
    try:
        yield page
    finally:
        page.close()


def _drop_notes(page: Any) -> None:
    """Notes, attached files and links are no part of what a page says; seals, stamps and filled fields are."""
    for index in reversed(range(pdfium.FPDFPage_GetAnnotCount(page))):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        pdfium.FPDFPage_CloseAnnot(note)
        if kind in NOTES:
            pdfium.FPDFPage_RemoveAnnot(page, index)


def picture_of(page: Any, *, scale: float) -> Image.Image:
    """The page as it is shown, without notes."""
    shown: Image.Image = page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil().convert("RGB")
    return shown


@dataclass(frozen=True)
class Written:
    """What is written on a page: the letters that can be seen, in the order of the file; the text that cannot; and
    whether there are riddles, letters of which the file does not tell the character. Their lines are left out.
    """

    letters: Letters
    unseen: str
    has_riddles: bool


def written_on(page: Any, picture: Image.Image, *, scale: float) -> Written:
    """What is written on a page of which ``picture`` was drawn."""
    textpage = page.get_textpage()
    try:
        read = list(_read(page, textpage))
        if not read:
            return Written(Letters(), "", False)
        without = _without_text(page, scale=scale)
        changed = ImageChops.difference(picture, without).convert("RGB")
        brightest = ImageChops.lighter(ImageChops.lighter(*changed.split()[:2]), changed.split()[2])
        return _sorted_by_sight(read, brightest, scale)
    finally:
        textpage.close()


def _read(page: Any, textpage: Any) -> Iterator[tuple[str, Rectangle | None, bool]]:
    """Every character, its place on the page as it is shown, and whether it is written to be unseen."""
    place = _Place(page)
    high = ""
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        character = chr(code) if code < 0x110000 else "\ufffd"
        if 0xD800 <= code < 0xDC00:
            high = character
            continue
        if 0xDC00 <= code < 0xE000:
            pair = (high + character).encode("utf-16", "surrogatepass")
            character, high = pair.decode("utf-16", "replace"), ""
        if character == "\r":
            continue
        if pdfium.FPDFText_IsGenerated(textpage, index) == 1 or character == "\n":
            yield ("\n" if character == "\n" else " "), None, False
        else:
            said = radicals.as_characters(character) if _says_something(textpage, index, code) else RIDDLE
            yield said, place.of(textpage, index), _is_written_unseen(textpage, index)


def _says_something(textpage: Any, index: int, code: int) -> bool:
    """False for a glyph without a character; bullets of symbol fonts (U+F000–F0FF) are no riddle."""
    if pdfium.FPDFText_HasUnicodeMapError(textpage, index) == 1:
        return False
    return code not in UNASSIGNED or code in SYMBOLS


def _is_written_unseen(textpage: Any, index: int) -> bool:
    written = pdfium.FPDFText_GetTextObject(textpage, index)
    return bool(written) and pdfium.FPDFTextObj_GetTextRenderMode(written) in (
        pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
        pdfium.FPDF_TEXTRENDERMODE_CLIP,
    )


class _Place:
    """From pdfium's coordinates of a page to points from the upper left corner of the page as it is shown."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.size = tuple(round(side * FINE) for side in page.get_size())

    def of(self, textpage: Any, index: int) -> Rectangle | None:
        """The place of a character: the room that its font gives it, and whatever of its ink reaches beyond."""
        room = pdfium.FS_RECTF()
        if not pdfium.FPDFText_GetLooseCharBox(textpage, index, room):
            return None
        left, right, bottom, top = (ctypes.c_double() for _side in range(4))
        pdfium.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        one = self._point(min(room.left, left.value), max(room.top, top.value))
        other = self._point(max(room.right, right.value), min(room.bottom, bottom.value))
        return Rectangle(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(self.page, 0, 0, *self.size, 0, x, y, across, down)
        return across.value / FINE, down.value / FINE


def _without_text(page: Any, *, scale: float) -> Image.Image:
    """The page with all its text made unseen; the page in memory stays so."""
    for written in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=DEEPEST):
        pdfium.FPDFTextObj_SetTextRenderMode(written, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    return picture_of(page, scale=scale)


def _sorted_by_sight(read: list[tuple[str, Rectangle | None, bool]], changed: Image.Image, scale: float) -> Written:
    seen: list[tuple[str, Rectangle | None]] = []
    hidden = ""
    for character, box, is_unseen in read:
        is_blank = box is None or character.isspace()
        if is_blank or (box and not is_unseen and pictures.has_ink(changed, box, scale=scale)):
            seen.append((character, box))
        else:
            hidden += character
    riddles = [box for character, box in seen if character == RIDDLE and box is not None]
    plain = [(character, box) for character, box in seen if box is None or not _is_in_line_with(box, riddles)]
    return Written(Letters.of(plain), hidden, bool(riddles))


def _is_in_line_with(box: Rectangle, riddles: list[Rectangle]) -> bool:
    return any(riddle.top < box.centre[1] < riddle.bottom for riddle in riddles)


def is_scan(page: Any, letters: Letters, picture: Image.Image) -> bool:
    """True where letters may stand in pictures: a picture takes more than a fiftieth, or hardly a letter can be read."""
    if len("".join(letters.text.split())) < FEW_LETTERS:
        return pictures.range_of(picture.convert("L"))[0] < DARK
    whole = page.get_width() * page.get_height()
    drawn = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING), max_depth=DEEPEST)
    return any(each.level > 0 or _area(each) > SCANNED_SHARE * whole for each in drawn)


def _area(drawn: Any) -> float:
    left, bottom, right, top = drawn.get_bounds()
    return float((right - left) * (top - bottom))
