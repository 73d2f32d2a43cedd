"""An installation in a folder of its own, and the ``sunforest`` program run on it as an operator would."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDE = ROOT / "docs" / "guides" / "add_a_matter"


@dataclass(frozen=True)
class Installation:
    """A data folder, and what is run on it."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment of the program: this folder, SQLite, the guide's matter."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SUNFOREST_")}
        paths = os.pathsep.join((str(GUIDE), str(ROOT / "tests")))
        own = {"SUNFOREST_DATA": str(self.folder), "SUNFOREST_MATTERS": "road_occupation", "PYTHONPATH": paths}
        return {**kept, **own}

    def run(self, *arguments: str, code: int = 0, **settings: str) -> str:
        """Run ``sunforest`` and give what it said; the exit code must be ``code``."""
        done = subprocess.run(
            [sys.executable, "-m", "sunforest", *arguments],
            env={**self.environment, **settings},
            cwd=self.folder.parent,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
        )
        assert done.returncode == code, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start ``sunforest`` and leave it running."""
        return subprocess.Popen(
            [sys.executable, "-m", "sunforest", *arguments],
            env=self.environment,
            cwd=self.folder.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def do(self, script: str) -> str:
        """Run a few lines of Python inside the installation, as its own program would; gives what they print."""
        head = "import django; django.setup()\nfrom sunforest import starting; starting.load_declarations()\n"
        done = subprocess.run(
            [sys.executable, "-c", head + textwrap.dedent(script)],
            env={**self.environment, "DJANGO_SETTINGS_MODULE": "sunforest.settings"},
            cwd=self.folder.parent,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def holds(self, words: str) -> list[str]:
        """The files of the folder in which the words stand as they are, in UTF-8."""
        wanted = words.encode()
        files = [path for path in sorted(self.folder.rglob("*")) if path.is_file()]
        return [str(path.relative_to(self.folder)) for path in files if wanted in path.read_bytes()]


A_CASE_OF_CHEN = """
    from cast import assemble, at
    from road_occupation.process import RoadOccupation
    from sunforest.core.process.models import Case
    from sunforest.core.process.perform import open_case, perform
    cast = assemble()
    application = {"purpose": "works", "first_day": "2026-11-20", "last_day": "2026-11-25", "place": "望林路三号院门前"}
    record = open_case(RoadOccupation, RoadOccupation.apply, organ=cast.housing, party=cast.chen, actor=cast.chen_acts,
                       data=application, at=at("2026-11-02"), key="k1")
    case = Case.objects.get(pk=record.case_id)
    perform(case, RoadOccupation.decline, actor=cast.wang, data={"reason": "占道范围与消防通道重叠"},
            at=at("2026-11-03"), seen=1, key="k2")
    print(case.number)
"""
