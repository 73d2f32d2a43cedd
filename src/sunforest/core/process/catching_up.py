"""How a command that writes waits until what it wrote is sealed and can be found (design §3, the log is the queue).

The search index has one writer. Where a worker runs, it is the worker; the command then waits for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from sunforest.core.ledger import followers, sealer
from sunforest.core.search import current
from sunforest.core.search.index import IndexHasWriter

POLL_SECONDS = 0.1


class NotFollowed(Exception):
    """What was written is safe and sealed, but a follower did not read it in time."""

    def __init__(self, names: list[str], seconds: float) -> None:
        self.names = names
        super().__init__(
            f"写入的内容已保存并封存，但 {seconds:.0f} 秒内仍有部分未更新：{', '.join(names)}。"
            "后台进程会继续处理；如一直不更新，请运行 sunforest doctor。 / saved and sealed, not yet followed."
        )


def catch_up(
    clock: Callable[[], datetime], *, limit_seconds: float = 120.0, sleep: Callable[[float], None] = time.sleep
) -> int:
    """Seal and follow until every follower has read everything; gives how many leaves this process sealed.

    A follower whose place belongs to another process is waited for. Raises NotFollowed after ``limit_seconds``
    without any progress.
    """
    sealed, waited = 0, 0.0
    try:
        while True:
            newly = seal_all(clock)
            read = advance_all()
            sealed += newly
            behind = followers_behind()
            if not behind and not newly and not sealer.waiting():
                return sealed
            waited = 0.0 if newly or read else waited + POLL_SECONDS
            if waited > limit_seconds:
                raise NotFollowed(behind, limit_seconds)
            if not newly and not read:
                sleep(POLL_SECONDS)
    finally:
        current.index().close()


def seal_all(clock: Callable[[], datetime]) -> int:
    """Seal everything that waits; gives how many leaves."""
    sealed = 0
    while sealer.waiting() and (newly := sealer.seal(clock())):
        sealed += newly
    return sealed


def advance_all() -> int:
    """Let every follower read a batch, except one whose writer is another process; gives how many leaves were read."""
    read = 0
    for follower in followers.all_followers():
        try:
            read += followers.advance(follower)
        except IndexHasWriter:
            continue
    return read


def followers_behind() -> list[str]:
    """The names of the followers that have not read everything that is sealed."""
    size = sealer.size()
    return [name for name, place in followers.places().items() if place < size]
