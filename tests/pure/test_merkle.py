"""The tree of RFC 6962, with the reference leaves of Certificate Transparency."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pure.log_vectors import CT_ENTRIES, entries_of
from sunforest.pure.canonical_encodings import base64_of
from sunforest.pure.compact_range import EMPTY_RANGE, CompactRange
from sunforest.pure.merkle import EMPTY_ROOT, complete_nodes, leaf_hash, leaf_hashes, node_hash, tree_hash

CT_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def by_the_book(leaves: list[bytes]) -> bytes:
    """RFC 6962 §2.1, word for word."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(by_the_book(leaves[:split]), by_the_book(leaves[split:]))


@pytest.mark.parametrize("size", range(9))
def test_the_reference_leaves_have_the_reference_roots(size: int) -> None:
    leaves = leaf_hashes(CT_ENTRIES[:size])
    assert tree_hash(leaves).hex() == CT_ROOTS[size]
    assert EMPTY_RANGE.extended(leaves).root().hex() == CT_ROOTS[size]


def test_a_thousand_entries_of_ours_have_the_published_root() -> None:
    assert base64_of(tree_hash(leaf_hashes(entries_of(1000)))) == "mUqyurE7rYD7aY4Q/ciIFvlumRes+QOAuXVom/7I250="


@pytest.mark.parametrize("size", [*range(70), 127, 128, 129, 255, 256, 257, 1000])
def test_every_shape_has_the_root_of_the_definition(size: int) -> None:
    leaves = leaf_hashes(entries_of(size))
    assert tree_hash(leaves) == by_the_book(leaves)


@settings(deadline=None)
@given(st.lists(st.binary(max_size=40), max_size=300), st.data())
def test_a_tree_read_in_pieces_has_the_root_of_the_whole(entries: list[bytes], data: st.DataObject) -> None:
    leaves = leaf_hashes(entries)
    cut = data.draw(st.integers(0, len(leaves)))
    beginning = EMPTY_RANGE.extended(leaves[:cut])
    assert beginning.root() == tree_hash(leaves[:cut])
    assert beginning.extended(leaves[cut:]) == EMPTY_RANGE.extended(leaves)
    assert beginning.extended(leaves[cut:]).root() == tree_hash(leaves)


def test_a_compact_range_keeps_the_widest_complete_nodes() -> None:
    leaves = leaf_hashes(CT_ENTRIES[:7])
    rows = complete_nodes(leaves)
    assert EMPTY_RANGE.extended(leaves) == CompactRange(7, (rows[2][0], rows[1][2], rows[0][6]))


@pytest.mark.parametrize(
    ("size", "nodes"),
    [
        pytest.param(3, (bytes(32),), id="one node too few"),
        pytest.param(0, (bytes(32),), id="a node of nothing"),
        pytest.param(1, (bytes(31),), id="a node cut short"),
        pytest.param(-1, (), id="fewer than none"),
    ],
)
def test_a_compact_range_that_does_not_fit_its_size_is_refused(size: int, nodes: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError):
        CompactRange(size, nodes)


def test_a_leaf_and_a_node_of_the_same_bytes_differ() -> None:
    left, right = leaf_hashes(CT_ENTRIES[:2])
    assert leaf_hash(left + right) != node_hash(left, right)
