"""A restored backup never forks the log: nothing is signed before the missing entries are back, and no number is used twice."""

import json
import shutil
from datetime import timedelta

import pytest

from core.ledger.a_log import LEAVES, NOW, SERIES, kept_copy, nothing, own_copy, publish, run, unprotect, write
from sunforest import starting
from sunforest.core.ledger import log_key, monitor, rebuilding, recovering, sealer, tile_store
from sunforest.core.ledger.models import Checkpoint, Leaf, LogState, Series
from sunforest.core.ledger.monitor_state import MonitorState
from sunforest.pure import merkle
from sunforest.pure.checkpoint import open_checkpoint
from sunforest.pure.compact_range import EMPTY_RANGE


def restore_backup_of(size: int, *, waiting: int = 0) -> None:
    """The database as it was at that size, with so many leaves that were written and not sealed."""
    unprotect(LEAVES)
    run(f'DELETE FROM {LEAVES} WHERE "index" >= %s', size + waiting)
    run(f'UPDATE {LEAVES} SET "index" = NULL WHERE "index" >= %s', size)
    run("UPDATE ledger_series SET counter = %s", size + waiting)
    Checkpoint.objects.filter(size__gt=size).delete()
    entries = [bytes(row) for row in Leaf.objects.exclude(index=None).order_by("index").values_list("entry", flat=True)]
    tree = EMPTY_RANGE.extended(merkle.leaf_hashes(entries))
    LogState.objects.update(size=size, published_size=size, edge=b"".join(tree.nodes))


@pytest.fixture
def restored(committed_database, tmp_path):
    """A log of 600 entries, seen at 500 and 600; then the backup of 500, in which two entries still waited."""
    publish(500)
    publish(100)
    copy = kept_copy(tmp_path / "copy")
    restore_backup_of(500, waiting=2)
    return copy


def recover(copy):
    return recovering.recover(copy, store=tile_store.current(), at=NOW, progress=nothing)


def test_nothing_is_signed_before_the_missing_entries_are_back(restored):
    write(3)
    with pytest.raises(sealer.LogAhead):
        sealer.seal(NOW)
    assert sealer.size() == 500


def test_without_the_folder_of_the_log_nothing_is_signed_either(restored):
    shutil.rmtree(tile_store.current().folder)
    with pytest.raises(sealer.LogAway):
        sealer.seal(NOW)


def test_the_entries_come_back_from_the_folder_and_sealing_goes_on(restored):
    assert recover(own_copy()) == 100
    publish(5)
    assert sealer.size() == 605
    assert Leaf.objects.filter(index__lt=605).count() == 605


def test_an_entry_that_still_waited_gets_the_index_that_it_had_and_keeps_its_face(restored):
    recover(restored)
    assert [Leaf.objects.get(index=index).face for index in (500, 501, 502)] == ['{"act":"test"}'] * 2 + [None]


def test_the_numbers_of_a_series_go_on_after_the_recovered_ones(restored):
    recover(restored)
    (leaf,) = write(1)
    assert (leaf.series, leaf.counter) == (SERIES, 601)
    assert Series.objects.get(name=SERIES).counter == 601


def test_what_is_written_before_the_recovery_goes_into_a_series_of_its_own(restored, tmp_path):
    starting.check_log()
    starting.check_log()
    early = write(3)
    assert [leaf.counter for leaf in early] == [1, 2, 3]
    assert early[0].series.startswith(f"{SERIES}.") and len({leaf.series for leaf in early}) == 1
    recover(restored)
    publish(1)
    entries = [json.loads(bytes(leaf.entry)) for leaf in Leaf.objects.order_by("index")]
    assert len({(entry["s"], entry["n"]) for entry in entries}) == len(entries) == 604
    seen, _before = monitor.look(
        own_copy(), MonitorState(tmp_path / "state"), key=None, at=NOW + timedelta(hours=1), progress=nothing
    )
    assert seen.findings == []


def test_the_log_after_a_recovery_is_the_old_one_and_grows(restored):
    before = open_note(restored.read("checkpoint"))
    recover(restored)
    publish(50)
    hashes = [merkle.leaf_hash(bytes(leaf.entry)) for leaf in Leaf.objects.order_by("index")]
    assert merkle.tree_hash(hashes[: before.size]) == before.root
    assert merkle.tree_hash(hashes) == open_note(tile_store.current().read("checkpoint")).root


def open_note(note):
    origin = log_key.origin()
    return open_checkpoint(note, origin=origin, log_keys=log_key.verifier_keys(origin)).checkpoint


def test_a_copy_that_was_tampered_with_is_refused_and_changes_nothing(restored, tmp_path):
    bundle = tmp_path / "copy/tile/entries/002.p/88"
    bundle.write_bytes(bundle.read_bytes().replace(b'"n":599', b'"n":999'))
    with pytest.raises(recovering.CannotRecover):
        recover(restored)
    assert sealer.size() == 500


def test_a_copy_older_than_the_database_is_refused(committed_database, tmp_path):
    publish(3)
    copy = kept_copy(tmp_path / "copy")
    publish(3)
    with pytest.raises(recovering.CannotRecover, match="只有 3 条"):
        recover(copy)


def test_when_every_copy_is_lost_a_log_under_a_new_name_says_how_the_old_one_ended(restored):
    shutil.rmtree(tile_store.current().folder)
    origin = recovering.begin_anew(tile_store.current(), at=NOW, progress=nothing)
    assert origin == "localhost:8000/log-2"
    sealer.seal(NOW)
    last = Leaf.objects.get(index=sealer.size() - 1)
    assert json.loads(last.face)["closed"].startswith("localhost:8000/log\n500\n")
    note = tile_store.current().read("checkpoint")
    assert open_checkpoint(note, origin=origin, log_keys=log_key.verifier_keys(origin)).checkpoint.size == 503


def test_a_rebuild_of_a_whole_log_finds_and_changes_nothing(committed_database):
    publish(300)
    found = rebuilding.rebuild(tile_store.current(), nothing)
    assert (found.entries, found.written, found.is_signed) == (300, [], True)


def test_a_rebuild_writes_what_is_missing_or_torn(committed_database):
    publish(300)
    folder = tile_store.current().folder
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    (folder / "tile/0/000").write_bytes(b"torn")
    (folder / "tile/entries/001.p/44").unlink()
    found = rebuilding.rebuild(tile_store.current(), nothing)
    assert sorted(found.written) == ["tile/0/000", "tile/entries/001.p/44"]
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "statement", ['UPDATE {table} SET entry = %s WHERE "index" = 7', 'DELETE FROM {table} WHERE "index" = 7']
)
def test_a_rebuild_from_a_changed_database_names_the_entry_and_touches_no_file(committed_database, statement):
    publish(300)
    unprotect(LEAVES)
    values = [bytes(Leaf.objects.get(index=7).entry) + b" "] if "%s" in statement else []
    run(statement.format(table=LEAVES), *values)
    folder = tile_store.current().folder
    (folder / "tile/0/000").unlink()
    found = rebuilding.rebuild(tile_store.current(), nothing)
    assert [*found.changed, *found.missing] == [7] and not found.is_signed
    assert not (folder / "tile/0/000").exists()
