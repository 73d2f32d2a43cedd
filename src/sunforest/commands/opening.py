"""What a command needs before it starts: settings, declarations, or the whole installation in order (design §3.5)."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sunforest.commands.declaring import Needs
from sunforest.commands.outcome import NOT_IN_ORDER, USAGE, Failure

SETUP_LOCK = "setup.lock"


def open_for(needs: Needs) -> None:
    """Bring Django, the declarations and the installation to where the command needs them.

    An empty data folder or database is set up on first use. Raises DeclarationError, Unprotected or Failure.
    """
    if needs is Needs.NOTHING:
        return
    try:
        django.setup()
    except ValueError as error:
        raise Failure(f"设置有误：{error} / a setting is wrong", USAGE) from error
    if needs is Needs.SETTINGS:
        return
    from sunforest import starting

    starting.load_declarations()
    if needs is Needs.DECLARATIONS:
        return
    from sunforest.core.process import protection

    starting.check_not_restoring()
    set_up_when_new()
    if needs is Needs.UNPROTECTED:
        return
    protection.check(connection)
    starting.check_clock()
    if needs is not Needs.UNCOMPARED:
        starting.check_log()


def set_up_when_new() -> None:
    """Migrate an empty database; one process does it, others wait. Raises Failure where migrations are missing."""
    if not missing_migrations():
        return
    with only_one_at_a_time(settings.SUNFOREST_DATA / SETUP_LOCK):
        if is_new():
            call_command("migrate", interactive=False, verbosity=0)
        elif missing := missing_migrations():
            raise Failure(
                f"数据库比程序旧，还有 {len(missing)} 个迁移没有执行（{missing[0]} …）。请运行 sunforest upgrade。"
                " / the database is older than the program; run `sunforest upgrade`.",
                NOT_IN_ORDER,
            )


def is_new() -> bool:
    """True where nothing was ever set up in this database."""
    return "django_migrations" not in connection.introspection.table_names()


def missing_migrations() -> list[str]:
    """The names of the migrations that have not been applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


@contextmanager
def only_one_at_a_time(path: Path) -> Iterator[None]:
    """Hold a file lock, so that two programs started together do not both set up the same folder."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
