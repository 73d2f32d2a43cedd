"""How quick the log is on the database of the run, beside bare inserts in the same run (``make bench``)."""

from __future__ import annotations

import statistics
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from cast import assemble, at
from core.ledger.a_log import new_leaf, nothing
from sunforest.core.ledger import leaves, rebuilding, receipts, sealer, tile_store
from sunforest.core.ledger.models import Checkpoint, Leaf
from sunforest.core.process.worker import Worker

pytestmark = pytest.mark.load
NOW = at("2026-11-25")
BATCH, BATCHES = 10_000, 6
LEAST_RATIO = 0.3
MOST_MS_FOR_ONE, MOST_SECONDS_UNDER_LOAD, MOST_SECONDS_IDLE = 50, 5.0, 2.0
MOST_SECONDS_FOR_A_MILLION = 60


def percentile(values: list[float], part: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[part - 1]


def bare_inserts(rows: list[tuple[object, ...]]) -> float:
    """Seconds for one statement a row in one transaction, into the leaves' own table with its keys and triggers."""
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO ledger_leaf (series, counter, entry, face, salt, process, act, written_at) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            rows,
        )
    return time.perf_counter() - began


def test_sealing_in_batches_keeps_up_with_bare_inserts(committed_database: str) -> None:
    bare, sealed = [], []
    for batch in range(BATCHES):
        new = [replace(new_leaf(), series="bare") for _leaf in range(BATCH)]
        rows = [
            (one.series, number, leaves.entry_of(one, number), one.face, one.salt, one.process, one.act, one.written_at)
            for number, one in enumerate(new, start=1 + batch * BATCH)
        ]
        bare.append(bare_inserts(rows))
        began = time.perf_counter()
        assert sealer.seal(NOW) == BATCH
        sealed.append(time.perf_counter() - began)
    rate, bare_rate = BATCH / statistics.median(sealed), BATCH / statistics.median(bare)
    print(
        f"\n{connection.vendor}: sealed {rate:,.0f} leaves/s, bare inserts {bare_rate:,.0f}/s, ratio {rate / bare_rate:.2f}"
    )
    began = time.perf_counter()
    found = rebuilding.rebuild(tile_store.current(), nothing)
    seconds = (time.perf_counter() - began) / found.entries * 1_000_000
    print(f"rebuild {found.entries:,} entries: {seconds:.0f} s a million")
    times = []
    for index in range(0, BATCH * BATCHES, 997):
        leaf = Leaf.objects.get(index=index)
        began = time.perf_counter()
        receipts.receipt_of(leaf, tile_store.current())
        times.append((time.perf_counter() - began) * 1000)
    print(f"receipt with its queries: median {statistics.median(times):.1f} ms, p99 {percentile(times, 99):.1f} ms")
    assert found.is_signed and seconds <= MOST_SECONDS_FOR_A_MILLION
    assert rate / bare_rate >= LEAST_RATIO


def test_one_leaf_is_sealed_at_once(committed_database: str) -> None:
    leaves.append_many([new_leaf()] * 300)
    sealer.seal(NOW)
    times = []
    for _leaf in range(100):
        leaves.append(new_leaf())
        began = time.perf_counter()
        sealer.seal(NOW)
        times.append((time.perf_counter() - began) * 1000)
    print(
        f"\n{connection.vendor}: one leaf: median {statistics.median(times):.1f} ms, p99 {percentile(times, 99):.1f} ms"
    )
    assert statistics.median(times) <= MOST_MS_FOR_ONE


def waits(acts: int, *, every: float) -> list[float]:
    """Seconds from each act's commit to the checkpoint that covers it, with a worker as it runs in an installation."""
    over = threading.Event()
    worker = Worker(clock=lambda: datetime.now(UTC), pause=over.wait, must_stop=over.is_set, beat=lambda _at: None)  # type: ignore[arg-type]

    def work() -> None:
        jobs = [job for job in worker.jobs() if job.name in ("seal", "witnesses")]
        while not over.is_set():
            worker.round(jobs)
            over.wait(worker.tick_seconds)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    first = sealer.size()
    began = time.monotonic()
    for number in range(acts):
        with transaction.atomic():
            leaves.append(new_leaf(moment=datetime.now(UTC)))
        time.sleep(max(0.0, began + (number + 1) * every - time.monotonic()))
    while sealer.size() < first + acts:
        time.sleep(0.05)
    over.set()
    thread.join()
    signed = list(Checkpoint.objects.order_by("size").values_list("size", "signed_at"))
    rows = Leaf.objects.filter(index__gte=first).order_by("index").values_list("index", "written_at")
    covered = iter(signed)
    size, moment = next(covered)
    found = []
    for index, written_at in rows:
        while index >= size:
            size, moment = next(covered)
        found.append(max((moment - written_at) / timedelta(seconds=1), 0.0))
    return found


def test_an_act_is_covered_by_a_checkpoint_soon(committed_database: str) -> None:
    assemble()
    leaves.append(new_leaf())
    sealer.seal(datetime.now(UTC) - timedelta(seconds=5))
    loaded, idle = waits(1000, every=0.02), waits(6, every=1.7)
    print(
        f"\n{connection.vendor}: act to checkpoint at 50 a second: median {statistics.median(loaded):.2f} s, "
        f"p99 {percentile(loaded, 99):.2f} s; idle: longest {max(idle):.2f} s"
    )
    assert percentile(loaded, 99) <= MOST_SECONDS_UNDER_LOAD and max(idle) <= MOST_SECONDS_IDLE
