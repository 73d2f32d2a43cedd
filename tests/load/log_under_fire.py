"""Killing sealers and writers of an installation, and judging by pymerkle and sigstore what they leave behind."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from pymerkle import InmemoryTree

from commands.installation_on_disk import Installation
from core.ledger.others import pymerkles_tree, sigstore_accepts_note
from sunforest.core.ledger.log_copy import copy_at
from sunforest.pure.checkpoint import Checkpoint
from sunforest.pure.verifier_key import parse_verifier_key

PROGRAM = Path(__file__).with_name("dying_sealer.py")


@dataclass
class UnderFire:
    """One installation, every checkpoint that it ever served, and every number that it ever acknowledged."""

    installation: Installation
    served: set[bytes] = field(default_factory=set)
    acknowledged: set[int] = field(default_factory=set)

    @property
    def folder(self) -> Path:
        """The folder that outsiders read."""
        return self.installation.folder / "log"

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the program that writes or seals."""
        return subprocess.Popen(
            [sys.executable, str(PROGRAM), *arguments],
            env=self.installation.environment,
            cwd=self.installation.folder.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def dies_at(self, step: str) -> None:
        """Let a sealer make good what there is, and die at a step."""
        process = self.start("seal", step)
        _said, complaint = process.communicate(timeout=120)
        assert process.returncode == -signal.SIGKILL, complaint
        self.look()

    def look(self) -> None:
        """Keep the checkpoint that an outsider would read now."""
        if (note := self.folder / "checkpoint").exists():
            self.served.add(note.read_bytes())

    def storm(self, chance: random.Random, *, kills: int, writes: int) -> None:
        """Two sealers and two writers, killed at random moments; somebody outside looks all the time."""
        over = threading.Event()
        outsider = threading.Thread(target=self.watch, args=(over,))
        outsider.start()
        running = [self.start("loop"), self.start("loop"), self.start("write", str(writes))]
        self._wait_for_a_checkpoint()
        for _kill in range(kills):
            time.sleep(chance.uniform(0.6, 2.5))
            victim = running.pop(chance.randrange(len(running)))
            victim.kill()
            self._hear(victim)
            wanted = "loop" if victim.args[2] == "loop" else "write"
            running.append(self.start(wanted, *([str(writes)] if wanted == "write" else [])))
        for process in running:
            process.kill()
            self._hear(process)
        over.set()
        outsider.join()

    def _wait_for_a_checkpoint(self) -> None:
        """A busy machine takes its time to start three programs."""
        give_up_at = time.monotonic() + 90
        while not self.served and time.monotonic() < give_up_at:
            time.sleep(0.1)

    def _hear(self, process: subprocess.Popen[str]) -> None:
        said, _complaint = process.communicate(timeout=60)
        if process.args[2] == "write":  # type: ignore[index]
            whole = said[: said.rfind("\n") + 1]
            self.acknowledged |= {int(line) for line in whole.splitlines()}

    def watch(self, over: threading.Event) -> None:
        """Keep every checkpoint that is served until it is over."""
        while not over.wait(0.02):
            self.look()

    def judged(self) -> Checkpoint:
        """Seal what is left; then every checkpoint ever served is a beginning of this log, and nothing is missing."""
        self.installation.run("log", "seal")
        self.look()
        key = parse_verifier_key(self.installation.run("log", "key").strip())
        signed = sorted((sigstore_accepts_note(note, key) for note in self.served), key=lambda one: one.size)
        newest = signed[-1]
        entries = [entry for _index, entry in copy_at(str(self.folder)).entries(first=0, size=newest.size)]
        tree: InmemoryTree = pymerkles_tree(entries)
        assert [tree.get_state(one.size) for one in signed] == [one.root for one in signed]
        assert len({one.size for one in signed}) == len({(one.size, one.root) for one in signed})
        numbers = [number_in(entry) for entry in entries]
        assert sorted(numbers) == list(range(1, len(entries) + 1))
        assert self.acknowledged <= set(numbers)
        assert "没有发现问题" in self.installation.run("monitor", str(self.folder), "--key", str(key))
        return newest


def number_in(entry: bytes) -> int:
    """The number of an entry in its series."""
    return int(json.loads(entry)["n"])
