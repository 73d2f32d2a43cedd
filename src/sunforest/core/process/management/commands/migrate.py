"""Django's ``migrate``, followed by the protection of records: a rebuilt table on SQLite loses its triggers silently."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connections

from sunforest.core.process import protection


class Command(DjangoMigrate):
    """Migrate, then install the triggers again wherever all protected tables exist."""

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Run Django's command, then ``protection.protect`` on the same database."""
        super().handle(*arguments, **options)
        connection = connections[options["database"]]
        tables = set(connection.introspection.table_names())
        if {*protection.FROZEN, protection.LEAVES} <= tables:
            protection.protect(connection)
