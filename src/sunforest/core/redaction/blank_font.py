"""A font whose every glyph is one em wide and high and leaves no ink: the unseen text of a rebuilt page is set in it.

The glyph is a line without width from corner to corner: pdfium passes over letters whose glyph has no extent.
"""

from __future__ import annotations

import io
from functools import cache

EM = 1000


@cache
def blank_font() -> bytes:
    """The font as TrueType, always the same bytes."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    names = [".notdef", "blank"]
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((EM, EM))
    pen.closePath()
    glyph = pen.glyph()
    builder = FontBuilder(EM)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({})
    builder.setupGlyf({name: glyph for name in names})
    builder.setupHorizontalMetrics({name: (EM, 0) for name in names})
    builder.setupHorizontalHeader(ascent=EM, descent=0)
    builder.setupNameTable({"familyName": "Blank", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=EM, sTypoDescender=0, usWinAscent=EM, usWinDescent=0)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    file = io.BytesIO()
    builder.font.save(file)
    return file.getvalue()
