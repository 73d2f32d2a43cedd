"""Why a file cannot be redacted."""

from __future__ import annotations

from django.utils.translation import gettext as _


class CannotRedact(Exception):
    """A file that cannot be read, or is too large; the words say why and what to do instead."""


class MarkOutside(CannotRedact):
    """A mark names a place that the file does not have: it was made for another file."""

    def __init__(self) -> None:
        super().__init__(_("有的标记不在这个文件里，没有生成新文件。请重新打开文件再试。"))
