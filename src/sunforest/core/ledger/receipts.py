"""Receipts: the proof that an entry is in the log, to be kept and checked without us (c2sp.org/tlog-proof@v1).

A receipt holds no content. Beside it lie the exact bytes of the entry and, while the act is public, its opening: face
and salt, from which anybody recomputes the commitment in the entry. Erasing takes the opening alone; receipts still hold.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from sunforest.core.ledger import sealer
from sunforest.core.ledger.models import Checkpoint, Leaf
from sunforest.core.ledger.tile_store import TileStore
from sunforest.pure.checkpoint import parse_checkpoint
from sunforest.pure.signed_note import parse_note
from sunforest.pure.tile_reading import inclusion_from_tiles
from sunforest.pure.tlog_proof import TlogProof


@dataclass(frozen=True)
class Receipt:
    """The receipt of one entry; ``opening`` is JSON with ``face`` and ``salt``, or None for an act that is closed or erased."""

    proof: TlogProof
    entry: bytes
    opening: str | None


def receipt_of(leaf: Leaf, store: TileStore) -> Receipt | None:
    """The receipt of a leaf under the newest checkpoint, cosigned where there is such a one. None before it is published.

    Raises MissingTile where the tiles are damaged (``sunforest log rebuild``).
    """
    covering = Checkpoint.objects.filter(size__gt=leaf.index).order_by("-size") if leaf.index is not None else None
    checkpoint = covering and (covering.filter(cosignatures__isnull=False).first() or covering.first())
    if not checkpoint or leaf.index is None:
        return None
    note = parse_note(sealer.cosigned_note(checkpoint))
    size = parse_checkpoint(note.text).size
    hashes = inclusion_from_tiles(index=leaf.index, size=size, read_tile=store.read_tile)
    place = json.dumps({"n": leaf.counter, "s": leaf.series}, separators=(",", ":"))
    return Receipt(TlogProof(leaf.index, hashes, note, place.encode()), bytes(leaf.entry), opening_of(leaf))


def opening_of(leaf: Leaf) -> str | None:
    """Face and salt of a public act as JSON. The face is a string: its exact characters are what was committed to."""
    if leaf.face is None or leaf.salt is None:
        return None
    return json.dumps({"face": leaf.face, "salt": bytes(leaf.salt).hex()}, ensure_ascii=False, indent=1) + "\n"
