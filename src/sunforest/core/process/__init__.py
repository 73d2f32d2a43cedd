"""The engine: procedures declared once, carried out by acts, disclosed by construction (design §3)."""

from sunforest.core.notify.notice import Notice
from sunforest.core.process.declaration import (
    PARTY,
    SYSTEM,
    Act,
    Deadline,
    Law,
    Process,
    State,
    calendar_days,
    clock_hours,
    set_in_the_act,
    working_days,
)
from sunforest.core.process.registry import register
from sunforest.pure import grounds

__all__ = [
    "PARTY",
    "SYSTEM",
    "Act",
    "Deadline",
    "Law",
    "Notice",
    "Process",
    "State",
    "calendar_days",
    "clock_hours",
    "grounds",
    "register",
    "set_in_the_act",
    "working_days",
]
