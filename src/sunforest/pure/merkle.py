"""The Merkle tree of RFC 6962 §2.1 (= RFC 9162 §2.1) with SHA-256.

    empty tree   SHA-256("")                   e3b0c442 98fc1c14 9afbf4c8 996fb924 27ae41e4 649b934c a495991b 7852b855
    leaf         SHA-256(00 || entry)          of the empty entry: 6e340b9c ffb37a98 9ca544e6 bb780a2c …
    node         SHA-256(01 || left || right)
    tree of n    node(tree of the first k, tree of the rest), k = the largest power of two below n

"Leaves" are always leaf hashes here, never entries. A *complete node* (level, index) is the hash of the leaves
[index · 2^level, (index + 1) · 2^level): it never changes again. Proofs and tiles consist of such nodes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["EMPTY_ROOT", "HASH_SIZE", "complete_nodes", "leaf_hash", "leaf_hashes", "node_hash", "parents", "tree_hash"]

HASH_SIZE = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """The hash under which an entry stands in the tree."""
    return hashlib.sha256(b"\x00" + entry).digest()


def leaf_hashes(entries: Iterable[bytes]) -> list[bytes]:
    """The leaf hash of each entry, in order."""
    sha256 = hashlib.sha256
    return [sha256(b"\x00" + entry).digest() for entry in entries]


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of the node over two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def parents(row: Iterable[bytes]) -> list[bytes]:
    """The nodes over each pair of a row, in order; a last hash without a partner has none."""
    sha256 = hashlib.sha256
    one_by_one = iter(row)
    return [sha256(b"\x01" + left + right).digest() for left, right in zip(one_by_one, one_by_one, strict=False)]


def tree_hash(leaves: Sequence[bytes]) -> bytes:
    """The root over these leaf hashes.

    Going up row by row, a last hash without a partner rises unchanged: that is the split at the largest power of two.
    """
    if not leaves:
        return EMPTY_ROOT
    row = list(leaves)
    while len(row) > 1:
        above = parents(row)
        if len(row) % 2:
            above.append(row[-1])
        row = above
    return row[0]


def complete_nodes(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """Every complete node of the tree: ``complete_nodes(leaves)[level][index]``. For trees that fit in memory."""
    return list(_rows(leaves))


def _rows(leaves: Sequence[bytes]) -> Iterator[list[bytes]]:
    row = list(leaves)
    while row:
        yield row
        row = parents(row)
