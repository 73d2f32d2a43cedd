"""The add-a-matter test (design §6): one folder, copied and named in the settings, has everything the others have."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sunforest.commands.word_catalogues import compile_all

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDE = ROOT / "docs" / "guides" / "add_a_matter"
MATTER = GUIDE / "road_occupation"
PROBE = Path(__file__).resolve().parent / "new_matter_probe.py"
PACKAGE = "borrowed_road"
MOST_LINES, MOST_FILES, MOST_NAMES, WIDEST = 120, 7, 16, 130
NOT_YET_ASSERTED = ("the kiosk form", "a hit in the one-ID query")
NOTE = """note = forms.CharField()

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["note"]}"""
LAWLESS = "guard=rules.not_in_the_past,\n                law=ROADS.article(31))"
FORMS, PROCESS = "forms.py", "process.py"
MISTAKES = [  # what, where, the right words, the wrong ones, the act or state that is named, the words of the message
    ("ground removed", FORMS, '{grounds.PERSONAL_INFORMATION: ["place"]}', '["place"]', "apply", "without a ground"),
    ("ground not listed", FORMS, 'grounds.PERSONAL_INFORMATION: ["place"', '"隐私": ["place"', "apply", "a listed ground"),
    ("state nobody leaves", PROCESS, "source=granted, target=delivered", "source=inspected, target=delivered", "granted", "dead end"),
    ("unreachable state", PROCESS, "source=submitted, target=declined", "source=submitted, target=refused", "declined", "unreachable"),
    ("clock never started", PROCESS, "starts=deliver_by, ", "", "deliver", "never started"),
    ("unknown role", PROCESS, "target=accepted, by=roles.CLERK", 'target=accepted, by="clerk"', "accept", "unknown role"),
    ("open text of the party", FORMS, '["place"]', "[]", "apply", "open text or file field"),
    ("Meta that forgets", FORMS, '"""The application once more, complete."""', NOTE, "supplement", "Supplement.Meta"),
    ("party without law", PROCESS, LAWLESS, "guard=rules.not_in_the_past)", "apply", "without law"),
    ("effective without a field", PROCESS, 'effective="inspected_on"', 'effective="seen_on"', "inspect", "effective"),
]  # fmt: skip


@pytest.fixture
def borrowed(tmp_path: Path) -> Path:
    """A copy of the guide's folder under another package name, with its words compiled."""
    folder = tmp_path / PACKAGE
    shutil.copytree(MATTER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    compile_all(tmp_path)
    return folder


def start(folder: Path, *looks: str) -> subprocess.CompletedProcess[str]:
    """Start the system with that folder as a matter, in a process and a data folder of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SUNFOREST_")}
    own = {
        "SUNFOREST_DATA": str(folder.parent / "data"),
        "SUNFOREST_MATTERS": PACKAGE,
        "PYTHONPATH": os.pathsep.join(
            map(str, (folder.parent, ROOT / "tests", ROOT / "tests" / "browser", ROOT / "src"))
        ),
    }
    return subprocess.run(
        [sys.executable, str(PROBE), PACKAGE, *looks], env={**kept, **own}, capture_output=True, text=True, timeout=300
    )


def found_right(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What was looked for; all of it was found as it must be."""
    assert done.returncode == 0, done.stderr[-2000:] + done.stdout[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert {what: wrong for what, wrong in found.items() if wrong} == {}
    return list(found)


def test_a_new_folder_has_everything_that_the_others_have(borrowed: Path) -> None:
    found = found_right(start(borrowed))
    print(f"\nasserted: {', '.join(found)}\nnot asserted yet: {'; '.join(NOT_YET_ASSERTED)}")


@pytest.mark.browser
def test_its_public_pages_have_no_axe_violation(borrowed: Path) -> None:
    looked_at = found_right(start(borrowed, "axe"))
    assert len(looked_at) == 12
    print(f"\nno axe violation: {', '.join(looked_at)}")


@pytest.mark.parametrize(
    ("file", "right", "wrong", "act", "words"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES]
)
def test_a_planted_mistake_stops_the_start_and_names_file_and_act(
    borrowed: Path, file: str, right: str, wrong: str, act: str, words: str
) -> None:
    text = (borrowed / file).read_text(encoding="utf-8")
    assert right in text
    (borrowed / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    done = start(borrowed)
    assert done.returncode == 1, done.stdout + done.stderr
    named = [line for line in done.stdout.splitlines() if f"{PACKAGE}/process.py: road_occupation.{act}: " in line]
    assert any(words in line for line in named), done.stdout
    assert not (borrowed.parent / "data" / "sunforest.sqlite3").exists(), "the start stopped before the database"


def python_files() -> list[Path]:
    return sorted(MATTER.glob("*.py"))


def lines_of(path: Path) -> int:
    """Lines of Python, blank lines and comments not counted."""
    return sum(
        bool(line.strip()) and not line.strip().startswith("#")
        for line in path.read_text(encoding="utf-8").splitlines()
    )


def test_the_folder_stays_small() -> None:
    lines, names = sum(map(lines_of, python_files())), imported_names()
    print(
        f"\nthe guide's matter: {lines} lines, {len(python_files())} files, {len(names)} names of Sunforest: {sorted(names)}"
    )
    assert lines <= MOST_LINES
    assert len(python_files()) <= MOST_FILES
    assert len(names) <= MOST_NAMES
    assert max(len(line) for path in python_files() for line in path.read_text(encoding="utf-8").splitlines()) <= WIDEST


def imported_names() -> set[str]:
    """The names imported from Sunforest, each once; a module counts as one."""
    names = set()
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sunforest"):
                names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("guide", ["README.md", "README.en.md"])
def test_the_guide_includes_these_very_files(guide: str) -> None:
    text = (GUIDE / guide).read_text(encoding="utf-8")
    blocks = [block.split("\n", 1)[1] for block in text.split("```")[1::2] if block.startswith("python")]
    assert blocks == [path.read_text(encoding="utf-8") for path in (MATTER / name for name in ORDER)]


ORDER = ("__init__.py", "process.py", "forms.py", "rules.py")
