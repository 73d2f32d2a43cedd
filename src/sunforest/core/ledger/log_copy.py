"""A log as anybody can read it: its files in a folder, or below an address (c2sp.org/tlog-tiles).

Nothing in a copy is believed because of where it lies: tiles and entries count when they lead to a signed root.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.entry_bundles import entries_in
from sunforest.pure.tile_paths import FULL_WIDTH, BundlePath, TilePath, bundles_of
from sunforest.pure.tiles import truncated

CHECKPOINT, KEY = "checkpoint", "key"
TIMEOUT_SECONDS = 20.0
LARGEST_FILE = 32 * 2**20


class NoSuchFile(Exception):
    """The log does not serve a file that its size needs."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"缺少 {path} / missing: {path}")


class Unreachable(Exception):
    """The copy cannot be read at all: no such folder, or the address does not answer."""


@dataclass(frozen=True)
class LogCopy:
    """``fetch`` gives the bytes of a file, or None where there is none; ``address`` is set for one on the web."""

    fetch: Callable[[str], bytes | None]
    address: str = ""

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises NoSuchFile, Unreachable."""
        found = self.fetch(path)
        if found is None:
            raise NoSuchFile(path)
        return found

    def read_tile(self, level: int, index: int, width: int) -> bytes:
        """A tile, or the beginning of the full one that has replaced it. Raises NoSuchFile, Unreachable, Malformed."""
        partial = self.fetch(str(TilePath(level, index, width)))
        if partial is not None or width == FULL_WIDTH:
            return partial if partial is not None else self.read(str(TilePath(level, index)))
        return truncated(self.read(str(TilePath(level, index))), width=width)

    def bundle(self, index: int, width: int) -> list[bytes]:
        """The entries of a bundle. Raises NoSuchFile, Unreachable, Malformed."""
        partial = self.fetch(str(BundlePath(index, width)))
        if partial is not None:
            return entries_in(partial, width=width)
        full = self.read(str(BundlePath(index)))
        return entries_in(full, width=FULL_WIDTH)[:width]

    def entries(self, *, first: int, size: int) -> Iterator[tuple[int, bytes]]:
        """Index and bytes of the entries ``first`` to ``size`` - 1, bundle by bundle. Raises as ``bundle`` does."""
        for bundle in bundles_of(size):
            start = bundle.index * FULL_WIDTH
            if start + bundle.width > first:
                for offset, entry in enumerate(self.bundle(bundle.index, bundle.width)):
                    if start + offset >= first:
                        yield start + offset, entry


def copy_at(place: str) -> LogCopy:
    """The log in a folder, or below an address: that of the log, or of the site whose log it is. Raises Unreachable."""
    if place.startswith(("http://", "https://")):
        return _on_the_web(place.rstrip("/"))
    folder = Path(place)
    if not folder.is_dir():
        raise Unreachable(f"找不到文件夹 {place} / no such folder")
    inside = folder if (folder / CHECKPOINT).exists() or not (folder / "log").is_dir() else folder / "log"
    return LogCopy(lambda path: _from_folder(inside, path))


def _from_folder(folder: Path, path: str) -> bytes | None:
    try:
        return (folder / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _on_the_web(address: str) -> LogCopy:
    at_address = LogCopy(lambda path: get(f"{address}/{path}"), address)
    if at_address.fetch(CHECKPOINT) is None and not address.endswith("/log"):
        return _on_the_web(f"{address}/log")
    return at_address


def get(url: str, *, timeout: float = TIMEOUT_SECONDS) -> bytes | None:
    """The bytes at an address, or None at 404. Raises Unreachable, Malformed where there is more than anybody serves."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as answer:
            content: bytes = answer.read(LARGEST_FILE + 1)
    except urllib.error.HTTPError as error:
        if error.code in (404, 410):
            return None
        raise Unreachable(f"{url}: {error.code}") from error
    except (OSError, ValueError) as error:
        raise Unreachable(f"{url}: {error}") from error
    if len(content) > LARGEST_FILE:
        raise Malformed(f"{url}: more than {LARGEST_FILE} bytes")
    return content
