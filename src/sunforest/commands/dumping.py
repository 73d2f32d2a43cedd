"""The database as one file, and back: ``VACUUM INTO`` on SQLite, ``pg_dump`` and ``pg_restore`` on PostgreSQL."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from sunforest.commands.outcome import NOT_IN_ORDER, Failure

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


def dump(folder: Path) -> None:
    """Write a consistent copy of the database into ``folder`` while others go on reading and writing."""
    target = folder / NAMES[connection.vendor]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])
    else:
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={target}", f"--dbname={_address()}")


def load(folder: Path) -> None:
    """Bring the copy back as the database of this installation, in place of whatever half-restored one is there."""
    source = folder / NAMES[connection.vendor]
    if connection.vendor == "postgresql":
        _run(
            *("pg_restore", "--no-owner", "--clean", "--if-exists", "--single-transaction", "--exit-on-error"),
            *(f"--dbname={_address()}", str(source)),
        )
        return
    connection.close()
    target = Path(str(settings.DATABASES["default"]["NAME"]))
    for ending in ("", "-wal", "-shm"):
        Path(f"{target}{ending}").unlink(missing_ok=True)
    shutil.copyfile(source, target)


def _address() -> str:
    database = settings.DATABASES["default"]
    parts = {"dbname": database["NAME"], "user": database["USER"], "host": database["HOST"], "port": database["PORT"]}
    return make_conninfo(**{name: value for name, value in parts.items() if value}, **database["OPTIONS"])


def _run(program: str, *arguments: str) -> None:
    environment = {**os.environ, "PGPASSWORD": settings.DATABASES["default"]["PASSWORD"]}
    try:
        done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise Failure(
            f"没有找到 {program}，请安装 PostgreSQL 客户端程序。 / install the PostgreSQL client programs.",
            NOT_IN_ORDER,
        ) from error
    if done.returncode:
        raise Failure(f"{program}：{done.stderr.strip()}", NOT_IN_ORDER)
