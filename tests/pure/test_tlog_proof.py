"""Receipts (c2sp.org/tlog-proof@v1): what they prove offline, and every way in which they stop proving it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pure.log_vectors import (
    LOG_KEY,
    ORIGIN,
    SEEN_AT,
    STRANGERS_KEY,
    WITNESS,
    WITNESS_KEY,
    leaves_of,
    note_of,
    receipt_of,
    signed_by_the_log,
    with_bit_changed,
)
from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.checkpoint import Checkpoint, OtherLog, SignedCheckpoint
from sunforest.pure.merkle import tree_hash
from sunforest.pure.merkle_proofs import NotProven
from sunforest.pure.signed_note import BadSignature, NotSigned
from sunforest.pure.tlog_proof import TlogProof, parse_proof, verify_proof

LEAVES = leaves_of(13)
RECEIPT = receipt_of(5, LEAVES, extra=b"salt")
TEXT = str(RECEIPT)
REFUSALS = (Malformed, OtherLog, NotSigned, BadSignature, NotProven)


def opened(proof: TlogProof, leaf: bytes = LEAVES[5], origin: str = ORIGIN) -> SignedCheckpoint:
    return verify_proof(proof, leaf=leaf, origin=origin, log_keys=[LOG_KEY], witness_keys=[WITNESS_KEY])


def test_a_receipt_proves_its_entry_and_names_its_witness() -> None:
    signed = opened(parse_proof(TEXT.encode()))
    assert signed.checkpoint == Checkpoint(ORIGIN, 13, tree_hash(LEAVES))
    assert signed.seen_at() == {WITNESS: SEEN_AT}


def test_a_receipt_is_laid_out_as_the_specification_says() -> None:
    lines = TEXT.split("\n")
    assert lines[:3] == ["c2sp.org/tlog-proof@v1", "extra c2FsdA==", "index 5"]
    assert lines[7] == ""
    assert "\n".join(lines[8:]) == str(note_of(LEAVES))


def test_a_receipt_without_extra_leaves_the_line_out() -> None:
    proof = receipt_of(5, LEAVES)
    assert str(proof).split("\n")[1] == "index 5"
    assert parse_proof(str(proof).encode()) == proof


def test_the_only_entry_of_a_log_needs_no_hashes() -> None:
    proof = receipt_of(0, LEAVES[:1])
    assert proof.hashes == ()
    assert opened(parse_proof(str(proof).encode()), leaf=LEAVES[0]).checkpoint.size == 1


def test_the_specifications_own_lines_are_read() -> None:
    text = (
        "c2sp.org/tlog-proof@v1\n"
        "index 73894\n"
        "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n"
        "B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=\n"
        f"\n{note_of(LEAVES)}"
    )
    assert str(parse_proof(text.encode())) == text
    assert parse_proof(text.encode()).index == 73894


@settings(deadline=None)
@given(st.integers(1, 13), st.data(), st.binary(max_size=60))
def test_every_receipt_comes_back_and_proves(size: int, data: st.DataObject, extra: bytes) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = receipt_of(index, LEAVES[:size], extra or None)
    assert parse_proof(str(proof).encode()) == proof
    assert opened(proof, leaf=LEAVES[index]).checkpoint.size == size


@settings(deadline=None)
@given(st.integers(0, 8 * len(TEXT.encode()) - 1))
def test_one_bit_of_a_receipt_spoils_it_or_touches_only_what_nobody_vouches_for(bit: int) -> None:
    changed = with_bit_changed(TEXT.encode(), bit)
    try:
        proof = parse_proof(changed)
        signed = opened(proof)
    except REFUSALS:
        return
    # What is left: the extra data, or the witness's name and key id, which make it unknown and no longer counted.
    assert (proof.index, proof.hashes, proof.note.text) == (RECEIPT.index, RECEIPT.hashes, RECEIPT.note.text)
    assert proof.extra != RECEIPT.extra or signed.seen_at() == {}


@settings(deadline=None)
@given(st.integers(0, 255))
def test_one_bit_of_the_leaf_spoils_a_receipt(bit: int) -> None:
    with pytest.raises(NotProven):
        opened(RECEIPT, leaf=with_bit_changed(LEAVES[5], bit))


@settings(deadline=None)
@given(st.integers(0, 62))
def test_one_bit_of_the_size_spoils_a_receipt(bit: int) -> None:
    text = RECEIPT.note.text.replace("\n13\n", f"\n{13 ^ 1 << bit}\n")
    changed = TlogProof(5, RECEIPT.hashes, type(RECEIPT.note)(text, RECEIPT.note.signatures))
    with pytest.raises(BadSignature):
        opened(changed)


def test_a_receipt_of_another_log_proves_nothing() -> None:
    with pytest.raises(OtherLog):
        opened(RECEIPT, origin="other.example")


def test_a_receipt_needs_a_key_of_its_log() -> None:
    with pytest.raises(NotSigned):
        verify_proof(RECEIPT, leaf=LEAVES[5], origin=ORIGIN, log_keys=[STRANGERS_KEY])


def test_a_signed_root_of_other_entries_proves_nothing() -> None:
    other = signed_by_the_log(str(Checkpoint(ORIGIN, 13, tree_hash(LEAVES[::-1]))))
    with pytest.raises(NotProven):
        opened(TlogProof(5, RECEIPT.hashes, other))


HASHES = "".join(line + "\n" for line in TEXT.split("\n")[3:7])
NOTE = str(note_of(LEAVES))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("c2sp.org/tlog-proof@v1\n", id="first line alone"),
        pytest.param(TEXT.replace("@v1", "@v2"), id="version 2"),
        pytest.param(TEXT.replace("c2sp.org", "C2SP.org"), id="first line in capitals"),
        pytest.param("\n" + TEXT, id="empty line before"),
        pytest.param("\ufeff" + TEXT, id="byte order mark"),
        pytest.param(TEXT.replace("extra c2FsdA==", "extra"), id="extra without data"),
        pytest.param(TEXT.replace("extra c2FsdA==", "extra "), id="empty extra"),
        pytest.param(TEXT.replace("extra c2FsdA==", "extra c2FsdA"), id="extra without padding"),
        pytest.param(TEXT.replace("extra ", "Extra "), id="Extra"),
        pytest.param(TEXT.replace("extra ", "extra  "), id="two blanks after extra"),
        pytest.param(TEXT.replace("extra c2FsdA==\n", "extra c2FsdA==\n" * 2), id="extra twice"),
        pytest.param(TEXT.replace("extra c2FsdA==\nindex 5\n", "index 5\nextra c2FsdA==\n"), id="extra after index"),
        pytest.param(TEXT.replace("index 5\n", ""), id="no index"),
        pytest.param(TEXT.replace("index 5\n", "index 5\nindex 5\n"), id="index twice"),
        pytest.param(TEXT.replace("index 5", "index 05"), id="index with leading zero"),
        pytest.param(TEXT.replace("index 5", "index -5"), id="negative index"),
        pytest.param(TEXT.replace("index 5", "index 5 "), id="blank after the index"),
        pytest.param(TEXT.replace("index 5", "index\t5"), id="tab before the index"),
        pytest.param(TEXT.replace("index 5", "index ５"), id="full-width index"),
        pytest.param(TEXT.replace("index 5", "index 9223372036854775808"), id="index of 2^63"),
        pytest.param(TEXT.replace(HASHES, HASHES[4:]), id="a hash cut short"),
        pytest.param(TEXT.replace(HASHES, HASHES.replace("\n", " \n")), id="blanks after hashes"),
        pytest.param(TEXT.replace(HASHES, HASHES.replace("\n", "\r\n")), id="carriage returns"),
        pytest.param(TEXT.replace(HASHES, HASHES * 16), id="64 hashes"),
        pytest.param(TEXT.replace(HASHES + "\n", HASHES), id="no empty line"),
        pytest.param(TEXT.replace(HASHES + "\n", HASHES + "\n\n\n\n"), id="more empty lines than one"),
        pytest.param(TEXT.removesuffix(NOTE), id="no checkpoint"),
        pytest.param(TEXT.replace("\n13\n", "\n"), id="a note that is no checkpoint"),
        pytest.param(TEXT[:-1], id="last newline missing"),
        pytest.param(TEXT + "\n", id="empty line after"),
        pytest.param(TEXT + "x" * 2_000_000, id="two million bytes"),
    ],
)
def test_a_malformed_receipt_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        parse_proof(text.encode())


@pytest.mark.parametrize(
    ("index", "hashes", "extra"),
    [
        pytest.param(-1, (), None, id="negative index"),
        pytest.param(2**63, (), None, id="index of 2^63"),
        pytest.param(0, (bytes(31),), None, id="a hash cut short"),
        pytest.param(0, (bytes(32),) * 64, None, id="64 hashes"),
        pytest.param(0, (), b"", id="empty extra"),
    ],
)
def test_what_cannot_be_read_again_is_not_made(index: int, hashes: tuple[bytes, ...], extra: bytes | None) -> None:
    with pytest.raises(Malformed):
        TlogProof(index, hashes, RECEIPT.note, extra)


def test_a_receipt_with_extra_and_a_witness_stays_below_four_kilobytes_at_ten_million_entries() -> None:
    assert len(str(TlogProof(9_999_999, (bytes(32),) * 24, RECEIPT.note, bytes(32))).encode()) < 2_000
