"""A program that writes and seals, and dies by SIGKILL at a named step. Run by the tests inside an installation.

``dying_sealer.py seal STEP``   makes good what an earlier one left, writes a few leaves, and dies at STEP while sealing
``dying_sealer.py write N``     writes N leaves one by one and prints each after its transaction has committed
``dying_sealer.py loop``        seals as the worker does, until it is killed
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunforest.settings")
django.setup()

from django.db import OperationalError, transaction  # noqa: E402

from sunforest.core.ledger import leaves, sealer, tile_store  # noqa: E402

SERIES = "001008003012011/2026"
LEAVES_A_STEP = 300


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def after(owner: Any, name: str, then: Callable[..., None]) -> None:
    """Let ``then`` run after a function of our own."""
    whole = getattr(owner, name)

    def replaced(*arguments: Any, **named: Any) -> Any:
        result = whole(*arguments, **named)
        then()
        return result

    setattr(owner, name, replaced)


def before(owner: Any, name: str) -> None:
    setattr(owner, name, lambda *_arguments, **_named: die())


def die_in_the_third_file() -> None:
    written = []

    def count() -> None:
        written.append(1)
        if len(written) == 3:
            die()

    after(tile_store.TileStore, "prepare", count)


def die_inside_a_tile() -> None:
    """A disk that keeps half of what it was given."""
    whole = tile_store.TileStore.prepare

    def torn(self: tile_store.TileStore, path: str, content: bytes) -> Path:
        if path.startswith("tile/0"):
            os.replace(whole(self, path, content[: len(content) // 2]), self.folder / path)
            die()
        return whole(self, path, content)

    tile_store.TileStore.prepare = torn  # type: ignore[method-assign]


def die_inside_the_checkpoint() -> None:
    """The temporary file is there, and not yet in its place."""
    replace = os.replace

    def replaced(source: Any, target: Any) -> None:
        if str(target).endswith("/checkpoint"):
            die()
        replace(source, target)

    os.replace = replaced  # type: ignore[assignment]


STEPS: dict[str, Callable[[], None]] = {
    "after_taking_in": lambda: after(sealer, "_take_in", die),
    "between_tiles": die_in_the_third_file,
    "inside_a_tile": die_inside_a_tile,
    "after_tiles": lambda: after(sealer, "_write_tiles", die),
    "before_signing": lambda: before(sealer, "_signed"),
    "after_signing": lambda: after(sealer, "_signed", die),
    "after_publishing": lambda: before(sealer, "write_checkpoint_file"),
    "inside_the_checkpoint": die_inside_the_checkpoint,
    "after_the_checkpoint": lambda: before(sealer, "_drop_partials"),
}


def new_leaf() -> leaves.NewLeaf:
    salt, commitment = leaves.commit_to(b"{}")
    return leaves.NewLeaf(SERIES, None, None, "test", "test", commitment, "{}", salt, datetime.now(UTC))


def one_act() -> int:
    """A leaf in a transaction, as ``perform`` writes it."""
    with transaction.atomic():
        return leaves.append(new_leaf()).counter


def write(count: int) -> None:
    for _leaf in range(count):
        print(patient(one_act), flush=True)


def seal(step: str) -> None:
    while sealer.waiting() or not sealer.size():
        if not sealer.seal(datetime.now(UTC)):
            break
    leaves.append_many([new_leaf()] * LEAVES_A_STEP)
    STEPS[step]()
    sealer.seal(datetime.now(UTC))


def loop() -> None:
    while True:
        if not patient(sealer.waiting) or not patient(lambda: sealer.seal(datetime.now(UTC))):
            time.sleep(0.005)


def patient(work: Callable[[], Any]) -> Any:
    """A busy SQLite is asked again, as the worker does."""
    while True:
        try:
            return work()
        except OperationalError:
            time.sleep(0.01)


if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    {"write": lambda: write(int(arguments[0])), "seal": lambda: seal(arguments[0]), "loop": loop}[what]()
