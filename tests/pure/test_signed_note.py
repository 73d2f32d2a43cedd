"""Signed notes (c2sp.org/signed-note): what is read, whose signature counts, and what is refused."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from pure.log_vectors import (
    LOG_KEY,
    LOG_SECRET,
    ORIGIN,
    STRANGERS_KEY,
    STRANGERS_SECRET,
    WITNESS_KEY,
    cosigned,
    signed_by_the_log,
    with_bit_changed,
)
from sunforest.pure.canonical_encodings import Malformed, base64_of
from sunforest.pure.note_signature import NoteSignature, parse_signature_lines
from sunforest.pure.signed_note import BadSignature, NotSigned, SignedNote, parse_note, sign_note, verified
from sunforest.pure.verifier_key import ED25519, ML_DSA_COSIGNATURE, VerifierKey, parse_verifier_key

FOO_KEY = parse_verifier_key("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
FOO = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
PETER_KEY = parse_verifier_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
PETER_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
PETER = (
    f"{PETER_TEXT}\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


@pytest.mark.parametrize(("note", "key"), [(FOO, FOO_KEY), (PETER, PETER_KEY)], ids=["example.com/foo", "PeterNeumann"])
def test_the_published_notes_are_read_verified_and_written_alike(note: str, key: VerifierKey) -> None:
    read = parse_note(note.encode())
    assert str(read) == note
    assert verified(read, [key]) == read.signatures


def test_signing_with_the_published_secret_gives_the_published_note() -> None:
    secret = Ed25519PrivateKey.from_private_bytes(
        bytes.fromhex("810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173")
    )
    assert str(sign_note(PETER_TEXT, key=PETER_KEY, sign=secret.sign)) == PETER


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n")), st.binary(min_size=1, max_size=90)
)
def test_every_note_comes_back(text: str, payload: bytes) -> None:
    note = SignedNote(text + "\n", (NoteSignature("阳光.example", b"\x01\x02\x03\x04", payload),))
    assert parse_note(str(note).encode()) == note


def test_empty_lines_belong_to_the_text_but_the_last_one() -> None:
    note = signed_by_the_log("\n\none\n\n\n")
    assert parse_note(str(note).encode()).text == "\n\none\n\n\n"
    assert verified(parse_note(str(note).encode()), [LOG_KEY]) == note.signatures


def with_lines(*lines: NoteSignature) -> SignedNote:
    return signed_by_the_log("text\n").with_signatures(lines)


def test_lines_of_unknown_keys_are_passed_over() -> None:
    stranger = sign_note("another text\n", key=STRANGERS_KEY, sign=STRANGERS_SECRET.sign).signatures[0]
    same_name = NoteSignature(ORIGIN, b"\xff\xff\xff\xff", bytes(64))
    same_id = NoteSignature("another.example", LOG_KEY.key_id, bytes(64))
    note = with_lines(stranger, same_name, same_id)
    assert verified(note, [LOG_KEY]) == note.signatures[:1]


def test_a_known_key_with_a_wrong_signature_spoils_the_whole_note() -> None:
    wrong = sign_note("another text\n", key=STRANGERS_KEY, sign=STRANGERS_SECRET.sign).signatures[0]
    with pytest.raises(BadSignature):
        verified(with_lines(wrong), [LOG_KEY, STRANGERS_KEY])


def test_a_second_line_of_the_same_key_must_verify_too() -> None:
    with pytest.raises(BadSignature):
        verified(with_lines(NoteSignature(ORIGIN, LOG_KEY.key_id, bytes(64))), [LOG_KEY])


def test_a_note_that_no_known_key_signed_is_refused() -> None:
    for keys in ([], [STRANGERS_KEY]):
        with pytest.raises(NotSigned):
            verified(with_lines(), keys)


def test_sixteen_signatures_are_verified_and_a_hundred_read() -> None:
    secrets = [Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in range(16)]
    keys = [VerifierKey(f"key{n}.example", ED25519, s.public_key().public_bytes_raw()) for n, s in enumerate(secrets)]
    lines = [sign_note("text\n", key=k, sign=s.sign).signatures[0] for k, s in zip(keys, secrets, strict=True)]
    note = parse_note(str(SignedNote("text\n", tuple(lines))).encode())
    assert verified(note, keys) == tuple(lines)
    assert len(parse_note(str(SignedNote("text\n", lines[0:1] * 100)).encode()).signatures) == 100


def test_a_cosignature_is_verified_beside_the_signature_of_the_log() -> None:
    note = cosigned(signed_by_the_log("text\n"))
    assert verified(note, [LOG_KEY, WITNESS_KEY]) == note.signatures


def test_a_line_that_is_there_is_not_added_again() -> None:
    note = signed_by_the_log("text\n")
    assert note.with_signatures(note.signatures) == note


def test_two_keys_of_one_name_and_id_are_refused() -> None:
    class SameId(VerifierKey):
        key_id = LOG_KEY.key_id

    with pytest.raises(ValueError, match="two keys"):
        verified(with_lines(), [LOG_KEY, SameId(ORIGIN, ED25519, STRANGERS_KEY.public_key)])


def test_a_key_that_cannot_be_checked_is_not_taken_for_a_known_one() -> None:
    with pytest.raises(ValueError, match="cannot be checked"):
        verified(with_lines(), [VerifierKey(ORIGIN, ML_DSA_COSIGNATURE, bytes(1312))])


def test_the_key_of_a_witness_signs_no_note() -> None:
    with pytest.raises(ValueError, match="does not sign"):
        sign_note("text\n", key=WITNESS_KEY, sign=LOG_SECRET.sign)


@settings(deadline=None)
@given(st.integers(0, 8 * len(FOO.encode()) - 1))
def test_one_bit_of_a_note_spoils_it(bit: int) -> None:
    with pytest.raises((Malformed, NotSigned, BadSignature)):
        verified(parse_note(with_bit_changed(FOO.encode(), bit)), [FOO_KEY])


LINE = FOO.split("\n")[2]
SIGNATURE = LINE.split(" ")[2]


@pytest.mark.parametrize(
    "note",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\n", id="one newline"),
        pytest.param(b"\n\n", id="two newlines"),
        pytest.param(b"text\n", id="text alone"),
        pytest.param(b"text\n\n", id="no signature"),
        pytest.param(f"text\n{LINE}\n".encode(), id="no empty line"),
        pytest.param(f"text\n\n{LINE}".encode(), id="last newline missing"),
        pytest.param(f"text\n\n{LINE}\n\n".encode(), id="empty line after the signatures"),
        pytest.param(f"text\n\n{LINE}\nmore\n".encode(), id="text after the signatures"),
        pytest.param(f"text\n\n{LINE}\n\n{LINE[:-1]}\n".encode(), id="second block cut short"),
        pytest.param(f"text\r\n\r\n{LINE}\r\n".encode(), id="carriage returns"),
        pytest.param(f"a\tb\n\n{LINE}\n".encode(), id="tab in the text"),
        pytest.param(f"a\0b\n\n{LINE}\n".encode(), id="zero in the text"),
        pytest.param(f"a\x1bb\n\n{LINE}\n".encode(), id="escape in the text"),
        pytest.param(f"text\n\n{LINE}\n".encode("utf-16"), id="UTF-16"),
        pytest.param(b"\xff\n\n" + f"{LINE}\n".encode(), id="byte ff"),
        pytest.param(b"\xed\xa0\x80\n\n" + f"{LINE}\n".encode(), id="half a surrogate pair"),
        pytest.param(b"\xc0\x8a\n\n" + f"{LINE}\n".encode(), id="newline in too many bytes"),
        pytest.param(f"text\n\n{LINE.replace('—', '-')}\n".encode(), id="hyphen for the dash"),
        pytest.param(f"text\n\n{LINE.replace('—', '–')}\n".encode(), id="short dash for the dash"),
        pytest.param(f"text\n\n {LINE}\n".encode(), id="blank before the dash"),
        pytest.param(f"text\n\n{LINE.replace('— ', '—')}\n".encode(), id="no blank after the dash"),
        pytest.param(f"text\n\n{LINE.replace('— ', '—  ')}\n".encode(), id="two blanks after the dash"),
        pytest.param(f"text\n\n— {SIGNATURE}\n".encode(), id="no name"),
        pytest.param(f"text\n\n—  {SIGNATURE}\n".encode(), id="empty name"),
        pytest.param(f"text\n\n— a+b {SIGNATURE}\n".encode(), id="plus in the name"),
        pytest.param(f"text\n\n— a\u00a0b {SIGNATURE}\n".encode(), id="hard blank in the name"),
        pytest.param(f"text\n\n— a\u2028b {SIGNATURE}\n".encode(), id="line separator in the name"),
        pytest.param(f"text\n\n— a b {SIGNATURE}\n".encode(), id="two names"),
        pytest.param(f"text\n\n{LINE} \n".encode(), id="blank after the signature"),
        pytest.param(f"text\n\n{LINE[:-1]}\n".encode(), id="padding missing"),
        pytest.param(f"text\n\n— a {SIGNATURE.replace('/', '_')[:-4]}_A==\n".encode(), id="alphabet of addresses"),
        pytest.param("text\n\n— a U+W=\n".encode(), id="unused bits set"),
        pytest.param("text\n\n— a AQIDBA==\n".encode(), id="key id without a signature"),
        pytest.param("text\n\n— a AQID\n".encode(), id="key id cut short"),
        pytest.param("text\n\n— a \n".encode(), id="empty signature"),
        pytest.param(f"text\n\n{LINE}\n".encode() + f"{LINE}\n".encode() * 100, id="101 signatures"),
        pytest.param(b"a" * 1_000_000 + f"\n\n{LINE}\n".encode(), id="longer than a million bytes"),
    ],
)
def test_a_malformed_note_is_refused(note: bytes) -> None:
    with pytest.raises(Malformed):
        parse_note(note)


@pytest.mark.parametrize("text", ["", "no newline", "tab\t\n"])
def test_a_text_that_makes_no_note_is_not_signed(text: str) -> None:
    with pytest.raises(Malformed):
        signed_by_the_log(text)


def test_a_note_that_could_not_be_read_again_is_not_made() -> None:
    line = NoteSignature("a.example", b"\x01\x02\x03\x04", b"\x05")
    for lines in ((), (line,) * 101):
        with pytest.raises(Malformed):
            SignedNote("text\n", lines)


def test_signature_lines_are_read_without_a_text() -> None:
    line = NoteSignature("a.example", b"\x01\x02\x03\x04", b"\x05")
    assert parse_signature_lines(f"— a.example {base64_of(bytes(range(1, 6)))}\n") == (line,)
