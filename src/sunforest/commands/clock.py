"""The moment, for commands that run without an installation too: the clock comes in by this door."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)
