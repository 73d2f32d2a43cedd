"""WeCom (企业微信): messages for staff through the robot that ``SUNFOREST_CHANNEL_WECOM`` names."""

from __future__ import annotations

from django.conf import settings

from sunforest.core.notify import gateway
from sunforest.core.notify.message import Message


def reaches(message: Message) -> bool:
    """Staff only: a robot writes into a group of the house, never to a party."""
    return bool(message.account)


def send(message: Message) -> None:
    """Send one message to the group. Raises NotSent."""
    gateway.send(settings.SUNFOREST_CHANNEL_WECOM, message)
