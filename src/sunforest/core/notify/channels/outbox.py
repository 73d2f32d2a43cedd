"""Messages are written to a file in the data folder: for the demonstration, and before real channels are set up."""

from __future__ import annotations

import json
import os
from dataclasses import asdict

from django.conf import settings

from sunforest.core.notify.message import Message

FILE = "outbox.jsonl"


def reaches(_message: Message) -> bool:
    """The file takes every message."""
    return True


def send(message: Message) -> None:
    """Add one line to ``outbox.jsonl`` (mode 0600)."""
    line = json.dumps(asdict(message), ensure_ascii=False) + "\n"
    descriptor = os.open(settings.SUNFOREST_DATA / FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        file.write(line)
