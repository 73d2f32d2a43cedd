"""Roots and proofs out of tiles (c2sp.org/tlog-tiles): a log needs no other memory of its tree.

    inclusion of leaf 5 in 8:   tile/0/000.p/8, its hashes 4 | 6,7 | 0–3
    a proof in 10,000,000:      at most 24 hashes out of at most 5 tiles (40 kB)

A proof out of tiles is worth what its check against a signed root says: tiles carry no signature of their own.
"""

from __future__ import annotations

from sunforest.pure.merkle import tree_hash
from sunforest.pure.merkle_proofs import Node, consistency_proof, inclusion_proof, root_of
from sunforest.pure.tile_paths import FULL_WIDTH, HEIGHT, width_at
from sunforest.pure.tiles import ReadTile, hashes_in

__all__ = ["consistency_from_tiles", "inclusion_from_tiles", "leaf_from_tiles", "node_from_tiles", "root_from_tiles"]


def node_from_tiles(*, size: int, read_tile: ReadTile) -> Node:
    """A reader of complete nodes (level, index) of the tree of ``size`` leaves; each tile is read once.

    The reader raises Malformed where ``read_tile`` gives a wrong number of bytes, and ValueError for a node that the
    tree does not have.
    """
    read: dict[tuple[int, int], list[bytes]] = {}

    def tile(level: int, index: int) -> list[bytes]:
        if (level, index) not in read:
            width = width_at(level=level, index=index, size=size)
            read[level, index] = hashes_in(read_tile(level, index, width), width=width)
        return read[level, index]

    def node(level: int, index: int) -> bytes:
        if not 0 <= index < size >> level:
            raise ValueError(f"a tree of {size} has no complete node {index} at height {level}")
        tile_level, height = divmod(level, HEIGHT)
        tile_index, first = divmod(index << height, FULL_WIDTH)
        return tree_hash(tile(tile_level, tile_index)[first : first + (1 << height)])

    return node


def root_from_tiles(*, size: int, read_tile: ReadTile) -> bytes:
    """The root of the tree of ``size`` leaves, from the tiles of its right edge. Raises Malformed."""
    return root_of(size=size, node=node_from_tiles(size=size, read_tile=read_tile))


def leaf_from_tiles(*, index: int, size: int, read_tile: ReadTile) -> bytes:
    """The leaf hash at ``index``. Raises ValueError unless index < size, Malformed for a damaged tile."""
    return node_from_tiles(size=size, read_tile=read_tile)(0, index)


def inclusion_from_tiles(*, index: int, size: int, read_tile: ReadTile) -> tuple[bytes, ...]:
    """The inclusion proof of leaf ``index`` in ``size``. Raises ValueError unless index < size, Malformed."""
    return inclusion_proof(index=index, size=size, node=node_from_tiles(size=size, read_tile=read_tile))


def consistency_from_tiles(*, old_size: int, size: int, read_tile: ReadTile) -> tuple[bytes, ...]:
    """The consistency proof from ``old_size`` to ``size``. Raises ValueError unless old_size <= size, Malformed."""
    return consistency_proof(old_size=old_size, size=size, node=node_from_tiles(size=size, read_tile=read_tile))
