"""Logs, tiles and receipts of ours, read by Go's own verifier; and what it must refuse."""

from functools import cache
from pathlib import Path

import pytest

from load.go_verifier import NotVerified, check_log, check_receipt
from pure.log_vectors import LOG_KEY, WITNESS_KEY, Tiles, entries_of, note_of, receipt_of, with_bit_changed
from sunforest.pure.entry_bundles import bundle_of
from sunforest.pure.merkle import leaf_hashes
from sunforest.pure.tile_paths import bundles_of

pytestmark = pytest.mark.drill

SIZES = (1, 2, 255, 256, 257, 1000, 65_536, 70_000)


@cache
def entries() -> list[bytes]:
    return entries_of(SIZES[-1])


@cache
def leaves() -> list[bytes]:
    return leaf_hashes(entries())


def write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def export(folder: Path, size: int) -> Path:
    """The log at one size, as it is served."""
    tiles = Tiles()
    tiles.grow(leaves()[:size])
    for tile, data in tiles.kept.items():
        write(folder / str(tile), data)
    for bundle in bundles_of(size):
        start = 256 * bundle.index
        write(folder / str(bundle), bundle_of(entries()[start : start + bundle.width]))
    write(folder / "checkpoint", str(note_of(leaves()[:size])))
    return folder


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return write(tmp_path / "keys", f"{LOG_KEY}\n{WITNESS_KEY}\n")


@pytest.mark.parametrize("size", SIZES)
def test_go_finds_every_entry_tile_and_proof_of_a_log(size: int, tmp_path: Path, keys: Path) -> None:
    older = tuple(write(tmp_path / f"older/{s}", str(note_of(leaves()[:s]))) for s in SIZES if s < size)
    said = check_log(export(tmp_path / "log", size), keys=keys, older=older)
    print(said)
    assert said.startswith(f"{size} entries")


@pytest.mark.parametrize("path", ["tile/0/001", "tile/0/003.p/232", "tile/1/000.p/3", "tile/entries/002", "checkpoint"])
def test_go_refuses_one_changed_bit(path: str, tmp_path: Path, keys: Path) -> None:
    changed = export(tmp_path / "log", 1000) / path
    changed.write_bytes(with_bit_changed(changed.read_bytes(), 77))
    with pytest.raises(NotVerified):
        check_log(tmp_path / "log", keys=keys)


def test_go_refuses_a_fork(tmp_path: Path, keys: Path) -> None:
    fork = write(tmp_path / "fork", str(note_of([*leaves()[:5], leaves()[9], *leaves()[6:100]])))
    with pytest.raises(NotVerified):
        check_log(export(tmp_path / "log", 300), keys=keys, older=(fork,))


@pytest.mark.parametrize("index", [0, 5, 255, 256, 999])
def test_go_accepts_a_receipt_and_refuses_another_entry(index: int, tmp_path: Path, keys: Path) -> None:
    receipt = write(tmp_path / "a.tlog-proof", str(receipt_of(index, leaves()[:1000], extra=b"salt")))
    leaf = write(tmp_path / "a.leaf", entries()[index])
    assert check_receipt(receipt, leaf=leaf, keys=keys).startswith(f"entry {index} of 1000")
    write(leaf, entries()[index] + b" ")
    with pytest.raises(NotVerified):
        check_receipt(receipt, leaf=leaf, keys=keys)
