"""``serve`` and ``work``: one process tree of web server and worker, started and stopped together (design §5)."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
import time
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from django.conf import settings

from sunforest.commands import libraries, static_files
from sunforest.commands.clock import now
from sunforest.commands.outcome import DONE, NOT_IN_ORDER, USAGE, Failure
from sunforest.commands.process_tree import Child, ProcessTree
from sunforest.core.process.worker import Worker

BEAT_FILE = "worker.beat"
WEB_WORKERS = 2
ANSWERS_WITHIN_SECONDS = 90.0


def serve(arguments: Namespace) -> int:
    """Start granian and the worker, say where, and stop both when told to."""
    refuse_a_taken_port(arguments.host, arguments.port)
    static_files.collect()
    environment = {**os.environ}
    environment.setdefault("SUNFOREST_URL", f"http://localhost:{arguments.port}")
    tree = ProcessTree(
        web=Child("网站 / web", web_command(arguments.host, arguments.port), environment),
        worker=Child("后台 / worker", [sys.executable, "-m", "sunforest", "work"], environment),
    )
    signal.signal(signal.SIGTERM, lambda *_told: tree.stop())
    signal.signal(signal.SIGINT, lambda *_told: tree.stop())
    tree.start()
    if not answers(arguments.host, arguments.port, tree):
        tree.stop()
        tree.wait()
        return DONE if tree.was_told_to_stop else NOT_IN_ORDER
    if line := libraries.advice():
        print(line, flush=True)
    print(f"阳光森林已启动 / serving: http://localhost:{arguments.port}（Ctrl+C 停止 / stops）", flush=True)
    return NOT_IN_ORDER if tree.wait() else DONE


def web_command(host: str, port: int) -> list[str]:
    """The command line of the web server."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(WEB_WORKERS), "--blocking-threads", "1", "--no-ws", "--log-level", "warning"),
        *("--workers-kill-timeout", "10", "--respawn-failed-workers", "--respawn-interval", "1"),
        "sunforest.wsgi:application",
    ]


def refuse_a_taken_port(host: str, port: int) -> None:
    """Raise Failure where another program already listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise Failure(
                f"{host}:{port} 无法使用（{error}）。请停止占用它的程序，或用 --port 换一个端口。"
                " / the port cannot be used; choose another with --port.",
                USAGE,
            ) from error


def answers(host: str, port: int, tree: ProcessTree) -> bool:
    """True as soon as the web server accepts connections; False when it ends or takes too long."""
    give_up_at = time.monotonic() + ANSWERS_WITHIN_SECONDS
    where = "127.0.0.1" if host == "0.0.0.0" else host
    while time.monotonic() < give_up_at and tree.web_is_alive() and not tree.was_told_to_stop:
        try:
            with socket.create_connection((where, port), timeout=1):
                return True
        except OSError:
            time.sleep(0.1)
    return False


def work(_arguments: Namespace) -> int:
    """Run the worker until SIGTERM or SIGINT; the job in hand is finished first."""
    logging.getLogger("apprise").setLevel(logging.ERROR)
    told = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_told: told.set())
    signal.signal(signal.SIGINT, lambda *_told: told.set())
    beat_file: Path = settings.SUNFOREST_DATA / BEAT_FILE

    def beat(at: datetime) -> None:
        beat_file.write_text(at.isoformat() + "\n")

    Worker(clock=now, pause=lambda seconds: _pause(told, seconds), must_stop=told.is_set, beat=beat).run()
    beat_file.unlink(missing_ok=True)
    return DONE


def _pause(told: threading.Event, seconds: float) -> None:
    told.wait(seconds)
