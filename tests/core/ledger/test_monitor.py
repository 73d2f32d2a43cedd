"""What an outsider notices: each way of changing history quietly, done to a copied database, is named by the monitor."""

import json
import shutil
from datetime import timedelta

import pytest

from cast import assemble, at
from core.ledger.a_log import (
    LEAVES,
    NOW,
    kept_copy,
    nothing,
    own_copy,
    publish,
    run,
    site,
    unprotect,
)
from sunforest.core.ledger import leaves, log_key, monitor, monitor_faces, recovering, sealer, tile_store
from sunforest.core.ledger.models import Checkpoint, Leaf, LogState
from sunforest.core.ledger.monitor_state import MonitorState

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def watched(committed_database, tmp_path):
    """A log of 300 entries that a monitor has seen once, at noon."""
    assemble()
    publish(300)
    state = MonitorState(tmp_path / "state")
    assert findings(state, NOW) == []
    return state


def findings(state, moment=LATER, copy=None):
    """The codes of what one look finds, in the log itself."""
    seen, _before = monitor.look(
        copy or own_copy(), state, key=log_key.verifier_key(log_key.origin()), at=moment, progress=nothing
    )
    return [finding.code for finding in seen.findings]


def findings_of_site(state):
    """The codes of what differs between log and site."""
    seen, _before = monitor.look(
        own_copy(), state, key=log_key.verifier_key(log_key.origin()), at=LATER, progress=nothing
    )
    found = monitor_faces.findings("http://site", seen.entries, get=site, today=LATER.date(), progress=nothing)
    return [finding.code for finding in [*seen.findings, *found]]


def resign_everything():
    """What a county with its own key can do: make the tree again from a changed database, and sign it."""
    entries = [bytes(row) for row in Leaf.objects.exclude(index=None).order_by("index").values_list("entry", flat=True)]
    Leaf.objects.exclude(index=None).update(index=None)
    Checkpoint.objects.all().delete()
    LogState.objects.update(size=0, published_size=0, edge=b"")
    shutil.rmtree(tile_store.current().folder)
    sealer.seal(NOW)
    assert sealer.size() == len(entries)


def test_a_log_that_grows_is_in_order(watched):
    publish(50, moment=LATER)
    assert findings(watched, LATER) == []
    assert findings_of_site(watched) == []


def test_one_byte_of_a_published_record_changed_on_the_site_is_named(watched):
    unprotect(LEAVES)
    run(f'UPDATE {LEAVES} SET face = %s WHERE "index" = 7', '{"act":"tess"}')
    assert findings_of_site(watched) == ["changed_face"]


def test_one_byte_of_an_entry_changed_in_the_database_is_named(watched):
    unprotect(LEAVES)
    entry = bytes(Leaf.objects.get(index=7).entry).replace(b'"n":8', b'"n":9')
    run(f'UPDATE {LEAVES} SET entry = %s WHERE "index" = 7', entry)
    assert "rewritten_entry" in findings_of_site(watched)


def test_a_changed_entry_signed_again_is_named_as_fork_and_by_its_index(watched):
    unprotect(LEAVES)
    entry = bytes(Leaf.objects.get(index=7).entry).replace(b'"c":"', b'"c":"0')[:-1] + b"}"
    run(f'UPDATE {LEAVES} SET entry = %s WHERE "index" = 7', entry)
    resign_everything()
    assert {"rewritten_entry", "fork"} <= set(findings(watched))


def test_a_deleted_row_is_named_on_the_site(watched):
    unprotect(LEAVES)
    run(f'DELETE FROM {LEAVES} WHERE "index" = 7')
    assert findings_of_site(watched) == ["missing_entry"]


def test_a_deleted_row_signed_again_leaves_a_gap_and_a_shorter_log(watched, tmp_path):
    unprotect(LEAVES)
    run(f'DELETE FROM {LEAVES} WHERE "index" = 7')
    resign_everything()
    assert findings(watched) == ["shrunk_log"]
    assert findings(MonitorState(tmp_path / "of somebody new")) == ["gap_in_series"]


def test_a_row_that_was_never_sealed_leaves_a_gap(watched):
    unprotect(LEAVES)
    run("UPDATE ledger_series SET counter = counter + 1")
    publish(1, moment=LATER)
    assert findings(watched) == ["gap_in_series"]


def test_an_entry_with_a_time_at_which_we_saw_a_log_without_it_is_late_or_backdated(watched):
    publish(1, moment=NOW - timedelta(minutes=14))
    assert findings(watched) == []
    publish(1, moment=LATER - timedelta(minutes=16))
    assert findings(watched, LATER + timedelta(days=1)) == ["late_entry"]


