"""A log of 20,000 acts, each through the doors of the engine, judged by software that is not ours (the drill: a million)."""

import random
from itertools import pairwise

import pytest
from django.db import connection
from pymerkle import InmemoryTree, InvalidProof
from tamperlog import ProofError

from cast import assemble
from core.ledger.busy_bureau import BusyBureau
from core.ledger.others import (
    pymerkle_accepts,
    pymerkle_finds_consistent,
    pymerkles_tree,
    sigstore_accepts_inclusion,
    sigstore_accepts_note,
    tamperlog_accepts,
    tamperlog_finds_consistent,
)
from sunforest.core.ledger import log_key, receipts, tile_store
from sunforest.core.ledger.models import Checkpoint as StoredCheckpoint
from sunforest.core.ledger.models import Leaf
from sunforest.core.process.models import ActRecord
from sunforest.pure.checkpoint import Checkpoint, parse_checkpoint
from sunforest.pure.merkle import HASH_SIZE
from sunforest.pure.receipt_check import HOLDS, check_receipt
from sunforest.pure.signed_note import parse_note
from sunforest.pure.tile_paths import width_at
from sunforest.pure.tile_reading import consistency_from_tiles, inclusion_from_tiles, root_from_tiles
from sunforest.pure.tiles import ReadTile

pytestmark = pytest.mark.django_db
ENTRIES = {"sqlite": 20_000, "postgresql": 4_000}  # an act costs three times as much there; the drill has the large log


def test_twenty_thousand_acts_are_proved_to_pymerkle_sigstore_and_tamperlog() -> None:
    chance, count = random.Random(5), ENTRIES[connection.vendor]
    BusyBureau(assemble()).acts(count, chance)
    entries = [bytes(row) for row in Leaf.objects.order_by("index").values_list("entry", flat=True)]
    assert ActRecord.objects.count() == len(entries) == count
    signed, tree = checkpoints_accepted_by_sigstore(), pymerkles_tree(entries)
    assert (tree.get_size(), tree.get_state(), signed[-1].size) == (count, signed[-1].root, count)
    for index in [0, 255, 256, count - 1, *chance.sample(range(count), 200)]:
        is_included(index, entries, tree, signed[-1])
    for old, new in pairwise(signed):
        pymerkle_finds_consistent(tree, old, new)
    for _pair in range(200):
        are_consistent(*sorted(chance.sample(range(1, count + 1), 2)), tree)
    for index in chance.sample(range(count), 20):
        has_a_receipt(index)


def checkpoints_accepted_by_sigstore() -> list[Checkpoint]:
    """Every checkpoint that was ever signed; sigstore reads the same in it as we do."""
    key = log_key.verifier_key(log_key.origin())
    notes = [row.note.encode() for row in StoredCheckpoint.objects.order_by("size")]
    signed = [sigstore_accepts_note(note, key) for note in notes]
    assert signed == [parse_checkpoint(parse_note(note).text) for note in notes]
    return signed


def is_included(index: int, entries: list[bytes], tree: InmemoryTree, newest: Checkpoint) -> None:
    """All three accept the path out of our tiles, and none the path of a neighbour."""
    size, entry, read_tile = newest.size, entries[index], tile_store.current().read_tile
    path = inclusion_from_tiles(index=index, size=size, read_tile=read_tile)
    pymerkle_accepts(tree, entry, index=index, root=newest.root, path=path, size=size)
    sigstore_accepts_inclusion(entry, index=index, checkpoint=newest, path=path)
    tamperlog_accepts(entry, index=index, checkpoint=newest, path=path)
    with pytest.raises(ProofError):
        tamperlog_accepts(entries[index - 1], index=index, checkpoint=newest, path=path)


def are_consistent(old_size: int, size: int, tree: InmemoryTree) -> None:
    """pymerkle by its own proof and tamperlog by ours: the smaller tree is the beginning of the larger one."""
    read_tile, origin = newest_tiles(tree.get_size()), log_key.origin()
    old_root, root = (root_from_tiles(size=one, read_tile=read_tile) for one in (old_size, size))
    old, new, other = (
        Checkpoint(origin, old_size, old_root),
        Checkpoint(origin, size, root),
        Checkpoint(origin, old_size, root),
    )
    proof = consistency_from_tiles(old_size=old_size, size=size, read_tile=read_tile)
    pymerkle_finds_consistent(tree, old, new)
    tamperlog_finds_consistent(old, new, proof)
    with pytest.raises(InvalidProof):
        pymerkle_finds_consistent(tree, other, new)
    with pytest.raises(ProofError):
        tamperlog_finds_consistent(other, new, proof)


def newest_tiles(size: int) -> ReadTile:
    """The tiles that are served now, from which any earlier size follows: the beginning of each is what stood there then."""

    def read_tile(level: int, index: int, width: int) -> bytes:
        served = tile_store.current().read_tile(level, index, width_at(level=level, index=index, size=size))
        return served[: width * HASH_SIZE]

    return read_tile


def has_a_receipt(index: int) -> None:
    """Short enough to print, and it holds."""
    made = receipts.receipt_of(Leaf.objects.get(index=index), tile_store.current())
    assert made is not None
    key = log_key.verifier_key(log_key.origin())
    assert check_receipt(str(made.proof).encode(), made.entry, log_keys=[key]).code == HOLDS
    assert len(str(made.proof)) < 4096 and len(made.entry) < 1024
