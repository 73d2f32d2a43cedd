"""How fast the log's tree grows and proves, beside a plain loop of hashlib over as many nodes, one core, one run.

``python tests/load/bench_merkle.py [--leaves 1000000] [--proofs 2000]`` prints leaves a second, the ratio to the plain
loop, and p50 and p99 of proofs out of tiles at 10,000,019 entries, in CPU time. Exit code 1 when the tree alone is
under 800,000 leaves a second or a proof's p99 over 2 ms.
"""

import argparse
import hashlib
import random
import statistics
import sys
import time
from collections.abc import Callable

from sunforest.pure.compact_range import EMPTY_RANGE
from sunforest.pure.ed25519 import signs
from sunforest.pure.merkle import HASH_SIZE, leaf_hash, leaf_hashes, tree_hash
from sunforest.pure.merkle_proofs import root_proven_by
from sunforest.pure.tile_reading import consistency_from_tiles, inclusion_from_tiles
from sunforest.pure.tiles import FULL_SIZE, grown_tiles

TARGET_LEAVES_A_SECOND = 800_000
TARGET_P99_MS = 2.0
BIG = 10_000_019
BATCH = 2_000
BEST_OF = 3

# RFC 8032 §7.1, TEST 3
KEY = bytes.fromhex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
SIGNATURE = bytes.fromhex(
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
    "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
)


def seconds_of(work: Callable[[], object]) -> float:
    """The best CPU time of a few runs."""
    times = []
    for _run in range(BEST_OF):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def plain_loop(count: int) -> None:
    """``count`` hashes over 65 bytes and nothing else: what a tree of ``count`` leaves cannot be faster than."""
    left, right, sha256 = bytes(range(32)), bytes(range(32, 64)), hashlib.sha256
    for _node in range(count):
        sha256(b"\x01" + left + right).digest()


def grown_in_batches(leaves: list[bytes]) -> int:
    """All tiles, in batches as a sealer writes them; gives how many were written."""
    kept: dict[tuple[int, int, int], bytes] = {}
    for start in range(0, len(leaves), BATCH):
        batch = leaves[start : start + BATCH]
        for path, tile in grown_tiles(old_size=start, leaves=batch, read_tile=lambda *place: kept[place]):
            kept[path.level, path.index, path.width] = tile
    return len(kept)


def milliseconds(work: Callable[[], object], count: int) -> list[float]:
    """The CPU time of each of ``count`` runs."""
    times = []
    for _run in range(count):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return times


def trees(count: int) -> bool:
    """Print leaves a second; True when the tree alone is fast enough."""
    entries = [b'{"c":"%064x","k":"foi.answer","n":%d,"s":"330304/2026","v":1}' % (i, i) for i in range(count)]
    leaves = leaf_hashes(entries)
    plain = seconds_of(lambda: plain_loop(count))
    rows = {
        "plain loop of hashlib": plain,
        "leaf hashes of the entries": seconds_of(lambda: leaf_hashes(entries)),
        "tree alone, root at once": (tree := seconds_of(lambda: tree_hash(leaves))),
        "tree alone, leaf by leaf": (stream := seconds_of(lambda: EMPTY_RANGE.extended(leaves).root())),
        "entries to root": seconds_of(lambda: tree_hash(leaf_hashes(entries))),
        "all tiles at once": seconds_of(lambda: list(grown_tiles(old_size=0, leaves=leaves, read_tile=no_tile))),
        f"all tiles, {BATCH} leaves a batch": seconds_of(lambda: grown_in_batches(leaves)),
    }
    for name, seconds in rows.items():
        print(f"{name:34} {count / seconds:12,.0f} a second   {plain / seconds:5.2f} of the plain loop")
    return count / max(tree, stream) >= TARGET_LEAVES_A_SECOND


def no_tile(level: int, index: int, width: int) -> bytes:
    """A log that begins has no tile to read."""
    raise LookupError(level, index, width)


def proofs(count: int) -> bool:
    """Print how long proofs out of warm tiles take; True when their p99 is short enough."""
    chance = random.Random(1)
    noise = chance.randbytes(FULL_SIZE)

    def read_tile(_level: int, _index: int, width: int) -> bytes:
        return noise[: width * HASH_SIZE]

    def inclusion() -> object:
        return inclusion_from_tiles(index=chance.randrange(BIG), size=BIG, read_tile=read_tile)

    def consistency() -> object:
        return consistency_from_tiles(old_size=chance.randrange(1, BIG), size=BIG, read_tile=read_tile)

    path = inclusion_from_tiles(index=5, size=BIG, read_tile=read_tile)
    leaf = leaf_hash(b"")
    rows = {
        "inclusion from tiles": milliseconds(inclusion, count),
        "consistency from tiles": milliseconds(consistency, count),
        "inclusion checked": milliseconds(lambda: root_proven_by(path, leaf=leaf, index=5, size=BIG), count),
        "Ed25519 signature checked": milliseconds(lambda: signs(SIGNATURE, message=b"\xaf\x82", public_key=KEY), 200),
    }
    p99s = {}
    for name, times in rows.items():
        p99s[name] = statistics.quantiles(times, n=100)[98]
        print(f"{name:34} p50 {statistics.median(times):7.3f} ms   p99 {p99s[name]:7.3f} ms   (at {BIG:,} entries)")
    return max(p99s["inclusion from tiles"], p99s["consistency from tiles"]) <= TARGET_P99_MS


def main() -> int:
    """Measure, print, and give 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leaves", type=int, default=1_000_000)
    parser.add_argument("--proofs", type=int, default=2_000)
    given = parser.parse_args()
    fast_tree, fast_proofs = trees(given.leaves), proofs(given.proofs)
    return 0 if fast_tree and fast_proofs else 1


if __name__ == "__main__":
    sys.exit(main())
