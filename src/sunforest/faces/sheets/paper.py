"""The official sheet as PDF (PDF/A, so that it can be kept). Nothing is read from outside while it is made."""

from __future__ import annotations

from importlib.resources import files

from sunforest.starting import is_installed

VARIANT = "pdf/a-3a"
SHEET = "static/sheets/paper.css"


class PdfIsOff(Exception):
    """The libraries that draw PDF (Debian: libpango) are not on this machine; the other formats work."""


def style() -> str:
    """The style sheet of the official sheet."""
    return (files("sunforest.faces") / SHEET).read_text(encoding="utf-8")


def pdf(markup: str) -> bytes:
    """The sheet as PDF/A, tagged so that it can be read aloud. Raises PdfIsOff."""
    if not is_installed("weasyprint"):
        raise PdfIsOff
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise PdfIsOff from error
    fetcher = URLFetcher(allowed_protocols=["data"], allow_redirects=False)
    sheet = CSS(string=style(), url_fetcher=fetcher)
    drawn: bytes = HTML(string=markup, url_fetcher=fetcher).write_pdf(stylesheets=[sheet], pdf_variant=VARIANT)
    return drawn
