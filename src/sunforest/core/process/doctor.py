"""What an installation's own data say about its health: read only, one finding a fault (design §3, versions).

Each check is a generator of findings; ``examine`` runs them all. Nothing is repaired here: the words say what to do.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import Count, F, Max, Min, OuterRef, Q, Subquery

from sunforest.core.calendar import county_calendar
from sunforest.core.ledger import followers, leaves, sealer
from sunforest.core.ledger.models import Leaf, Series
from sunforest.core.notify import sending
from sunforest.core.people.models import CaseKey
from sunforest.core.process import clocks, protection, records, registry, uploads
from sunforest.core.process.declaration import Process
from sunforest.core.process.models import ActRecord, Case, Upload
from sunforest.core.process.records import Deed

BATCH = 200
MAY_WAIT = timedelta(minutes=5)


@dataclass(frozen=True)
class Finding:
    """One fault: ``code`` for programs, ``about`` what it concerns, ``words`` for people."""

    code: str
    about: str
    words: str


Step = Callable[[int, int | None], None]


def examine(at: datetime, step: Step = lambda _done, _total: None) -> list[Finding]:
    """Every finding, in the order of the checks. ``step`` is told how many cases have been looked at."""
    return [
        *missing_triggers(),
        *unknown_states(),
        *differing_dates(step),
        *gaps_in_the_log(),
        *gaps_in_series(),
        *gaps_in_cases(),
        *changed_faces(),
        *readers_behind(at),
        *overdue_acts(at),
        *missing_files(),
        *unsent_notices(),
    ]


def missing_triggers() -> Iterator[Finding]:
    """A trigger that protects records is not there."""
    try:
        protection.check(connection)
    except protection.Unprotected as error:
        yield Finding("missing_trigger", "database", str(error))


def unknown_states() -> Iterator[Finding]:
    """Cases whose process, version or state no declaration knows."""
    groups = Case.objects.values("process_key", "process_version", "state").annotate(
        count=Count("pk"), one=Min("number")
    )
    for group in groups.order_by("process_key", "process_version", "state"):
        key, version, state = group["process_key"], group["process_version"], group["state"]
        if _is_declared(key, version, state):
            continue
        yield Finding(
            "unknown_state",
            f"{key}/{version}/{state}",
            f"{group['count']} 个办件（如 {group['one']}）处于没有声明的状态，请恢复该版本的声明或声明迁移。"
            " / cases in a state that no declaration knows.",
        )


def _is_declared(key: str, version: int, state: str) -> bool:
    return registry.is_known(key, version) and any(
        known.name == state for known in registry.process_of(key, version).states
    )


def differing_dates(step: Step) -> Iterator[Finding]:
    """Open cases whose stored due day is not what their records and the calendar give."""
    cases = Case.objects.open().order_by("pk").iterator(chunk_size=BATCH)
    total, done = Case.objects.open().count(), 0
    calendar = county_calendar.current()
    while batch := list(islice(cases, BATCH)):
        deeds_of = records.of_many(batch)
        for case in batch:
            yield from _differing_date(case, deeds_of[case.pk], calendar)
        done += len(batch)
        step(done, total)


def _differing_date(case: Case, deeds: tuple[Deed, ...], calendar: Any) -> Iterator[Finding]:
    if not _is_declared(case.process_key, case.process_version, case.state) or _is_erased(deeds):
        return
    process: type[Process] = case.process
    due = clocks.due_on(process, case.state, clocks.clocks_of(records.events_of(process, deeds), calendar))
    stored = (case.due_on, case.due_at, case.lapses_at, case.suspended)
    if stored != (due.day, due.at, due.lapses_at, due.suspended):
        yield Finding(
            "differing_date",
            case.number,
            f"存储的到期日 {case.due_on} 与重新计算的 {due.day} 不一致。 / the stored due day differs from the recomputed.",
        )


def _is_erased(deeds: tuple[Deed, ...]) -> bool:
    return not deeds or any(deed.case_key is None for deed in deeds)


def gaps_in_the_log() -> Iterator[Finding]:
    """The sealed leaves are not numbered 0, 1, 2 … up to the published size."""
    sealed = Leaf.objects.filter(index__isnull=False).aggregate(
        count=Count("pk"), first=Min("index"), last=Max("index")
    )
    size = sealer.size()
    if sealed["count"] != size or (size and (sealed["first"], sealed["last"]) != (0, size - 1)):
        yield Finding(
            "gap_in_log",
            f"0–{size - 1}",
            f"日志应有 {size} 片叶子，实有 {sealed['count']} 片（{sealed['first']}–{sealed['last']}）。"
            " / the log has a gap.",
        )


def gaps_in_series() -> Iterator[Finding]:
    """A series of leaves has a hole in its counters."""
    found = {
        row["series"]: row
        for row in Leaf.objects.values("series").annotate(count=Count("pk"), last=Max("counter"), first=Min("counter"))
    }
    for series in Series.objects.order_by("name"):
        row = found.pop(series.name, {"count": 0, "last": 0, "first": 1})
        if (row["count"], row["last"] or 0) != (series.counter, series.counter):
            yield _series_gap(series.name, f"{row['count']} / {series.counter}")
    for name, row in found.items():
        yield _series_gap(name, f"{row['count']} / 0")


def _series_gap(name: str, counts: str) -> Finding:
    return Finding("gap_in_series", name, f"序列 {name} 的叶子不连续（{counts}）。 / the series has a gap.")


def gaps_in_cases() -> Iterator[Finding]:
    """A case's records are not numbered 1, 2, 3 … up to its last, or a record has no leaf."""
    mine = ActRecord.objects.filter(case=OuterRef("pk")).order_by().values("case")
    of_log = Leaf.objects.filter(case_id=OuterRef("pk")).order_by().values("case_id")
    counted = Case.objects.annotate(
        written=Subquery(mine.annotate(count=Count("pk")).values("count")),
        last=Subquery(mine.annotate(last=Max("number")).values("last")),
        logged=Subquery(of_log.annotate(count=Count("pk")).values("count")),
    )
    whole = Q(written=F("last_number"), last=F("last_number"), logged=F("last_number"))
    for case in counted.exclude(whole).order_by("pk").values("number", "last_number", "written", "logged").iterator():
        yield Finding(
            "gap_in_case",
            case["number"],
            f"办件有 {case['last_number']} 个动作，记录 {case['written'] or 0} 条，叶子 {case['logged'] or 0} 片。"
            " / records or leaves of the case are missing.",
        )


