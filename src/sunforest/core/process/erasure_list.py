"""The list of what was erased, kept outside the database so that a restored backup can be made to forget it too.

One JSON line each, appended and flushed to disk before the erasure is committed. It names cases and leaves, never a
person. A copy grows beside every backup folder that this installation has written to.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

FILE = "erased.log"
BACKUP_FOLDERS = "backup_folders"


@dataclass(frozen=True)
class Erasure:
    """One case that was erased, on which ground, when."""

    case: str
    ground: str
    erased_at: str

    @property
    def at(self) -> datetime:
        """The moment, as it is used again when the erasure is repeated."""
        return datetime.fromisoformat(self.erased_at)


def own_list() -> Path:
    """The list in the data folder."""
    folder: Path = settings.SUNFOREST_DATA
    return folder / FILE


def append(erasure: Erasure) -> None:
    """Write one line to the list in the data folder, and to the copies beside the backups that can be reached."""
    write([erasure], own_list())
    for folder in backup_folders():
        if folder.is_dir():
            write([erasure], folder / FILE)


def write(erasures: list[Erasure], path: Path) -> None:
    """Add to the list at ``path`` what it does not hold yet."""
    known = set(read(path))
    lines = [json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in erasures if one not in known]
    if not lines:
        return
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> list[Erasure]:
    """Every erasure in the list at ``path``; none where there is no list. Raises ValueError for a broken line."""
    if not path.is_file():
        return []
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            found.append(Erasure(**json.loads(line)))
        except (ValueError, TypeError) as error:
            raise ValueError(f"{path.name}:{number}：这一行无法读取 / this line cannot be read") from error
    return found


def backup_folders() -> list[Path]:
    """The folders that backups were written to."""
    path = settings.SUNFOREST_DATA / BACKUP_FOLDERS
    return [Path(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def remember_backup_folder(folder: Path) -> None:
    """Note a folder of backups, and bring its copy of the list up to date."""
    folders = backup_folders()
    if folder not in folders:
        lines = "".join(f"{one}\n" for one in (*folders, folder))
        (settings.SUNFOREST_DATA / BACKUP_FOLDERS).write_text(lines, encoding="utf-8")
    write(read(own_list()), folder / FILE)
