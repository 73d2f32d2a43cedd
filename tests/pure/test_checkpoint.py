"""Checkpoints and cosignatures (c2sp.org/tlog-checkpoint, c2sp.org/tlog-cosignature)."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pure.log_vectors import (
    LOG_KEY,
    ORIGIN,
    SEEN_AT,
    STRANGERS_KEY,
    STRANGERS_SECRET,
    WITNESS,
    WITNESS_KEY,
    WITNESS_SECRET,
    checkpoint_of,
    cosigned,
    leaves_of,
    note_of,
    signed_by_the_log,
    with_bit_changed,
)
from sunforest.pure.canonical_encodings import LARGEST_SIZE, Malformed, bytes_from_base64
from sunforest.pure.checkpoint import Checkpoint, OtherLog, open_checkpoint, parse_checkpoint
from sunforest.pure.cosignature import cosign, message_of, parts_of, seen_at
from sunforest.pure.note_signature import NoteSignature, parse_signature_lines
from sunforest.pure.signed_note import BadSignature, NotSigned, SignedNote, sign_note, verified
from sunforest.pure.verifier_key import parse_verifier_key

TEXT = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
ROME = "rome2026h1.example.org\n300\ngw31yQrqZZCcEOPrzX+bpy3nJ6QgngTKn8G1m0i62uU=\n"
LEAVES = leaves_of(20)
NOTE = note_of(LEAVES)


def test_the_published_checkpoint_is_read_and_written_alike() -> None:
    checkpoint = parse_checkpoint(TEXT)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.root.hex()[:8] == "0ac5186a"
    assert str(checkpoint) == TEXT


def test_lines_that_another_log_adds_are_kept() -> None:
    assert parse_checkpoint(TEXT + "more\nand more\n").extensions == ("more", "and more")
    assert str(parse_checkpoint(TEXT + "more\n")) == TEXT + "more\n"


lines = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\n"), min_size=1)


@settings(deadline=None)
@given(lines, st.integers(0, LARGEST_SIZE), st.binary(min_size=32, max_size=32), st.lists(lines, max_size=3))
def test_every_checkpoint_comes_back(origin: str, size: int, root: bytes, extensions: list[str]) -> None:
    checkpoint = Checkpoint(origin, size, root, tuple(extensions))
    assert parse_checkpoint(str(checkpoint)) == checkpoint


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("\n\n\n", id="three empty lines"),
        pytest.param("a.example\n1\n", id="no root"),
        pytest.param(TEXT[:-1], id="last newline missing"),
        pytest.param(TEXT + "\n", id="empty line at the end"),
        pytest.param(TEXT + "\nmore\n", id="empty line among the extensions"),
        pytest.param(TEXT.replace("example.com/behind-the-sofa", ""), id="no origin"),
        pytest.param(TEXT.replace("20852163", "020852163"), id="size with leading zero"),
        pytest.param(TEXT.replace("20852163", "-1"), id="negative size"),
        pytest.param(TEXT.replace("20852163", "9223372036854775808"), id="size of 2^63"),
        pytest.param(TEXT.replace("20852163", "2085 2163"), id="blank in the size"),
        pytest.param(TEXT.replace("20852163", ""), id="no size"),
        pytest.param(TEXT.replace("q2I=", "q2J="), id="unused bits of the root"),
        pytest.param(TEXT.replace("CsUY", ""), id="root cut short"),
        pytest.param(TEXT.replace("CsUY", "CsUYCsUY"), id="root too long"),
        pytest.param(TEXT.replace("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=", "0a" * 32), id="root in hexadecimal"),
        pytest.param(TEXT.replace("\n", "\r\n"), id="carriage returns"),
        pytest.param(
            "go.sum database tree\n" + TEXT.partition("\n")[2].replace("\n", " ", 1), id="size and root on one line"
        ),
    ],
)
def test_a_malformed_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        parse_checkpoint(text)


@pytest.mark.parametrize(
    ("origin", "size", "root", "extensions"),
    [
        pytest.param("", 1, bytes(32), (), id="no origin"),
        pytest.param("a\nb", 1, bytes(32), (), id="origin of two lines"),
        pytest.param("a", -1, bytes(32), (), id="negative size"),
        pytest.param("a", LARGEST_SIZE + 1, bytes(32), (), id="size of 2^63"),
        pytest.param("a", 1, bytes(31), (), id="root cut short"),
        pytest.param("a", 1, bytes(32), ("",), id="empty extension"),
    ],
)
def test_what_cannot_be_read_again_is_not_made(
    origin: str, size: int, root: bytes, extensions: tuple[str, ...]
) -> None:
    with pytest.raises(Malformed):
        Checkpoint(origin, size, root, extensions)


def test_a_checkpoint_opens_with_the_key_of_its_log_and_tells_when_its_witness_saw_it() -> None:
    signed = open_checkpoint(str(NOTE).encode(), origin=ORIGIN, log_keys=[LOG_KEY], witness_keys=[WITNESS_KEY])
    assert signed.checkpoint == checkpoint_of(LEAVES)
    assert signed.note == NOTE
    assert signed.seen_at() == {WITNESS: SEEN_AT}


def test_of_two_cosignatures_the_newer_counts() -> None:
    note = cosigned(cosigned(NOTE, seconds=SEEN_AT + 3600), seconds=SEEN_AT + 60)
    signed = open_checkpoint(note, origin=ORIGIN, log_keys=[LOG_KEY], witness_keys=[WITNESS_KEY])
    assert signed.seen_at() == {WITNESS: SEEN_AT + 3600}


def test_a_checkpoint_opens_without_a_witness() -> None:
    signed = open_checkpoint(
        signed_by_the_log(str(checkpoint_of(LEAVES))), origin=ORIGIN, log_keys=[LOG_KEY], witness_keys=[WITNESS_KEY]
    )
    assert signed.seen_at() == {}


def test_during_a_change_of_keys_either_signature_opens() -> None:
    note = NOTE.with_signatures(sign_note(NOTE.text, key=STRANGERS_KEY, sign=STRANGERS_SECRET.sign).signatures)
    for keys in ([LOG_KEY], [STRANGERS_KEY], [LOG_KEY, STRANGERS_KEY]):
        assert open_checkpoint(note, origin=ORIGIN, log_keys=keys).checkpoint.size == 20


def test_the_checkpoint_of_another_log_does_not_open() -> None:
    with pytest.raises(OtherLog):
        open_checkpoint(NOTE, origin="other.example", log_keys=[LOG_KEY])


def test_a_witness_does_not_stand_for_the_log() -> None:
    only_witness = SignedNote(NOTE.text, NOTE.signatures[1:])
    with pytest.raises(NotSigned):
        open_checkpoint(only_witness, origin=ORIGIN, log_keys=[LOG_KEY], witness_keys=[WITNESS_KEY])


def test_a_witness_that_did_not_sign_this_spoils_the_checkpoint() -> None:
    other = cosign("another text\n", key=WITNESS_KEY, seconds=SEEN_AT, sign=WITNESS_SECRET.sign)
    with pytest.raises(BadSignature):
        open_checkpoint(NOTE.with_signatures([other]), origin=ORIGIN, log_keys=[LOG_KEY], witness_keys=[WITNESS_KEY])


def test_the_key_of_a_log_is_no_witness() -> None:
    with pytest.raises(ValueError, match="kind 04"):
        open_checkpoint(NOTE, origin=ORIGIN, log_keys=[LOG_KEY], witness_keys=[LOG_KEY])


@settings(deadline=None)
@given(st.integers(0, 8 * len(str(NOTE).encode()) - 1))
def test_one_bit_of_a_signed_checkpoint_spoils_it_or_silences_its_witness(bit: int) -> None:
    changed = with_bit_changed(str(NOTE).encode(), bit)
    try:
        signed = open_checkpoint(changed, origin=ORIGIN, log_keys=[LOG_KEY], witness_keys=[WITNESS_KEY])
    except (Malformed, OtherLog, NotSigned, BadSignature):
        return
    # Only the witness's name or key id changed: then it is an unknown witness, and the text is untouched.
    assert signed.note.text == NOTE.text
    assert signed.seen_at() == {}


def test_the_real_cosignature_of_a_mirror_verifies() -> None:
    key = parse_verifier_key("mirror.example.org+3fb148ef+BAAjjch9GyYz0sJsJx7ALhbdAtz2ov0unbzSl1vMp94O")
    line = (
        "— mirror.example.org "
        "P7FI7wAAAABpVGeAjA1S4pJm6MbcXjX7UUImu4azZtrfcVW2uyr/LXIYlwEJzXC0N0EiZkbqfLdXt/4gVEEuGmxJjAfXKMCISpsJAg==\n"
    )
    (signature,) = parse_signature_lines(line)
    assert verified(SignedNote(ROME, (signature,)), [key]) == (signature,)
    assert seen_at(signature) == 1767139200
    for text in (ROME.replace("300", "301"), ROME.replace("rome", "Rome")):
        with pytest.raises(BadSignature):
            verified(SignedNote(text, (signature,)), [key])


def test_the_example_of_the_specification_has_the_published_layout() -> None:
    data = bytes_from_base64(
        "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA=="
    )
    assert len(data) == 76
    assert data[:4].hex() == "8d66cf3f"
    assert parts_of(data[4:])[0] == 1679315147


def test_a_witness_signs_header_time_and_text() -> None:
    assert message_of(TEXT, seconds=1679315147) == f"cosignature/v1\ntime 1679315147\n{TEXT}".encode()


def test_one_bit_of_the_time_spoils_a_cosignature() -> None:
    signature = cosign(ROME, key=WITNESS_KEY, seconds=SEEN_AT, sign=WITNESS_SECRET.sign)
    for bit in range(64):
        changed = NoteSignature(WITNESS, signature.key_id, with_bit_changed(signature.payload, bit))
        with pytest.raises(BadSignature):
            verified(SignedNote(ROME, (changed,)), [WITNESS_KEY])


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(b"", id="empty"),
        pytest.param(bytes(7) + b"\1" + bytes(63), id="a byte too few"),
        pytest.param(bytes(7) + b"\1" + bytes(65), id="a byte too many"),
        pytest.param(bytes(64), id="time missing"),
        pytest.param(bytes(72), id="time nought"),
        pytest.param(b"\x80" + bytes(71), id="time 2^63"),
    ],
)
def test_a_malformed_cosignature_is_refused(payload: bytes) -> None:
    with pytest.raises(Malformed):
        parts_of(payload)
    if payload:
        with pytest.raises(BadSignature):
            verified(SignedNote(ROME, (NoteSignature(WITNESS, WITNESS_KEY.key_id, payload),)), [WITNESS_KEY])


def test_the_key_of_a_log_makes_no_cosignature() -> None:
    with pytest.raises(ValueError, match="not the key of a witness"):
        cosign(TEXT, key=LOG_KEY, seconds=SEEN_AT, sign=WITNESS_SECRET.sign)


def test_a_checkpoint_with_one_cosignature_stays_small_enough_to_print() -> None:
    assert len(str(NOTE).encode()) < 400
    assert base64.b64encode(checkpoint_of(LEAVES).root).decode() in str(NOTE)
