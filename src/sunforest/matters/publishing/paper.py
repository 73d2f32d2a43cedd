"""The official sheet as PDF (PDF/A, so that it can be kept). Nothing is read from outside while it is made."""

from __future__ import annotations

from importlib.resources import files

from sunforest.starting import is_installed

SHEET = "static/publishing/paper.css"


class PdfIsOff(Exception):
    """The libraries that draw PDF (Debian: libpango) are not on this machine; the other formats work."""


def pdf(markup: str) -> bytes:
    """The sheet as PDF/A-3u. Raises PdfIsOff."""
    if not is_installed("weasyprint"):
        raise PdfIsOff
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise PdfIsOff from error
    fetcher = URLFetcher(allowed_protocols=["data"], allow_redirects=False)
    style = CSS(string=(files(__package__) / SHEET).read_text(encoding="utf-8"), url_fetcher=fetcher)
    drawn: bytes = HTML(string=markup, url_fetcher=fetcher).write_pdf(stylesheets=[style], pdf_variant="pdf/a-3u")
    return drawn
