"""What the drill asks of the database when all is over; each answer is a list of what is wrong."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from django.db import connection
from django.db.models import Count

from load.watching_matter.follows import TABLE
from sunforest.core.ledger import sealer
from sunforest.core.people.models import Party
from sunforest.core.process.models import ActRecord, Case
from sunforest.core.search import current


def lost_acts(lines: Iterable[list[str]]) -> list[str]:
    """Acts that a writer acknowledged and that are not there."""
    written = set(ActRecord.objects.values_list("case_id", "number", "act"))
    return [f"lost {line}" for line in lines if (int(line[0]), int(line[1]), line[2]) not in written]


def wrong_filings(filed: str) -> list[str]:
    """Filings without a receipt, receipts without exactly that case, cases that search does not find."""
    receipts: dict[str, list[str]] = json.loads(Path(filed).read_text())
    cases = defaultdict(list)
    for key, number in ActRecord.objects.filter(key__startswith="filing-").values_list("key", "case__number"):
        cases[key].append(number)
    wrong = [
        f"{key}: receipts {receipts[key]}, cases {cases[key]}"
        for key in receipts
        if not _agree(receipts[key], cases[key])
    ]
    wrong += [f"{key}: nobody sent it" for key in cases.keys() - receipts.keys()]
    wrong += [
        f"not found by search: {number}" for numbers in receipts.values() for number in numbers
        if current.index().find(f"watched:{number}") is None
    ]  # fmt: skip
    return wrong + _citizens_with_two_cases(len(receipts))


def _agree(receipts: list[str], cases: list[str]) -> bool:
    return len(cases) == 1 and receipts == cases


def _citizens_with_two_cases(filings: int) -> list[str]:
    """Each filing is one citizen's: so many citizens beside the cast's two, with one case each."""
    keys = ActRecord.objects.filter(key__startswith="filing-").values("case__party")
    counts = Case.objects.filter(party__in=keys).values("party").annotate(number=Count("pk"))
    wrong = [f"a citizen with {row['number']} cases" for row in counts if row["number"] != 1]
    citizens = Party.objects.count() - 2
    return wrong if citizens == filings else [*wrong, f"{filings} filings, {citizens} citizens"]


def wrong_order() -> list[str]:
    """Each leaf is seen once and in order, and every record has its leaf."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT place FROM {TABLE} ORDER BY {'rowid' if connection.vendor == 'sqlite' else 'ctid'}")
        seen = [row[0] for row in cursor.fetchall()]
    wrong = (
        []
        if seen == list(range(sealer.size()))
        else [f"the follower saw {len(seen)} of {sealer.size()}, or not in order"]
    )
    records = ActRecord.objects.count()
    return wrong if records == sealer.size() else [*wrong, f"{records} records, {sealer.size()} leaves"]
