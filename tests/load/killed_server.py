"""``sunforest serve`` as an operator starts it, with one of its processes or all of them killed with -9, and started again."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress

from commands.installation_on_disk import Installation
from commands.processes_below import command_of, descendants, free_port

WORKER, WEB_SERVER, HELPER = "sunforest work ", "-m granian ", "resource_tracker"
STARTS_WITHIN_SECONDS = 90.0


class KilledServer:
    """One process tree: the program, granian with its workers, and the worker. ``killed`` counts what was hit."""

    def __init__(self, installation: Installation) -> None:
        self.installation, self.port = installation, free_port()
        self.killed: Counter[str] = Counter()
        self.program = self._started()

    @property
    def address(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self.port}"

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "sunforest", "serve", "--port", str(self.port)],
            env=self.installation.environment, cwd=self.installation.folder.parent, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def wait_until_it_serves(self) -> None:
        """Back when it accepts connections; started again where it ended meanwhile."""
        give_up_at = time.monotonic() + STARTS_WITHIN_SECONDS
        while time.monotonic() < give_up_at:
            self.start_again_when_ended()
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.1)
        raise AssertionError("the server does not come back")

    def start_again_when_ended(self) -> None:
        """A program that is gone is started anew, as the operating system's service manager would."""
        if self.program.poll() is not None:
            self.program = self._started()

    def kill_something(self, chance: random.Random) -> None:
        """Kill the whole tree, its program alone, the web server, one web worker or the worker: by chance."""
        below = descendants(self.program.pid)
        [web] = [
            number for number in below if WEB_SERVER in command_of(number) and _parent_is(number, self.program.pid)
        ] or [0]
        victims = {
            "tree": [self.program.pid, *below],
            "program": [self.program.pid],
            "web server": [web] if web else [],
            "web worker": [one for one in descendants(web) if HELPER not in command_of(one)][:2] if web else [],
            "worker": [number for number in below if command_of(number).endswith(WORKER)],
        }
        name = chance.choice([name for name, numbers in victims.items() if numbers])
        numbers = victims[name]
        for number in numbers if name == "tree" else [chance.choice(numbers)]:
            _kill(number)
        self.killed[name] += 1
        if name in ("tree", "program", "web server"):
            self._bury(below)

    def _bury(self, below: list[int]) -> None:
        """A moment for those who were left alone, then -9 for whoever is still there, and a new start."""
        time.sleep(0.5)
        for number in (self.program.pid, *below):
            _kill(number)
        self.program.wait()
        self.start_again_when_ended()

    def end(self) -> None:
        """Kill all of it once more, for good."""
        for number in (self.program.pid, *descendants(self.program.pid)):
            _kill(number)
        self.program.wait()


def _parent_is(number: int, parent: int) -> bool:
    with suppress(OSError), open(f"/proc/{number}/stat") as stat:
        return int(stat.read().rsplit(")", 1)[1].split()[1]) == parent
    return False


def _kill(number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)
