"""``committed_database``: a database of its own for a test that commits, in the same process and its threads.

Django empties the tables after such a test, and the database refuses to empty ours. So each test gets a copy of the
migrated test database instead: on SQLite a file written by the backup interface, on PostgreSQL ``CREATE DATABASE …
TEMPLATE``. Use it in the place of the mark ``django_db``; other connections (threads) reach the same copy.
"""

from __future__ import annotations

import itertools
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX

COPIES = itertools.count(1)


@pytest.fixture(scope="session")
def migrated_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The migrated test database; made here where no test of the run asked pytest-django for it."""
    name = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        if not _is_for_tests(name):
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    yield connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        if connection.settings_dict["NAME"] != name:
            connection.creation.destroy_test_db(name, verbosity=0)


def _is_for_tests(name: str) -> bool:
    if connection.vendor == "sqlite":
        return bool(connection.is_in_memory_db())
    return name.startswith(TEST_DATABASE_PREFIX)


@pytest.fixture
def committed_database(migrated_database: str, django_db_blocker: Any, tmp_path: Path) -> Iterator[str]:
    """The name of a fresh copy of the migrated database, which ``connection`` uses until the test is over."""
    copied = _copied_file(tmp_path) if connection.vendor == "sqlite" else _copied_on_server()
    with django_db_blocker.unblock(), copied as name:
        yield name


@contextmanager
def _copied_file(folder: Path) -> Iterator[str]:
    path, migrated = str(folder / "committed.sqlite3"), connection.settings_dict["NAME"]
    connection.ensure_connection()
    held = connection.connection
    with sqlite3.connect(path) as file:
        held.backup(file)
    file.close()
    connection.connection, connection.settings_dict["NAME"] = None, path
    try:
        yield path
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = held, migrated


@contextmanager
def _copied_on_server() -> Iterator[str]:
    migrated = connection.settings_dict["NAME"]
    name = f"{migrated}_copy_{os.getpid()}_{next(COPIES)}"
    connection.close()
    _on_server(f'CREATE DATABASE "{name}" TEMPLATE "{migrated}"')
    connection.settings_dict["NAME"] = name
    try:
        yield name
    finally:
        connection.close()
        connection.settings_dict["NAME"] = migrated
        _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
