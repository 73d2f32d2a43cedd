"""A log of 20,000 entries out of our own sealer, judged by software that is not ours (the drill does a million)."""

import itertools
import json
import random

import pytest

from cast import at
from core.ledger.a_log import new_leaf
from core.ledger.others import (
    pymerkle_accepts,
    pymerkle_finds_consistent,
    pymerkles_tree,
    sigstore_accepts_inclusion,
    sigstore_accepts_note,
)
from sunforest.core.ledger import leaves, log_key, receipts, sealer, tile_store
from sunforest.core.ledger.models import Checkpoint, Leaf
from sunforest.pure.checkpoint import parse_checkpoint
from sunforest.pure.receipt_check import HOLDS, check_receipt
from sunforest.pure.signed_note import parse_note
from sunforest.pure.tile_reading import consistency_from_tiles, inclusion_from_tiles

pytestmark = pytest.mark.django_db
ENTRIES = 20_000
SERIES = tuple(f"0010080030120{organ:02}/2026" for organ in range(20))


def write_in_batches(chance):
    """20,000 leaves of twenty organs, a third of them closed, sealed in batches from one to a few thousand."""
    written = 0
    while written < ENTRIES:
        count = min(chance.choice((1, 7, 256, 999, 3000)), ENTRIES - written)
        new = [
            new_leaf(face=None if number % 3 == 0 else json.dumps({"act": number}), series=chance.choice(SERIES))
            for number in range(written, written + count)
        ]
        leaves.append_many(new)
        written += sealer.seal(at("2026-11-25"))


def test_twenty_thousand_entries_are_proved_to_pymerkle_and_sigstore():
    chance = random.Random(5)
    write_in_batches(chance)
    entries = [bytes(row) for row in Leaf.objects.order_by("index").values_list("entry", flat=True)]
    key, store = log_key.verifier_key(log_key.origin()), tile_store.current()
    notes = [row.note.encode() for row in Checkpoint.objects.order_by("size")]
    signed = [sigstore_accepts_note(note, key) for note in notes]
    assert [one.root for one in signed] == [parse_checkpoint(parse_note(note).text).root for note in notes]
    tree, newest = pymerkles_tree(entries), signed[-1]
    assert (tree.get_size(), tree.get_state(), newest.size) == (ENTRIES, newest.root, ENTRIES)
    for index in [0, 255, 256, ENTRIES - 1, *chance.sample(range(ENTRIES), 200)]:
        path = inclusion_from_tiles(index=index, size=ENTRIES, read_tile=store.read_tile)
        pymerkle_accepts(tree, entries[index], index=index, root=newest.root, path=path, size=ENTRIES)
        sigstore_accepts_inclusion(entries[index], index=index, checkpoint=newest, path=path)
    for old, new in itertools.pairwise(signed):
        pymerkle_finds_consistent(tree, old, new)
        assert consistency_from_tiles(old_size=old.size, size=new.size, read_tile=store.read_tile)
    for index in chance.sample(range(ENTRIES), 20):
        made = receipts.receipt_of(Leaf.objects.get(index=index), store)
        assert check_receipt(str(made.proof).encode(), made.entry, log_keys=[key]).code == HOLDS
        assert len(str(made.proof)) < 4096 and len(made.entry) < 1024
