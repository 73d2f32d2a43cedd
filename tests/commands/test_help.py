"""Every command is in the help, in both languages, and can be found where the table says; the docs name them all."""

from importlib import import_module
from pathlib import Path

import pytest

from sunforest.__main__ import parser
from sunforest.commands import outcome
from sunforest.commands.command_table import CHECKS, COMMANDS
from sunforest.commands.settings_table import SETTINGS

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = [command.name for command in COMMANDS]


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_a_command_has_words_in_both_languages_and_a_function(command):
    chinese, english = command.words.split(" / ")
    assert any("\u4e00" <= character <= "\u9fff" for character in chinese)
    assert english.isascii()
    module, function = command.runs.split(".")
    assert callable(getattr(import_module(f"sunforest.commands.{module}"), function))


def test_help_tells_what_each_exit_code_means():
    told = parser().format_help()
    assert all(f"{code}  {meaning}" in told for code, meaning in outcome.MEANINGS.items())


def test_the_kinds_of_check_are_those_that_can_be_reckoned():
    from sunforest.commands.check_kinds import KINDS

    assert set(CHECKS) == {*KINDS, "annual-report"}


@pytest.mark.parametrize("guide", ["operator.md", "operator.en.md"])
@pytest.mark.parametrize("name", NAMES)
def test_the_operators_guide_names_every_command(guide, name):
    assert f"sunforest {name}" in (ROOT / "docs" / "guides" / guide).read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", SETTINGS, ids=[setting.name for setting in SETTINGS])
def test_the_reference_has_a_heading_for_every_setting(setting):
    text = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert f"### {setting.name}\n" in text and setting.words in text and setting.words_en in text


def test_every_variable_that_the_program_reads_is_in_the_table():
    import re

    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    read = {name for source in sources for name in re.findall(r'environ(?:\.get)?[\[(]"(SUNFOREST_[A-Z_]+)"', source)}
    assert read <= {setting.name for setting in SETTINGS}
    assert read
