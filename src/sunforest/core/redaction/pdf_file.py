"""Writes a PDF of pictures with an unseen text layer, and nothing else: no metadata, no date, no identifier.

Every page is one picture and, in text render mode 3 (ISO 32000-1, 9.3.6), the letters that may be read, each where it
stands on the picture. Codes are given to the characters of the file in the order of Unicode, so that nothing but the
letters themselves is in the file.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PIL import Image

from sunforest.core.redaction import pictures
from sunforest.core.redaction.blank_font import EM, blank_font
from sunforest.core.redaction.marks import Rectangle
from sunforest.core.redaction.original import Letters

JPEG_QUALITY = 75
SIXTEEN_GREYS = [17 * round(value / 17) for value in range(256)]
LOWER = 0.8  # so that lines set close do not run into each other when they are read
MOST_MAPPED_AT_ONCE = 100
NOT_LETTERS = ("\n", "\r")


@dataclass(frozen=True)
class Sheet:
    """One page to be written: its size in points, its picture, packed for a filter of PDF, its letters."""

    width: float
    height: float
    packed: bytes
    filter: str
    pixels: tuple[int, int]
    is_grey: bool
    letters: Letters


def sheet_of(picture: Image.Image, *, width: float, height: float, letters: Letters, is_scan: bool) -> Sheet:
    """A page from its picture. Plain print takes half the room, and stays sharp, in sixteen greys instead of JPEG."""
    is_grey = _is_grey(picture)
    if is_grey and not is_scan:
        packed = zlib.compress(picture.convert("L").point(SIXTEEN_GREYS).tobytes(), 6)
        return Sheet(width, height, packed, "FlateDecode", picture.size, is_grey, letters)
    file = io.BytesIO()
    picture.convert("L" if is_grey else "RGB").save(file, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return Sheet(width, height, file.getvalue(), "DCTDecode", picture.size, is_grey, letters)


def _is_grey(picture: Image.Image) -> bool:
    if picture.mode in ("1", "L"):
        return True
    small = picture.convert("RGB").reduce(2).convert("YCbCr")
    return all(low >= 120 and high <= 136 for low, high in map(pictures.range_of, small.split()[1:]))


def written(sheets: Iterable[Sheet]) -> bytes:
    """The PDF, always the same bytes for the same sheets."""
    made = list(sheets)
    characters = sorted({each for sheet in made for each in sheet.letters.text if each not in NOT_LETTERS})
    codes = {character: code for code, character in enumerate(characters, start=1)}
    first_page = 9
    kids = " ".join(f"{first_page + 3 * number} 0 R" for number in range(len(made)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) >>",
        f"<< /Type /Pages /Count {len(made)} /Kids [{kids}] >>".encode(),
        *_font_objects(codes),
    ]
    for number, sheet in enumerate(made):
        objects += _page_objects(sheet, codes, first_page + 3 * number)
    return _file_of(objects)


def _font_objects(codes: dict[str, int]) -> list[bytes]:
    """Objects 3 to 8: font, descendant, descriptor, font file, the way back to Unicode, one glyph for all codes."""
    font = blank_font()
    return [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Blank /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 7 0 R >>",
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Blank /FontDescriptor 5 0 R /DW {EM} /CIDToGIDMap 8 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>".encode(),
        f"<< /Type /FontDescriptor /FontName /Blank /Flags 4 /FontBBox [0 0 {EM} {EM}] /ItalicAngle 0 /Ascent {EM} "
        f"/Descent 0 /CapHeight {EM} /StemV 80 /FontFile2 6 0 R >>".encode(),
        _stream(font, f"/Length1 {len(font)}"),
        _stream(_to_unicode(codes)),
        _stream(b"\x00\x01" * (len(codes) + 1)),
    ]


def _to_unicode(codes: dict[str, int]) -> bytes:
    lines = [f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>" for character, code in codes.items()]
    blocks = [lines[start : start + MOST_MAPPED_AT_ONCE] for start in range(0, len(lines), MOST_MAPPED_AT_ONCE)]
    mapped = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{mapped}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode("ascii")


def _page_objects(sheet: Sheet, codes: dict[str, int], number: int) -> list[bytes]:
    """The page, its content and its picture."""
    page = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width:.2f} {sheet.height:.2f}] "
        f"/Resources << /XObject << /P {number + 2} 0 R >> /Font << /F 3 0 R >> >> /Contents {number + 1} 0 R >>"
    )
    space = "DeviceGray" if sheet.is_grey else "DeviceRGB"
    picture = (
        f"<< /Type /XObject /Subtype /Image /Width {sheet.pixels[0]} /Height {sheet.pixels[1]} /ColorSpace /{space} "
        f"/BitsPerComponent 8 /Filter /{sheet.filter} /Length {len(sheet.packed)} >>\nstream\n"
    )
    return [
        page.encode(),
        _stream(_content_of(sheet, codes)),
        picture.encode() + sheet.packed + b"\nendstream",
    ]


def _content_of(sheet: Sheet, codes: dict[str, int]) -> bytes:
    lines = [f"q {sheet.width:.2f} 0 0 {sheet.height:.2f} 0 0 cm /P Do Q", "BT 3 Tr"]
    for box, written_as in _runs(sheet.letters, codes):
        size, width = LOWER * (box.bottom - box.top), box.right - box.left
        foot = sheet.height - (box.top + box.bottom + size) / 2
        lines.append(
            f"/F {size:.2f} Tf {100 * width / size:.2f} Tz 1 0 0 1 {box.left:.2f} {foot:.2f} Tm <{written_as}> Tj"
        )
    return "\n".join([*lines, "ET"]).encode("ascii")


def _runs(letters: Letters, codes: dict[str, int]) -> Iterator[tuple[Rectangle, str]]:
    """Letters that follow each other at even distance, as one: the box of the first, and the codes of all."""
    first: Rectangle | None = None
    run: list[int] = []
    for character, box in letters:
        if box is None or character not in codes or box.right - box.left < 0.01 or box.bottom - box.top < 0.01:
            continue
        if first is not None and _goes_on(first, len(run), box):
            run.append(codes[character])
            continue
        if first is not None:
            yield first, _hex(run)
        first, run = box, [codes[character]]
    if first is not None:
        yield first, _hex(run)


def _hex(run: list[int]) -> str:
    return "".join(f"{code:04X}" for code in run)


def _goes_on(first: Rectangle, count: int, box: Rectangle) -> bool:
    """True where ``box`` is the next of ``count`` boxes like the first, to a fiftieth of its height."""
    near, width = 0.02 * (first.bottom - first.top), first.right - first.left
    expected = Rectangle(first.left + count * width, first.top, first.right + count * width, first.bottom)
    pairs = ((expected.left, box.left), (expected.top, box.top), (expected.right, box.right))
    return all(abs(one - other) < near for one, other in (*pairs, (expected.bottom, box.bottom)))


def _stream(content: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(content, 9)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode {entries}>>\nstream\n"
    return head.encode() + packed + b"\nendstream"


def _file_of(objects: list[bytes]) -> bytes:
    file = bytearray(b"%PDF-1.7\n%\xe6\x99\xb4\xe6\x9e\x97\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(file)