def changed_faces() -> Iterator[Finding]:
    """A public face that is not what was committed to."""
    open_leaves = Leaf.objects.filter(face__isnull=False).only("series", "counter", "entry", "face", "salt")
    for leaf in open_leaves.order_by("pk").iterator(chunk_size=BATCH):
        commitment = bytes.fromhex(json.loads(bytes(leaf.entry))["c"])
        if leaf.salt is None or not leaves.opens(commitment, bytes(leaf.salt), (leaf.face or "").encode()):
            yield Finding(
                "changed_face", str(leaf), "公开的内容与写入时的承诺不一致。 / the face is not what was committed to."
            )


def readers_behind(at: datetime) -> Iterator[Finding]:
    """Leaves that should have been sealed or read long ago: the worker does not run, or a follower fails."""
    old = Leaf.objects.filter(written_at__lt=at - MAY_WAIT)
    if unsealed := old.filter(index=None).count():
        yield Finding(
            "not_sealed", str(unsealed), f"{unsealed} 片叶子超过五分钟没有封存，后台进程可能没有运行。 / not sealed."
        )
    size = old.filter(index__isnull=False).aggregate(last=Max("index"))["last"]
    for name, place in followers.places().items():
        if size is not None and place <= size:
            yield Finding(
                "follower_behind", name, f"“{name}”读到 {place}，日志已到 {size + 1}。 / a follower is behind."
            )


def overdue_acts(at: datetime) -> Iterator[Finding]:
    """Cases in which an act of silence fell due and was not carried out."""
    waiting = Case.objects.silent_at(at - MAY_WAIT).filter(pk__in=CaseKey.objects.values("case_id"))
    for case in waiting.order_by("pk").iterator():
        yield Finding(
            "overdue_act", case.number, "到期动作没有执行，请查看后台进程的日志。 / an overdue act was not carried out."
        )


def missing_files() -> Iterator[Finding]:
    """Files that records name and that are not in the storage."""
    for digest in Upload.objects.filter(is_kept=True).order_by("pk").values_list("digest", flat=True).iterator():
        if not default_storage.exists(uploads.path_of(digest)):
            yield Finding(
                "missing_file", digest, "办件附件不在存储中，请从备份取回。 / a file that a record names is missing."
            )


def unsent_notices() -> Iterator[Finding]:
    """Notices that could not be sent after all attempts."""
    if count := sending.given_up():
        yield Finding(
            "unsent_notices",
            str(count),
            f"{count} 条通知多次发送失败，请检查通道（sunforest test-channel）。 / not sent.",
        )
