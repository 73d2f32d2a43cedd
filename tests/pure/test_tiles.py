"""What is in tiles and bundles, and what is read out of them (c2sp.org/tlog-tiles)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pure.log_vectors import CT_ENTRIES, Tiles, consistency_of, entries_of, leaves_of, nodes_of
from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.entry_bundles import bundle_of, entries_in
from sunforest.pure.merkle import leaf_hashes, tree_hash
from sunforest.pure.merkle_proofs import inclusion_proof
from sunforest.pure.tile_paths import TilePath, new_tiles, tiles_of
from sunforest.pure.tile_reading import (
    consistency_from_tiles,
    inclusion_from_tiles,
    leaf_from_tiles,
    node_from_tiles,
    root_from_tiles,
)
from sunforest.pure.tiles import hashes_in, truncated

LEAVES = leaves_of(70_000)


def grown(*sizes: int) -> Tiles:
    tiles = Tiles()
    for size in sizes:
        tiles.grow(LEAVES[tiles.size : size])
    return tiles


BIG = grown(70_000)


def test_the_tile_of_one_empty_entry_is_its_leaf_hash() -> None:
    tiles = Tiles()
    tiles.grow(leaf_hashes(CT_ENTRIES[:1]))
    assert tiles.kept == {
        TilePath(0, 0, 1): bytes.fromhex("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
    }


def test_a_log_has_exactly_the_tiles_that_its_size_needs() -> None:
    assert list(BIG.kept) == list(tiles_of(70_000))


def test_a_tile_above_holds_the_roots_of_full_tiles_only() -> None:
    above = hashes_in(BIG.kept[TilePath(1, 1, 17)], width=17)
    assert above == [tree_hash(LEAVES[256 * n : 256 * (n + 1)]) for n in range(256, 273)]
    assert BIG.kept[TilePath(2, 0, 1)] == tree_hash(LEAVES[:65_536])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 1500), min_size=1, max_size=6))
def test_a_log_grown_in_any_batches_has_the_tiles_of_one_grown_at_once(batches: list[int]) -> None:
    tiles = Tiles()
    for batch in batches:
        before = tiles.size
        assert tiles.grow(LEAVES[before : before + batch]) == list(new_tiles(before, before + batch))
    at_once = grown(sum(batches))
    assert {path: tiles.kept[path] for path in at_once.kept} == at_once.kept
    assert root_from_tiles(size=tiles.size, read_tile=tiles.read) == tree_hash(LEAVES[: tiles.size])


def test_growing_reads_one_partial_tile_a_level() -> None:
    tiles = grown(70_000)
    tiles.grow([LEAVES[0]] * 300)
    assert tiles.asked == 2


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 1500), st.data())
def test_proofs_from_tiles_are_those_from_all_nodes(size: int, data: st.DataObject) -> None:
    tiles, leaves = grown(size), LEAVES[:size]
    index, old_size = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    direct = inclusion_proof(index=index, size=size, node=nodes_of(leaves))
    assert inclusion_from_tiles(index=index, size=size, read_tile=tiles.read) == direct
    assert consistency_from_tiles(old_size=old_size, size=size, read_tile=tiles.read) == consistency_of(
        old_size, leaves
    )
    assert leaf_from_tiles(index=index, size=size, read_tile=tiles.read) == LEAVES[index]


@pytest.mark.parametrize("index", [0, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999])
def test_a_proof_across_three_levels_is_that_from_all_nodes(index: int) -> None:
    asked = BIG.asked
    direct = inclusion_proof(index=index, size=70_000, node=nodes_of(LEAVES))
    assert inclusion_from_tiles(index=index, size=70_000, read_tile=BIG.read) == direct
    assert BIG.asked - asked <= 5


def test_the_root_of_a_past_size_is_read_from_full_tiles_cut_short() -> None:
    def read(level: int, index: int, width: int) -> bytes:
        return truncated(BIG.kept[TilePath(level, index)], width=width)

    assert root_from_tiles(size=65_000, read_tile=read) == tree_hash(LEAVES[:65_000])


@pytest.mark.parametrize(
    ("tile", "width"),
    [
        pytest.param(b"", 1, id="empty"),
        pytest.param(bytes(31), 1, id="a byte too few"),
        pytest.param(bytes(33), 1, id="a byte too many"),
        pytest.param(bytes(64), 1, id="a hash too many"),
        pytest.param(bytes(32 * 255), 256, id="partial instead of full"),
        pytest.param(bytes(32 * 257), 257, id="wider than full"),
        pytest.param(b"", 0, id="width nought"),
    ],
)
def test_a_tile_of_another_width_is_refused(tile: bytes, width: int) -> None:
    with pytest.raises(Malformed):
        hashes_in(tile, width=width)


def test_a_torn_tile_stops_the_reading() -> None:
    with pytest.raises(Malformed):
        root_from_tiles(size=300, read_tile=lambda level, index, width: bytes(32 * width - 1))


@pytest.mark.parametrize(("level", "index"), [(0, 300), (0, -1), (8, 1), (9, 0)])
def test_a_node_that_is_not_complete_is_refused(level: int, index: int) -> None:
    node = node_from_tiles(size=300, read_tile=grown(300).read)
    with pytest.raises(ValueError):
        node(level, index)


def test_only_a_full_tile_can_be_cut_short() -> None:
    with pytest.raises(Malformed):
        truncated(bytes(32 * 255), width=3)


def test_a_bundle_is_lengths_and_bytes() -> None:
    assert bundle_of([b"hi", b""]) == bytes.fromhex("000268690000")


@settings(deadline=None)
@given(st.lists(st.binary(max_size=300), min_size=1, max_size=256))
def test_entries_come_back_from_their_bundle(entries: list[bytes]) -> None:
    assert entries_in(bundle_of(entries), width=len(entries)) == entries


def test_the_longest_entry_fits() -> None:
    assert entries_in(bundle_of([bytes(65_535)]), width=1) == [bytes(65_535)]


def test_each_entry_of_a_bundle_hashes_to_its_place_in_the_tile() -> None:
    bundle = bundle_of(entries_of(70_000)[69_888:])
    assert leaf_hashes(entries_in(bundle, width=112)) == hashes_in(BIG.kept[TilePath(0, 273, 112)], width=112)


@pytest.mark.parametrize(
    ("bundle", "width"),
    [
        pytest.param(b"", 1, id="empty"),
        pytest.param(b"\x00", 1, id="half a length"),
        pytest.param(b"\x00\x02h", 1, id="entry cut short"),
        pytest.param(b"\x00\x02hi\x00", 1, id="a byte too many"),
        pytest.param(b"\x00\x02hi\x00\x00", 1, id="an entry too many"),
        pytest.param(b"\x00\x02hi", 2, id="an entry too few"),
        pytest.param(b"\x02\x00hi", 1, id="length turned round"),
        pytest.param(b"\x00\x00" * 257, 257, id="wider than full"),
        pytest.param(b"", 0, id="width nought"),
    ],
)
def test_a_damaged_bundle_is_refused(bundle: bytes, width: int) -> None:
    with pytest.raises(Malformed):
        entries_in(bundle, width=width)


@pytest.mark.parametrize(
    "entries",
    [pytest.param([], id="none"), pytest.param([b""] * 257, id="257"), pytest.param([bytes(65_536)], id="64 KiB")],
)
def test_what_no_bundle_can_hold_is_refused(entries: list[bytes]) -> None:
    with pytest.raises(ValueError):
        bundle_of(entries)
