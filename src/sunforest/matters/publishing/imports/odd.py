"""What is told about a row: why it could not be read (``OddRow``), or what is worth knowing about it (``Remark``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class OddRow:
    """A row that was not read. ``message`` is a msgid with ``%(name)s`` places, ``values`` fills them.

    ``line`` counts from 1; 0 speaks of the whole file. ``ends_reading``: nothing after this line was read.
    """

    file: str
    line: int
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    ends_reading: bool = False

    @property
    def reason(self) -> str:
        return self.message % self.values


@dataclass(frozen=True)
class Remark:
    """Something an operator should know about a document that *was* read. ``key`` is stable, ``text`` is Chinese."""

    key: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.message % self.values


class Unreadable(Exception):
    """Raised by the readers of one row; ``reading`` turns it into an ``OddRow`` with file and line."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message % values)
        self.message = message
        self.values = values
