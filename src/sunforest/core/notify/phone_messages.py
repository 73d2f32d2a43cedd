"""Messages to a phone outside of any act: codes. Queued sealed, sent by the worker, gone once they are sent."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from django.db.models import F

from sunforest.core.notify import sending
from sunforest.core.notify.message import Message, NotSent
from sunforest.core.notify.models import PhoneMessage
from sunforest.core.people import keys

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 5
BATCH = 50


def queue(phone: str, *, title: str, text: str, at: datetime, useful_for: timedelta) -> None:
    """Queue one message; it is not sent any more once it is of no use."""
    words = json.dumps({"phone": phone, "title": title, "text": text}, ensure_ascii=False)
    PhoneMessage.objects.create(
        sealed=keys.seal_text(words),
        queued_at=at,
        useful_until=at + useful_for,
        free_at=at,
    )


def message_of(row: PhoneMessage) -> Message:
    """What is to be sent."""
    return Message(**json.loads(keys.open_text(row.sealed)))


def send_waiting(at: datetime) -> int:
    """Send what waits, and forget what is of no use any more; gives how many went out."""
    PhoneMessage.objects.filter(useful_until__lt=at).delete()
    free = PhoneMessage.objects.filter(free_at__lte=at, attempts__lt=MOST_ATTEMPTS)
    return sum(_send_one(row, at) for row in free.order_by("pk")[:BATCH])


def _send_one(row: PhoneMessage, at: datetime) -> bool:
    """One worker takes the row; after a crash, or where no channel took it, it is free again later."""
    mine = PhoneMessage.objects.filter(pk=row.pk, attempts=row.attempts)
    if not mine.update(attempts=F("attempts") + 1, free_at=at + LEASE * 2**row.attempts):
        return False
    try:
        sending.deliver(message_of(row))
    except NotSent:
        return False
    PhoneMessage.objects.filter(pk=row.pk).delete()
    return True
