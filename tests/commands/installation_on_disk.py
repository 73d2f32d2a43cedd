"""An installation of its own, and the ``sunforest`` program run on it as an operator would.

Where the suite runs on PostgreSQL (``tests/on_postgresql.py``), each installation has a database of its own there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDE = ROOT / "docs" / "guides" / "add_a_matter"
SERVER = os.environ.get("SUNFOREST_DATABASE_URL", "")


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
        return {**kept, **own, "SUNFOREST_DATABASE_URL": self.database_url}

    @property
    def database_url(self) -> str:
        """The address of its own database on the server, or nothing: SQLite in the folder."""
        return f"{SERVER.rsplit('/', 1)[0]}/{self.database_name}" if SERVER else ""

    @property
    def database_name(self) -> str:
        """The name of its database on the server."""
        return f"county_{hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]}"

    def copied_to(self, folder: Path, *, ignore: str = "") -> Installation:
        """The same installation once more, in another folder and another database."""
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns(ignore))
        return new(folder, template=self.database_name)

    def sql(self, statement: str) -> None:
        """Run one statement in the database, past all our code."""
        self.do(f"""
            from django.db import connection
            with connection.cursor() as cursor:
                cursor.execute({statement!r})
        """)

    def lose_trigger(self, name: str, table: str) -> None:
        """Drop a trigger, as a careless administrator might."""
        self.sql(f"DROP TRIGGER {name} ON {table}" if SERVER else f"DROP TRIGGER {name}")

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
        """The files of the folder and of the database in which the words stand as they are, in UTF-8."""
        files = [path for path in sorted(self.folder.rglob("*")) if path.is_file()]
        wanted = words.encode()
        return [str(path) for path in [*files, *self._files_of_the_server()] if wanted in path.read_bytes()]

    def _files_of_the_server(self) -> list[Path]:
        if not SERVER:
            return []
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            connection.execute("CHECKPOINT")
            query = "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = current_database()"
            row = connection.execute(query).fetchone()
            assert row is not None
        return [path for path in (Path(row[0]) / "base" / str(row[1])).iterdir() if path.is_file()]


def new(folder: Path, *, template: str = "template1") -> Installation:
    """An installation in ``folder``, with a database of its own where there is a server; nothing is set up in it."""
    installation = Installation(folder)
    if SERVER:
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{installation.database_name}" TEMPLATE "{template}"')
    return installation


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
