"""``migrate`` and what else keeps an installation in order."""

from __future__ import annotations

from argparse import Namespace

from django.core.management import call_command
from django.db import connection

from sunforest.commands.outcome import DONE
from sunforest.core.process import protection


def migrate(_arguments: Namespace) -> int:
    """Bring the database to the program's version and put the protection of records in place."""
    call_command("migrate", interactive=False, verbosity=0)
    protection.protect(connection)
    protection.check(connection)
    print("数据库已是最新，记录保护已生效。 / the database is up to date and protected.")
    return DONE
