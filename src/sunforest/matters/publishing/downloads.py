"""A document to take away: print view, PDF, Word, plain text, attachments (R1.12: search, view, download)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from sunforest.faces.frame import frame_of
from sunforest.faces.portal import filters
from sunforest.faces.portal.caching import public_page
from sunforest.faces.portal.handing_out import handed_out, stored_file
from sunforest.faces.sheets import kept_files, paper, word_file

from . import document_data, document_words, queries, reading_layout
from .models import PublicDocument

SECONDS_TO_WAIT = 3  # a web process that waits serves nobody
FORMATS = (("pdf", "PDF"), ("docx", "Word"), ("txt", "TXT"))
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8",
}


def public_document(case_number: str) -> PublicDocument:
    """A document that can be read. Raises Http404 for one that is not public, or was withdrawn."""
    found = PublicDocument.objects.filter(case_number=case_number, withdrawn_on=None).first()
    if found is None:
        raise Http404
    return found


def sheet_of(request: HttpRequest, document: PublicDocument) -> dict[str, Any]:
    """What a document's official sheet shows, on paper and on the screen alike."""
    frame, known = frame_of(request), filters.names()
    effect = document_words.effect_of(document, timezone.localdate())
    issuer = document_words.issuer_of(document, known)
    url = frame.absolute(document.get_absolute_url())
    return {
        "title": document.title,
        "document": document,
        "number": document.document_number,
        "issuer": document.issuer or document.organ_name,
        "lead": document_words.sentence_of(document, effect, issuer),
        "metadata": document_words.metadata_of(document, effect, known),
        "reading": reading_layout.read(document.body, title=document.title, first_heading=2),
        "url": url,
        "qr": document_data.qr_code(url),
        "proof": queries.proof_of(document.leaf_index),
        "frame": frame,
        "section": "documents",
    }


@public_page
def printed(request: HttpRequest, case_number: str) -> HttpResponse:
    """A clean official sheet with a QR code to verify it, for the browser's own printing."""
    return render(request, "publishing/print.html", sheet_of(request, public_document(case_number)))


@require_safe
def download(request: HttpRequest, case_number: str, format: str) -> HttpResponseBase:
    """The document as PDF, Word file or plain text, made on request. A format that is off here says which ones work."""
    if format not in TYPES:
        raise Http404
    document = public_document(case_number)
    sheet = sheet_of(request, document)
    try:
        content = WRITERS[format](document, sheet)
    except paper.PdfIsOff:
        return _not_now(request, sheet, gettext("这台服务器暂时不能生成 PDF，请改用 Word 或文本格式。"))
    except kept_files.Busy:
        return _not_now(request, sheet, gettext("正在为别的读者生成 PDF，请过一会儿再试，或者改用 Word、文本格式。"))
    return handed_out(HttpResponse(content, content_type=TYPES[format]), f"{document.title}.{format}")


def _pdf(document: PublicDocument, sheet: dict[str, Any]) -> bytes:
    markup = render_to_string("publishing/paper.html", sheet)
    return kept_files.kept(
        name=f"{document.case_number}-{document.leaf_index}",
        source=f"{paper.VARIANT}\n{paper.style()}\n{markup}".encode(),
        make=lambda: paper.pdf(markup),
        ending="pdf",
        seconds_to_wait=SECONDS_TO_WAIT,
    )


def _docx(_document: PublicDocument, sheet: dict[str, Any]) -> bytes:
    return word_file.docx(sheet)


def _txt(_document: PublicDocument, sheet: dict[str, Any]) -> bytes:
    return render_to_string(
        "publishing/document.txt", {**sheet, "text": reading_layout.text_of(sheet["reading"].html)}
    ).encode()


WRITERS: dict[str, Callable[[PublicDocument, dict[str, Any]], bytes]] = {"pdf": _pdf, "docx": _docx, "txt": _txt}


def _not_now(request: HttpRequest, sheet: dict[str, Any], words: str) -> HttpResponse:
    context = {
        "title": gettext("现在不能下载 PDF"),
        "lead": words,
        "document": sheet["document"],
        "section": "documents",
        "formats": FORMATS[1:],
    }
    answer = render(request, "publishing/no_pdf.html", context, status=503)
    answer["Retry-After"] = "60"
    return answer


@require_safe
def attachment(request: HttpRequest, case_number: str, digest: str) -> HttpResponseBase:
    """One attachment of the document or of an earlier version, under its own name, never shown in the page's place."""
    document = public_document(case_number)
    earlier = [file for row in document.versions.values_list("attachments", flat=True) for file in row]
    file = next((one for one in (*document.attachments, *earlier) if one["digest"] == digest), None)
    if file is None:
        raise Http404
    return stored_file(digest, file["name"])
