"""What is in a tile (c2sp.org/tlog-tiles): 1 to 256 hashes of 32 bytes, one after another.

Tile (L, N) holds MTH(D[(256 N + i) · 256^L : (256 N + i + 1) · 256^L]) for i = 0 … 255: at level 0 leaf hashes, above
it the tree hash of each *full* tile of the level below. A partial tile is never hashed up.

    size 1   tile/0/000.p/1   6e340b9c ffb37a98 9ca544e6 bb780a2c 78901d3f b3373876 8511a306 17afa01d  (the empty entry)

Tiles are pure functions of the leaves, so writing one again is harmless.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.merkle import HASH_SIZE, parents
from sunforest.pure.tile_paths import FULL_WIDTH, HEIGHT, TilePath

__all__ = ["FULL_SIZE", "ReadTile", "grown_tiles", "hashes_in", "truncated"]

FULL_SIZE = FULL_WIDTH * HASH_SIZE

ReadTile = Callable[[int, int, int], bytes]
"""Gives the bytes of the tile (level, index, width): width × 32 bytes."""


def hashes_in(tile: bytes, *, width: int) -> list[bytes]:
    """The hashes in a tile of this width. Raises Malformed where the length differs by one byte."""
    if not 1 <= width <= FULL_WIDTH or len(tile) != width * HASH_SIZE:
        raise Malformed(f"a tile of {width} hashes has {width * HASH_SIZE} bytes, not {len(tile)}")
    return [tile[start : start + HASH_SIZE] for start in range(0, len(tile), HASH_SIZE)]


def truncated(full_tile: bytes, *, width: int) -> bytes:
    """The partial tile inside a full one: what a reader does where the partial is gone. Raises Malformed."""
    hashes_in(full_tile, width=FULL_WIDTH)
    return full_tile[: width * HASH_SIZE]


def grown_tiles(*, old_size: int, leaves: Sequence[bytes], read_tile: ReadTile) -> Iterator[tuple[TilePath, bytes]]:
    """The tiles to write when these leaf hashes join a log of ``old_size``, in the order of `tile_paths.new_tiles`.

    ``read_tile`` is asked for the log's partial tiles of ``old_size`` alone, at most one a level.
    """
    new, level = list(leaves), 0
    while new:
        index, width = divmod(old_size >> (HEIGHT * level), FULL_WIDTH)
        if width:
            new = hashes_in(read_tile(level, index, width), width=width) + new
        for start in range(0, len(new), FULL_WIDTH):
            part = new[start : start + FULL_WIDTH]
            yield TilePath(level, index + start // FULL_WIDTH, len(part)), b"".join(part)
        new = _hashed_up(new)
        level += 1


def _hashed_up(row: Sequence[bytes]) -> list[bytes]:
    """The tree hash of each full tile in a row; what is left over waits."""
    row = row[: len(row) - len(row) % FULL_WIDTH]
    for _height in range(HEIGHT):
        row = parents(row)
    return list(row)
