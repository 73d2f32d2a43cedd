"""A backup: database, files and manifest in one folder of its own, complete or not there at all (design §5)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection

from sunforest.commands import dumping, manifest
from sunforest.core.process import erasure_list

PREFIX, UNFINISHED = "sunforest-", ".unfinished-"
LIVES_FOR = timedelta(days=30)


def write_backup(into: Path, *, at: datetime) -> Path:
    """Write a backup below ``into`` and remove those that have lived for 30 days; gives its folder.

    The search index is left out, for it is read from the log again; keys are left out, and the manifest says so.
    """
    into = into.resolve()
    into.mkdir(parents=True, exist_ok=True)
    name = f"{PREFIX}{at:%Y%m%dT%H%M%S}"
    unfinished = into / f"{UNFINISHED}{name}"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    dumping.dump(unfinished)
    _copy_files(unfinished / "files")
    manifest.write(
        manifest.Manifest(
            made_at=at.isoformat(),
            database=connection.vendor,
            files=manifest.describe(unfinished),
            keys=manifest.fingerprints_here(),
        ),
        unfinished,
    )
    finished = unfinished.rename(into / name)
    erasure_list.remember_backup_folder(into)
    for old in outlived(into, at):
        shutil.rmtree(old)
    return finished


def _copy_files(target: Path) -> None:
    """Files after the database: what a record in the copy names was there before. An object store is its own backup."""
    if isinstance(default_storage, FileSystemStorage) and settings.MEDIA_ROOT.is_dir():
        shutil.copytree(settings.MEDIA_ROOT, target, dirs_exist_ok=True, ignore_dangling_symlinks=True)


def outlived(folder: Path, at: datetime) -> Iterator[Path]:
    """The backups in ``folder`` that are older than 30 days; nothing else there is touched."""
    for path in sorted(folder.glob(f"{PREFIX}*")):
        try:
            made_at = manifest.read(path).at
        except manifest.Damaged:
            continue
        if at - made_at > LIVES_FOR:
            yield path