def test_a_time_that_has_not_come_yet_is_named(watched):
    publish(1, moment=LATER + timedelta(days=1))
    assert findings(watched) == ["late_entry"]


def test_last_weeks_backup_signed_on_is_named_as_a_shorter_log_and_then_as_a_fork(watched):
    unprotect(LEAVES)
    run(f'DELETE FROM {LEAVES} WHERE "index" >= 200')
    run("UPDATE ledger_series SET counter = 200")
    resign_everything()
    assert findings(watched) == ["shrunk_log"]
    publish(150, face='{"act":"other"}', moment=LATER)
    assert {"rewritten_entry", "fork"} <= set(findings(watched))


def test_a_checkpoint_signed_by_somebody_else_is_named(watched):
    store = tile_store.current()
    note = store.read(tile_store.CHECKPOINT)
    store.write(tile_store.CHECKPOINT, note.replace(b"\n300\n", b"\n301\n"))
    assert findings(watched) == ["bad_signature"]


def test_a_torn_tile_and_a_missing_bundle_are_named(watched, tmp_path):
    copy = kept_copy(tmp_path / "copy")
    tile = tmp_path / "copy/tile/0/000"
    tile.write_bytes(tile.read_bytes()[:-1] + b"x")
    assert findings(watched, copy=copy) == ["torn_tile"]
    (tmp_path / "copy/tile/entries/000").unlink()
    assert findings(watched, copy=copy) == ["missing_entries"]


def test_a_content_taken_off_the_site_without_a_redaction_is_named(watched):
    unprotect(LEAVES)
    run(f'UPDATE {LEAVES} SET face = NULL, salt = NULL WHERE "index" = 7')
    assert findings_of_site(watched) == ["missing_publication"]


def test_a_redaction_is_in_order(watched):
    leaves.redact(Leaf.objects.get(index=7), ground="personal_information", at=LATER)
    sealer.seal(LATER)
    assert findings_of_site(watched) == []


def test_the_key_of_a_new_log_is_taken_from_the_log_and_kept(watched, tmp_path):
    state = MonitorState(tmp_path / "new")
    monitor.look(own_copy(), state, key=None, at=NOW, progress=nothing)
    assert state.read().key == str(log_key.verifier_key(log_key.origin()))
    store = tile_store.current()
    store.write(tile_store.KEY, b"log.sunforest.example/test+0adb10bd+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4\n")
    seen, _before = monitor.look(own_copy(), state, key=None, at=LATER, progress=nothing)
    assert seen.findings == []


def test_a_recovered_log_is_no_fork(watched, tmp_path):
    copy = kept_copy(tmp_path / "copy")
    unprotect(LEAVES)
    run(f'DELETE FROM {LEAVES} WHERE "index" >= 200')
    run("UPDATE ledger_series SET counter = 200")
    Checkpoint.objects.all().delete()
    entries = [bytes(row) for row in Leaf.objects.order_by("index").values_list("entry", flat=True)]
    edge = sealer.CompactRange(0, ()).extended(sealer.merkle.leaf_hashes(entries))
    LogState.objects.update(size=200, published_size=200, edge=b"".join(edge.nodes))
    assert recovering.recover(copy, store=tile_store.current(), at=NOW, progress=nothing) == 100
    publish(20, moment=LATER)
    assert findings(watched) == []
    assert json.loads(bytes(Leaf.objects.get(index=300).entry))["n"] == 301


def test_a_document_on_the_site_without_an_entry_is_named(monkeypatch):
    rows = {"/api/v1/documents": [{"case_number": "339921-1"}], "/api/v1/leaves": [], "/api/v1/not-disclosed": []}

    def get(url):
        path = url.partition("site")[2].partition("?")[0]
        return json.dumps({"items": rows[path], "next": None}).encode()

    found = list(monitor_faces.findings("http://site", [], get=get, today=at("2026-11-25").date(), progress=nothing))
    assert [finding.code for finding in found] == ["missing_publication"]
    rows["/api/v1/documents"], rows["/api/v1/not-disclosed"] = (
        [],
        [{"case_number": "339921-2", "review_on": "2026-11-24"}],
    )
    found = list(monitor_faces.findings("http://site", [], get=get, today=at("2026-11-25").date(), progress=nothing))
    assert "339921-2 应在 2026-11-24 前复查" in str(found[0])
