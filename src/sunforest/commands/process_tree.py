"""A web server and a worker that live and die together, each in a session of its own so that no orphan stays."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field

STOP_WITHIN_SECONDS = 20.0
WORKER_STARTS_AGAIN_AFTER_SECONDS = 1.0
SET_PARENT_DEATH_SIGNAL = 1


@dataclass
class Child:
    """One program of the tree."""

    name: str
    command: list[str]
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it in its own session; the kernel ends it when this program is killed."""
        self.process = subprocess.Popen(
            self.command, env=self.environment, start_new_session=True, preexec_fn=die_with_the_parent
        )

    def is_alive(self) -> bool:
        """True while it runs."""
        return self.process is not None and self.process.poll() is None

    def tell_to_stop(self) -> None:
        """Ask it to finish what it has in hand and end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self, within_seconds: float) -> None:
        """Wait for it; then end whatever is left of its session."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(within_seconds, 0.1))
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def die_with_the_parent() -> None:
    """On Linux: SIGTERM for the child when its parent is gone, however it went."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)


@dataclass
class ProcessTree:
    """Started together, stopped together; a worker that dies is started again, a web server that dies ends all."""

    web: Child
    worker: Child
    _told: threading.Event = field(default_factory=threading.Event)

    @property
    def was_told_to_stop(self) -> bool:
        """True once ``stop`` was called."""
        return self._told.is_set()

    def start(self) -> None:
        """Start both."""
        self.web.start()
        self.worker.start()

    def stop(self) -> None:
        """Ask ``wait`` to stop both. Safe in a signal handler."""
        self._told.set()

    def web_is_alive(self) -> bool:
        """True while the web server runs."""
        return self.web.is_alive()

    def wait(self) -> int:
        """Watch both until told to stop, or until the web server ends by itself; gives 0 only for the first."""
        while not self._told.wait(0.2):
            if not self.web.is_alive():
                break
            if not self.worker.is_alive():
                print(
                    "后台进程意外结束，正在重新启动 / the worker ended and is started again",
                    file=sys.stderr,
                    flush=True,
                )
                self.worker.end(0)
                self._told.wait(WORKER_STARTS_AGAIN_AFTER_SECONDS)
                if not self._told.is_set():
                    self.worker.start()
        give_up_at = time.monotonic() + STOP_WITHIN_SECONDS
        for child in (self.web, self.worker):
            child.tell_to_stop()
        for child in (self.web, self.worker):
            child.end(give_up_at - time.monotonic())
        return 0 if self._told.is_set() else 1
