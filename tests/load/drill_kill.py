"""The drill of the cut cable: server, worker and writers are killed with -9 at random moments, and nothing accepted is lost.

Acts come from writers beside the server and, over HTTP, from citizens who send again whatever was not answered.
``make drill`` runs it for two minutes on each database, ``make test`` for a few seconds (tests/core/process/test_kill.py);
``cd tests && python -m load.drill_kill --seconds N`` for as long as one likes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from commands.installation_on_disk import ROOT, Installation, new
from load.filers import Filer, Filing
from load.killed_server import KilledServer
from load.watching_matter.follows import TABLE

WRITERS, FILERS = 2, 2
BETWEEN_KILLS, BETWEEN_SERVER_KILLS = (0.3, 2.0), (0.5, 8.0)
SECONDS = float(os.environ.get("SUNFOREST_DRILL_SECONDS", "120"))


@dataclass(frozen=True)
class Drilled:
    """What the drill came to: acts acknowledged, filings over HTTP, processes killed, leaves sealed, what was wrong.

    ``sent_again`` counts the filings that were sent more than once, ``unanswered`` how often no answer came,
    ``unheard`` the filings that were carried out while their answer was lost, so that the next sending found them done.
    """

    acknowledged: int
    filed: int
    sent_again: int
    unanswered: int
    unheard: int
    kills: dict[str, int]
    leaves: int
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.acknowledged} acts of writers acknowledged, {self.filed} cases over HTTP ({self.sent_again} sent"
            f" more than once, {self.unanswered} times unanswered, {self.unheard} done unheard),"
            f" {sum(self.kills.values())} kills {self.kills}, {self.leaves} leaves, wrong: {list(self.wrong) or 'nothing'}"
        )


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
    return _Drill(installation, random.Random(seed)).run(seconds)


class _Drill:
    """Two writers, a server and two citizens on one installation."""

    def __init__(self, installation: Installation, chance: random.Random) -> None:
        self.installation, self.chance = installation, chance
        self.acknowledged = installation.folder.parent / "acknowledged"
        self.server = KilledServer(installation)
        self.filers = [Filer(self.server.address) for _ in range(FILERS)]
        self.writers = [self._writer() for _ in range(WRITERS)]

    def run(self, seconds: float) -> Drilled:
        """Kill for so long; then the citizens get their last receipts, and all of it is killed for good."""
        try:
            self._kill_for(seconds)
            self._let_filers_finish()
        finally:
            self.server.end()
            for writer in self.writers:
                _kill(writer)
        filings = [filing for filer in self.filers for filing in filer.filings]
        wrong = [words for filer in self.filers for words in filer.wrong]
        return _judged(self.installation, self.acknowledged, filings, dict(self.server.killed), wrong)

    def _kill_for(self, seconds: float) -> None:
        self.server.wait_until_it_serves()
        for filer in self.filers:
            filer.start()
        began = _first_act(self.acknowledged)
        server_at = began + self.chance.uniform(*BETWEEN_SERVER_KILLS)
        while time.monotonic() < began + seconds:
            time.sleep(self.chance.uniform(*BETWEEN_KILLS))
            self.server.start_again_when_ended()
            self._kill_a_writer()
            if time.monotonic() > server_at:
                self.server.kill_something(self.chance)
                server_at = time.monotonic() + self.chance.uniform(*BETWEEN_SERVER_KILLS)

    def _kill_a_writer(self) -> None:
        victim = self.chance.randrange(len(self.writers))
        _kill(self.writers[victim])
        self.writers[victim] = self._writer()
        self.server.killed["writer"] += 1

    def _let_filers_finish(self) -> None:
        for filer in self.filers:
            filer.stop.set()
        self.server.wait_until_it_serves()
        for filer in self.filers:
            filer.join(60)
            assert not filer.is_alive(), "a filing was never answered"

    def _writer(self) -> subprocess.Popen[bytes]:
        script = f"import django; django.setup(); from load.kill_writer import main; main({str(self.acknowledged)!r})"
        return _started(self.installation, [sys.executable, "-c", script])


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


def _judged(
    installation: Installation, acknowledged: Path, filings: list[Filing], kills: dict[str, int], wrong: list[str]
) -> Drilled:
    """After the last kill one worker reads to the end; then every act, filing, leaf and follower is asked."""
    filed = acknowledged.with_name("filed.json")
    filed.write_text(json.dumps({filing.key: sorted(filing.cases) for filing in filings}))
    told = installation.do(f"""
        from django.utils import timezone
        from load.judging import lost_acts, wrong_filings, wrong_order
        from sunforest.core.ledger import sealer
        from sunforest.core.process import catching_up, doctor
        catching_up.catch_up(timezone.now)
        lines = [line.split() for line in open({str(acknowledged)!r}).read().splitlines()]
        wrong = [*lost_acts(lines), *wrong_filings({str(filed)!r}), *wrong_order()]
        wrong += [f"doctor: {{found.code}} {{found.about}}" for found in doctor.examine(timezone.now())]
        print(len(lines), sealer.size(), *wrong, sep="\\n")
    """).splitlines()
    return Drilled(
        acknowledged=int(told[0]),
        filed=sum(bool(filing.cases) for filing in filings),
        sent_again=sum(filing.sent > 1 for filing in filings),
        unanswered=sum(filing.unanswered for filing in filings),
        unheard=sum(filing.was_done_unheard for filing in filings),
        kills=kills,
        leaves=int(told[1]),
        wrong=(*wrong, *told[2:]),
    )


@pytest.mark.drill
def test_two_minutes_of_kills_lose_nothing(tmp_path: Path) -> None:
    drilled = drill(tmp_path / "county", seconds=SECONDS, seed=int(time.time()))
    print(f"\n{SECONDS:.0f} s: {drilled}")
    assert drilled.wrong == ()
    assert drilled.acknowledged > 0 and drilled.filed > 0


def main() -> int:
    """Drill for ``--seconds``; ends with 1 where anything was wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=SECONDS)
    asked.add_argument("--seed", type=int, default=int(time.time()))
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="sunforest-drill-") as folder:
        drilled = drill(Path(folder) / "county", seconds=chosen.seconds, seed=chosen.seed)
    print(f"{chosen.seconds:.0f} s, seed {chosen.seed}: {drilled}")
    return 1 if drilled.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
