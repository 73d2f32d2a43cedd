"""When a holiday notice has been sealed, every open clock is reckoned anew and what moved is recorded (R8.5)."""

from __future__ import annotations

from sunforest.core.ledger.models import Leaf
from sunforest.core.process import recomputing


def follow(leaf: Leaf) -> None:
    """Recompute the open clocks after a notice; a second reading of the same leaf moves nothing."""
    if leaf.process == "holiday_notice":
        recomputing.recompute_open_clocks(leaf.written_at)
