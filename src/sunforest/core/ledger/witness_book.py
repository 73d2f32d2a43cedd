"""A witness for other logs (c2sp.org/tlog-witness): its key, the logs it watches, and what it saw last of each.

A program of its own with its own small database; no part of the county's. The rule that makes a witness worth having:
what it will answer is on the disk *before* it answers, judged and written in one transaction.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sunforest.installation import read_or_make_key
from sunforest.pure import witness_protocol
from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.cosignature import cosign
from sunforest.pure.verifier_key import COSIGNATURE, ED25519, VerifierKey, parse_verifier_key
from sunforest.pure.witness_protocol import Judgement, Seen

FILE = "witness.sqlite3"
TABLES = """
    CREATE TABLE IF NOT EXISTS own (name TEXT NOT NULL, one INTEGER PRIMARY KEY CHECK (one = 1));
    CREATE TABLE IF NOT EXISTS log (vkey TEXT PRIMARY KEY, origin TEXT NOT NULL, url TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS seen (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL,
                                     note TEXT NOT NULL, hash TEXT NOT NULL UNIQUE);
"""


class NoName(Exception):
    """A witness has a name before it signs anything."""


@dataclass(frozen=True)
class Answered:
    """Status, type and body of an answer."""

    status: int
    content_type: str
    body: bytes


@dataclass(frozen=True)
class WitnessBook:
    """The witness whose key and database lie in ``folder``."""

    folder: Path

    def name_it(self, name: str) -> VerifierKey:
        """Give the witness its name at first, and its verifier key. Raises NoName, Malformed.

        The name is not signed and stands for one key: it never changes.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._database() as database:
            row = database.execute("SELECT name FROM own").fetchone()
            if row is None:
                if not name:
                    raise NoName("请用 --name 给见证者取名，例如 witness.example.org / name the witness with --name")
                key = self._key_named(name)
                database.execute("INSERT INTO own (name, one) VALUES (?, 1)", [name])
                return key
        if name and name != row[0]:
            raise NoName(f"见证者已名为 {row[0]}，名称不能更改 / the witness is called {row[0]}, for good")
        return self._key_named(row[0])

    def add_log(self, line: str, url: str) -> VerifierKey:
        """Watch a log. Its origin is the name of its key; a second key of the same origin is for a change of keys.

        Raises Malformed, also for a key that is not of a log.
        """
        key = parse_verifier_key(line)
        if key.kind != ED25519:
            raise Malformed("不是日志的密钥 / not the key of a log")
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._database() as database:
            database.execute("INSERT OR REPLACE INTO log (vkey, origin, url) VALUES (?, ?, ?)", [line, key.name, url])
        return key

    def logs(self) -> list[tuple[str, str, int]]:
        """Origin, address and last size of each log."""
        with self._database() as database:
            rows = "SELECT log.origin, log.url, COALESCE(seen.size, 0) FROM log LEFT JOIN seen USING (origin)"
            return [(origin, url, size) for origin, url, size in database.execute(f"{rows} ORDER BY log.origin")]

    def answer(self, body: bytes, *, seconds: int) -> Answered:
        """Judge a request, write what was seen, and only then give the answer."""
        try:
            request = witness_protocol.parse_request(body)
        except Malformed as error:
            return _answered(400, str(error))
        key = self.name_it("")
        with self._database() as database:
            seen = self._seen(database, request.checkpoint.origin)
            verdict = witness_protocol.judge(request, log_keys=self._log_keys(database), seen=seen)
            if verdict.seen is None:
                return _answered(verdict.status, verdict.conflict or verdict.reason, verdict)
            line = cosign(request.note.text, key=key, seconds=seconds, sign=self._private_key().sign)
            note = str(request.note.with_signatures([line]))
            _persist(database, request.checkpoint.origin, verdict.seen, note)
        return Answered(200, witness_protocol.PLAIN_TEXT, str(line).encode())

    def newest(self, origin_hash: str) -> str | None:
        """The newest checkpoint that was cosigned of the log with this hash of its origin, or None."""
        with self._database() as database:
            row = database.execute("SELECT note FROM seen WHERE hash = ?", [origin_hash]).fetchone()
        return row[0] if row else None

    def _key_named(self, name: str) -> VerifierKey:
        public = self._private_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return VerifierKey(name, COSIGNATURE, public)

    def _private_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(read_or_make_key(self.folder, "witness"))

    @staticmethod
    def _log_keys(database: sqlite3.Connection) -> dict[str, list[VerifierKey]]:
        keys: dict[str, list[VerifierKey]] = {}
        for origin, line in database.execute("SELECT origin, vkey FROM log"):
            keys.setdefault(origin, []).append(parse_verifier_key(line))
        return keys

    @staticmethod
    def _seen(database: sqlite3.Connection, origin: str) -> Seen | None:
        row = database.execute("SELECT size, root FROM seen WHERE origin = ?", [origin]).fetchone()
        return Seen(row[0], row[1]) if row else None

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        """One transaction that no other writer shares; on the disk when it ends."""
        with closing(sqlite3.connect(self.folder / FILE, timeout=30, isolation_level=None)) as database:
            database.execute("PRAGMA synchronous = FULL")
            database.executescript(TABLES)
            database.execute("BEGIN IMMEDIATE")
            with database:
                yield database


def _persist(database: sqlite3.Connection, origin: str, seen: Seen, note: str) -> None:
    hashed = hashlib.sha256(origin.encode()).hexdigest()
    database.execute(
        "INSERT INTO seen (origin, size, root, note, hash) VALUES (?, ?, ?, ?, ?) ON CONFLICT (origin) "
        "DO UPDATE SET size = excluded.size, root = excluded.root, note = excluded.note",
        [origin, seen.size, seen.root, note, hashed],
    )


def _answered(status: int, words: str, verdict: Judgement | None = None) -> Answered:
    kind = verdict.content_type if verdict else witness_protocol.PLAIN_TEXT
    return Answered(status, kind, words.encode() if words.endswith("\n") else f"{words}\n".encode())
