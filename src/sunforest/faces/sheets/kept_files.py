"""Files that are costly to make, kept in the data folder under a digest of what they are made from; old ones give way."""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

MOST_BYTES = 512 * 2**20
LOCK = "making.lock"


class Busy(Exception):
    """Another file is being made; this machine makes one at a time."""


def kept(*, name: str, source: bytes, make: Callable[[], bytes], ending: str, seconds_to_wait: float) -> bytes:
    """What ``make`` gives for ``source``, from the folder where it was made before. Raises Busy after the wait.

    The digest of the source is part of the file's name: what is kept is never out of date.
    """
    folder = settings.SUNFOREST_DATA / "made"
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}-{hashlib.sha256(source).hexdigest()[:24]}.{ending}"
    found = _read(path)
    if found is not None:
        return found
    with _one_at_a_time(folder, seconds_to_wait):
        found = _read(path)
        if found is not None:
            return found
        content = make()
        _write(path, content)
    _make_room(folder)
    return content


def _read(path: Path) -> bytes | None:
    try:
        content = path.read_bytes()
        os.utime(path)
    except FileNotFoundError:
        return None
    return content


def _write(path: Path, content: bytes) -> None:
    written = path.with_suffix(f".{os.getpid()}.part")
    written.write_bytes(content)
    written.replace(path)


@contextmanager
def _one_at_a_time(folder: Path, seconds_to_wait: float) -> Iterator[None]:
    give_up_at = time.monotonic() + seconds_to_wait
    with (folder / LOCK).open("a") as lock:
        while not _locked(lock.fileno()):
            if time.monotonic() >= give_up_at:
                raise Busy
            time.sleep(0.1)
        yield


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _make_room(folder: Path) -> None:
    """Remove the files that were not asked for longest, until the rest fits."""
    files = [(path.stat().st_mtime, path.stat().st_size, path) for path in folder.iterdir() if path.name != LOCK]
    total = sum(size for _asked, size, _path in files)
    for _asked, size, path in sorted(files):
        if total <= MOST_BYTES:
            return
        path.unlink(missing_ok=True)
        total -= size
