"""The ``sunforest`` command: reads the command line, brings up what the command needs, and says how it ended."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from sunforest.commands import outcome
from sunforest.commands.command_table import COMMANDS, Command

ABOUT = "阳光森林：一个县的政务公开和公共服务系统。 / Open government and public services of a county."


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command; gives the exit code (``outcome.MEANINGS``)."""
    chosen = parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunforest.settings")
    try:
        return _carry_out(chosen.command, chosen)
    except outcome.Failure as failure:
        return _say(str(failure), failure.code)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return outcome.DONE


def _carry_out(command: Command, chosen: argparse.Namespace) -> int:
    """Open the installation and call the command; what is not in order is told in one line, not as a traceback."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import InterfaceError, OperationalError

    from sunforest.commands import not_in_order
    from sunforest.commands.opening import open_for

    try:
        open_for(command.needs)
        module, function = command.runs.split(".")
        code: int = getattr(import_module(f"sunforest.commands.{module}"), function)(chosen)
    except (OperationalError, InterfaceError) as error:
        return _say(f"数据库无法使用：{error}".strip() + " / the database cannot be used", outcome.NOT_IN_ORDER)
    except (ImproperlyConfigured, *not_in_order.errors()) as error:
        return _say(str(error), outcome.NOT_IN_ORDER)
    return code


def _say(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code


def parser() -> argparse.ArgumentParser:
    """The command line, made from the table of commands."""
    codes = "\n".join(f"  {code}  {meaning}" for code, meaning in outcome.MEANINGS.items())
    made = argparse.ArgumentParser(
        prog="sunforest",
        description=ABOUT,
        epilog=f"退出码 / exit codes:\n{codes}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    families = {"": made.add_subparsers(title="命令 / commands", metavar="COMMAND", required=True)}
    for command in COMMANDS:
        *family, name = command.name.split(" ")
        _add(_family(families, family), name, command)
    return made


def _family(families: dict[str, argparse._SubParsersAction], family: list[str]) -> argparse._SubParsersAction:  # type: ignore[type-arg]
    """The sub-commands of ``demo``, ``import`` …, made when the first of them is met."""
    name = " ".join(family)
    if name not in families:
        words = " · ".join(command.name for command in COMMANDS if command.name.startswith(f"{name} "))
        group = families[""].add_parser(name, help=words, description=words)
        families[name] = group.add_subparsers(metavar="COMMAND", required=True)
    return families[name]


def _add(commands: argparse._SubParsersAction, name: str, command: Command) -> None:  # type: ignore[type-arg]
    made = commands.add_parser(name, help=command.words, description=command.words)
    made.set_defaults(command=command)
    for argument in command.arguments:
        made.add_argument(*argument.names, **argument.options)


if __name__ == "__main__":
    main()
