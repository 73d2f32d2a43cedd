"""Messages are printed where the worker runs, without the receiver's number: for trying things out."""

from __future__ import annotations

from sunforest.core.notify.message import Message


def reaches(_message: Message) -> bool:
    """The console takes every message."""
    return True


def send(message: Message) -> None:
    """Print title and text."""
    print(f"[{message.title}] {message.text}", flush=True)
