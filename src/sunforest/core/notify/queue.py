"""Notices are queued in the act's own transaction and sent afterwards, under a lease (design §3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from sunforest.core.notify.models import QueuedNotice
from sunforest.core.notify.notice import Notice
from sunforest.core.organs.models import Grant, Post
from sunforest.core.organs.roles import PARTY


def queue(notices: Iterable[Notice], case: Any, *, record: int, at: datetime) -> None:
    """Queue the notices of one act on a case: to the party, or to whoever holds the named roles at the case's organ."""
    rows: list[QueuedNotice] = []
    for notice in notices:
        roles = [role.key for role in notice.to if role is not PARTY]
        if PARTY in notice.to and case.party_id is not None:
            rows.append(_row(notice, case.pk, record, at, receiver="party", party_id=case.party_id))
        if roles:
            holders = _holders([case], roles)
            rows += [
                _row(notice, case.pk, record, at, receiver="officer", officer_id=holder) for _case, holder in holders
            ]
    if len(rows) == 1:
        rows[0].save(force_insert=True)
    elif rows:
        QueuedNotice.objects.bulk_create(rows)


def _row(notice: Notice, case_id: int, record: int, at: datetime, **receiver: object) -> QueuedNotice:
    return QueuedNotice(case_id=case_id, record_number=record, notice=notice.key, queued_at=at, **receiver)


def _holders(cases: Collection[Any], roles: Collection[str]) -> Iterator[tuple[Any, int]]:
    """Each case with every officer who holds one of the roles for it at its organ; one query for all cases."""
    processes = {case.process_key for case in cases}
    posts = Post.objects.filter(
        organ_id__in={case.organ_id for case in cases},
        grants__role__in=roles,
        grants__process__in={Grant.EVERY_PROCESS, *processes},
        holder__isnull=False,
    )
    holders: dict[tuple[int, str], set[int]] = defaultdict(set)
    for organ_id, granted, holder_id in posts.values_list("organ_id", "grants__process", "holder_id"):
        for process in processes if granted == Grant.EVERY_PROCESS else (granted,):
            holders[organ_id, process].add(holder_id)
    return ((case, holder) for case in cases for holder in sorted(holders[case.organ_id, case.process_key]))


def queue_to_parties(notice: Notice, cases: Iterable[Any], *, at: datetime) -> None:
    """Queue one notice to the parties of many cases, in one statement."""
    QueuedNotice.objects.bulk_create(
        _row(notice, case.pk, case.last_number, at, receiver="party", party_id=case.party_id)
        for case in cases
        if case.party_id is not None
    )


def queue_to_officers(notice: Notice, cases: Collection[Any], *, at: datetime) -> None:
    """Queue one notice about many cases to the holders of its roles at each case's organ, in two statements."""
    QueuedNotice.objects.bulk_create(
        _row(notice, case.pk, case.last_number, at, receiver="officer", officer_id=holder)
        for case, holder in _holders(cases, [role.key for role in notice.to])
    )
