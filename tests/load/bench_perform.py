"""How quick an act is, beside the three statements that nobody could do without, in the same run (``make bench``)."""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, models, transaction
from road_occupation.process import RoadOccupation

from cast import Cast, assemble, at
from sunforest.core.process.models import Case
from sunforest.core.process.perform import open_case, perform

PAIRS, LEAST_RATIO, WARM_UP = 400, 0.3, 20
KEYS = itertools.count(1)
APPLICATION = {"purpose": "works", "first_day": "2027-12-20", "last_day": "2027-12-25", "place": "望林路"}


class Row(models.Model):
    """What the bare transaction updates."""

    state = models.CharField(max_length=40)
    due_on = models.DateField(null=True)

    class Meta:
        app_label = "process"
        db_table = "bench_row"


class Note(models.Model):
    """What it inserts, twice."""

    row_id = models.BigIntegerField()
    words = models.CharField(max_length=400)
    written_at = models.DateTimeField()

    class Meta:
        app_label = "process"
        db_table = "bench_note"


def opened(cast: Cast) -> Case:
    record = open_case(
        RoadOccupation, RoadOccupation.apply, organ=cast.housing, party=cast.chen, actor=cast.chen_acts,
        data=APPLICATION, at=at("2026-11-02"), key=f"bench-{next(KEYS)}",
    )  # fmt: skip
    return Case.objects.get(pk=record.case_id)


def seconds_of(step: Callable[[], object]) -> float:
    """How long one ``step`` takes."""
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


@pytest.mark.load
def test_an_act_reaches_three_tenths_of_the_bare_transaction(committed_database: str) -> None:
    cast = assemble()
    with connection.schema_editor() as editor:
        editor.create_model(Row)
        editor.create_model(Note)
    row, words = Row.objects.create(state="submitted"), "文" * 300
    waiting = iter([opened(cast) for _case in range(WARM_UP + PAIRS)])

    def bare() -> None:
        with transaction.atomic():
            Row.objects.filter(pk=row.pk).update(state="accepted", due_on=date(2026, 12, 1))
            Note.objects.create(row_id=row.pk, words=words, written_at=at("2026-11-03"))
            Note.objects.create(row_id=row.pk, words=words, written_at=at("2026-11-03"))

    def act() -> None:
        case = next(waiting)
        perform(
            case, RoadOccupation.accept, actor=cast.wang, data={}, at=at("2026-11-03"), seen=1, key=f"do-{next(KEYS)}"
        )

    for _step in range(WARM_UP):
        bare()
        act()
    pairs = [(seconds_of(bare), seconds_of(act)) for _pair in range(PAIRS)]  # side by side: both meet the same machine
    least, done = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = least / done
    print(f"\nperform on {connection.vendor}: bare {1 / least:.0f}, act {1 / done:.0f} a second; ratio {ratio:.2f}")
    assert ratio >= LEAST_RATIO
