"""What a PDF holds beside its pages: all of it stays behind, and the officer is told what it was."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium
from django.utils.translation import gettext as _

from sunforest.core.redaction.original import Hidden

LONGEST = 200
MOST = 200


def of_document(document: Any) -> Iterator[Hidden]:
    """Metadata, bookmarks, attachments, scripts and signatures."""
    for name, value in document.get_metadata_dict(skip_empty=True).items():
        yield Hidden(_("文件属性"), f"{name}：{value}"[:LONGEST])
    for number in range(min(MOST, document.count_attachments())):
        yield Hidden(_("内嵌附件"), document.get_attachment(number).get_name()[:LONGEST])
    bookmarks = sum(1 for _bookmark in document.get_toc())
    if bookmarks:
        yield Hidden(_("书签"), str(bookmarks))
    scripts = pdfium.FPDFDoc_GetJavaScriptActionCount(document)
    if scripts > 0:
        yield Hidden(_("脚本程序"), str(scripts))
    signatures = pdfium.FPDF_GetSignatureCount(document)
    if signatures > 0:
        yield Hidden(_("电子签名（遮盖后失效）"), str(signatures))


def of_page(document: Any, number: int) -> Iterator[Hidden]:
    """Notes, fields and other annotations of a page that has not been flattened yet."""
    page = document[number - 1]
    for index in range(min(MOST, pdfium.FPDFPage_GetAnnotCount(page))):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        words = _string(note, b"Contents") or (_string(note, b"V") if kind == pdfium.FPDF_ANNOT_WIDGET else "")
        if kind == pdfium.FPDF_ANNOT_WIDGET:
            yield Hidden(_("表单域（显示的内容按页面文字处理）"), words[:LONGEST], number)
        elif kind != pdfium.FPDF_ANNOT_LINK or words:
            yield Hidden(_("批注"), words[:LONGEST], number)
        pdfium.FPDFPage_CloseAnnot(note)
    page.close()


def _string(note: Any, key: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(note, key, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAnnot_GetStringValue(note, key, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def of_text(words: str, number: int) -> Iterator[Hidden]:
    """Text of a page that nobody can see."""
    shown = " ".join(words.split())
    if shown:
        yield Hidden(_("看不见的文字"), shown[:LONGEST], number)
