"""Programs that are not ours, held to a log of ours: pymerkle, sigstore and tamperlog, all from the registry.

The notes are judged by sigstore, inclusion by all three, consistency by pymerkle (its own proofs) and tamperlog (ours).
"""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pymerkle import InmemoryTree, verify_consistency, verify_inclusion
from pymerkle.proof import InclusionProof
from sigstore._internal.merkle import verify_merkle_inclusion
from sigstore._internal.rekor.checkpoint import SignedCheckpoint
from sigstore._internal.trust import Keyring
from sigstore_models.common import v1 as common_v1
from tamperlog import merkle as tamperlog

from sunforest.pure.canonical_encodings import base64_of
from sunforest.pure.checkpoint import Checkpoint
from sunforest.pure.merkle import leaf_hash
from sunforest.pure.verifier_key import VerifierKey


def pymerkles_tree(entries: Sequence[bytes]) -> InmemoryTree:
    """The tree that pymerkle makes of the entries."""
    tree = InmemoryTree(algorithm="sha256")
    for entry in entries:
        tree.append_entry(entry)
    return tree


def pymerkle_accepts(
    tree: InmemoryTree, entry: bytes, *, index: int, root: bytes, path: Sequence[bytes], size: int
) -> None:
    """Raises pymerkle's InvalidProof unless it finds the entry included by our path."""
    hashed = leaf_hash(entry)
    theirs = tree.prove_inclusion(index + 1, size)
    ours = InclusionProof("sha256", True, size, index + 1, theirs.rule, [hashed, *path])
    verify_inclusion(hashed, root, ours, index=index + 1, size=size)


def pymerkle_finds_consistent(tree: InmemoryTree, old: Checkpoint, new: Checkpoint) -> None:
    """Raises pymerkle's InvalidProof unless its own proof leads from our old root to our new one."""
    proof = tree.prove_consistency(old.size, new.size)
    verify_consistency(old.root, new.root, proof, prior_size=old.size, later_size=new.size)


def sigstore_accepts_note(note: bytes, key: VerifierKey) -> Checkpoint:
    """What sigstore reads in a signed checkpoint whose signature it accepts. Raises its VerificationError."""
    public = Ed25519PublicKey.from_public_bytes(key.public_key)
    spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ring = Keyring(
        [common_v1.PublicKey(raw_bytes=base64_of(spki), key_details=common_v1.PublicKeyDetails.PKIX_ED25519)]
    )
    theirs = SignedCheckpoint.from_text(note.decode())
    theirs.signed_note.verify(ring, key.key_id)
    read = theirs.checkpoint
    return Checkpoint(read.origin, read.log_size, bytes.fromhex(read.log_hash))


def sigstore_accepts_inclusion(entry: bytes, *, index: int, checkpoint: Checkpoint, path: Sequence[bytes]) -> None:
    """Raises sigstore's VerificationError unless it finds the entry under the checkpoint."""
    proof = SimpleNamespace(log_index=index, tree_size=checkpoint.size, hashes=list(path), root_hash=checkpoint.root)
    verify_merkle_inclusion(SimpleNamespace(_inner=SimpleNamespace(inclusion_proof=proof, canonicalized_body=entry)))


def tamperlog_accepts(entry: bytes, *, index: int, checkpoint: Checkpoint, path: Sequence[bytes]) -> None:
    """Raises tamperlog's ProofError unless it finds the entry under the checkpoint."""
    tamperlog.verify_inclusion(index, checkpoint.size, leaf_hash(entry), list(path), checkpoint.root)


def tamperlog_finds_consistent(old: Checkpoint, new: Checkpoint, proof: Sequence[bytes]) -> None:
    """Raises tamperlog's ProofError unless our proof leads from our old root to our new one."""
    tamperlog.verify_consistency(old.size, old.root, new.size, new.root, list(proof))
