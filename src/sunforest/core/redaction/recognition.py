"""Reads the letters in a picture with tesseract, where it is installed (Debian: tesseract-ocr, tesseract-ocr-chi-sim)."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import lxml.html
from lxml.html import HtmlElement
from PIL import Image

from sunforest.core.redaction.marks import Rectangle
from sunforest.core.redaction.original import Letters

LANGUAGES = "chi_sim+eng"
ONE_COLUMN = "4"  # forms and lists fall apart into columns of words when tesseract looks for columns itself
SECONDS_A_PAGE = 60
NARROWEST = 0.5
BOX = re.compile(r"x_bboxes (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
LINE_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")


@cache
def is_possible() -> bool:
    """True where this machine can read pictures in Chinese."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    return set(LANGUAGES.split("+")) <= set(listed.stdout.split())


def letters_in(picture: Image.Image, *, points_a_pixel: float) -> Letters:
    """The letters of a picture with their places in points; empty where nothing can be read or it takes too long."""
    file = io.BytesIO()
    picture.convert("L").save(file, "PNG", compress_level=1)
    dots = round(72 / points_a_pixel)
    layout = ["--psm", ONE_COLUMN, "--dpi", str(dots), "-c", "hocr_char_boxes=1", "hocr"]
    command = ["tesseract", "-", "-", "-l", LANGUAGES, *layout]
    try:
        read = subprocess.run(
            command,
            input=file.getvalue(),
            capture_output=True,
            check=True,
            timeout=SECONDS_A_PAGE,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return Letters()
    return _letters_of(read.stdout, points_a_pixel)


def _letters_of(hocr: bytes, points_a_pixel: float) -> Letters:
    """The lines of tesseract's answer, one below the other."""
    page: HtmlElement = lxml.html.document_fromstring(hocr)
    return Letters.in_lines(_letters_of_line(line, points_a_pixel) for line in page.find_class("ocr_line"))


def _letters_of_line(line: HtmlElement, points_a_pixel: float) -> Letters:
    """One line; each letter is as high as the line, since single letters are placed roughly."""
    found: list[tuple[str, Rectangle | None]] = []
    bounds = LINE_BOX.search(line.get("title") or "")
    if bounds is None:
        return Letters()
    top, bottom = int(bounds.group(2)), int(bounds.group(4))
    for word in line.find_class("ocrx_word"):
        letters = word.find_class("ocrx_cinfo")
        if found and letters and _are_apart(found[-1][0], letters[0].text or ""):
            found.append((" ", None))
        for letter in letters:
            if place := BOX.search(letter.get("title") or ""):
                box = _box(place.group(1), top, place.group(3), bottom, points_a_pixel)
                found += [(character, box) for character in letter.text or ""]
    return Letters.of(_closed_up(found))


def _closed_up(letters: list[tuple[str, Rectangle | None]]) -> Iterator[tuple[str, Rectangle | None]]:
    """Letters that stand beside each other touch, half-way between where tesseract saw them; none lies over another."""
    left: float | None = None
    for (character, box), (_next, following) in pairwise([*letters, ("", None)]):
        if box is None:
            yield character, box
            left = None
            continue
        begin = box.left if left is None else left
        is_near = following is not None and following.left - box.right < box.bottom - box.top
        end = (box.right + following.left) / 2 if following is not None and is_near else box.right
        end = max(end, begin + NARROWEST)
        yield character, Rectangle(begin, box.top, end, box.bottom, is_rough=True)
        left = end if is_near else None


def _are_apart(last: str, following: str) -> bool:
    """Tesseract cuts Chinese into words; only between Latin words is there a blank."""
    return not HAN.match(last) and not HAN.match(following)


def _box(left: str, top: int, right: str, bottom: int, points: float) -> Rectangle:
    return Rectangle(int(left) * points, top * points, int(right) * points, bottom * points)
