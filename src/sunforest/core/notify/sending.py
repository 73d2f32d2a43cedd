"""Queued notices go out under a lease: one worker sends each, and a crash gives it back (design §3).

The body of a sending runs outside the transaction: a slow gateway holds no lock.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from types import ModuleType

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from sunforest.core.notify.message import Message, NotSent
from sunforest.core.notify.models import QueuedNotice

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
BATCH = 20
MOST_ATTEMPTS = 8
CHANNELS = ("outbox", "console", "mail", "sms", "wecom", "dingtalk")

Compose = Callable[[QueuedNotice], Message | None]


def send_waiting(at: datetime, *, compose: Compose) -> int:
    """Send one batch of what waits; gives how many went out. ``compose`` writes the words, or None: nothing to say."""
    return sum(_send_one(row, at, compose) for row in lease(at))


@transaction.atomic
def lease(at: datetime) -> list[QueuedNotice]:
    """Take a batch of notices that nobody else is sending, and count the attempt."""
    free = Q(leased_until=None) | Q(leased_until__lte=at)
    waiting = QueuedNotice.objects.filter(free, sent_at=None, attempts__lt=MOST_ATTEMPTS).order_by("id")
    rows = list(waiting.select_for_update(skip_locked=True)[:BATCH])
    for row in rows:
        row.attempts, row.leased_until = row.attempts + 1, at + LEASE
    QueuedNotice.objects.bulk_update(rows, ["attempts", "leased_until"])
    return rows


def _send_one(row: QueuedNotice, at: datetime, compose: Compose) -> bool:
    message = compose(row)
    if message is None:
        QueuedNotice.objects.filter(pk=row.pk).delete()
        return False
    try:
        row.channel = deliver(message)
    except NotSent as error:
        row.failure, row.leased_until = str(error)[:200], at + timedelta(minutes=2**row.attempts)
        row.save(update_fields=["failure", "leased_until"])
        return False
    row.sent_at, row.leased_until, row.failure = at, None, ""
    row.save(update_fields=["sent_at", "leased_until", "failure", "channel"])
    return True


def deliver(message: Message) -> str:
    """Send by the first channel of the settings that reaches the receiver; gives its name. Raises NotSent."""
    failures = []
    for name in settings.SUNFOREST_CHANNELS:
        channel = channel_called(name)
        if not channel.reaches(message):
            continue
        try:
            channel.send(message)
        except NotSent as error:
            failures.append(f"{name}：{error}")
        else:
            return str(name)
    raise NotSent("；".join(failures) or "没有能送达该收件人的通道 / no channel reaches the receiver")


def channel_called(name: str) -> ModuleType:
    """The channel of that name. Raises NotSent for one that does not exist."""
    if name not in CHANNELS:
        raise NotSent(f"没有名为“{name}”的通道，可用：{', '.join(CHANNELS)} / no such channel")
    return import_module(f"sunforest.core.notify.channels.{name}")


def send_test(name: str, *, to: Message) -> None:
    """The test button of a channel: send one message by it alone. Raises NotSent with the reason."""
    channel = channel_called(name)
    if not channel.reaches(to):
        raise NotSent(f"通道“{name}”需要另一种收件地址 / the channel needs another kind of address")
    channel.send(to)


def waiting() -> int:
    """How many notices wait to be sent."""
    return QueuedNotice.objects.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS).count()


def given_up() -> int:
    """How many notices could not be sent after all attempts."""
    return QueuedNotice.objects.filter(sent_at=None, attempts__gte=MOST_ATTEMPTS).count()
