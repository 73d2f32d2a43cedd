"""Leaves: written in the act's own transaction, sealed in order afterwards, muted by a redaction (design §3)."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import F

from sunforest.core.ledger.models import Leaf, LogState, Redaction

ENTRY_VERSION = 1
SALT_SIZE = 32
PART = "."


@dataclass(frozen=True)
class NewLeaf:
    """What a leaf is made of. ``face`` is None for a closed act: then kind and time stay inside the commitment."""

    series: str
    case_id: int | None
    record_number: int | None
    process: str
    act: str
    commitment: bytes
    face: str | None
    salt: bytes | None
    written_at: datetime


def commit_to(face: bytes) -> tuple[bytes, bytes]:
    """A fresh salt of 32 bytes and the commitment HMAC-SHA-256(salt, face)."""
    salt = secrets.token_bytes(SALT_SIZE)
    return salt, hmac.new(salt, face, hashlib.sha256).digest()


def opens(commitment: bytes, salt: bytes, face: bytes) -> bool:
    """True where salt and face give the commitment."""
    return hmac.compare_digest(bytes(commitment), hmac.new(bytes(salt), face, hashlib.sha256).digest())


def series_of(organ_code: str, year: int) -> str:
    """The series of an organ's leaves in one year."""
    return f"{organ_code}/{year}"


def append(new: NewLeaf) -> Leaf:
    """Write one leaf; its counter is taken last, by one statement that also makes the series."""
    series, counter = _take(new.series, 1)
    leaf = _leaf(replace(new, series=series), counter)
    leaf.save(force_insert=True)
    return leaf


def append_many(new_leaves: Sequence[NewLeaf]) -> list[Leaf]:
    """Write many leaves in bulk, in their order; one statement for the counters of each series."""
    wanted: dict[str, int] = {}
    for new in new_leaves:
        wanted[new.series] = wanted.get(new.series, 0) + 1
    taken = {series: _take(series, count) for series, count in sorted(wanted.items())}
    next_counter = {series: last - wanted[series] + 1 for series, (_name, last) in taken.items()}
    leaves = []
    for new in new_leaves:
        leaves.append(_leaf(replace(new, series=taken[new.series][0]), next_counter[new.series]))
        next_counter[new.series] += 1
    return Leaf.objects.bulk_create(leaves, batch_size=200)


def _take(series: str, count: int) -> tuple[str, int]:
    """The name under which the series goes on, and the last of the numbers taken."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_series (name, counter) "
            "VALUES (%s || COALESCE((SELECT part FROM ledger_logstate WHERE id = 1), ''), %s) ON CONFLICT (name) "
            "DO UPDATE SET counter = ledger_series.counter + excluded.counter RETURNING name, counter",
            [series, count],
        )
        name, counter = cursor.fetchone()
        return str(name), int(counter)


def begin_new_parts(at: datetime) -> None:
    """Let every series go on under a new name, from 1: a restored backup does not know which numbers were used since.

    Once for each published size, however often it is called.
    """
    given = LogState.objects.filter(pk=1).exclude(part_size=F("published_size"))
    unparted = LogState.objects.filter(pk=1, part_size=None)
    (given | unparted).update(part=f"{PART}{at.astimezone(UTC):%y%m%d-%H%M}", part_size=F("published_size"))


def _leaf(new: NewLeaf, counter: int) -> Leaf:
    return Leaf(
        series=new.series,
        counter=counter,
        entry=entry_of(new, counter),
        case_id=new.case_id,
        record_number=new.record_number,
        process=new.process,
        act=new.act,
        face=new.face,
        salt=new.salt,
        written_at=new.written_at,
    )


def entry_of(new: NewLeaf, counter: int) -> bytes:
    """The bytes that enter the log (RFC 8785): series, counter, commitment; kind and UTC second where public."""
    entry: dict[str, Any] = {
        "c": new.commitment.hex(),
        "n": counter,
        "s": new.series,
        "v": ENTRY_VERSION,
    }
    if new.face is not None:
        entry["k"] = f"{new.process}.{new.act}"
        entry["t"] = new.written_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def redact(leaf: Leaf, *, ground: str, at: datetime) -> None:
    """Destroy face and salt, beside a redaction that stays, and write the redaction's own leaf."""
    Redaction.objects.create(leaf=leaf, ground=ground, redacted_at=at)
    Leaf.objects.filter(pk=leaf.pk).update(face=None, salt=None)
    face = json.dumps(
        {"redacted": {"series": leaf.series, "counter": leaf.counter}, "ground": ground, "version": 1},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    salt, commitment = commit_to(face.encode())
    append(
        NewLeaf(
            series=leaf.series.partition(PART)[0],
            case_id=None,
            record_number=None,
            process="ledger",
            act="redact",
            commitment=commitment,
            face=face,
            salt=salt,
            written_at=at,
        )
    )
