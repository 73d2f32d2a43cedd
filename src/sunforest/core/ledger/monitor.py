"""Following a log as an outsider: everything is fetched and reckoned again, and what is wrong is named, a line each.

Nothing of our database is used. What can be known from outside: that two checkpoints do not fit each other (fork), that
the log became shorter, that an entry is not what it was, that a signature is not the log's, that an entry says an
earlier time than a checkpoint which does not hold it (late or backdated), that a number of a series is missing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sunforest.core.ledger.log_copy import CHECKPOINT, KEY, LogCopy, NoSuchFile
from sunforest.core.ledger.monitor_state import MonitorState, Remembered
from sunforest.pure import merkle
from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.checkpoint import Checkpoint, OtherLog, open_checkpoint, parse_checkpoint
from sunforest.pure.compact_range import EMPTY_RANGE
from sunforest.pure.signed_note import BadSignature, NotSigned, parse_note
from sunforest.pure.tile_paths import tiles_of
from sunforest.pure.tiles import grown_tiles
from sunforest.pure.verifier_key import VerifierKey, parse_verifier_key

MAY_DIFFER = timedelta(minutes=15)
COMMITMENT = re.compile(r"[0-9a-f]{64}", re.ASCII)
Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: a code for programs, and words for people."""

    code: str
    words: str

    def __str__(self) -> str:
        return f"{self.code}: {self.words}"


@dataclass
class Look:
    """One look at a log: what was found, and the entries that were read."""

    findings: list[Finding] = field(default_factory=list)
    checkpoint: Checkpoint | None = None
    entries: list[bytes] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)

    def find(self, code: str, words: str) -> None:
        """Note a finding."""
        self.findings.append(Finding(code, words))


def look(
    copy: LogCopy, state: MonitorState, *, key: VerifierKey | None, at: datetime, progress: Progress
) -> tuple[Look, Remembered]:
    """Fetch and check everything; what was in order is remembered in ``state``.

    Without ``key`` the one remembered is used, and at the first look the one that the log itself shows.
    Raises Unreachable, and Malformed where the log shows no key that could be used.
    """
    before, seen = state.read(), Look()
    trusted = key or parse_verifier_key(before.key or copy.read(KEY).decode("utf-8", "replace").partition("\n")[0])
    note = _read(copy, seen)
    if note is None or not _is_signed(note, trusted, seen):
        return seen, before
    checkpoint = parse_checkpoint(parse_note(note).text)
    seen.checkpoint = checkpoint
    state.keep_checkpoint(note, size=checkpoint.size, at=at)
    if _became_shorter(checkpoint, before, seen) or not _entries(copy, checkpoint, seen, progress):
        return seen, before
    _compare_with_memory(state, before, seen)
    _tiles(copy, checkpoint, seen)
    remembered = Remembered(trusted.name, str(trusted), checkpoint.size, at.isoformat(), {})
    _what_entries_say(before, remembered, seen, at)
    if not any(finding.code in ("fork", "rewritten_entry") for finding in seen.findings):
        state.keep(remembered, seen.hashes)
    return seen, before


def _read(copy: LogCopy, seen: Look) -> bytes | None:
    try:
        return copy.read(CHECKPOINT)
    except NoSuchFile:
        seen.find("no_checkpoint", "日志没有检查点 / the log serves no checkpoint")
        return None


def _is_signed(note: bytes, key: VerifierKey, seen: Look) -> bool:
    try:
        open_checkpoint(note, origin=key.name, log_keys=[key])
    except (BadSignature, NotSigned, Malformed, OtherLog) as error:
        seen.find(
            "bad_signature", f"检查点不是由 {key.name} 签署的：{error} / the checkpoint is not signed by the log's key"
        )
        return False
    return True


def _became_shorter(checkpoint: Checkpoint, before: Remembered, seen: Look) -> bool:
    if checkpoint.size >= before.size:
        return False
    seen.find(
        "shrunk_log",
        f"日志从 {before.size} 条变成 {checkpoint.size} 条（上次查看：{before.looked_at}）"
        f" / the log had {before.size} entries and has {checkpoint.size}",
    )
    return True


def _entries(copy: LogCopy, checkpoint: Checkpoint, seen: Look, progress: Progress) -> bool:
    """Read every entry; False where they are not all there."""
    try:
        for index, entry in copy.entries(first=0, size=checkpoint.size):
            seen.entries.append(entry)
            if index % 4096 == 0:
                progress(index, checkpoint.size)
    except (NoSuchFile, Malformed) as error:
        seen.find("missing_entries", f"第 {len(seen.entries)} 条起读不到：{error} / entries cannot be read")
        return False
    seen.hashes = merkle.leaf_hashes(seen.entries)
    if EMPTY_RANGE.extended(seen.hashes).root() != checkpoint.root:
        seen.find(
            "rewritten_entry",
            f"日志提供的 {checkpoint.size} 个条目与签署的检查点不符 / the entries do not hash to the signed root",
        )
    return True


