"""Text messages through whichever gateway ``SUNFOREST_CHANNEL_SMS`` names; ``{phone}`` stands for the number."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings

from sunforest.core.notify import gateway
from sunforest.core.notify.message import Message


def reaches(message: Message) -> bool:
    """True where a phone number is known."""
    return bool(message.phone)


def send(message: Message) -> None:
    """Send one text message. Raises NotSent."""
    gateway.send(settings.SUNFOREST_CHANNEL_SMS.replace("{phone}", quote(message.phone)), message)
