"""Rules of the house that a newcomer could break without noticing (design §2, style §5). There is no list of exceptions."""

import ast
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent.parent / "src" / "sunforest"
MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]
NAMES = [str(path.relative_to(SOURCE)) for path in MODULES]
MOST_LINES_OF_A_MODULE, MOST_LINES_OF_A_FUNCTION = 400, 40
VAGUE = {"utils", "helpers", "common", "base", "manager", "service"}
CLOCK_CALLS = {"now", "today", "utcnow"}
MAY_READ_THE_CLOCK = ("faces", "commands", "starting.py", "desk.py", "pages.py", "api.py")


@pytest.mark.parametrize(
    "path", [path for path in MODULES if SOURCE / "pure" in path.parents], ids=lambda path: path.stem
)
def test_pure_imports_the_standard_library_and_itself_only(path):
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add("sunforest.pure" if node.level else node.module)
    foreign = {name for name in imported if name.split(".")[0] not in sys.stdlib_module_names}
    assert {name for name in foreign if name.split(".")[:2] != ["sunforest", "pure"]} == set()


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_and_its_functions_fit_on_a_screen_or_a_few(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES_OF_A_MODULE
    functions = [one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {one.name: one.end_lineno - one.lineno + 1 for one in functions}
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES_OF_A_FUNCTION} == {}


def test_no_module_has_a_name_that_says_nothing():
    assert [name for path, name in zip(MODULES, NAMES, strict=True) if path.stem in VAGUE] == []


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_signals_no_hidden_saves_and_records_are_written_in_one_module(path):
    text = path.read_text(encoding="utf-8")
    assert "@receiver" not in text
    assert "def save(self" not in text
    assert "ActRecord.objects.create" not in text or path.name == "records.py"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_the_clock_is_read_only_at_the_doors(path):
    if any(part in MAY_READ_THE_CLOCK for part in path.relative_to(SOURCE).parts) or path.stem.endswith("_pages"):
        return
    calls = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    read = [one.attr for one in calls if isinstance(one, ast.Attribute) and one.attr in CLOCK_CALLS]
    assert read == []
