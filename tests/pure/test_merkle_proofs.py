"""Inclusion and consistency (RFC 6962 §2.1.1, §2.1.2): each proof verifies, and no other does."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pure.log_vectors import CT_ENTRIES, consistency_of, leaves_of, nodes_of, with_bit_changed
from sunforest.pure.merkle import EMPTY_ROOT, leaf_hashes, tree_hash
from sunforest.pure.merkle_proofs import (
    NotProven,
    consistency_proof,
    inclusion_proof,
    root_of,
    root_proven_by,
    verify_consistency,
    verify_inclusion,
)

CT_LEAVES = leaf_hashes(CT_ENTRIES)
LEAVES = leaves_of(300)
ROOTS = [tree_hash(LEAVES[:size]) for size in range(len(LEAVES) + 1)]
NODE = nodes_of(LEAVES)


def beginnings(hashes: tuple[bytes, ...]) -> list[str]:
    return [hashed.hex()[:16] for hashed in hashes]


def test_the_reference_path_of_leaf_5_in_8() -> None:
    path = inclusion_proof(index=5, size=8, node=nodes_of(CT_LEAVES))
    assert beginnings(path) == ["bc1a0643b12e4d2d", "ca854ea128ed050b", "d37ee418976dd957"]


def test_the_reference_proof_from_6_to_8() -> None:
    assert beginnings(consistency_of(6, CT_LEAVES)) == ["0ebc5d3437fbe2db", "ca854ea128ed050b", "d37ee418976dd957"]


def test_the_reference_proof_from_3_to_7() -> None:
    assert beginnings(consistency_of(3, CT_LEAVES[:7])) == [
        "0298d122906dcfc1",
        "07506a85fd9dd2f1",
        "fac54203e7cc696c",
        "837dbb152e9b0790",
    ]


@pytest.mark.parametrize("size", [*range(1, 40), 64, 65, 127, 200, 255, 256, 257, 300])
def test_every_leaf_of_a_tree_is_proven(size: int) -> None:
    for index in range(size):
        proof = inclusion_proof(index=index, size=size, node=NODE)
        verify_inclusion(proof, leaf=LEAVES[index], index=index, size=size, root=ROOTS[size])


@pytest.mark.parametrize("size", [*range(40), 64, 65, 127, 200, 255, 256, 257, 300])
def test_every_beginning_of_a_tree_is_proven(size: int) -> None:
    for old_size in range(size + 1):
        proof = consistency_proof(old_size=old_size, size=size, node=NODE)
        verify_consistency(proof, old_size=old_size, old_root=ROOTS[old_size], size=size, root=ROOTS[size])


@pytest.mark.parametrize("size", range(40))
def test_the_root_follows_from_the_complete_nodes(size: int) -> None:
    assert root_of(size=size, node=NODE) == ROOTS[size]


sizes = st.integers(1, 300)


@settings(deadline=None)
@given(sizes, st.data())
def test_one_bit_of_leaf_proof_or_root_spoils_inclusion(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(index=index, size=size, node=NODE)
    parts = [LEAVES[index], ROOTS[size], *proof]
    which, bit = data.draw(st.integers(0, len(parts) - 1)), data.draw(st.integers(0, 255))
    parts[which] = with_bit_changed(parts[which], bit)
    leaf, root, *changed = parts
    with pytest.raises(NotProven):
        verify_inclusion(changed, leaf=leaf, index=index, size=size, root=root)


@settings(deadline=None)
@given(sizes, st.data())
def test_one_bit_of_the_index_spoils_inclusion(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(index=index, size=size, node=NODE)
    other = index ^ 1 << data.draw(st.integers(0, 62))
    with pytest.raises(NotProven):
        verify_inclusion(proof, leaf=LEAVES[index], index=other, size=size, root=ROOTS[size])


@settings(deadline=None)
@given(sizes, st.data())
def test_a_size_of_another_shape_spoils_inclusion(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(index=index, size=size, node=NODE)
    other = size ^ 1 << data.draw(st.integers(0, 62))
    try:
        proven = root_proven_by(proof, leaf=LEAVES[index], index=index, size=other)
    except NotProven:
        return
    # Sizes whose trees look the same from this leaf prove the same root or another one, never one that was signed
    # for the other size; the signed checkpoint fixes the size (test_tlog_proof).
    assert other > len(LEAVES) or proven != ROOTS[other]


@settings(deadline=None)
@given(sizes, st.data())
def test_one_bit_of_proof_or_root_spoils_consistency(size: int, data: st.DataObject) -> None:
    old_size = data.draw(st.integers(1, size))
    proof = consistency_proof(old_size=old_size, size=size, node=NODE)
    parts = [ROOTS[old_size], ROOTS[size], *proof]
    which, bit = data.draw(st.integers(0, len(parts) - 1)), data.draw(st.integers(0, 255))
    parts[which] = with_bit_changed(parts[which], bit)
    old_root, root, *changed = parts
    with pytest.raises(NotProven):
        verify_consistency(changed, old_size=old_size, old_root=old_root, size=size, root=root)


@settings(deadline=None)
@given(sizes, st.data())
def test_another_old_size_spoils_consistency(size: int, data: st.DataObject) -> None:
    old_size = data.draw(st.integers(1, size))
    other = old_size ^ 1 << data.draw(st.integers(0, 62))
    assume(other != old_size)
    proof = consistency_proof(old_size=old_size, size=size, node=NODE)
    with pytest.raises(NotProven):
        verify_consistency(proof, old_size=other, old_root=ROOTS[old_size], size=size, root=ROOTS[size])


@settings(deadline=None)
@given(st.integers(2, 300), st.data())
def test_a_rewritten_leaf_is_no_consistent_growth(size: int, data: st.DataObject) -> None:
    old_size = data.draw(st.integers(1, size - 1))
    rewritten = list(LEAVES[:size])
    place = data.draw(st.integers(0, old_size - 1))
    rewritten[place] = with_bit_changed(rewritten[place], 0)
    proof = consistency_of(old_size, rewritten)
    with pytest.raises(NotProven):
        verify_consistency(proof, old_size=old_size, old_root=ROOTS[old_size], size=size, root=tree_hash(rewritten))


PATH = inclusion_proof(index=5, size=8, node=nodes_of(CT_LEAVES))


@pytest.mark.parametrize(
    ("proof", "index", "size"),
    [
        pytest.param(PATH[:-1], 5, 8, id="one hash too few"),
        pytest.param((*PATH, PATH[0]), 5, 8, id="one hash too many"),
        pytest.param(PATH[::-1], 5, 8, id="turned round"),
        pytest.param((PATH[1], PATH[0], PATH[2]), 5, 8, id="two hashes exchanged"),
        pytest.param((PATH[0][:31], *PATH[1:]), 5, 8, id="a hash cut short"),
        pytest.param((PATH[0] + b"\0", *PATH[1:]), 5, 8, id="a hash too long"),
        pytest.param((), 5, 8, id="no hashes"),
        pytest.param(PATH, 4, 8, id="the neighbour's index"),
        pytest.param(PATH, 8, 8, id="index beyond the tree"),
        pytest.param(PATH, -3, 8, id="negative index"),
        pytest.param(PATH, 5, 0, id="empty tree"),
        pytest.param(PATH, 5, 16, id="a deeper tree"),
        pytest.param(PATH, 5, 6, id="a tree of another shape"),
    ],
)
def test_a_damaged_inclusion_proof_is_refused(proof: tuple[bytes, ...], index: int, size: int) -> None:
    with pytest.raises(NotProven):
        verify_inclusion(proof, leaf=CT_LEAVES[5], index=index, size=size, root=tree_hash(CT_LEAVES))


def test_a_byte_moved_from_the_leaf_to_its_sibling_is_refused() -> None:
    # Both make the same bytes under the hash; only the lengths tell them apart.
    moved = [CT_LEAVES[4][31:] + CT_LEAVES[5], *PATH[1:]]
    with pytest.raises(NotProven, match="32 bytes"):
        verify_inclusion(moved, leaf=CT_LEAVES[4][:31], index=4, size=8, root=tree_hash(CT_LEAVES))
    with pytest.raises(NotProven, match="32 bytes"):
        verify_inclusion([CT_LEAVES[4][:31], *PATH[1:]], leaf=CT_LEAVES[5], index=5, size=8, root=tree_hash(CT_LEAVES))


GROWTH = consistency_of(6, CT_LEAVES)
OLD_ROOT, ROOT = tree_hash(CT_LEAVES[:6]), tree_hash(CT_LEAVES)


@pytest.mark.parametrize(
    ("proof", "old_size", "old_root", "size", "root"),
    [
        pytest.param(GROWTH[:-1], 6, OLD_ROOT, 8, ROOT, id="one hash too few"),
        pytest.param((*GROWTH, GROWTH[0]), 6, OLD_ROOT, 8, ROOT, id="one hash too many"),
        pytest.param(GROWTH[::-1], 6, OLD_ROOT, 8, ROOT, id="turned round"),
        pytest.param((GROWTH[0][:31], *GROWTH[1:]), 6, OLD_ROOT, 8, ROOT, id="a hash cut short"),
        pytest.param(GROWTH, 6, ROOT, 8, OLD_ROOT, id="roots exchanged"),
        pytest.param(GROWTH, 8, ROOT, 6, OLD_ROOT, id="a log that shrinks"),
        pytest.param((), 6, OLD_ROOT, 8, ROOT, id="no proof"),
        pytest.param((), 8, OLD_ROOT, 8, ROOT, id="two roots for one size"),
        pytest.param(GROWTH, 8, ROOT, 8, ROOT, id="a proof where none belongs"),
        pytest.param(GROWTH, 0, EMPTY_ROOT, 8, ROOT, id="a proof from nothing"),
        pytest.param((), 0, OLD_ROOT, 8, ROOT, id="nothing with a root"),
        pytest.param((), 0, OLD_ROOT, 0, OLD_ROOT, id="an empty log with a root"),
        pytest.param((), -1, EMPTY_ROOT, 8, ROOT, id="negative size"),
    ],
)
def test_a_damaged_consistency_proof_is_refused(
    proof: tuple[bytes, ...], old_size: int, old_root: bytes, size: int, root: bytes
) -> None:
    with pytest.raises(NotProven):
        verify_consistency(proof, old_size=old_size, old_root=old_root, size=size, root=root)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (8, 8), (-1, 8)])
def test_no_proof_is_made_for_a_leaf_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(ValueError):
        inclusion_proof(index=index, size=size, node=NODE)


@pytest.mark.parametrize(("old_size", "size"), [(9, 8), (-1, 8)])
def test_no_proof_is_made_for_a_log_that_shrinks(old_size: int, size: int) -> None:
    with pytest.raises(ValueError):
        consistency_proof(old_size=old_size, size=size, node=NODE)
