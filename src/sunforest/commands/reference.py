"""``sunforest reference DIR``: the reference pages, written from the declarations and tables that the program runs by."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sunforest.commands import reference_codes, reference_processes
from sunforest.commands.command_table import COMMANDS
from sunforest.commands.declaring import Argument, Command
from sunforest.commands.outcome import DONE
from sunforest.commands.reference_words import page, table
from sunforest.commands.settings_table import SETTINGS, Setting


def write(arguments: Namespace) -> int:
    """Write every reference page into a folder, which is made where it is missing."""
    folder = Path(arguments.folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
        print(folder / name)
    return DONE


def pages() -> dict[str, str]:
    """The pages by file name."""
    return {
        "acts.md": reference_processes.acts(),
        "api.md": page("开放接口 / Open interface", _interface()),
        "clocks.md": reference_processes.clocks(),
        "codes.md": reference_codes.codes(),
        "commands.md": page("命令 / Commands", *(_command(command) for command in COMMANDS)),
        "settings.md": page("设置 / Settings", [ABOUT_SETTINGS], *(_setting(setting) for setting in SETTINGS)),
    }


ABOUT_SETTINGS = (
    "每项设置是一个环境变量；`sunforest settings` 显示现值。 / "
    "Each setting is an environment variable; `sunforest settings` prints the values that hold."
)


def _setting(setting: Setting) -> Iterator[str]:
    yield f"### {setting.name}"
    yield f"{setting.words}。\n{setting.words_en}."
    yield f"默认 / default: `{setting.default}`" if setting.default else "默认为空 / empty by default"
    yield "密文，不显示 / secret, never printed" if setting.is_secret else ""


def _command(command: Command) -> Iterator[str]:
    yield f"## sunforest {command.name}"
    yield command.words
    yield table(("参数 / Argument", "说明 / Meaning"), (_argument(argument) for argument in command.arguments))


def _argument(argument: Argument) -> tuple[str, str]:
    shown = argument.options.get("metavar", "")
    written = shown if shown and not argument.names[0].startswith("-") else " ".join((*argument.names, shown)).strip()
    words = [str(argument.options.get("help", ""))]
    if choices := argument.options.get("choices"):
        words.append(", ".join(f"`{choice}`" for choice in choices))
    return f"`{written}`", " — ".join(dict.fromkeys(filter(None, words)))


def _interface() -> Iterator[str]:
    from sunforest.faces.api.interface import interface

    for path, operations in interface.get_openapi_schema()["paths"].items():
        for method, operation in operations.items():
            yield f"## {method.upper()} {path}"
            yield str(operation.get("summary", ""))
            yield " ".join(str(operation.get("description", "")).split())
            yield table(
                ("参数 / Parameter", "在 / In", "必填 / Required", "说明 / Meaning"), map(_parameter, _of(operation))
            )


def _of(operation: dict[str, Any]) -> list[dict[str, Any]]:
    return list(operation.get("parameters", ()))


def _parameter(parameter: dict[str, Any]) -> tuple[str, str, str, str]:
    words = parameter.get("description") or parameter.get("schema", {}).get("description", "")
    return f"`{parameter['name']}`", parameter["in"], "✓" if parameter.get("required") else "", str(words)
