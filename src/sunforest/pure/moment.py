"""What a rule of law is given beside the facts, and what it gives back when it says no. No framework, no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Moment:
    """When an act is done: ``at`` recorded (aware), ``day`` it takes effect, ``today`` the local day of ``at``."""

    at: datetime
    day: date
    today: date


@dataclass(frozen=True, init=False)
class Refusal:
    """A rule of law says no: ``words`` is a Chinese msgid with %(name)s places, ``values`` fill them.

    A value may be a msgid itself, or a tuple of them, which is read as a list.
    """

    words: Any
    values: dict[str, Any] = field(default_factory=dict)

    def __init__(self, words: Any, **values: Any) -> None:
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "values", values)

    def __str__(self) -> str:
        if not self.values:
            return str(self.words)
        said = {name: "、".join(value) if isinstance(value, tuple) else value for name, value in self.values.items()}
        return str(self.words) % said
