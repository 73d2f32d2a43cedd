"""What the log serves: its checkpoint, and every tile and bundle of a published size (c2sp.org/tlog-tiles).

Nothing beyond the published size leaves the house: a sealer may have written tiles that it has not signed yet.
"""

from __future__ import annotations

from sunforest.core.ledger.tile_store import CHECKPOINT, TileStore
from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.checkpoint import Checkpoint, parse_checkpoint
from sunforest.pure.entry_bundles import bundle_of, entries_in
from sunforest.pure.signed_note import parse_note
from sunforest.pure.tile_paths import FULL_WIDTH, BundlePath, TilePath, parse_path, width_at
from sunforest.pure.tiles import truncated


def served(path: str, *, size: int, store: TileStore) -> bytes | None:
    """The bytes of a tile or bundle in a log of ``size`` entries; None where the path names none.

    A partial tile whose file has gone is the beginning of the full one.
    """
    try:
        named = parse_path(path)
    except Malformed:
        return None
    level = named.level if isinstance(named, TilePath) else 0
    if named.width > width_at(level=level, index=named.index, size=size):
        return None
    return store.read(path) or _beginning_of_full(named, store)


def _beginning_of_full(named: TilePath | BundlePath, store: TileStore) -> bytes | None:
    if named.width == FULL_WIDTH:
        return None
    if isinstance(named, TilePath):
        tile = store.read(str(TilePath(named.level, named.index)))
        return truncated(tile, width=named.width) if tile else None
    bundle = store.read(str(BundlePath(named.index)))
    return bundle_of(entries_in(bundle, width=FULL_WIDTH)[: named.width]) if bundle else None


def published(store: TileStore) -> Checkpoint | None:
    """The checkpoint that outsiders can read, from its file; None while the log is empty."""
    note = store.read(CHECKPOINT)
    return parse_checkpoint(parse_note(note).text) if note else None
