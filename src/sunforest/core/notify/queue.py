"""Notices are queued in the act's own transaction and sent afterwards, under a lease (design §3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sunforest.core.notify.models import QueuedNotice
from sunforest.core.notify.notice import Notice
from sunforest.core.organs.models import Post
from sunforest.core.organs.roles import PARTY


def queue(notices: Iterable[Notice], case: Any, *, record: int, at: datetime) -> None:
    """Queue the notices of one act on a case: to the party, or to whoever holds the named roles at the case's organ."""
    rows: list[QueuedNotice] = []
    for notice in notices:
        roles = [role.key for role in notice.to if role is not PARTY]
        if PARTY in notice.to and case.party_id is not None:
            rows.append(_row(notice, case.pk, record, at, receiver="party", party_id=case.party_id))
        if roles:
            holders = _holders(case.organ_id, roles, case.process_key)
            rows += [_row(notice, case.pk, record, at, receiver="officer", officer_id=holder) for holder in holders]
    if len(rows) == 1:
        rows[0].save(force_insert=True)
    elif rows:
        QueuedNotice.objects.bulk_create(rows)


def _row(notice: Notice, case_id: int, record: int, at: datetime, **receiver: object) -> QueuedNotice:
    return QueuedNotice(case_id=case_id, record_number=record, notice=notice.key, queued_at=at, **receiver)


def _holders(organ_id: int, roles: list[str], process: str) -> list[int]:
    posts = Post.objects.filter(
        organ_id=organ_id, grants__role__in=roles, grants__process__in=("*", process), holder__isnull=False
    )
    return list(posts.values_list("holder_id", flat=True).distinct())


def queue_to_parties(notice: Notice, cases: Iterable[Any], *, at: datetime) -> None:
    """Queue one notice to the parties of many cases, in one statement."""
    QueuedNotice.objects.bulk_create(
        _row(notice, case.pk, case.last_number, at, receiver="party", party_id=case.party_id)
        for case in cases
        if case.party_id is not None
    )


def queue_to_officers(notice: Notice, cases: Iterable[Any], *, at: datetime) -> None:
    """Queue one notice about many cases to the holders of its roles at each case's organ; one query an organ and process."""
    roles, holders = [role.key for role in notice.to], {}
    rows = []
    for case in cases:
        place = (case.organ_id, case.process_key)
        if place not in holders:
            holders[place] = _holders(case.organ_id, roles, case.process_key)
        rows += [
            _row(notice, case.pk, case.last_number, at, receiver="officer", officer_id=holder)
            for holder in holders[place]
        ]
    QueuedNotice.objects.bulk_create(rows)
