"""A disk that is really full, under the tiles and under the database: nothing is lost or forked, and the delay ends by itself.

The real worker seals, a writer files one act after the other and acknowledges each; neither is started again. Needs root.
"""

from __future__ import annotations

import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from commands.installation_on_disk import SERVER, Installation, new
from load.log_under_fire import UnderFire
from load.small_disk import SmallDisk, small_disk
from postgresql import UNPRIVILEGED_USER
from sunforest.pure.checkpoint import parse_checkpoint
from sunforest.pure.signed_note import parse_note

pytestmark = pytest.mark.drill
LEFT_FREE = (0, 4096, 20_000, 100_000)
FULL_FOR_SECONDS, RECOVERS_WITHIN_SECONDS = 6.0, 90.0


def test_a_full_disk_under_the_tiles_holds_back_the_log_and_no_act(tmp_path: Path) -> None:
    installation = new(tmp_path / "data")
    with small_disk(installation.folder / "log", megabytes=48) as disk:
        acts = survives(installation, disk)
        assert all(during > 0 for during in acts), "acts go on: only the log waits"


def test_a_full_disk_under_the_database_stops_acts_and_loses_none(tmp_path: Path) -> None:
    with database_on_a_small_disk(tmp_path) as (installation, disk):
        survives(installation, disk)


@contextmanager
def database_on_a_small_disk(tmp_path: Path) -> Iterator[tuple[Installation, SmallDisk]]:
    """On SQLite the data folder with everything in it; on PostgreSQL a tablespace, which belongs to the server's account."""
    if not SERVER:
        with small_disk(tmp_path / "data", megabytes=96) as disk:
            yield new(tmp_path / "data"), disk
        return
    folder = Path(tempfile.mkdtemp(prefix="sunforest-small-disk-"))
    installation = new(tmp_path / "data")
    with (
        small_disk(folder, megabytes=96, owner=UNPRIVILEGED_USER) as disk,
        psycopg.connect(SERVER, autocommit=True) as one,
    ):
        (folder / "space").mkdir()
        subprocess.run(["chown", UNPRIVILEGED_USER, str(folder / "space")], check=True)
        one.execute(f"CREATE TABLESPACE small LOCATION '{folder / 'space'}'")
        one.execute(f'ALTER DATABASE "{installation.database_name}" SET TABLESPACE small')
        try:
            yield installation, disk
        finally:
            one.execute(f'DROP DATABASE "{installation.database_name}" WITH (FORCE)')
            one.execute("DROP TABLESPACE small")


def survives(installation: Installation, disk: SmallDisk) -> list[int]:
    """Fill the disk to a few sizes while acts are filed and sealed; gives how many acts were done while it was full."""
    installation.run("migrate")
    fired = UnderFire(installation)
    worker, writer = installation.start("work"), Writer(fired)
    over = threading.Event()
    outsider = threading.Thread(target=fired.watch, args=(over,))
    outsider.start()
    during = []
    try:
        until(lambda: published(fired) > 0, "nothing is ever published")
        for leaving in LEFT_FREE:
            during.append(full_for_a_while(fired, writer, disk, leaving))
        assert (worker.poll(), writer.process.poll()) == (None, None), "somebody gave up"
    finally:
        over.set()
        outsider.join()
        writer.end()
        worker.terminate()
        said, _nothing = worker.communicate(timeout=60)
    assert "No space left" in said or "full" in said, said
    fired.acknowledged = writer.acknowledged
    newest = fired.judged()
    print(
        f"\nfull {len(LEFT_FREE)} times: {newest.size} entries, {during} acts meanwhile, {len(fired.served)} checkpoints"
    )
    return during


def full_for_a_while(fired: UnderFire, writer: Writer, disk: SmallDisk, leaving: int) -> int:
    """No space; then space again, and everything that was acknowledged is published without anybody's help."""
    disk.fill(leaving=leaving)
    before, ends_at = len(writer.acknowledged), time.monotonic() + FULL_FOR_SECONDS
    while time.monotonic() < ends_at:
        time.sleep(0.2)
        disk.fill(leaving=leaving)
    done, began = len(writer.acknowledged), time.monotonic()
    disk.clear()
    until(lambda: published(fired) > done, "the log does not recover")
    print(f"\n{leaving} bytes left: {done - before} acts, recovered in {time.monotonic() - began:.1f} s", flush=True)
    return done - before


def published(fired: UnderFire) -> int:
    """The size that an outsider reads."""
    note = fired.folder / "checkpoint"
    return parse_checkpoint(parse_note(note.read_bytes()).text).size if note.exists() else 0


def until(is_so: Callable[[], bool], complaint: str) -> None:
    """Wait for it. Raises AssertionError after a minute and a half."""
    give_up_at = time.monotonic() + RECOVERS_WITHIN_SECONDS
    while not is_so():
        assert time.monotonic() < give_up_at, complaint
        time.sleep(0.1)


class Writer:
    """Files act after act; ``acknowledged`` are the numbers of those that were committed."""

    def __init__(self, fired: UnderFire) -> None:
        self.process, self.acknowledged = fired.start("write", "1000000"), set[int]()
        self.listener = threading.Thread(target=self._listen)
        self.listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.endswith("\n"):
                self.acknowledged.add(int(line))

    def end(self) -> None:
        """Kill it; what it has said is heard to the end."""
        self.process.kill()
        self.listener.join()
        self.process.wait()
