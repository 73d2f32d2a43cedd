"""The two doors of redaction: what an original says, and the new file without what is marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sunforest.core.redaction import pdf_reading, word_reading, word_writing
from sunforest.core.redaction.failure import CannotRedact
from sunforest.core.redaction.marks import Mark
from sunforest.core.redaction.original import Original
from sunforest.pure import personal_data

PICTURES = ("pdf", "jpg", "jpeg", "png")


@dataclass(frozen=True)
class Released:
    """A new file: its name and its bytes."""

    name: str
    content: bytes


def original_of(content: bytes, name: str) -> Original:
    """Everything that a reader of the file sees, and what it holds beside. Raises CannotRedact."""
    kind = _ending(name)
    if kind == "docx":
        return word_reading.original_of(content)
    if kind in PICTURES:
        return pdf_reading.original_of(_checked(content, kind))
    raise not_redactable(name)


def released(content: bytes, name: str, marks: Sequence[Mark]) -> Released:
    """The new file without what is marked: DOCX from DOCX, PDF from all else. Raises CannotRedact, also where a mark
    lies outside of the file.
    """
    stem, kind = name.rsplit(".", 1)[0], _ending(name)
    if kind == "docx":
        made, ending = word_writing.written(word_reading.original_of(content), marks), ".docx"
    elif kind in PICTURES:
        made, ending = pdf_reading.released(_checked(content, kind), marks), ".pdf"
    else:
        raise not_redactable(name)
    return Released(_("%(name)s（遮盖后）") % {"name": stem} + ending, made)


def _checked(content: bytes, kind: str) -> bytes:
    """The content, where it is what its name says. Raises CannotRedact."""
    if (kind == "pdf") != content.startswith(pdf_reading.SIGN):
        raise CannotRedact(_("文件的内容与扩展名不符，请检查后重新上传。"))
    return content


def name_without(name: str, hidden: Iterable[str]) -> str:
    """The name of a file where it tells nothing of what is hidden in it, else a name that says nothing."""
    stem = name.rsplit(".", 1)[0]
    plain = "".join(stem.split())
    tells = any(len(words) > 1 and words in plain for words in ("".join(each.split()) for each in hidden))
    if tells or personal_data.find(stem):
        return _("公开的文件") + name[len(stem) :]
    return name


def may_be_redacted(name: str) -> bool:
    """True for the formats that can be redacted."""
    return _ending(name) in ("docx", *PICTURES)


def not_redactable(name: str) -> CannotRedact:
    """What is said of other formats."""
    words = _("只能遮盖 PDF、DOCX 和图片。请把“%(name)s”另存为 PDF 后再上传。")
    return CannotRedact(words % {"name": name})


def _ending(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower()
