"""One message on its way: to whom, and the words. No framework is imported here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """``phone``, ``email`` and ``account`` are the ways to reach the receiver; empty ones are unknown."""

    title: str
    text: str
    phone: str = ""
    email: str = ""
    account: str = ""


class NotSent(Exception):
    """A channel could not send. The words name the reason, never the receiver."""
