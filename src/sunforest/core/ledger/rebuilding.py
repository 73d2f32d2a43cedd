"""All tiles once more, from the entries in the database, compared with what is served (``sunforest log rebuild``).

The tree of the database must have the root that was signed: then, and only then, missing or torn files are written
again. Where it has not, the entries that differ are named and nothing is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sunforest.core.ledger import sealer
from sunforest.core.ledger.models import Leaf, LogState
from sunforest.core.ledger.tile_store import TileStore
from sunforest.pure import merkle
from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.compact_range import EMPTY_RANGE
from sunforest.pure.entry_bundles import bundle_of, entries_in
from sunforest.pure.tile_paths import FULL_WIDTH, BundlePath
from sunforest.pure.tiles import grown_tiles

CHUNK = 64 * FULL_WIDTH
Progress = Callable[[int, int | None], None]


@dataclass
class Rebuilt:
    """What was found: entries read, files written again, and the indices of entries that are not what was signed."""

    entries: int = 0
    written: list[str] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    is_signed: bool = True


def rebuild(store: TileStore, progress: Progress) -> Rebuilt:
    """Recompute and compare everything below the published size; write what is missing or torn. Raises OSError."""
    state = LogState.objects.filter(pk=1).first() or LogState()
    found = Rebuilt()
    hashes: list[bytes] = []
    torn: list[BundlePath] = []
    for first, entries in _chunks(state.published_size, found):
        hashes += merkle.leaf_hashes(entries)
        torn += [path for path, content in _bundles(first, entries) if store.read(str(path)) != content]
        found.entries += len(entries)
        progress(found.entries, state.published_size)
    tree = EMPTY_RANGE.extended(hashes)
    found.is_signed = not found.missing and tree == sealer.published_edge(state)
    if not found.is_signed:
        found.changed = list(_changed(torn, store))
        return found
    _write_again(hashes, torn, store, found)
    return found


def _chunks(size: int, found: Rebuilt) -> Iterator[tuple[int, list[bytes]]]:
    """The entries, chunk by chunk; an index without a row is noted, and an empty entry stands in its place."""
    for first in range(0, size, CHUNK):
        end = min(first + CHUNK, size)
        rows = dict(Leaf.objects.filter(index__gte=first, index__lt=end).values_list("index", "entry"))
        found.missing += [index for index in range(first, end) if index not in rows]
        yield first, [bytes(rows.get(index, b"")) for index in range(first, end)]


def _bundles(first: int, entries: list[bytes]) -> Iterator[tuple[BundlePath, bytes]]:
    for start in range(0, len(entries), FULL_WIDTH):
        part = entries[start : start + FULL_WIDTH]
        yield BundlePath((first + start) // FULL_WIDTH, len(part)), bundle_of(part)


def _changed(torn: list[BundlePath], store: TileStore) -> Iterator[int]:
    """Where the database differs from the bundle that was published."""
    for path in torn:
        start = path.index * FULL_WIDTH
        known = dict(Leaf.objects.filter(index__gte=start, index__lt=start + path.width).values_list("index", "entry"))
        try:
            published = entries_in(store.read(str(path)) or b"", width=path.width)
        except Malformed:
            continue
        for index, entry in enumerate(published, start=start):
            if index in known and bytes(known[index]) != entry:
                yield index


def _write_again(hashes: list[bytes], torn: list[BundlePath], store: TileStore, found: Rebuilt) -> None:
    for path in torn:
        start = path.index * FULL_WIDTH
        store.write(str(path), bundle_of(sealer.entries_between(start, start + path.width)))
        found.written.append(str(path))
    for tile, content in grown_tiles(old_size=0, leaves=hashes, read_tile=store.read_tile):
        if store.read(str(tile)) != content:
            store.write(str(tile), content)
            found.written.append(str(tile))
