"""A disk of a few megabytes that is really full when it is filled: a file system in memory (needs root, for ``mount``)."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BLOCK = 4096


class NeedsRoot(RuntimeError):
    """Only root may mount a file system."""


@dataclass(frozen=True)
class SmallDisk:
    """Everything below ``folder``; ``fill`` takes the space that is left, ``clear`` gives it back."""

    folder: Path

    @property
    def ballast(self) -> Path:
        """The file that takes the space, as somebody's forgotten download would."""
        return self.folder / "ballast"

    def fill(self, *, leaving: int = 0) -> None:
        """Let no byte be free but ``leaving``. What is freed by others meanwhile is taken too when it is called again."""
        with self.ballast.open("ab", buffering=0) as ballast:
            try:
                while True:
                    ballast.write(bytes(BLOCK))
            except OSError:
                ballast.truncate(max(0, ballast.seek(0, os.SEEK_END) - leaving))

    def clear(self) -> None:
        """Give the space back."""
        self.ballast.unlink()

    @property
    def free(self) -> int:
        """How many bytes are free."""
        found = os.statvfs(self.folder)
        return found.f_bavail * found.f_frsize


@contextmanager
def small_disk(folder: Path, *, megabytes: int, owner: str = "root") -> Iterator[SmallDisk]:
    """A disk at ``folder`` while the block lasts. Raises NeedsRoot."""
    if os.geteuid() != 0:
        raise NeedsRoot("this drill mounts a small disk: run `make drill` as root")
    folder.mkdir(parents=True, exist_ok=True)
    account = pwd.getpwnam(owner)
    options = f"size={megabytes}m,mode=0700,uid={account.pw_uid},gid={account.pw_gid}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "sunforest-drill", str(folder)], check=True)
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
