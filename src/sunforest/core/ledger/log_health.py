"""How the log is: for the public page of its health. Read only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from sunforest.core.ledger import sealer, witnesses
from sunforest.core.ledger.models import Checkpoint, Cosignature, LogState
from sunforest.core.ledger.tile_store import KEY, TileStore
from sunforest.pure.canonical_encodings import base64_of

SILENT_AFTER = timedelta(hours=24)


@dataclass(frozen=True)
class WitnessSeen:
    """A witness, what it cosigned last, and whether that is less than a day old."""

    name: str
    size: int | None
    signed_at: datetime | None
    is_fresh: bool


@dataclass(frozen=True)
class LogHealth:
    """What outsiders may want to know; ``stopped`` says why nothing is signed at present, or is empty."""

    origin: str
    size: int
    root: str
    signed_at: datetime | None
    waiting: int
    longest_wait_ms: int | None
    keys: tuple[str, ...]
    witnesses: tuple[WitnessSeen, ...]
    stopped: str

    @property
    def fresh_witnesses(self) -> int:
        """How many witnesses have signed within a day."""
        return sum(one.is_fresh for one in self.witnesses)


def health(store: TileStore, *, month_began_at: datetime, at: datetime) -> LogHealth:
    """The state of the log at this moment. Seven queries."""
    newest = Checkpoint.objects.order_by("-size").first()
    this_month = Checkpoint.objects.filter(signed_at__gte=month_began_at)
    state = LogState.objects.filter(pk=1).first()
    return LogHealth(
        origin=state.origin if state else "",
        size=newest.size if newest else 0,
        root=base64_of(bytes(newest.root)) if newest else "",
        signed_at=newest.signed_at if newest else None,
        waiting=sealer.waiting(),
        longest_wait_ms=this_month.aggregate(longest=Max("longest_wait_ms"))["longest"],
        keys=tuple((store.read(KEY) or b"").decode().splitlines()),
        witnesses=tuple(_witnesses(at)),
        stopped=_why_stopped(store),
    )


def _witnesses(at: datetime) -> list[WitnessSeen]:
    last: dict[str, Cosignature] = {}
    for line in Cosignature.objects.order_by("-signed_at")[:200]:
        last.setdefault(line.witness, line)
    names = dict.fromkeys([*(witness.key.name for witness in witnesses.configured()), *sorted(last)])
    return [_seen(name, last.get(name), at) for name in names]


def _seen(name: str, line: Cosignature | None, at: datetime) -> WitnessSeen:
    if line is None:
        return WitnessSeen(name, None, None, False)
    return WitnessSeen(name, line.checkpoint_id, line.signed_at, at - line.signed_at < SILENT_AFTER)


def _why_stopped(store: TileStore) -> str:
    try:
        sealer.check_not_ahead(store)
    except (sealer.LogAhead, sealer.LogAway) as error:
        return type(error).__name__
    return ""
