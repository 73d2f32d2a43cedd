"""The promise of ``pure``: the standard library only, no clock, no Django, no database (design §2)."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import sunforest.pure

FLOOR = Path(sunforest.pure.__file__).parent
MODULES = sorted(FLOOR.rglob("*.py"))
CLOCK_CALLS = frozenset({"now", "today", "utcnow", "time", "monotonic", "localtime", "gmtime"})
CLOCK_OWNERS = frozenset({"date", "datetime", "time"})
DOORS_TO_THE_WORLD = frozenset(
    {"socket", "sqlite3", "subprocess", "urllib", "http", "os", "io", "pathlib", "threading"}
)


def imported_by(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.name}: imports are absolute"
            yield node.module or ""


def clock_calls_of(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=name)):
                if owner in CLOCK_OWNERS and name in CLOCK_CALLS:
                    yield f"{owner}.{name}"


def test_there_are_modules_to_walk() -> None:
    assert {"working_days.py", "deadlines.py", "classification.py"} <= {module.name for module in MODULES}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_imports_the_standard_library_and_its_neighbours_only(module: Path) -> None:
    foreign = [
        name
        for name in imported_by(module)
        if not name.startswith("sunforest.pure") and name.partition(".")[0] not in sys.stdlib_module_names
    ]
    assert foreign == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_opens_no_door_to_the_world(module: Path) -> None:
    assert [name for name in imported_by(module) if name.partition(".")[0] in DOORS_TO_THE_WORLD] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_asks_no_clock(module: Path) -> None:
    assert list(clock_calls_of(module)) == []
