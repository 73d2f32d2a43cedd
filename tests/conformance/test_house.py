"""The rooms of a matter and the pages about the house hold what they promise (design §2, style §5)."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "sunforest"
GUIDE = ROOT / "docs" / "guides" / "add_a_matter"
MATTERS = [path.parent for path in sorted((*SOURCE.glob("matters/*/process.py"), *GUIDE.glob("*/process.py")))]
ROOMS = {
    *("process", "rules", "effects", "follows", "models", "forms", "queries", "pages", "desk", "api"),
    *("beside", "notices", "search", "imports", "reports", "__init__"),
}
FOLDERS = {"templates", "locale", "versions", "migrations", "static", "templatetags", "imports", "__pycache__"}
NO_LOGIC = (ast.If, ast.IfExp, ast.For, ast.While, ast.FunctionDef, ast.Lambda, ast.comprehension, ast.Try, ast.With)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("matter", MATTERS, ids=name)
def test_a_declaration_states_and_does_not_compute(matter: Path) -> None:
    found = [type(node).__name__ for node in ast.walk(tree(matter / "process.py")) if isinstance(node, NO_LOGIC)]
    assert found == []


@pytest.mark.parametrize("matter", MATTERS, ids=name)
def test_a_declaration_is_read_as_a_table(matter: Path) -> None:
    lines = (matter / "process.py").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > 130] == []


@pytest.mark.parametrize(
    "rules", [m / "rules.py" for m in MATTERS if (m / "rules.py").exists()], ids=lambda p: p.parent.name
)
def test_rules_import_nothing_but_pure_and_the_standard_library(rules: Path) -> None:
    imported = set()
    for node in ast.walk(tree(rules)):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add("." * node.level + (node.module or ""))
    foreign = {one for one in imported if one.split(".")[0] not in sys.stdlib_module_names}
    assert {one for one in foreign if not one.startswith("sunforest.pure")} == set()


@pytest.mark.parametrize("matter", MATTERS, ids=name)
def test_every_field_that_is_asked_has_a_label(matter: Path) -> None:
    forms = matter / "forms.py"
    unlabelled = []
    for node in ast.walk(tree(forms)) if forms.exists() else ():
        if isinstance(node, ast.ClassDef):
            unlabelled += [f"{node.name}.{field}" for field in unlabelled_fields(node)]
    assert unlabelled == []


def unlabelled_fields(form: ast.ClassDef) -> list[str]:
    fields = []
    for line in form.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Call):
            called = ast.unparse(line.value.func)
            if (called.endswith("Field") or called == "PostChoice") and "label" not in {
                key.arg for key in line.value.keywords
            }:
                fields.append(ast.unparse(line.targets[0]))
    return fields


@pytest.mark.parametrize("matter", MATTERS, ids=name)
def test_the_folders_of_a_matter_bear_the_names_of_the_house(matter: Path) -> None:
    assert {path.name for path in matter.iterdir() if path.is_dir()} <= FOLDERS


def test_settings_fit_on_a_page() -> None:
    assert len((SOURCE / "settings.py").read_text(encoding="utf-8").splitlines()) <= 120


def test_every_path_that_the_architecture_names_exists() -> None:
    named = re.findall(r"`([\w./]+(?:/|\.py|\.md))`", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))
    assert named
    named = [path for path in named if Path(path).stem not in ROOMS | FOLDERS]
    lost = [path for path in named if not (ROOT / path).exists() and not any(SOURCE.rglob(path.rstrip("/")))]
    assert lost == []


def test_one_chinese_text_has_one_english_text() -> None:
    """Two meanings of one word take ``pgettext``."""
    said: dict[tuple[str | None, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for catalogue in (*SOURCE.rglob("locale/en/LC_MESSAGES/django.po"), *GUIDE.rglob("django.po")):
        for entry in polib.pofile(str(catalogue)):
            if entry.msgid and entry.msgstr and not entry.obsolete:
                said[entry.msgctxt, entry.msgid][entry.msgstr].append("/".join(catalogue.parts[-6:-3]))
    assert {key[1]: dict(texts) for key, texts in said.items() if len(texts) > 1} == {}
