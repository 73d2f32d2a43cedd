"""The worker: one loop that seals, lets followers read, sends notices, and carries out what time has decided.

It holds nothing that a crash could lose: every job is chosen from the database again in the next round.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, connections

from sunforest.core.ledger import followers, sealer
from sunforest.core.ledger.witnesses import Asking
from sunforest.core.notify import phone_messages, sending, subscriptions
from sunforest.core.people import phone_codes
from sunforest.core.process import (
    digests,
    due_soon,
    followers_of_matters,
    notice_words,
    overdue,
    party_drafts,
    reminders,
    uploads,
)
from sunforest.core.search.index import IndexHasWriter

log = logging.getLogger(__name__)

LONGEST_PAUSE_SECONDS = 30.0
# Acts go on while the disk of the log is full: once there is room, what was done is published soon.
LONGEST_WAIT_FOR_THE_LOG = timedelta(seconds=30)
SEAL_AGAIN_AFTER = timedelta(seconds=1)
STUCK_CASES_REST_FOR = timedelta(minutes=10)


@dataclass
class Job:
    """Something done every so often; ``do`` is given the moment. After a failure it waits longer each time."""

    name: str
    every: timedelta
    do: Callable[[datetime], object]
    longest_pause: timedelta = timedelta(minutes=5)
    next_at: datetime | None = None
    failures: int = 0

    def is_due(self, at: datetime) -> bool:
        """True where the job has not been done for as long as it may wait."""
        return self.next_at is None or at >= self.next_at

    def pause_after_failure(self) -> timedelta:
        """Twice as long each time, up to the longest pause."""
        return timedelta(seconds=min(2**self.failures, self.longest_pause.total_seconds()))


@dataclass
class Worker:
    """One worker: ``clock`` gives the moment, ``pause`` waits so many seconds or until the worker is told to stop."""

    clock: Callable[[], datetime]
    pause: Callable[[float], None]
    must_stop: Callable[[], bool]
    beat: Callable[[datetime], None]
    tick_seconds: float = 0.1
    _stuck: dict[int, datetime] = field(default_factory=dict)
    _asking: Asking = field(default_factory=Asking)
    _sealed_at: datetime | None = None
    _followed_to: int = -1

    def run(self) -> None:
        """Go round until told to stop; a database that is away is waited for, longer each time."""
        jobs, lost = self.jobs(), 0
        while not self.must_stop():
            try:
                self.round(jobs)
            except (OperationalError, InterfaceError) as error:
                lost += 1
                log.warning("数据库暂时无法使用，稍后再试 / the database is away: %s", str(error).strip())
                connections.close_all()
                self.pause(min(0.5 * 2**lost, LONGEST_PAUSE_SECONDS))
                continue
            lost = 0
            self.pause(self.tick_seconds)

    def jobs(self) -> list[Job]:
        """What the worker does, and how often."""
        often, now_and_then = timedelta(seconds=2), timedelta(minutes=10)
        return [
            Job("seal", timedelta(0), self.seal, longest_pause=LONGEST_WAIT_FOR_THE_LOG),
            Job("witnesses", timedelta(seconds=1), self._asking.step),
            Job("follow", timedelta(0), self.follow),
            Job("silence", often, self.carry_out_overdue),
            Job("notices", often, lambda at: sending.send_waiting(at, compose=notice_words.message_of)),
            Job("reminders", often, reminders.answer_waiting),
            Job("phone messages", timedelta(seconds=1), phone_messages.send_waiting),
            Job("renew search", now_and_then, followers_of_matters.renew),
            Job("confirmations", often, subscriptions.send_confirmations),
            Job("digests", now_and_then, digests.send),
            Job("due soon", now_and_then, due_soon.remind),
            Job("sweep", timedelta(hours=1), uploads.sweep),
            Job("forget codes", now_and_then, phone_codes.forget_old),
            Job("forget drafts", timedelta(hours=1), party_drafts.forget_old),
            Job("beat", often, self.beat),
        ]

    def round(self, jobs: list[Job]) -> None:
        """Do every job that is due. One that fails is logged and tried again later; the others go on.

        Raises OperationalError and InterfaceError: then the database is away, and with it everything else.
        """
        for job in jobs:
            at = self.clock()
            if self.must_stop() or not job.is_due(at):
                continue
            try:
                job.do(at)
            except (OperationalError, InterfaceError):
                raise
            except IndexHasWriter:
                job.next_at = at + timedelta(seconds=1)
            except Exception:
                job.failures += 1
                pause = job.pause_after_failure()
                log.exception("后台工作“%s”失败，%d 秒后再试 / a job failed", job.name, pause.total_seconds())
                job.next_at = at + pause
            else:
                job.failures, job.next_at = 0, at + job.every if job.every else None

    def seal(self, at: datetime) -> None:
        """Seal at once when the last seal is older than a second; what comes thicker is sealed once a second."""
        if self._sealed_at is not None and timedelta(0) <= at - self._sealed_at < SEAL_AGAIN_AFTER:
            return
        if sealer.waiting() and sealer.seal(at):
            self._sealed_at = at

    def follow(self, _at: datetime) -> None:
        """Let each follower read what is sealed. One that fails does not hold up the others, and fails the job."""
        size = sealer.size()
        if size == self._followed_to:
            return
        failed: Exception | None = None
        for follower in followers.all_followers():
            try:
                while followers.advance(follower) and not self.must_stop():
                    pass
            except (OperationalError, InterfaceError):
                raise
            except Exception as error:
                failed = failed or error
        if failed is not None:
            raise failed
        self._followed_to = size

    def carry_out_overdue(self, at: datetime) -> None:
        """Carry out acts of silence; a case that cannot be moved rests for ten minutes."""
        self._stuck = {case: until for case, until in self._stuck.items() if until > at}
        while not self.must_stop():
            done = overdue.carry_out(at, except_cases=frozenset(self._stuck))
            self._stuck |= dict.fromkeys(done.stuck, at + STUCK_CASES_REST_FOR)
            if not done.moved and not done.stuck:
                return
