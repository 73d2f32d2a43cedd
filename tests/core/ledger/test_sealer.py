"""The sealer: order, tiles, signature, and never two roots for one size."""

import json

import pytest

from cast import at
from sunforest.core.ledger import leaves, log_key, sealer, tile_store
from sunforest.core.ledger.models import Checkpoint, Leaf, LogState
from sunforest.pure import merkle
from sunforest.pure.checkpoint import open_checkpoint
from sunforest.pure.merkle_proofs import verify_consistency, verify_inclusion
from sunforest.pure.tile_reading import consistency_from_tiles, inclusion_from_tiles

pytestmark = pytest.mark.django_db
NOW = at("2026-11-25")


def written(count, *, closed=False):
    face = None if closed else '{"act":"test"}'
    return leaves.append_many(
        [
            leaves.NewLeaf(
                series="001008003012011/2026",
                case_id=None,
                record_number=None,
                process="test",
                act="test",
                commitment=number.to_bytes(32, "big"),
                face=face,
                salt=None if closed else b"s" * 32,
                written_at=NOW,
            )
            for number in range(count)
        ]
    )


def published():
    key = log_key.verifier_key(log_key.origin())
    note = tile_store.current().read(tile_store.CHECKPOINT)
    return open_checkpoint(note, origin=log_key.origin(), log_keys=[key]).checkpoint


def test_leaves_are_public_only_when_a_signed_checkpoint_covers_them():
    written(3)
    assert sealer.size() == 0
    assert sealer.seal(NOW) == 3
    assert (sealer.size(), published().size) == (3, 3)


def test_the_tiles_hash_to_the_signed_root_at_every_size():
    entries = []
    for count in (1, 254, 1, 1, 300):
        entries += [bytes(leaf.entry) for leaf in written(count)]
        sealer.seal(NOW)
        assert published().root == merkle.tree_hash(merkle.leaf_hashes(entries))


def test_inclusion_and_consistency_are_proved_from_the_files():
    entries = [bytes(leaf.entry) for leaf in written(300)]
    sealer.seal(NOW)
    old = published()
    written(77)
    sealer.seal(NOW)
    new, store = published(), tile_store.current()
    proof = inclusion_from_tiles(index=123, size=new.size, read_tile=store.read_tile)
    verify_inclusion(proof, leaf=merkle.leaf_hash(entries[123]), index=123, size=new.size, root=new.root)
    proof = consistency_from_tiles(old_size=old.size, size=new.size, read_tile=store.read_tile)
    verify_consistency(proof, old_size=old.size, old_root=old.root, size=new.size, root=new.root)


def test_an_entry_of_a_closed_act_shows_series_counter_and_commitment_only():
    (leaf,) = written(1, closed=True)
    assert set(json.loads(bytes(leaf.entry))) == {"c", "n", "s", "v"}


def test_a_crash_after_indices_were_given_is_made_good_by_the_next_run():
    written(5)
    sealer._take_in(NOW)
    assert (sealer.size(), sealer.waiting()) == (0, 5)
    assert sealer.seal(NOW) == 5


def test_a_crash_before_the_file_was_replaced_is_made_good_by_the_next_run():
    written(2)
    sealer.seal(NOW)
    before = tile_store.current().read(tile_store.CHECKPOINT)
    written(1)
    sealer.seal(NOW)
    tile_store.current().write(tile_store.CHECKPOINT, before)
    sealer.seal(NOW)
    assert published().size == 3


def test_a_full_disk_signs_nothing_and_loses_nothing(monkeypatch):
    written(4)

    def full(_self, path, _content):
        raise OSError(28, "No space left on device", path)

    with monkeypatch.context() as disk:
        disk.setattr(tile_store.TileStore, "prepare", full)
        for _twice in range(2):
            with pytest.raises(OSError, match="No space left"):
                sealer.seal(NOW)
    assert not Checkpoint.objects.exists()
    assert sealer.seal(NOW) == 4


def test_a_torn_tile_is_seen_before_anything_is_signed(monkeypatch):
    written(4)
    whole = tile_store.TileStore.prepare

    def torn(self, path, content):
        return whole(self, path, bytes(32) + content[32:] if path.startswith("tile/0") else content)

    with monkeypatch.context() as disk:
        disk.setattr(tile_store.TileStore, "prepare", torn)
        with pytest.raises(sealer.LogBroken):
            sealer.seal(NOW)
    assert not Checkpoint.objects.exists()
    assert sealer.seal(NOW) == 4


def test_two_sealers_publish_one_checkpoint():
    written(4)
    first = sealer._take_in(NOW)
    second = LogState.objects.get(pk=1)
    store = tile_store.current()
    edge = sealer.CompactRange(0, ())
    _count, grown = sealer._write_tiles(first, edge, store)
    assert sealer._publish(first, grown, store, NOW)
    assert not sealer._publish(second, grown, store, NOW)
    assert Checkpoint.objects.count() == 1


def test_a_database_restored_from_an_older_backup_signs_nothing():
    written(3)
    sealer.seal(NOW)
    written(2)
    sealer.seal(NOW)
    old = Checkpoint.objects.get(size=3)
    Checkpoint.objects.filter(size=5).delete()
    entries = [bytes(leaf.entry) for leaf in Leaf.objects.order_by("index")[:3]]
    edge = sealer.CompactRange(0, ()).extended(merkle.leaf_hashes(entries))
    LogState.objects.update(size=3, published_size=3, edge=b"".join(edge.nodes))
    with pytest.raises(sealer.LogAhead):
        sealer.seal(NOW)
    assert Checkpoint.objects.order_by("-size").first() == old


def test_a_missing_leaf_stops_the_signing():
    written(3)
    state = sealer._take_in(NOW)
    LogState.objects.filter(pk=1).update(size=state.size + 1)
    with pytest.raises(sealer.LogBroken):
        sealer.seal(NOW)
