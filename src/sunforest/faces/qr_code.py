"""QR codes as inline SVG, without any style attribute, so that the content security policy lets them be seen."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_code(address: str) -> SafeString:
    """The address as a QR code that a sheet of paper or a screen shows."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=2, omitsize=True, svgclass="qr", lineclass=None, svgid=None, title=None
    )
    return mark_safe(drawn)
