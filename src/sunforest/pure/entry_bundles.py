"""Bundles of entries (c2sp.org/tlog-tiles): for each entry its length as a big-endian uint16, then its bytes.

    00 02 68 69 00 00          two entries, "hi" and the empty one

Bundle N holds the entries 256 N … 256 N + 255; the last one is partial. Each entry hashes to the hash at its place in
the level-0 tile of the same index. An entry has at most 65,535 bytes; ours stay below 1 KiB.
"""

from __future__ import annotations

from collections.abc import Sequence

from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.tile_paths import FULL_WIDTH

__all__ = ["LONGEST_ENTRY", "bundle_of", "entries_in"]

LONGEST_ENTRY = 65_535
LENGTH_SIZE = 2


def bundle_of(entries: Sequence[bytes]) -> bytes:
    """The bundle of 1 to 256 entries. Raises ValueError for another number, or an entry over 65,535 bytes."""
    if not 1 <= len(entries) <= FULL_WIDTH:
        raise ValueError(f"a bundle has 1 to {FULL_WIDTH} entries, not {len(entries)}")
    if any(len(entry) > LONGEST_ENTRY for entry in entries):
        raise ValueError(f"an entry has at most {LONGEST_ENTRY} bytes")
    return b"".join(len(entry).to_bytes(LENGTH_SIZE, "big") + entry for entry in entries)


def entries_in(bundle: bytes, *, width: int) -> list[bytes]:
    """The entries of a bundle of this width. Raises Malformed for a cut bundle, one too many or one too few."""
    if not 1 <= width <= FULL_WIDTH:
        raise Malformed(f"a bundle has 1 to {FULL_WIDTH} entries, not {width}")
    entries: list[bytes] = []
    place = 0
    while place < len(bundle):
        start = place + LENGTH_SIZE
        place = start + int.from_bytes(bundle[place:start], "big")
        if place > len(bundle):
            raise Malformed(f"the bundle ends inside entry {len(entries)}")
        entries.append(bundle[start:place])
    if len(entries) != width:
        raise Malformed(f"the bundle has {len(entries)} entries, not {width}")
    return entries
