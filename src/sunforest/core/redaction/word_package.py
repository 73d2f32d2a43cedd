"""A Word file as the parts of its package (ECMA-376 part 2), opened with care: no bombs, no entities, no passwords."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from lxml import etree

from sunforest.core.redaction.failure import CannotRedact

LARGEST_UNPACKED = 200 * 2**20
LARGEST_PART = 64 * 2**20
MOST_PARTS = 5_000
DOCUMENT = "word/document.xml"
OLE_SIGN = b"\xd0\xcf\x11\xe0"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

UNREADABLE = (
    *(etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError),
    *(NotImplementedError, RuntimeError, OSError, ValueError),
)


@dataclass(frozen=True)
class Package:
    """The names of all parts, and the XML of those that are read."""

    names: tuple[str, ...]
    content: bytes

    def root_of(self, name: str) -> etree._Element | None:
        """The XML of one part, None where there is none. Raises CannotRedact."""
        if name not in self.names:
            return None
        try:
            with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
                return etree.fromstring(
                    archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
                )
        except UNREADABLE as error:
            raise damaged() from error

    def under(self, *folders: str) -> Iterator[str]:
        """The names of the parts that lie in one of the folders."""
        return (name for name in self.names if name.startswith(folders) and not name.endswith("/"))


def opened(content: bytes) -> Package:
    """The package. Raises CannotRedact where it is none, is locked, or unpacks to something monstrous."""
    if content.startswith(OLE_SIGN):
        raise CannotRedact(_("这个 Word 文件有密码，或者是旧格式 DOC。请另存为没有密码的 DOCX 后再上传。"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise damaged() from error
    sizes = [entry.file_size for entry in entries]
    if len(entries) > MOST_PARTS or sum(sizes) > LARGEST_UNPACKED or max(sizes, default=0) > LARGEST_PART:
        raise CannotRedact(_("Word 文件解开后异常庞大，不予处理。"))
    names = tuple(entry.filename for entry in entries)
    if DOCUMENT not in names:
        raise CannotRedact(_("这不是 Word 文件（DOCX），无法读取。"))
    return Package(names, content)


def damaged() -> CannotRedact:
    """What is said of a file that cannot be read to its end."""
    return CannotRedact(_("Word 文件已损坏，无法读取。请重新保存后再上传。"))
