"""Proofs about the tree of RFC 6962: an entry is in it (§2.1.1), a smaller tree is its beginning (§2.1.2).

    inclusion of leaf 5 in 8:        [leaf 4, node(6,7), node(0–3)]      from the leaf's sibling up to the root's child
    consistency of 6 with 8:         [node(4,5), node(6,7), node(0–3)]
    consistency of 3 with 7:         [leaf 2, leaf 3, node(0,1), node(4–6)]
    consistency of n with n, 0 with n:  []

Proofs are made from complete nodes through ``node(level, index)``, so the same lines serve rows in memory
(`merkle.complete_nodes`) and tiles (`tile_reading`). They are checked with nothing but hashes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sunforest.pure.merkle import EMPTY_ROOT, HASH_SIZE, node_hash

__all__ = [
    "LONGEST_PROOF",
    "Node",
    "NotProven",
    "consistency_proof",
    "inclusion_proof",
    "root_of",
    "root_proven_by",
    "verify_consistency",
    "verify_inclusion",
]

LONGEST_PROOF = 63

Node = Callable[[int, int], bytes]
Span = tuple[int, int]


class NotProven(ValueError):
    """The hashes do not prove what is claimed: wrong leaf, index, size or root, or a damaged proof."""


def inclusion_proof(*, index: int, size: int, node: Node) -> tuple[bytes, ...]:
    """The proof that leaf ``index`` is in the tree of ``size`` leaves. Raises ValueError unless 0 <= index < size."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    return tuple(_hash_of(span, node) for span in _siblings(index, size))


def consistency_proof(*, old_size: int, size: int, node: Node) -> tuple[bytes, ...]:
    """The proof that the tree of ``old_size`` leaves is the beginning of that of ``size``.

    Raises ValueError unless 0 <= old_size <= size.
    """
    if not 0 <= old_size <= size:
        raise ValueError(f"a tree of {old_size} is not the beginning of one of {size}")
    if old_size in (0, size):
        return ()
    return tuple(_hash_of(span, node) for span in _consistency_spans(old_size, size))


def root_of(*, size: int, node: Node) -> bytes:
    """The root of the tree of ``size`` leaves."""
    return _hash_of((0, size), node) if size else EMPTY_ROOT


def _split(width: int) -> int:
    """The largest power of two below ``width`` (at least 2)."""
    return 1 << ((width - 1).bit_length() - 1)


def _siblings(index: int, size: int) -> list[Span]:
    start, end = 0, size
    siblings: list[Span] = []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            siblings.append((middle, end))
            end = middle
        else:
            siblings.append((start, middle))
            start = middle
    return siblings[::-1]


def _consistency_spans(old_size: int, size: int) -> list[Span]:
    """SUBPROOF of RFC 6962 §2.1.2: follow the old tree's right edge down until it is one subtree of both trees."""
    start, end = 0, size
    spans: list[Span] = []
    while end != old_size:
        middle = start + _split(end - start)
        if old_size <= middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    return ([(start, end)] if start else []) + spans[::-1]


def _nodes_in(span: Span) -> Iterator[tuple[int, int]]:
    """The complete nodes (level, index) that make up a subtree, widest first. ``span`` starts where a subtree may."""
    start, end = span
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def _hash_of(span: Span, node: Node) -> bytes:
    *wider, hashed = [node(level, index) for level, index in _nodes_in(span)]
    for left in reversed(wider):
        hashed = node_hash(left, hashed)
    return hashed


def root_proven_by(proof: Sequence[bytes], *, leaf: bytes, index: int, size: int) -> bytes:
    """The one root that these hashes prove for the leaf hash ``leaf`` at ``index`` in a tree of ``size``.

    Raises NotProven where index, size and number of hashes do not fit each other.
    """
    if not 0 <= index < size:
        raise NotProven(f"no leaf {index} in a tree of {size}")
    siblings = _siblings(index, size)
    _check_hashes(proof, len(siblings))
    _check_hashes([leaf], 1)
    root = leaf
    for (start, _end), hashed in zip(siblings, proof, strict=True):
        root = node_hash(hashed, root) if start < index else node_hash(root, hashed)
    return root


def verify_inclusion(proof: Sequence[bytes], *, leaf: bytes, index: int, size: int, root: bytes) -> None:
    """Raises NotProven unless ``proof`` shows the leaf hash at ``index`` in the tree of ``size`` with this root."""
    if root_proven_by(proof, leaf=leaf, index=index, size=size) != root:
        raise NotProven(f"the proof leads from leaf {index} to another root")


def verify_consistency(proof: Sequence[bytes], *, old_size: int, old_root: bytes, size: int, root: bytes) -> None:
    """Raises NotProven unless the tree of ``old_size`` with ``old_root`` is the beginning of that of ``size``."""
    if not 0 <= old_size <= size:
        raise NotProven(f"a tree of {old_size} is not the beginning of one of {size}")
    if old_size == 0 and old_root != EMPTY_ROOT:
        raise NotProven("an empty tree has the hash of nothing as its root")
    if old_size in (0, size):
        _check_hashes(proof, 0)
        if old_size == size and old_root != root:
            raise NotProven(f"two roots for one size, {size}")
        return
    _check_spans(proof, old_size=old_size, old_root=old_root, size=size, root=root)


def _check_spans(proof: Sequence[bytes], *, old_size: int, old_root: bytes, size: int, root: bytes) -> None:
    spans = _consistency_spans(old_size, size)
    whole_old_tree = old_size & (old_size - 1) == 0
    if whole_old_tree:
        spans = [(0, old_size), *spans]
        proof = [old_root, *proof]
    _check_hashes(proof, len(spans))
    (edge_start, _edge_end), old_hash, new_hash = spans[0], proof[0], proof[0]
    for (start, _end), hashed in zip(spans[1:], proof[1:], strict=True):
        new_hash = node_hash(hashed, new_hash) if start < edge_start else node_hash(new_hash, hashed)
        if start < edge_start:
            old_hash = node_hash(hashed, old_hash)
    if old_hash != old_root:
        raise NotProven(f"the proof leads to another root for the old size {old_size}")
    if new_hash != root:
        raise NotProven(f"the proof leads to another root for the size {size}")


def _check_hashes(hashes: Sequence[bytes], wanted: int) -> None:
    if len(hashes) != wanted:
        raise NotProven(f"the proof needs {wanted} hashes and has {len(hashes)}")
    if any(len(hashed) != HASH_SIZE for hashed in hashes):
        raise NotProven(f"a hash has {HASH_SIZE} bytes")
