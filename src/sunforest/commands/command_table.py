"""Every command of ``sunforest``: its name, its words in both languages, its arguments, and what it needs first.

No Django is imported here, so that help answers at once and without a data folder.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any


class Needs(Enum):
    """What must stand before a command runs."""

    SETTINGS = auto()
    DECLARATIONS = auto()
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

RUNNING = (
    Command(
        "serve",
        "running.serve",
        "启动网站和后台进程 / start web server and worker together",
        (
            argument("--port", type=int, default=8000, help="端口，默认 8000 / port"),
            argument("--host", default="127.0.0.1", help="监听地址，默认只限本机 / address, loopback by default"),
        ),
    ),
    Command("work", "running.work", "只运行后台进程：封存、跟随、通知、到期动作 / run the worker alone"),
)

UPKEEP = (
    Command("migrate", "upkeep.migrate", "更新数据库结构 / bring the database up to date", needs=Needs.DECLARATIONS),
)

COMMANDS: tuple[Command, ...] = (*RUNNING, *UPKEEP)