def _compare_with_memory(state: MonitorState, before: Remembered, seen: Look) -> None:
    """Every entry is what it was, and every checkpoint ever kept is a beginning of this log."""
    for index, (known, now) in enumerate(zip(state.hashes(), seen.hashes, strict=False)):
        if known != now:
            seen.find("rewritten_entry", f"第 {index} 条与上次查看时不同 / entry {index} is not what it was")
    tree = EMPTY_RANGE
    kept = sorted((parse_checkpoint(parse_note(note).text) for note in state.checkpoints()), key=lambda one: one.size)
    for checkpoint in kept:
        if checkpoint.size > len(seen.hashes):
            seen.find(
                "shrunk_log", f"曾签署过 {checkpoint.size} 条的检查点 / a checkpoint of {checkpoint.size} was signed"
            )
            continue
        tree = tree.extended(seen.hashes[tree.size : checkpoint.size])
        if tree.root() != checkpoint.root:
            seen.find(
                "fork",
                f"{checkpoint.size} 条时签署过另一个内容，日志分叉 / another root was signed at size {checkpoint.size}",
            )


def _tiles(copy: LogCopy, checkpoint: Checkpoint, seen: Look) -> None:
    def none_before(_level: int, _index: int, _width: int) -> bytes:
        raise AssertionError("a tree from nothing asks for no earlier tile")

    wanted = {
        str(path): content for path, content in grown_tiles(old_size=0, leaves=seen.hashes, read_tile=none_before)
    }
    for path in tiles_of(checkpoint.size):
        try:
            served = copy.read_tile(path.level, path.index, path.width)
        except (NoSuchFile, Malformed) as error:
            seen.find("missing_tile", f"{error}")
            continue
        if served != wanted[str(path)]:
            seen.find("torn_tile", f"{path} 与条目不符 / the tile does not fit the entries")


def _what_entries_say(before: Remembered, remembered: Remembered, seen: Look, at: datetime) -> None:
    looked_at = datetime.fromisoformat(before.looked_at) if before.looked_at else None
    counters: dict[str, set[int]] = {}
    for index, entry in enumerate(seen.entries):
        facts = facts_of(entry)
        if facts is None:
            seen.find("odd_entry", f"第 {index} 条不是本系统的格式 / entry {index} is not in the format")
            continue
        if facts["n"] in counters.setdefault(facts["s"], set()):
            seen.find("gap_in_series", f"{facts['s']} 的第 {facts['n']} 号出现两次 / used twice (entry {index})")
        counters[facts["s"]].add(facts["n"])
        late = _lateness(facts, index, before.size, looked_at, at)
        if late is not None:
            seen.findings.append(late)
    for series, missing in _gaps(counters):
        remembered.missing_before[series] = missing
        seen.find("gap_in_series", f"{series} 缺少第 {_shown(missing)} 号 / numbers are missing in the series")


def facts_of(entry: bytes) -> dict[str, Any] | None:
    """What an entry of version 1 says, or None where it is not one (docs/reference/log.md)."""
    try:
        facts = json.loads(entry)
        fits = facts["v"] == 1 and isinstance(facts["s"], str) and isinstance(facts["n"], int)
        fits = fits and bool(COMMITMENT.fullmatch(facts["c"]))
        if "t" in facts:
            time_of(facts)
    except (ValueError, KeyError, TypeError):
        return None
    return facts if fits else None


def time_of(facts: dict[str, Any]) -> datetime:
    """The time that a public entry claims."""
    return datetime.strptime(facts["t"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _lateness(
    facts: dict[str, Any], index: int, size_before: int, looked_at: datetime | None, at: datetime
) -> Finding | None:
    """An entry that claims a time at which we saw a checkpoint without it; or a time that has not come yet."""
    if "t" not in facts:
        return None
    told = time_of(facts)
    if told > at + MAY_DIFFER:
        return Finding("late_entry", f"第 {index} 条写着将来的时间 {facts['t']} / entry {index} is dated in the future")
    if looked_at is None or index < size_before or told >= looked_at - MAY_DIFFER:
        return None
    return Finding(
        "late_entry",
        f"第 {index} 条写着 {facts['t']}，但 {looked_at:%Y-%m-%dT%H:%M:%SZ} 的检查点里还没有它（补登或倒签）"
        f" / entry {index} is late or backdated",
    )


def _gaps(counters: dict[str, set[int]]) -> Iterator[tuple[str, list[int]]]:
    for series, present in sorted(counters.items()):
        if missing := sorted(set(range(1, max(present) + 1)) - present):
            yield series, missing


def _shown(numbers: list[int]) -> str:
    return "、".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")
