"""The sealer: gives committed leaves their place in the log, in order and without gaps (design §3, the log is the queue).

Leaves are chosen by ``index IS NULL``, never by "id greater than last": ids commit out of order on PostgreSQL.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from sunforest.core.ledger.models import Leaf, LogState

BATCH = 2000


def seal(at: datetime) -> int:
    """Seal what waits, one batch; gives how many leaves it was. Two sealers wait for each other on the state's row."""
    with transaction.atomic():
        state = _locked_state()
        waiting = list(Leaf.objects.filter(index=None).order_by("id").values_list("id", flat=True)[:BATCH])
        if not waiting:
            return 0
        _number(waiting, state.size)
        state.size, state.sealed_at = state.size + len(waiting), at
        state.save(update_fields=["size", "sealed_at"])
    return len(waiting)


def _locked_state() -> LogState:
    LogState.objects.get_or_create(pk=1)
    return LogState.objects.select_for_update().get(pk=1)


def _number(leaf_ids: list[int], first_index: int) -> None:
    pairs = list(enumerate(leaf_ids, start=first_index))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                'UPDATE ledger_leaf SET "index" = given.place FROM unnest(%s::bigint[], %s::bigint[]) '
                "AS given(place, leaf_id) WHERE ledger_leaf.id = given.leaf_id",
                [[index for index, _leaf in pairs], [leaf for _index, leaf in pairs]],
            )
        else:
            cursor.executemany('UPDATE ledger_leaf SET "index" = %s WHERE id = %s', pairs)


def size() -> int:
    """How many leaves are sealed; what has a lower index is public."""
    state = LogState.objects.filter(pk=1).first()
    return state.size if state else 0


def waiting() -> int:
    """How many leaves wait to be sealed."""
    return Leaf.objects.filter(index=None).count()
