"""The long runs of the log: 50 kills under load, and a million entries (``make drill``, on both databases)."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

import pytest

from commands.installation_on_disk import Installation, new
from load.dying_sealer_steps import STEPS
from load.go_verifier import check_log
from load.log_under_fire import UnderFire

pytestmark = pytest.mark.drill
MILLION = 1_000_000
KILLS = 50


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """An empty installation of the test's own."""
    made = new(tmp_path / "data")
    made.run("migrate")
    return made


def judged_by_go(fired: UnderFire, folder: Path) -> str:
    """Go's verifier reads the whole log and holds it to every checkpoint that was ever served."""
    folder.mkdir()
    keys = folder / "keys"
    keys.write_text(fired.installation.run("log", "key"))
    older = []
    for number, note in enumerate(sorted(fired.served)):
        older.append(folder / f"checkpoint-{number}")
        older[-1].write_bytes(note)
    return check_log(fired.folder, keys=keys, older=tuple(older))


def test_fifty_kills_under_load_never_fork_and_lose_nothing(installation: Installation, tmp_path: Path) -> None:
    fired = UnderFire(installation)
    for step in STEPS:
        fired.dies_at(step)
    fired.storm(random.Random(7), kills=KILLS, writes=100_000)
    newest = fired.judged()
    print(f"\n{KILLS} kills: {newest.size} entries, {len(fired.served)} checkpoints served", flush=True)
    print(judged_by_go(fired, tmp_path / "go"))


FILL = """
    import sys, time
    from datetime import UTC, datetime
    from sunforest.core.ledger import leaves, sealer
    at = datetime(2026, 11, 25, tzinfo=UTC)
    new = leaves.NewLeaf("001008003012011/2026", None, None, "test", "test", bytes(32), "{{}}", b"s" * 32, at)
    began = time.monotonic()
    for _batch in range(0, {count}, 10_000):
        leaves.append_many([new] * 10_000)
    written = time.monotonic()
    while sealer.seal(at):
        pass
    print(f"written {{written - began:.0f}} s, sealed {{time.monotonic() - written:.0f}} s, size {{sealer.size()}}")
"""


def test_a_million_entries_are_sealed_rebuilt_followed_and_verified_by_go(
    installation: Installation, tmp_path: Path
) -> None:
    script = FILL.format(count=MILLION // 5)
    fired = UnderFire(installation)
    for _part in range(5):
        print(f"\n{installation.do(script)}", flush=True)
        fired.look()
    began = time.monotonic()
    assert f"{MILLION} 条，0 个文件重新写入" in installation.run("log", "rebuild")
    print(f"rebuilt in {time.monotonic() - began:.0f} s")
    began = time.monotonic()
    key = installation.run("log", "key").strip()
    assert "没有发现问题" in installation.run("monitor", str(fired.folder), "--key", key)
    print(f"followed by our monitor in {time.monotonic() - began:.0f} s")
    print(judged_by_go(fired, tmp_path / "go"))
    shutil.rmtree(fired.folder)
