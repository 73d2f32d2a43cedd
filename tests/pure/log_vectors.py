"""A log, a witness and their secrets, invented for the tests; the entries are those of a published set of vectors."""

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sunforest.pure.checkpoint import Checkpoint
from sunforest.pure.cosignature import cosign
from sunforest.pure.merkle import complete_nodes, leaf_hashes, tree_hash
from sunforest.pure.merkle_proofs import Node, consistency_proof, inclusion_proof
from sunforest.pure.signed_note import SignedNote, sign_note
from sunforest.pure.tile_paths import TilePath
from sunforest.pure.tiles import grown_tiles
from sunforest.pure.tlog_proof import TlogProof
from sunforest.pure.verifier_key import COSIGNATURE, ED25519, VerifierKey

ORIGIN = "log.sunforest.example/test"
WITNESS = "witness.neighbour.example/w1"
SEEN_AT = 1767139200

LOG_SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(0x20)))
WITNESS_SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(0x20, 0x40)))
STRANGERS_SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(0x40, 0x60)))

LOG_KEY = VerifierKey(ORIGIN, ED25519, LOG_SECRET.public_key().public_bytes_raw())
WITNESS_KEY = VerifierKey(WITNESS, COSIGNATURE, WITNESS_SECRET.public_key().public_bytes_raw())
STRANGERS_KEY = VerifierKey("stranger.example", ED25519, STRANGERS_SECRET.public_key().public_bytes_raw())

CT_ENTRIES = tuple(
    map(
        bytes.fromhex,
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"],
    )
)


def entries_of(count: int) -> list[bytes]:
    """The first ``count`` entries of the log."""
    return [b'{"i":%d,"k":"foi.answer","c":"%s"}' % (i, _digest(i)) for i in range(count)]


def _digest(number: int) -> bytes:
    return hashlib.sha256(f"salt{number}".encode()).hexdigest().encode()


def nodes_of(leaves: list[bytes]) -> Node:
    """A reader of complete nodes over leaf hashes in memory."""
    rows = complete_nodes(leaves)
    return lambda level, index: rows[level][index]


class Tiles:
    """The tiles of a log, in memory, grown by any batches; ``read`` counts how often it was asked."""

    def __init__(self) -> None:
        self.size, self.asked = 0, 0
        self.kept: dict[TilePath, bytes] = {}

    def read(self, level: int, index: int, width: int) -> bytes:
        self.asked += 1
        return self.kept[TilePath(level, index, width)]

    def grow(self, leaves: list[bytes]) -> list[TilePath]:
        written = dict(grown_tiles(old_size=self.size, leaves=leaves, read_tile=self.read))
        self.kept.update(written)
        self.size += len(leaves)
        return list(written)


def checkpoint_of(leaves: list[bytes]) -> Checkpoint:
    return Checkpoint(ORIGIN, len(leaves), tree_hash(leaves))


def signed_by_the_log(text: str) -> SignedNote:
    return sign_note(text, key=LOG_KEY, sign=LOG_SECRET.sign)


def cosigned(note: SignedNote, *, seconds: int = SEEN_AT) -> SignedNote:
    return note.with_signatures([cosign(note.text, key=WITNESS_KEY, seconds=seconds, sign=WITNESS_SECRET.sign)])


def note_of(leaves: list[bytes]) -> SignedNote:
    """The checkpoint over these leaf hashes, signed by the log and its witness."""
    return cosigned(signed_by_the_log(str(checkpoint_of(leaves))))


def receipt_of(index: int, leaves: list[bytes], extra: bytes | None = None) -> TlogProof:
    hashes = inclusion_proof(index=index, size=len(leaves), node=nodes_of(leaves))
    return TlogProof(index, hashes, note_of(leaves), extra)


def consistency_of(old_size: int, leaves: list[bytes]) -> tuple[bytes, ...]:
    return consistency_proof(old_size=old_size, size=len(leaves), node=nodes_of(leaves))


def leaves_of(count: int) -> list[bytes]:
    """The leaf hashes of the log's first entries."""
    return leaf_hashes(entries_of(count))


def with_bit_changed(data: bytes, bit: int) -> bytes:
    """The bytes with one bit turned over; ``bit`` counts from the start, modulo their length."""
    place, shift = divmod(bit % (8 * len(data)), 8)
    return data[:place] + bytes([data[place] ^ 1 << shift]) + data[place + 1 :]
