"""What the database itself refuses: changing or deleting records and leaves (design §3, ``ActRecord``).

``protect`` runs after every migration, for Django's table rebuild on SQLite drops triggers without a word.
"""

from __future__ import annotations

from typing import Any

RECORDS, LEAVES, REDACTIONS = "process_actrecord", "ledger_leaf", "ledger_redaction"
FROZEN = (RECORDS, REDACTIONS, "people_accessrecord", "process_justifiedfinding", "process_clockmove")
UNIQUE_KEYS = {
    RECORDS: ("id = NEW.id", "case_id = NEW.case_id AND number = NEW.number", "actor = NEW.actor AND key = NEW.key"),
    REDACTIONS: ("id = NEW.id", "leaf_id = NEW.leaf_id"),
    LEAVES: (
        "id = NEW.id",
        '"index" = NEW."index"',
        "series = NEW.series AND counter = NEW.counter",
        "case_id = NEW.case_id AND record_number = NEW.record_number",
    ),
    "people_accessrecord": ("id = NEW.id",),
    "process_justifiedfinding": ("id = NEW.id",),
    "process_clockmove": ("id = NEW.id",),
}
LEAF_COLUMNS = ("id", "series", "counter", "entry", "case_id", "record_number", "process", "act", "written_at")


class Unprotected(Exception):
    """Triggers are missing; nothing may start. The words say how they come back."""


def protect(connection: Any) -> None:
    """Install the triggers that refuse UPDATE, DELETE, INSERT OR REPLACE and TRUNCATE. Safe to repeat."""
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def statements(vendor: str) -> list[str]:
    """The statements for ``sqlite`` or ``postgresql``."""
    return _for_sqlite() if vendor == "sqlite" else _for_postgresql()


def names() -> list[str]:
    """The names of all triggers that must exist."""
    return [f"protect_{table}_{verb}" for table in (*FROZEN, LEAVES) for verb in ("update", "delete", "replace")]


def check(connection: Any) -> None:
    """Raise Unprotected when a trigger is missing."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    if missing := sorted(set(names()) - present):
        raise Unprotected(
            "记录的保护触发器缺失，系统不启动。请运行 sunforest upgrade 重新装上。缺失："
            f"{', '.join(missing)} / triggers are missing; run `sunforest upgrade`."
        )


SAME = " AND ".join(f'NEW."{column}" IS NOT DISTINCT FROM OLD."{column}"' for column in LEAF_COLUMNS)
INDEXED = (
    f'({SAME} AND OLD."index" IS NULL AND NEW."index" IS NOT NULL '
    "AND NEW.face IS NOT DISTINCT FROM OLD.face AND NEW.salt IS NOT DISTINCT FROM OLD.salt)"
)
ERASED = (
    f'({SAME} AND NEW."index" IS NOT DISTINCT FROM OLD."index" AND NEW.face IS NULL AND NEW.salt IS NULL '
    f"AND EXISTS (SELECT 1 FROM {REDACTIONS} r WHERE r.leaf_id = OLD.id))"
)
"""A leaf changes in two ways: its index comes once; face and salt go, beside a redaction."""


def _leaf_changes_allowed() -> str:
    """For SQLite: the index is no other leaf's, for ``UPDATE OR REPLACE`` would remove that one."""
    taken = f'EXISTS (SELECT 1 FROM {LEAVES} other WHERE other."index" = NEW."index")'
    return f"(({INDEXED} AND NOT {taken}) OR {ERASED})"


def _for_sqlite() -> list[str]:
    made = []
    for table in (*FROZEN, LEAVES):
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table}: records are never changed or deleted'); END"
        condition = ""
        if table == LEAVES:
            condition = f"WHEN NOT {_leaf_changes_allowed().replace('IS NOT DISTINCT FROM', 'IS')} "
        exists = " OR ".join(f"({key})" for key in UNIQUE_KEYS[table])
        for verb, event in (
            ("update", f"BEFORE UPDATE ON {table} {condition}"),
            ("delete", f"BEFORE DELETE ON {table} "),
            ("replace", f"BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {exists}) "),
        ):
            made.append(f"DROP TRIGGER IF EXISTS protect_{table}_{verb}")
            made.append(f"CREATE TRIGGER protect_{table}_{verb} {event}{refuse}")
    return made


def _for_postgresql() -> list[str]:
    said = "RAISE EXCEPTION '%: records are never changed or deleted', TG_TABLE_NAME;"
    made = [
        f"CREATE OR REPLACE FUNCTION sunforest_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {said} END $$",
        "CREATE OR REPLACE FUNCTION sunforest_leaf_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF NOT {ERASED} THEN {said} END IF; RETURN NEW; END $$",
    ]
    for table in (*FROZEN, LEAVES):
        on_update = "sunforest_leaf_change" if table == LEAVES else "sunforest_refuse"
        unless = f" WHEN (NOT {INDEXED})" if table == LEAVES else ""
        for verb, event, function in (
            ("update", f"BEFORE UPDATE ON {table} FOR EACH ROW{unless}", on_update),
            ("delete", f"BEFORE DELETE ON {table} FOR EACH ROW", "sunforest_refuse"),
            ("replace", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT", "sunforest_refuse"),
        ):
            made.append(f"DROP TRIGGER IF EXISTS protect_{table}_{verb} ON {table}")
            made.append(f"CREATE TRIGGER protect_{table}_{verb} {event} EXECUTE FUNCTION {function}()")
    return made
