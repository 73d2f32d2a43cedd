"""The words inside a received file, for the personal-data gate: PDF, Word, spreadsheets and plain text."""

from __future__ import annotations

import io
from collections.abc import Callable

from django.utils.translation import gettext as _

from sunforest.core.process import uploads
from sunforest.core.redaction import pdfium_lock
from sunforest.pure import radicals

LARGEST_TEXT = 2_000_000


def of(digest: str, name: str) -> str:
    """The text of a file, at most two million characters; empty where the format holds no text that can be read."""
    reader = READERS.get("." + name.rsplit(".", 1)[-1].lower())
    if reader is None:
        return ""
    try:
        return reader(uploads.content_of(digest))[:LARGEST_TEXT]
    except Exception as error:  # a damaged file of whatever kind is named, not guessed at
        raise Unreadable(name) from error


class Unreadable(Exception):
    """A file whose text cannot be read, so that the gate cannot vouch for it."""

    def __init__(self, name: str) -> None:
        words = _("附件“%(name)s”无法读取，不能确认其中有无个人信息。请重新保存后再上传。")
        super().__init__(words % {"name": name})


def _pdf(content: bytes) -> str:
    import pypdfium2

    with pdfium_lock.ENTERED:
        document = pypdfium2.PdfDocument(content)
        try:
            text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
        finally:
            document.close()
    return radicals.as_characters(text)


def _word(content: bytes) -> str:
    import docx

    document = docx.Document(io.BytesIO(content))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join((*paragraphs, *cells))


def _spreadsheet(content: bytes) -> str:
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = (row for name in workbook.sheet_names for row in workbook.get_sheet_by_name(name).to_python())
    return "\n".join(" ".join(_cell(cell) for cell in row) for row in rows)


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _plain(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")


READERS: dict[str, Callable[[bytes], str]] = {
    ".pdf": _pdf,
    ".docx": _word,
    ".xlsx": _spreadsheet,
    ".txt": _plain,
    ".csv": _plain,
    ".json": _plain,
}
