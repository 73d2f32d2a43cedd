"""Followers read the sealed log in its order, each with one integer of its own, and go on after a crash (design §3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sunforest.core.ledger import sealer
from sunforest.core.ledger.models import FollowerPosition, Leaf

BATCH = 500


@dataclass(frozen=True)
class Follower:
    """A named reader of the log. ``read`` is given leaves in order and is idempotent.

    A follower that keeps its own place (an index on this machine's disk) gives ``position``; for the others the
    place is kept in the database and moves in the same transaction as what ``read`` writes.
    """

    name: str
    read: Callable[[Sequence[Leaf], int], None]
    position: Callable[[], int] | None = None


_followers: dict[str, Follower] = {}


def follow(follower: Follower) -> None:
    """Add a follower; called once where the application starts."""
    _followers[follower.name] = follower


def all_followers() -> tuple[Follower, ...]:
    """Every follower, in the order in which they were added."""
    return tuple(_followers.values())


def advance(follower: Follower) -> int:
    """Let one follower read one batch; gives how many leaves it read."""
    if follower.position is not None:
        return _read(follower, follower.position())
    with transaction.atomic():
        FollowerPosition.objects.get_or_create(name=follower.name)
        place = FollowerPosition.objects.select_for_update().get(name=follower.name)
        read = _read(follower, place.next_index)
        if read:
            place.next_index += read
            place.save(update_fields=["next_index"])
    return read


def _read(follower: Follower, start: int) -> int:
    leaves = list(Leaf.objects.filter(index__gte=start, index__lt=sealer.size()).order_by("index")[:BATCH])
    if leaves:
        follower.read(leaves, start + len(leaves))
    return len(leaves)


def catch_up(at: datetime) -> int:
    """Seal and follow until nothing waits; gives how many leaves were sealed. Commands that write end with it."""
    sealed = 0
    while True:
        newly = sealer.seal(at)
        read = sum(advance(follower) for follower in all_followers())
        sealed += newly
        if not newly and not read:
            return sealed


def places() -> dict[str, int]:
    """Each follower's place, by its name."""
    kept = dict(FollowerPosition.objects.values_list("name", "next_index"))
    return {
        follower.name: follower.position() if follower.position else kept.get(follower.name, 0)
        for follower in all_followers()
    }
