"""What a site shows beside its log, compared with the log: entries, openings, and what should be there and is not.

Read through the open interface, as anybody would: ``/api/v1/leaves``, ``/api/v1/documents``, ``/api/v1/not-disclosed``.
Faces are compared by their commitments: whoever changes a published word cannot open the entry any more.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from sunforest.core.ledger.log_copy import Unreachable
from sunforest.core.ledger.monitor import Finding, Progress

Get = Callable[[str], bytes | None]
ROWS = 100


@dataclass
class Shown:
    """What the site shows: how far its list of leaves was read, whose faces are open, muted and redacted."""

    next_index: int = 0
    cases: set[str] = field(default_factory=set)
    mute: dict[tuple[str, int], int] = field(default_factory=dict)
    redacted: set[tuple[str, int]] = field(default_factory=set)


def findings(site: str, entries: list[bytes], *, get: Get, today: date, progress: Progress) -> Iterator[Finding]:
    """Every difference between the log and what the site at this address shows. Raises Unreachable."""
    shown = Shown()
    for row in _rows(f"{site}/api/v1/leaves?limit={ROWS}", get):
        if row["index"] >= len(entries):
            break
        yield from _not_listed(shown, row["index"])
        yield from _of_one(row, entries[row["index"]], shown)
        shown.next_index = row["index"] + 1
        progress(shown.next_index, len(entries))
    yield from _not_listed(shown, len(entries))
    for place, index in shown.mute.items():
        if place not in shown.redacted:
            yield Finding(
                "missing_publication",
                f"第 {index} 条是公开动作，但网站没有它的内容，也没有销毁说明 / the content of a public entry is not shown",
            )
    yield from _pages_without_entry(site, shown, get)
    yield from _overdue_reviews(site, get, today)


def _rows(address: str, get: Get) -> Iterator[dict[str, Any]]:
    """The rows of a list, page by page, always from the site that was named."""
    site, following = address.partition("/api/")[0], address
    while following:
        content = get(following)
        if content is None:
            return
        try:
            page = json.loads(content)
        except ValueError as error:
            raise Unreachable(f"{following}: {error}") from error
        yield from page["items"]
        beyond = urlsplit(page["next"] or "")
        following = f"{site}{beyond.path}?{beyond.query}" if page["next"] else ""


def _not_listed(shown: Shown, index: int) -> Iterator[Finding]:
    for missing in range(shown.next_index, index):
        yield Finding("missing_entry", f"网站没有列出日志第 {missing} 条 / the site does not list entry {missing}")


def _of_one(row: dict[str, Any], entry: bytes, shown: Shown) -> Iterator[Finding]:
    index = row["index"]
    facts = json.loads(entry)
    if row["entry"] != facts:
        yield Finding(
            "rewritten_entry", f"网站显示的第 {index} 条与日志不同 / entry {index} differs between site and log"
        )
    if row["face"] is None:
        if "k" in facts:
            shown.mute[facts["s"], facts["n"]] = index
        return
    if not _opens(facts["c"], row["face"], row["salt"]):
        yield Finding(
            "changed_face",
            f"第 {index} 条公开的内容打不开日志中的承诺，内容被改过 / the face does not open the commitment of entry {index}",
        )
    shown.cases.add(str(row["face"].get("case", "")))
    if redacted := row["face"].get("redacted"):
        shown.redacted.add((redacted["series"], redacted["counter"]))


def _opens(commitment: str, face: dict[str, Any], salt: str | None) -> bool:
    canonical = json.dumps(face, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    try:
        key = bytes.fromhex(salt or "")
    except ValueError:
        return False
    return hmac.new(key, canonical, hashlib.sha256).hexdigest() == commitment


def _pages_without_entry(site: str, shown: Shown, get: Get) -> Iterator[Finding]:
    for row in _rows(f"{site}/api/v1/documents?limit={ROWS}", get):
        if row["case_number"] not in shown.cases:
            yield Finding(
                "missing_publication",
                f"网站有文件 {row['case_number']}，日志里没有它 / a document on the site has no entry in the log",
            )


def _overdue_reviews(site: str, get: Get, today: date) -> Iterator[Finding]:
    """A decision not to disclose is reviewed by its day (条例 art. 18); the day has passed and no review is in the log."""
    for row in _rows(f"{site}/api/v1/not-disclosed?limit={ROWS}", get):
        if row["review_on"] and date.fromisoformat(row["review_on"]) < today:
            yield Finding(
                "missing_publication",
                f"{row['case_number']} 应在 {row['review_on']} 前复查是否公开，日志中还没有"
                " / a review of disclosure is due and has no entry",
            )
