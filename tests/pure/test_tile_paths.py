"""Paths and widths of tiles (c2sp.org/tlog-tiles)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunforest.pure.canonical_encodings import LARGEST_SIZE, Malformed
from sunforest.pure.tile_paths import (
    BundlePath,
    TilePath,
    bundles_of,
    new_bundles,
    new_tiles,
    parse_path,
    tiles_of,
    width_at,
)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (TilePath(0, 0), "tile/0/000"),
        (TilePath(0, 999), "tile/0/999"),
        (TilePath(0, 1000), "tile/0/x001/000"),
        (TilePath(0, 1234067), "tile/0/x001/x234/067"),
        (TilePath(1, 1, 17), "tile/1/001.p/17"),
        (TilePath(63, 0, 255), "tile/63/000.p/255"),
        (BundlePath(0), "tile/entries/000"),
        (BundlePath(1234067, 1), "tile/entries/x001/x234/067.p/1"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_tile_has_the_path_of_the_specification(path: TilePath | BundlePath, text: str) -> None:
    assert str(path) == text
    assert parse_path(text) == path


indices = st.integers(0, LARGEST_SIZE)
widths = st.integers(1, 256)


@settings(deadline=None)
@given(st.builds(TilePath, st.integers(0, 63), indices, widths) | st.builds(BundlePath, indices, widths))
def test_every_path_comes_back(path: TilePath | BundlePath) -> None:
    assert parse_path(str(path)) == path


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("tile", id="tile alone"),
        pytest.param("/tile/0/000", id="slash before"),
        pytest.param("tile/0/000/", id="slash after"),
        pytest.param("tile/0/000\n", id="newline after"),
        pytest.param("tile/00/000", id="level with leading zero"),
        pytest.param("tile/64/000", id="level 64"),
        pytest.param("tile/-1/000", id="level below zero"),
        pytest.param("tile/data/000", id="the name of another layout"),
        pytest.param("tile/8/0/000", id="height, as Go writes it"),
        pytest.param("tile/0/0", id="one digit"),
        pytest.param("tile/0/0000", id="four digits"),
        pytest.param("tile/0/x000/001", id="leading group of zeroes"),
        pytest.param("tile/0/001/000", id="x missing"),
        pytest.param("tile/0/x001/x000", id="x in the last group"),
        pytest.param("tile/0/X001/000", id="capital x"),
        pytest.param("tile/0/０００", id="full-width digits"),
        pytest.param("tile/0/000.p/0", id="width 0"),
        pytest.param("tile/0/000.p/256", id="full tile called partial"),
        pytest.param("tile/0/000.p/257", id="width 257"),
        pytest.param("tile/0/000.p/01", id="width with leading zero"),
        pytest.param("tile/0/000.p", id="width missing"),
        pytest.param("tile/0/000.P/1", id="capital p"),
        pytest.param("tile/0/../000", id="a step upwards"),
        pytest.param("tile/0/" + "x999/" * 7 + "999", id="index above 2^63"),
        pytest.param("tile/0/" + "x999/" * 2000 + "999", id="six thousand digits"),
    ],
)
def test_another_spelling_of_a_path_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        parse_path(text)


def test_a_log_of_70_000_has_the_tiles_of_the_specification() -> None:
    tiles = list(tiles_of(70_000))
    assert [tile for tile in tiles if tile.width == 256] == [TilePath(0, index) for index in range(273)] + [
        TilePath(1, 0)
    ]
    assert list(map(str, tiles))[273:] == ["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"]


def test_a_log_of_256_has_a_full_tile_and_one_hash_above_it() -> None:
    assert list(map(str, tiles_of(256))) == ["tile/0/000", "tile/1/000.p/1"]


def test_an_empty_log_has_no_tiles() -> None:
    assert list(tiles_of(0)) == list(bundles_of(0)) == []


def test_bundles_are_cut_like_the_lowest_tiles() -> None:
    assert list(map(str, bundles_of(600))) == ["tile/entries/000", "tile/entries/001", "tile/entries/002.p/88"]


@settings(deadline=None)
@given(st.integers(0, 200_000))
def test_each_tile_of_a_log_has_the_width_at_its_place(size: int) -> None:
    tiles = list(tiles_of(size))
    assert [tile.width for tile in tiles] == [width_at(level=t.level, index=t.index, size=size) for t in tiles]
    for level in {tile.level for tile in tiles}:
        assert sum(tile.width for tile in tiles if tile.level == level) == size // 256**level


@pytest.mark.parametrize(("level", "index"), [(0, 2), (0, 5), (1, 1), (2, 0), (63, 0)])
def test_a_tile_beyond_the_log_has_no_width(level: int, index: int) -> None:
    assert width_at(level=level, index=index, size=300) == 0


@settings(deadline=None)
@given(st.integers(0, 200_000), st.integers(0, 3_000))
def test_what_is_new_and_what_stays_make_the_grown_log(old_size: int, more: int) -> None:
    old, new = set(tiles_of(old_size)), set(new_tiles(old_size, old_size + more))
    grown = set(tiles_of(old_size + more))
    assert new == grown - old
    assert set(new_bundles(old_size, old_size + more)) == set(bundles_of(old_size + more)) - set(bundles_of(old_size))


@pytest.mark.parametrize(
    ("level", "index", "width"),
    [(-1, 0, 1), (64, 0, 1), (0, -1, 1), (0, LARGEST_SIZE + 1, 1), (0, 0, 0), (0, 0, 257)],
)
def test_a_tile_that_cannot_be_is_refused(level: int, index: int, width: int) -> None:
    with pytest.raises(ValueError):
        TilePath(level, index, width)
