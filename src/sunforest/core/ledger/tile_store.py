"""Where tiles, bundles and the checkpoint lie: plain files that a web server can serve, each written whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from sunforest.pure.tile_paths import FULL_WIDTH, TilePath
from sunforest.pure.tiles import truncated

CHECKPOINT, KEY = "checkpoint", "key"


class TileStore:
    """Files below one folder, named as tlog-tiles names them. A file is there entirely, and on the disk, or not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, or None where there is none."""
        try:
            return (self.folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, path: str, content: bytes) -> None:
        """Write a file: a temporary one, fsync, rename, fsync of its folder. Raises OSError, with the old file intact."""
        self.write_all([(path, content)])

    def write_all(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Write many files, each whole or not at all; the folders are synced once, when all files stand in them.

        Raises OSError; some of the files may then be new and the others old.
        """
        prepared: list[tuple[Path, Path]] = []
        try:
            for path, content in files:
                prepared.append((self.prepare(path, content), self.folder / path))
            for temporary, _target in prepared:
                _sync(temporary)
            for temporary, target in prepared:
                os.replace(temporary, target)
        finally:
            for temporary, _target in prepared:
                temporary.unlink(missing_ok=True)
        above = {folder for _temporary, target in prepared for folder in target.parents}
        for folder in sorted(above):
            if folder.is_relative_to(self.folder):
                _sync(folder)

    def prepare(self, path: str, content: bytes) -> Path:
        """Write a file beside its place; it is not on the disk yet. Gives where it lies."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.name}.{os.getpid()}.{secrets.token_hex(4)}")
        temporary.write_bytes(content)
        return temporary

    def set_aside(self, name: str) -> None:
        """Keep the files of a closed log beside the folder, as ``log.before-NAME``, and begin with an empty one."""
        if self.folder.is_dir():
            os.rename(self.folder, self.folder.with_name(f"{self.folder.name}.before-{name}"))

    def remove_partials(self, full_path: str) -> None:
        """Remove the partial tiles beside a full one, which is on the disk."""
        shutil.rmtree(self.folder / f"{full_path}.p", ignore_errors=True)

    def read_tile(self, level: int, index: int, width: int) -> bytes:
        """The tile, or the beginning of a wider one that has replaced it. Raises MissingTile."""
        found = self.read(str(TilePath(level, index, width)))
        if found is None and width < FULL_WIDTH:
            full = self.read(str(TilePath(level, index, FULL_WIDTH)))
            found = truncated(full, width=width) if full is not None else None
        if found is None:
            raise MissingTile(str(TilePath(level, index, width)))
        return found


def _sync(path: Path) -> None:
    """Wait until a file or folder is on the disk. Of many files written before, the first one takes the time."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class MissingTile(Exception):
    """A tile that the log must have is not in the store; ``sunforest log rebuild`` writes it again."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"日志缺少文件 {path}。请运行 sunforest log rebuild 重新生成。 / a tile is missing: {path}")


def current() -> TileStore:
    """The store of this installation."""
    return TileStore(settings.SUNFOREST_DATA / "log")
