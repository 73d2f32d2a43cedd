"""Where an installation keeps its data, which database it uses, and its sign-in key (design §5).

Read by ``settings`` before Django is set up: nothing of Django is imported here.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def data_folder() -> Path:
    """The data folder: ``SUNFOREST_DATA``, else ``data`` in the working folder. It is made when absent."""
    folder = Path(os.environ.get("SUNFOREST_DATA", "data")).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def read_or_make_key(folder: Path, name: str, *, size: int = 32) -> bytes:
    """The key called ``name``: from the environment (``SUNFOREST_KEY_NAME``, hexadecimal), else from ``keys``.

    A key that does not exist yet is made at random and written with mode 0600; whoever comes second reads what
    the first wrote. Raises ValueError when the environment holds something that is not hexadecimal.
    """
    from_environment = os.environ.get(f"SUNFOREST_KEY_{name.upper()}")
    if from_environment:
        return bytes.fromhex(from_environment)
    keys = folder / "keys"
    keys.mkdir(mode=0o700, exist_ok=True)
    path = keys / f"{name}.key"
    if not path.exists():
        written = keys / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
        descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_bytes(size).hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(written, path)
        except FileExistsError:
            pass
        finally:
            written.unlink()
    return bytes.fromhex(path.read_text().strip())


def secret_key(folder: Path) -> str:
    """The key that signs sessions and tokens."""
    return read_or_make_key(folder, "sign_in", size=48).hex()


def database(folder: Path) -> dict[str, Any]:
    """Django's description of the database: ``SUNFOREST_DATABASE_URL`` for PostgreSQL, else SQLite in ``folder``."""
    url = os.environ.get("SUNFOREST_DATABASE_URL", "")
    if not url:
        return sqlite_in(folder / "sunforest.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError("SUNFOREST_DATABASE_URL: only postgresql://… is understood; leave it empty for SQLite.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def sqlite_in(path: Path) -> dict[str, Any]:
    """SQLite as the embedded default wants it: WAL, FULL, IMMEDIATE, a long busy time-out."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;",
        },
    }
