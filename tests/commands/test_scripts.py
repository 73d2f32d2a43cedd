"""Scripts that an operator can read: each ``$`` line is run, and what follows must be what it says.

``...`` stands for anything, on a line of its own for any lines; ``[2]`` is the exit code where it is not 0; ``DIR`` is
the folder beside the data folder.
"""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest

SCRIPTS = sorted((Path(__file__).parent / "scripts").glob("*.txt"))
ANY_LINES = r"(?:.*\n)*?"


@dataclass(frozen=True)
class Step:
    """One command, what it must say, and how it must end."""

    command: str
    said: str
    code: int


def steps_of(text):
    for block in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *lines = block.strip().splitlines()
        code = int(lines.pop().strip("[]")) if lines and re.fullmatch(r"\[\d+\]", lines[-1]) else 0
        yield Step(command, "".join(f"{line}\n" for line in lines), code)


def pattern_of(said):
    lines = [
        ANY_LINES if line == "..." else re.escape(line).replace(re.escape("..."), ".*") + r"\n"
        for line in said.splitlines()
    ]
    return re.compile("".join(lines))


@pytest.mark.parametrize("script", SCRIPTS, ids=[path.stem for path in SCRIPTS])
def test_the_program_says_what_the_script_says(script, installation):
    beside = str(installation.folder.parent)
    for step in steps_of(script.read_text(encoding="utf-8")):
        _program, *arguments = shlex.split(step.command.replace("DIR", beside))
        said = installation.run(*arguments, code=step.code).replace(beside, "DIR")
        assert pattern_of(step.said).fullmatch(said), f"$ {step.command}\n{said}"
