"""Progress of long work: a bar on a terminal, silence in a pipe or beside ``--json``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Step = Callable[[int, int | None], None]


@contextmanager
def bar(title: str, *, wanted: bool = True) -> Iterator[Step]:
    """Give a function ``(done, total)`` to call as work goes on; it draws only where somebody watches."""
    if not wanted or not sys.stderr.isatty():
        yield _nothing
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=None)

        def step(done: int, total: int | None) -> None:
            progress.update(task, completed=done, total=total)

        yield step


def _nothing(_done: int, _total: int | None) -> None:
    """Nobody watches."""
