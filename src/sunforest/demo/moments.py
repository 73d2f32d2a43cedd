"""When things were done in the demonstration county: office hours, a few minutes apart, the same at every load."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zlib import crc32

from sunforest.core.calendar import county_calendar
from sunforest.core.calendar.county_calendar import SHANGHAI

SPREAD_MINUTES = 19


def moment(day: date, clock: str, about: str) -> datetime:
    """A moment of that day, up to ``SPREAD_MINUTES`` after ``clock``; ``about`` decides how many."""
    minutes = crc32(about.encode()) % SPREAD_MINUTES
    return datetime.combine(day, time.fromisoformat(clock), SHANGHAI) + timedelta(minutes=minutes)


def working_days_before(day: date, count: int) -> date:
    """The working day that lies ``count`` working days before ``day``."""
    return county_calendar.current().add_working_days(day, -count) if count else day


def working_days_after(day: date, count: int) -> date:
    """The working day that lies ``count`` working days after ``day``."""
    return county_calendar.current().add_working_days(day, count) if count else day
