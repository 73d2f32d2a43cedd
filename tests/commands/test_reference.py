"""The committed reference pages are those that the program writes today, and each thing has its heading."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sunforest.commands import outcome
from sunforest.commands.check_kinds import KINDS
from sunforest.commands.command_table import COMMANDS
from sunforest.commands.reference_codes import FAULTS
from sunforest.commands.reference_processes import our_processes
from sunforest.core.process import doctor, engine_acts
from sunforest.faces.api.interface import interface
from sunforest.pure import grounds

REFERENCE = Path(__file__).resolve().parent.parent.parent / "docs" / "reference"
PAGES = ("acts.md", "api.md", "clocks.md", "codes.md", "commands.md", "settings.md")


def headings(page: str) -> list[str]:
    lines = (REFERENCE / page).read_text(encoding="utf-8").splitlines()
    return [line.lstrip("# ") for line in lines if line.startswith("#")]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The pages as an installation without further matters writes them."""
    folder = tmp_path_factory.mktemp("reference")
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("SUNFOREST")}
    surroundings |= {"SUNFOREST_DATA": str(folder / "data")}
    command = [sys.executable, "-m", "sunforest", "reference", str(folder / "pages")]
    subprocess.run(command, check=True, env=surroundings, capture_output=True)
    return folder / "pages"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_as_the_program_writes_it_today(written, page):
    assert (REFERENCE / page).read_text(encoding="utf-8") == (written / page).read_text(encoding="utf-8")


def test_no_page_is_missing_here(written):
    assert sorted(path.name for path in written.iterdir()) == sorted(PAGES)


def test_every_command_has_its_heading():
    assert {f"sunforest {command.name}" for command in COMMANDS} <= set(headings("commands.md"))


def test_every_act_and_every_clock_has_its_heading():
    acts, clocks = (set(line.split(" · ")[0] for line in headings(page)) for page in ("acts.md", "clocks.md"))
    for process in our_processes():
        own = [act.name for act in process.acts if act.name not in engine_acts.NAMES]
        assert {f"{process.key}.{name}" for name in own} <= acts
        assert {f"{process.key}.{deadline.name}" for deadline in process.deadlines} <= clocks
    assert set(engine_acts.NAMES) <= acts


def test_every_code_has_its_heading():
    known = {*map(str, outcome.MEANINGS), *KINDS, *FAULTS, *(ground.key for ground in grounds.ALL)}
    assert known <= set(headings("codes.md"))


def test_every_fault_that_the_doctor_finds_is_explained():
    found = re.findall(r'Finding\(\s*"([a-z_]+)"', Path(doctor.__file__).read_text(encoding="utf-8"))
    assert set(found) == set(FAULTS)


def test_every_endpoint_has_its_heading():
    known = set(headings("api.md"))
    paths = interface.get_openapi_schema()["paths"]
    named = {f"{method.upper()} {path}" for path, operations in paths.items() for method in operations}
    assert {one for one in named if "road_occupation" not in one} <= known
