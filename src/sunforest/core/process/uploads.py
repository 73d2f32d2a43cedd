"""Files are received first, under their digest; a record keeps digest and name (design §4)."""

from __future__ import annotations

import hashlib
import io
import mimetypes
import zipfile
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from sunforest.core.process.models import Upload

LARGEST = 50 * 2**20
LARGEST_UNPACKED = 500 * 2**20
ACCEPTED = {
    *(".pdf", ".docx", ".xlsx", ".pptx", ".txt", ".csv", ".json", ".jpg", ".jpeg", ".png", ".ofd", ".zip"),
}
SIGNATURES = {".pdf": b"%PDF", ".png": b"\x89PNG", ".jpg": b"\xff\xd8", ".jpeg": b"\xff\xd8", ".docx": b"PK"}
SIGNATURES |= {".xlsx": b"PK", ".pptx": b"PK", ".zip": b"PK", ".ofd": b"PK"}


class NotAccepted(Exception):
    """A file that is not received; the words say why and what to do instead."""


def receive(file: BinaryIO, *, name: str, at: datetime) -> dict[str, str]:
    """Store a file under its SHA-256 digest; gives ``{"digest", "name"}``. Raises NotAccepted, with nothing stored."""
    content = file.read(LARGEST + 1)
    ending = _ending(name)
    if len(content) > LARGEST:
        raise NotAccepted(_("文件“%(name)s”超过 50 MB，请压缩或拆分后再上传。") % {"name": name})
    if ending not in ACCEPTED:
        raise NotAccepted(_("不接受“%(name)s”这种格式，请改用 PDF、DOCX、XLSX、图片或文本。") % {"name": name})
    if not content.startswith(SIGNATURES.get(ending, b"")):
        raise NotAccepted(_("“%(name)s”的内容与扩展名不符，请检查后重新上传。") % {"name": name})
    if SIGNATURES.get(ending) == b"PK":
        _refuse_bombs(content, name)
    digest = hashlib.sha256(content).hexdigest()
    if not default_storage.exists(path_of(digest)):
        default_storage.save(path_of(digest), ContentFile(content))
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    Upload.objects.get_or_create(
        digest=digest, defaults={"size": len(content), "media_type": media_type, "received_at": at}
    )
    return {"digest": digest, "name": name[:200]}


def _ending(name: str) -> str:
    return "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""


def _refuse_bombs(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise NotAccepted(_("“%(name)s”已损坏，请重新保存后再上传。") % {"name": name}) from error
    if unpacked > LARGEST_UNPACKED or unpacked > 200 * max(len(content), 2**16):
        raise NotAccepted(_("“%(name)s”解开后异常庞大，不予接收。") % {"name": name})


def path_of(digest: str) -> str:
    """Where a file lies in the storage."""
    return f"{digest[:2]}/{digest}"


def content_of(digest: str) -> bytes:
    """The bytes of a received file. Raises FileNotFoundError."""
    with default_storage.open(path_of(digest)) as file:
        content: bytes = file.read()
        return content


def unknown(digests: list[str]) -> set[str]:
    """Those of the digests under which nothing was received."""
    return set(digests) - set(Upload.objects.filter(digest__in=digests).values_list("digest", flat=True))


def keep(digests: list[str]) -> None:
    """A record names these files now: they are never swept."""
    if digests:
        Upload.objects.filter(digest__in=digests).update(is_kept=True)


def sweep(at: datetime) -> int:
    """Remove files that no record names a day after they were received; gives their number."""
    stale: list[Any] = list(Upload.objects.filter(is_kept=False, received_at__lt=at - timedelta(days=1))[:500])
    for upload in stale:
        default_storage.delete(path_of(upload.digest))
    Upload.objects.filter(pk__in=[upload.pk for upload in stale]).delete()
    return len(stale)
