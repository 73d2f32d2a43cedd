"""What a monitor remembers of a log between two looks: checkpoints, the hash of every entry, and when it looked.

state.json         origin, key, the counters of each series, when it looked last and at which size
checkpoints/…      every checkpoint ever seen, byte for byte, named by its size and the moment
hashes             the hash of each entry, 32 bytes, in order: names the entry that was changed
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from sunforest.pure.merkle import HASH_SIZE


@dataclass
class Remembered:
    """``looked_at`` is when the log of ``size`` entries was last seen to be the newest."""

    origin: str = ""
    key: str = ""
    size: int = 0
    looked_at: str = ""
    missing_before: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class MonitorState:
    """The memory of one monitor, in a folder of its own."""

    folder: Path

    def read(self) -> Remembered:
        """What was remembered; nothing at the first look."""
        try:
            return Remembered(**json.loads((self.folder / "state.json").read_text(encoding="utf-8")))
        except FileNotFoundError:
            return Remembered()

    def hashes(self) -> list[bytes]:
        """The hash of each entry as it was seen."""
        try:
            data = (self.folder / "hashes").read_bytes()
        except FileNotFoundError:
            return []
        return [data[start : start + HASH_SIZE] for start in range(0, len(data), HASH_SIZE)]

    def checkpoints(self) -> list[bytes]:
        """Every checkpoint that was seen, oldest first."""
        return [path.read_bytes() for path in sorted((self.folder / "checkpoints").glob("*"))]

    def keep_checkpoint(self, note: bytes, *, size: int, at: datetime) -> None:
        """Keep a checkpoint whose signature holds; whatever else is found, it may be evidence."""
        if note not in self.checkpoints():
            name = f"{size:016d}-{at:%Y%m%dT%H%M%S%f}"
            self._write(f"checkpoints/{name}", note)

    def keep(self, remembered: Remembered, hashes: list[bytes]) -> None:
        """Remember the log as it was found to be in order."""
        self._write("hashes", b"".join(hashes))
        self._write("state.json", json.dumps(asdict(remembered), ensure_ascii=False, indent=1).encode())

    def _write(self, name: str, content: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        temporary.write_bytes(content)
        os.replace(temporary, path)
