"""A log for tests: leaves in bulk, a copy of what it serves, and the site's open interface without a network."""

from __future__ import annotations

import hashlib
import hmac
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection
from django.test import Client

from cast import at
from sunforest.core.ledger import leaves, sealer, tile_store
from sunforest.core.ledger.log_copy import LogCopy, copy_at
from sunforest.core.ledger.models import Leaf
from sunforest.core.process import protection

NOW = at("2026-11-25")
SERIES = "001008003012011/2026"
SALT = b"s" * 32


def new_leaf(*, face: str | None = '{"act":"test"}', moment=NOW, series: str = SERIES) -> leaves.NewLeaf:
    """One act's leaf; without a face that of a closed act."""
    words = (face or "closed").encode()
    return leaves.NewLeaf(
        series=series,
        case_id=None,
        record_number=None,
        process="test",
        act="test",
        commitment=hmac.new(SALT, words, hashlib.sha256).digest(),
        face=face,
        salt=SALT if face else None,
        written_at=moment,
    )


def write(count: int, **facts) -> list[Leaf]:
    """Leaves that wait to be sealed."""
    return leaves.append_many([new_leaf(**facts)] * count)


def publish(count: int, **facts) -> None:
    """Leaves, written and sealed."""
    write(count, **facts)
    while sealer.waiting():
        sealer.seal(NOW)


def kept_copy(folder: Path) -> LogCopy:
    """The log as it is served now, kept elsewhere."""
    shutil.copytree(tile_store.current().folder, folder, dirs_exist_ok=True)
    return copy_at(str(folder))


def own_copy() -> LogCopy:
    """The log as it is served now."""
    return copy_at(str(tile_store.current().folder))


def site(url: str) -> bytes | None:
    """What the site answers at an address."""
    parts = urlsplit(url)
    response = Client().get(f"{parts.path}?{parts.query}")
    return response.content if response.status_code == 200 else None


def unprotect(*tables: str) -> None:
    """Drop the triggers, as somebody with the database's password could; only ever in a copied database."""
    with connection.cursor() as cursor:
        for table in tables:
            for verb in ("update", "delete", "replace"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER protect_{table}_{verb}{on}")


LEAVES, REDACTIONS = protection.LEAVES, protection.REDACTIONS


def run(statement: str, *values: object) -> None:
    """One statement in the database, past all our code."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def nothing(_done: int, _total: int | None) -> None:
    """Nobody watches the progress."""
