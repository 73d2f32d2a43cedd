"""Our log read by software that is not ours: pymerkle for the tree, sigstore for receipts and signed notes.

Both are needed by the tests alone. The third, Go's own, reads whole exported logs in the drill (tests/load).
"""

from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree, InvalidProof, verify_consistency, verify_inclusion
from pymerkle.proof import InclusionProof
from sigstore._internal.merkle import verify_merkle_inclusion
from sigstore._internal.rekor.checkpoint import SignedCheckpoint
from sigstore._internal.trust import Keyring
from sigstore.errors import VerificationError
from sigstore_models.common import v1 as common_v1

from pure.log_vectors import LOG_KEY, LOG_SECRET, ORIGIN, entries_of, nodes_of, note_of, with_bit_changed
from sunforest.pure.canonical_encodings import base64_of
from sunforest.pure.merkle import leaf_hash, leaf_hashes, tree_hash
from sunforest.pure.merkle_proofs import inclusion_proof

ENTRIES = entries_of(300)
LEAVES = leaf_hashes(ENTRIES)
PYMERKLE = InmemoryTree(algorithm="sha256")
for entry in ENTRIES:
    PYMERKLE.append_entry(entry)

sizes = st.integers(1, 300)


def path_of(index: int, size: int) -> list[bytes]:
    return list(inclusion_proof(index=index, size=size, node=nodes_of(LEAVES[:size])))


@pytest.mark.parametrize("size", [*range(1, 70), 127, 128, 129, 255, 256, 257, 300])
def test_pymerkle_has_the_same_root(size: int) -> None:
    assert PYMERKLE.get_state(size) == tree_hash(LEAVES[:size])


@settings(deadline=None)
@given(sizes, st.data())
def test_pymerkle_accepts_our_path_and_refuses_a_changed_one(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    theirs = PYMERKLE.prove_inclusion(index + 1, size)
    root, hashes = tree_hash(LEAVES[:size]), [LEAVES[index], *path_of(index, size)]
    ours = InclusionProof("sha256", True, size, index + 1, theirs.rule, hashes)
    verify_inclusion(LEAVES[index], root, ours, index=index + 1, size=size)
    hashes[-1] = with_bit_changed(hashes[-1], data.draw(st.integers(0, 255)))
    with pytest.raises(InvalidProof):
        verify_inclusion(LEAVES[index], root, ours, index=index + 1, size=size)


@settings(deadline=None)
@given(sizes, st.data())
def test_pymerkle_finds_our_roots_consistent(size: int, data: st.DataObject) -> None:
    # pymerkle goes down to a single leaf where RFC 6962 stops at a subtree; so its own proof is held to our roots.
    old_size = data.draw(st.integers(1, size))
    proof = PYMERKLE.prove_consistency(old_size, size)
    old_root, root = tree_hash(LEAVES[:old_size]), tree_hash(LEAVES[:size])
    verify_consistency(old_root, root, proof, prior_size=old_size, later_size=size)
    with pytest.raises(InvalidProof):
        verify_consistency(with_bit_changed(old_root, 7), root, proof, prior_size=old_size, later_size=size)


def as_sigstore(index: int, size: int, entry: bytes) -> SimpleNamespace:
    proof = SimpleNamespace(
        log_index=index, tree_size=size, hashes=path_of(index, size), root_hash=tree_hash(LEAVES[:size])
    )
    return SimpleNamespace(_inner=SimpleNamespace(inclusion_proof=proof, canonicalized_body=entry))


@settings(deadline=None)
@given(sizes, st.data())
def test_sigstore_accepts_our_path_and_refuses_another_entry(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    verify_merkle_inclusion(as_sigstore(index, size, ENTRIES[index]))
    with pytest.raises(VerificationError):
        verify_merkle_inclusion(as_sigstore(index, size, ENTRIES[index] + b" "))


def sigstores_ring() -> Keyring:
    spki = LOG_SECRET.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    key = common_v1.PublicKey(raw_bytes=base64_of(spki), key_details=common_v1.PublicKeyDetails.PKIX_ED25519)
    return Keyring([key])


def test_sigstore_reads_our_checkpoint_and_accepts_its_signature() -> None:
    theirs = SignedCheckpoint.from_text(str(note_of(LEAVES)))
    assert (theirs.checkpoint.origin, theirs.checkpoint.log_size) == (ORIGIN, 300)
    assert theirs.checkpoint.log_hash == tree_hash(LEAVES).hex()
    theirs.signed_note.verify(sigstores_ring(), LOG_KEY.key_id)


def test_sigstore_refuses_our_checkpoint_with_another_size() -> None:
    theirs = SignedCheckpoint.from_text(str(note_of(LEAVES)).replace("\n300\n", "\n301\n"))
    with pytest.raises(VerificationError):
        theirs.signed_note.verify(sigstores_ring(), LOG_KEY.key_id)


def test_the_leaf_hash_is_that_of_the_others() -> None:
    assert PYMERKLE.get_leaf(5) == leaf_hash(ENTRIES[4])
