"""What a backup says of itself: every file with its digest, and the fingerprints of the keys that open it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

FILE = "manifest.json"
FORMAT = 1
KEYS_OF_DATA = ("fields", "index")
NO_KEYS = "不含密钥；请另行保管 sunforest keys export 的结果 / holds no key; keep `keys export` on another medium"


class Damaged(Exception):
    """A backup is not what its manifest says."""


@dataclass(frozen=True)
class BackedUpFile:
    """One file of a backup, by its path in it."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """The whole of a backup. ``keys`` maps a key's name to its fingerprint, never to the key."""

    made_at: str
    database: str
    files: list[BackedUpFile]
    keys: dict[str, str]
    format: int = FORMAT
    note: str = NO_KEYS

    @property
    def at(self) -> datetime:
        """When the backup was made."""
        return datetime.fromisoformat(self.made_at)


def fingerprint(key: bytes) -> str:
    """Sixteen hexadecimal digits by which a key is known again; nothing of it can be told from them."""
    return hashlib.sha256(b"sunforest key fingerprint\0" + key).hexdigest()[:16]


def fingerprints_here() -> dict[str, str]:
    """The fingerprints of this installation's keys, of those that exist; none is made."""
    found = {}
    for name in KEYS_OF_DATA:
        path = settings.SUNFOREST_DATA / "keys" / f"{name}.key"
        text = os.environ.get(f"SUNFOREST_KEY_{name.upper()}") or (path.read_text() if path.is_file() else "")
        if text.strip():
            found[name] = fingerprint(bytes.fromhex(text.strip()))
    return found


def write(manifest: Manifest, folder: Path) -> None:
    """Write the manifest, last of all files of the backup."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1) + "\n"
    (folder / FILE).write_text(text, encoding="utf-8")


def read(folder: Path) -> Manifest:
    """The manifest of a backup. Raises Damaged where there is none that this program understands."""
    try:
        values = json.loads((folder / FILE).read_text(encoding="utf-8"))
        files = [BackedUpFile(**one) for one in values.pop("files")]
        return Manifest(files=files, **values)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise Damaged(f"{folder} 不是完整的备份（{FILE} 无法读取）。 / not a complete backup.") from error


def describe(folder: Path) -> list[BackedUpFile]:
    """Every file of a backup with size and digest."""
    return [
        BackedUpFile(str(path.relative_to(folder)), path.stat().st_size, digest_of(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


def check(folder: Path, manifest: Manifest) -> Iterator[int]:
    """Compare every file with the manifest, yielding how many were compared. Raises Damaged with the file's name."""
    for count, one in enumerate(manifest.files, start=1):
        path = folder / one.path
        if not path.is_file() or path.stat().st_size != one.size or digest_of(path) != one.sha256:
            raise Damaged(
                f"备份中的文件已损坏或缺失：{one.path}。没有写入任何数据。 / damaged or missing; nothing written."
            )
        yield count


def digest_of(path: Path) -> str:
    """The SHA-256 digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
