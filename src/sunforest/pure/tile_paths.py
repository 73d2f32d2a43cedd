"""Where the resources of a tiled log lie, and which ones a size needs (c2sp.org/tlog-tiles).

    tile/0/000                 hashes of the leaves 0–255, full: 256 hashes, 8,192 bytes
    tile/0/273.p/112           the last 112 leaves of a log of 70,000
    tile/1/001.p/17            level 1: one hash for each *full* tile below
    tile/entries/x001/x234/067 bundle 1,234,067 of entries

L is 0 to 63; N is written in groups of three digits, all but the last with an x before them; W is 1 to 255 and absent
where the tile is full. At size s the partial tile of level L has floor(s / 256^L) mod 256 hashes; width 0 is never
served. A size of 70,000 needs 273 full tiles and 0/273.p/112, then 1/000 and 1/001.p/17, then 2/000.p/1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sunforest.pure.canonical_encodings import LARGEST_SIZE, Malformed

__all__ = [
    "FULL_WIDTH",
    "HEIGHT",
    "HIGHEST_LEVEL",
    "BundlePath",
    "TilePath",
    "bundles_of",
    "new_bundles",
    "new_tiles",
    "parse_path",
    "tiles_of",
    "width_at",
]

FULL_WIDTH = 256
HEIGHT = 8
HIGHEST_LEVEL = 63

INDEX = r"(?:x[0-9]{3}/)*[0-9]{3}"
PATH = re.compile(rf"tile/(entries|0|[1-9][0-9]?)/({INDEX})(?:\.p/([1-9][0-9]{{0,2}}))?", re.ASCII)


@dataclass(frozen=True, order=True)
class TilePath:
    """A tile of hashes; raises ValueError where level, index or width is out of range. ``str()`` gives its path."""

    level: int
    index: int
    width: int = FULL_WIDTH

    def __post_init__(self) -> None:
        if not 0 <= self.level <= HIGHEST_LEVEL:
            raise ValueError(f"a tile's level is 0 to {HIGHEST_LEVEL}, not {self.level}")
        _check(self.index, self.width)

    def __str__(self) -> str:
        return f"tile/{self.level}/{_written(self.index, self.width)}"


@dataclass(frozen=True, order=True)
class BundlePath:
    """A bundle of entries; raises ValueError where index or width is out of range. ``str()`` gives its path."""

    index: int
    width: int = FULL_WIDTH

    def __post_init__(self) -> None:
        _check(self.index, self.width)

    def __str__(self) -> str:
        return f"tile/entries/{_written(self.index, self.width)}"


def parse_path(path: str) -> TilePath | BundlePath:
    """The tile or bundle that a path names, written as ``str()`` writes it and no other way. Raises Malformed."""
    found = PATH.fullmatch(path)
    if not found:
        raise Malformed(f"not the path of a tile: {path[:80]!r}")
    kind, groups, partial = found.groups()
    width = int(partial) if partial else FULL_WIDTH
    try:
        index = int(groups.replace("x", "").replace("/", ""))
        named = BundlePath(index, width) if kind == "entries" else TilePath(int(kind), index, width)
    except ValueError as error:
        raise Malformed(str(error)) from error
    if str(named) != path:
        raise Malformed(f"not the canonical path of a tile: {path[:80]!r}")
    return named


def width_at(*, level: int, index: int, size: int) -> int:
    """How many hashes the tile has in a log of ``size`` entries: 0 (not served) to 256."""
    return max(0, min(FULL_WIDTH, (size >> (HEIGHT * level)) - FULL_WIDTH * index))


def tiles_of(size: int) -> Iterator[TilePath]:
    """Every tile that a log of ``size`` entries serves, lowest level first."""
    return new_tiles(0, size)


def bundles_of(size: int) -> Iterator[BundlePath]:
    """Every bundle that a log of ``size`` entries serves."""
    return new_bundles(0, size)


def new_tiles(old_size: int, size: int) -> Iterator[TilePath]:
    """The tiles of a log of ``size`` entries that it did not have with ``old_size``, lowest level first."""
    level = 0
    while (count := size >> (HEIGHT * level)) > 0:
        for index, width in _new_widths(old_size >> (HEIGHT * level), count):
            yield TilePath(level, index, width)
        level += 1


def new_bundles(old_size: int, size: int) -> Iterator[BundlePath]:
    """The bundles of a log of ``size`` entries that it did not have with ``old_size``."""
    for index, width in _new_widths(old_size, size):
        yield BundlePath(index, width)


def _new_widths(old_count: int, count: int) -> Iterator[tuple[int, int]]:
    if count == old_count:
        return
    for index in range(old_count // FULL_WIDTH, count // FULL_WIDTH):
        yield index, FULL_WIDTH
    if count % FULL_WIDTH:
        yield count // FULL_WIDTH, count % FULL_WIDTH


def _check(index: int, width: int) -> None:
    if not 0 <= index <= LARGEST_SIZE:
        raise ValueError(f"a tile's index is 0 to 2^63 - 1, not {index}")
    if not 1 <= width <= FULL_WIDTH:
        raise ValueError(f"a tile's width is 1 to {FULL_WIDTH}, not {width}")


def _written(index: int, width: int) -> str:
    text = f"{index % 1000:03}"
    while index := index // 1000:
        text = f"x{index % 1000:03}/{text}"
    return text if width == FULL_WIDTH else f"{text}.p/{width}"
