"""Pictures of pages: drawn from PDF or opened from a photo or scan, blackened where a mark lies."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from typing import cast

from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from sunforest.core.redaction.failure import CannotRedact
from sunforest.core.redaction.marks import Rectangle

DOTS_AN_INCH = 200
FEWEST_DOTS = 100
MOST_PIXELS = 36_000_000
A4_WIDTH = 595.28
INK = 16
MARGIN = 0.6


def scale_for(width: float, height: float, *, page: int) -> float:
    """Pixels a point for a page of that size: 200 dpi, less for posters and plans. Raises CannotRedact."""
    if width < 1 or height < 1:
        raise CannotRedact(_("第 %(page)s 页没有大小，无法读取。请重新导出这个文件。") % {"page": page})
    scale = min(DOTS_AN_INCH / 72, math.sqrt(MOST_PIXELS / (width * height)))
    if scale < FEWEST_DOTS / 72:
        raise CannotRedact(_("第 %(page)s 页太大，无法处理。请按 A2 或更小的纸张重新导出。") % {"page": page})
    return scale


def opened(content: bytes) -> tuple[Image.Image, float]:
    """A photo or scan, upright and without what the camera wrote into it, and its points a pixel. Raises CannotRedact."""
    try:
        picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
        if picture.width * picture.height > 4 * MOST_PIXELS:
            raise CannotRedact(_("图片太大，无法处理。请缩小后再上传。"))
        upright = ImageOps.exif_transpose(picture)
        flat = Image.new("RGB", upright.size, "white")
        flat.paste(upright, mask=upright.convert("RGBA").getchannel("A"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise CannotRedact(_("图片已损坏，无法读取。请重新扫描或导出。")) from error
    points = A4_WIDTH / min(flat.size)
    if DOTS_AN_INCH * points / 72 < 1:
        flat = flat.resize(
            (round(flat.width * DOTS_AN_INCH * points / 72), round(flat.height * DOTS_AN_INCH * points / 72))
        )
        points = A4_WIDTH / min(flat.size)
    return flat, points


def covered(picture: Image.Image, boxes: Iterable[Rectangle], *, scale: float, colour: str) -> Image.Image:
    """A copy with every box filled, a little wider than drawn, so that no edge of a letter stays."""
    copy = picture.convert("RGB")
    pen = ImageDraw.Draw(copy)
    for box in boxes:
        wide = box.grown(MARGIN, MARGIN)
        pen.rectangle((wide.left * scale, wide.top * scale, wide.right * scale, wide.bottom * scale), fill=colour)
    return copy


def has_ink(picture: Image.Image, box: Rectangle, *, scale: float) -> bool:
    """True where something in that part of a grey picture is clearly lighter than black: of a picture of differences,
    where the two pictures differ."""
    part = (
        max(0, int(box.left * scale)),
        max(0, int(box.top * scale)),
        min(picture.width, int(box.right * scale) + 1),
        min(picture.height, int(box.bottom * scale) + 1),
    )
    if part[0] >= part[2] or part[1] >= part[3]:
        return False
    return range_of(picture.crop(part))[1] > INK


def range_of(grey: Image.Image) -> tuple[int, int]:
    """The darkest and the lightest value of a picture of one band."""
    return cast("tuple[int, int]", grey.getextrema())
