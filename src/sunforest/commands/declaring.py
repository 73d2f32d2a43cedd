"""How a command is declared: its name, its words in both languages, its arguments, and what it needs first."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any


class Needs(Enum):
    """What must stand before a command runs. Only the doctor looks at an installation that may be unprotected, and
    only the log's own commands at one whose log may be ahead of its database.
    """

    NOTHING = auto()
    SETTINGS = auto()
    DECLARATIONS = auto()
    UNPROTECTED = auto()
    UNCOMPARED = auto()
    INSTALLATION = auto()


@dataclass(frozen=True)
class Argument:
    """One argument as argparse takes it."""

    names: tuple[str, ...]
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Command:
    """One command: ``runs`` is ``module.function`` in this package."""

    name: str
    runs: str
    words: str
    arguments: tuple[Argument, ...] = ()
    needs: Needs = Needs.INSTALLATION


def argument(*names: str, **options: Any) -> Argument:
    """Write an argument as argparse reads it."""
    return Argument(names, options)


AS_JSON = argument("--json", action="store_true", dest="as_json", help="给程序读的 JSON 输出 / JSON for programs")
