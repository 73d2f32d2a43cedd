"""A tree while it grows: the few complete nodes from which its root follows, and no more.

    size 7 = binary 111  ->  nodes over the leaves 0–3, 4–5, 6; the root is node(0–3, node(4–5, 6))

At most 63 hashes stand for any number of leaves, so a log is read as a stream and a root costs no second reading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sunforest.pure.merkle import EMPTY_ROOT, HASH_SIZE, node_hash

__all__ = ["EMPTY_RANGE", "CompactRange"]


@dataclass(frozen=True)
class CompactRange:
    """A tree of ``size`` leaves: one complete node for each 1 in the binary size, widest first.

    Raises ValueError where number or length of the nodes does not fit the size.
    """

    size: int
    nodes: tuple[bytes, ...]

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.nodes) != self.size.bit_count():
            raise ValueError(f"a tree of {self.size} leaves has no compact range of {len(self.nodes)} nodes")
        if any(len(node) != HASH_SIZE for node in self.nodes):
            raise ValueError(f"a node has {HASH_SIZE} bytes")

    def extended(self, leaves: Iterable[bytes]) -> CompactRange:
        """The tree with these leaf hashes added at its right end, read one by one."""
        sha256 = hashlib.sha256
        nodes, size = list(self.nodes), self.size
        for node in leaves:
            full_below = size
            while full_below & 1:
                node = sha256(b"\x01" + nodes.pop() + node).digest()
                full_below >>= 1
            nodes.append(node)
            size += 1
        return CompactRange(size, tuple(nodes))

    def root(self) -> bytes:
        """The root hash at this size."""
        if not self.nodes:
            return EMPTY_ROOT
        *wider, root = self.nodes
        for node in reversed(wider):
            root = node_hash(node, root)
        return root


EMPTY_RANGE = CompactRange(0, ())
