"""The drill of the cut cable: writers and worker are killed with -9 at random moments, and nothing accepted is lost.

``make drill`` runs it for two minutes on each database, ``make test`` for a few seconds (tests/core/process/test_kill.py).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from commands.installation_on_disk import ROOT, Installation, new
from load.watching_matter.follows import TABLE

WRITERS = 3
SECONDS = float(os.environ.get("SUNFOREST_DRILL_SECONDS", "120"))


@dataclass(frozen=True)
class Drilled:
    """What the drill came to: acts acknowledged, processes killed, leaves sealed, and what was found wrong."""

    acknowledged: int
    kills: int
    leaves: int
    wrong: tuple[str, ...]


class DrilledInstallation(Installation):
    """The guide's matter, and one that watches the log."""

    @property
    def environment(self) -> dict[str, str]:
        paths = os.pathsep.join((super().environment["PYTHONPATH"], str(ROOT / "tests" / "load")))
        more = {"SUNFOREST_MATTERS": "road_occupation,watching_matter", "PYTHONPATH": paths}
        return {**super().environment, **more, "DJANGO_SETTINGS_MODULE": "sunforest.settings"}


def drill(folder: Path, *, seconds: float, seed: int) -> Drilled:
    """Set up, write and kill for so long, let the worker finish, and look at everything."""
    installation = DrilledInstallation(new(folder).folder)
    installation.run("migrate")
    installation.do(f"""
        from cast import assemble, at
        from story import Story
        from road_occupation.process import RoadOccupation
        from django.db import connection
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE {TABLE} (place bigint)")
        application = {{"purpose": "works", "first_day": "2099-12-20", "last_day": "2099-12-25", "place": "望林路"}}
        story = Story(RoadOccupation, assemble()).perform(RoadOccupation.apply, on="2026-11-02", **application)
        story.perform(RoadOccupation.ask_to_supplement, on="2026-11-02", until="2099-12-01", missing="平面图")
    """)
    acknowledged = folder.parent / "acknowledged"
    kills = _write_and_kill(installation, acknowledged, seconds, random.Random(seed))
    return _judged(installation, acknowledged, kills)


def _write_and_kill(installation: Installation, acknowledged: Path, seconds: float, chance: random.Random) -> int:
    script = f"import django; django.setup(); from load.kill_writer import main; main({str(acknowledged)!r})"
    writer = [sys.executable, "-c", script]
    worker = [sys.executable, "-m", "sunforest", "work"]
    starts: list[Callable[[], subprocess.Popen[bytes]]] = [
        lambda command=command: _started(installation, command)  # type: ignore[misc]
        for command in (*([writer] * WRITERS), worker)
    ]
    running, kills = [start() for start in starts], 0
    until = _first_act(acknowledged) + seconds
    while time.monotonic() < until:
        time.sleep(chance.uniform(0.3, 2.0))
        victim = chance.randrange(len(running))
        _kill(running[victim])
        kills += 1
        running[victim] = starts[victim]()
    for process in running:
        _kill(process)
    return kills


def _started(installation: Installation, command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, env=installation.environment, cwd=installation.folder.parent, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def _first_act(acknowledged: Path) -> float:
    give_up_at = time.monotonic() + 60
    while not (acknowledged.exists() and acknowledged.stat().st_size):
        assert time.monotonic() < give_up_at, "no writer did anything"
        time.sleep(0.1)
    return time.monotonic()


def _kill(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _judged(installation: Installation, acknowledged: Path, kills: int) -> Drilled:
    """After the last kill one worker reads to the end; then every acknowledged act, case, leaf and follower is asked."""
    told = installation.do(f"""
        from django.db import connection
        from django.utils import timezone
        from sunforest.core.ledger import sealer
        from sunforest.core.process import catching_up, doctor
        from sunforest.core.process.models import ActRecord
        catching_up.catch_up(timezone.now)
        written = set(ActRecord.objects.values_list("case_id", "number", "act"))
        lines = [line.split() for line in open({str(acknowledged)!r}).read().splitlines()]
        lost = [line for line in lines if (int(line[0]), int(line[1]), line[2]) not in written]
        wrong = [f"lost {{line}}" for line in lost]
        wrong += [f"doctor: {{found.code}} {{found.about}}" for found in doctor.examine(timezone.now())]
        with connection.cursor() as cursor:
            cursor.execute("SELECT place FROM {TABLE} ORDER BY {"rowid" if not installation.database_url else "ctid"}")
            seen = [row[0] for row in cursor.fetchall()]
        if seen != list(range(sealer.size())):
            wrong.append(f"the follower saw {{len(seen)}} of {{sealer.size()}} leaves, or not in order")
        if sealer.size() != len(written):
            wrong.append(f"{{len(written)}} records, {{sealer.size()}} leaves")
        print(len(lines), sealer.size(), *wrong, sep="\\n")
    """).splitlines()
    return Drilled(acknowledged=int(told[0]), kills=kills, leaves=int(told[1]), wrong=tuple(told[2:]))


@pytest.mark.drill
def test_two_minutes_of_kills_lose_nothing(tmp_path: Path) -> None:
    drilled = drill(tmp_path / "county", seconds=SECONDS, seed=int(time.time()))
    print(
        f"\n{SECONDS:.0f} s: {drilled.acknowledged} acts acknowledged, {drilled.kills} kills, {drilled.leaves} leaves"
    )
    assert drilled.wrong == ()
