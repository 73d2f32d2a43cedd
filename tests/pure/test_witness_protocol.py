"""What a witness is asked and must answer (c2sp.org/tlog-witness)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pure.log_vectors import (
    LOG_KEY,
    ORIGIN,
    SEEN_AT,
    STRANGERS_KEY,
    STRANGERS_SECRET,
    WITNESS_KEY,
    WITNESS_SECRET,
    checkpoint_of,
    consistency_of,
    leaves_of,
    note_of,
    signed_by_the_log,
)
from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.checkpoint import Checkpoint
from sunforest.pure.cosignature import cosign
from sunforest.pure.merkle import EMPTY_ROOT, tree_hash
from sunforest.pure.note_signature import NoteSignature
from sunforest.pure.signed_note import SignedNote, sign_note, verified
from sunforest.pure.witness_protocol import (
    PLAIN_TEXT,
    SIZE_TEXT,
    AddCheckpoint,
    Judgement,
    Seen,
    cosignatures_in,
    judge,
    monitoring_path,
    parse_request,
    size_in_conflict,
)

LEAVES = leaves_of(30)
LOGS = {ORIGIN: [LOG_KEY]}


def seen(size: int) -> Seen:
    return Seen(size, tree_hash(LEAVES[:size]))


def request(old_size: int, size: int) -> AddCheckpoint:
    leaves = LEAVES[:size]
    return AddCheckpoint(old_size, consistency_of(old_size, leaves), note_of(leaves))


def status(asked: AddCheckpoint, last: Seen | None) -> int:
    return judge(asked, log_keys=LOGS, seen=last).status


@settings(deadline=None)
@given(st.integers(0, 30), st.data())
def test_every_honest_growth_is_seen(size: int, data: st.DataObject) -> None:
    old_size = data.draw(st.integers(0, size))
    judgement = judge(request(old_size, size), log_keys=LOGS, seen=seen(old_size) if old_size else None)
    assert judgement == Judgement(200, "", seen=seen(size))


def test_the_same_checkpoint_is_seen_again_to_renew_the_time() -> None:
    assert judge(request(20, 20), log_keys=LOGS, seen=seen(20)).seen == seen(20)


def test_an_unknown_origin_is_404() -> None:
    note = sign_note(str(Checkpoint("other.example", 1, bytes(32))), key=STRANGERS_KEY, sign=STRANGERS_SECRET.sign)
    assert status(AddCheckpoint(0, (), note), None) == 404


def test_an_unknown_origin_is_404_even_with_a_wrong_signature() -> None:
    note = SignedNote(str(Checkpoint("other.example", 1, bytes(32))), (NoteSignature("a", bytes(4), b"x"),))
    assert status(AddCheckpoint(9, (), note), seen(3)) == 404


def test_a_checkpoint_that_the_log_did_not_sign_is_403() -> None:
    note = sign_note(str(checkpoint_of(LEAVES)), key=STRANGERS_KEY, sign=STRANGERS_SECRET.sign)
    assert status(AddCheckpoint(0, (), note), None) == 403


def test_a_wrong_signature_of_the_log_is_403() -> None:
    wrong = SignedNote(str(checkpoint_of(LEAVES)), (NoteSignature(ORIGIN, LOG_KEY.key_id, bytes(64)),))
    assert status(AddCheckpoint(0, (), wrong), None) == 403


def test_an_old_size_above_the_new_one_is_400() -> None:
    assert status(AddCheckpoint(21, (), note_of(LEAVES[:20])), seen(21)) == 400


@pytest.mark.parametrize("old_size", [0, 9, 11, 20])
def test_an_old_size_that_is_not_the_last_seen_is_409_with_the_last_seen(old_size: int) -> None:
    judgement = judge(request(old_size, 20), log_keys=LOGS, seen=seen(10))
    assert (judgement.status, judgement.conflict, judgement.content_type) == (409, "10\n", SIZE_TEXT)


def test_a_restored_log_that_is_behind_is_409() -> None:
    assert judge(request(0, 5), log_keys=LOGS, seen=seen(10)).conflict == "10\n"


def test_a_first_request_with_an_old_size_is_409_with_nought() -> None:
    assert judge(request(5, 20), log_keys=LOGS, seen=None).conflict == "0\n"


def forked() -> list[bytes]:
    return [*LEAVES[:3], LEAVES[29], *LEAVES[4:20]]


@pytest.mark.parametrize(
    ("asked", "last"),
    [
        pytest.param(AddCheckpoint(10, consistency_of(10, forked()), note_of(forked())), seen(10), id="forked log"),
        pytest.param(AddCheckpoint(20, (), note_of(forked())), seen(20), id="two roots for one size"),
        pytest.param(AddCheckpoint(10, (), note_of(LEAVES[:20])), seen(10), id="proof missing"),
        pytest.param(AddCheckpoint(0, (bytes(32),), note_of(LEAVES[:20])), None, id="proof from nothing"),
        pytest.param(AddCheckpoint(20, (bytes(32),), note_of(LEAVES[:20])), seen(20), id="proof for the same size"),
        pytest.param(
            AddCheckpoint(10, consistency_of(9, LEAVES[:20]), note_of(LEAVES[:20])), seen(10), id="other proof"
        ),
        pytest.param(
            AddCheckpoint(0, (), signed_by_the_log(str(Checkpoint(ORIGIN, 0, bytes(32))))), None, id="empty with a root"
        ),
    ],
)
def test_what_is_not_consistent_is_422(asked: AddCheckpoint, last: Seen | None) -> None:
    judgement = judge(asked, log_keys=LOGS, seen=last)
    assert (judgement.status, judgement.seen, judgement.content_type) == (422, None, PLAIN_TEXT)
    assert judgement.reason


def test_an_empty_log_is_seen() -> None:
    note = signed_by_the_log(str(Checkpoint(ORIGIN, 0, EMPTY_ROOT)))
    assert status(AddCheckpoint(0, (), note), None) == 200


@settings(deadline=None)
@given(st.integers(0, 30), st.data())
def test_every_request_comes_back_from_its_body(size: int, data: st.DataObject) -> None:
    asked = request(data.draw(st.integers(0, size)), size)
    assert parse_request(str(asked).encode()) == asked


BODY = str(request(10, 20))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="empty"),
        pytest.param("\n" + BODY, id="empty line before"),
        pytest.param(BODY.removeprefix("old 10\n"), id="no old size"),
        pytest.param(BODY.replace("old 10", "Old 10"), id="Old"),
        pytest.param(BODY.replace("old 10", "old  10"), id="two blanks"),
        pytest.param(BODY.replace("old 10", "old 010"), id="leading zero"),
        pytest.param(BODY.replace("old 10", "old"), id="size missing"),
        pytest.param(BODY.replace("old 10", "old -1"), id="negative size"),
        pytest.param(BODY.replace("old 10\n", "old 10\r\n"), id="carriage return"),
        pytest.param(BODY.replace("old 10\n", "old 10\nold 10\n"), id="old twice"),
        pytest.param(BODY.replace("old 10\n", "old 10\nAAAA\n"), id="a hash of three bytes"),
        pytest.param(BODY.replace("old 10\n", "old 10\n" + ("A" * 43 + "=\n") * 63), id="more than 63 hashes"),
        pytest.param(BODY.replace("old 10\n", "old 10\nＡ\n"), id="full-width letter"),
        pytest.param(BODY.partition("\n\n")[0] + "\n", id="no checkpoint"),
        pytest.param(BODY[:-1], id="last newline missing"),
        pytest.param("old 0\n\nno checkpoint\n\n— a AQIDBAU=\n", id="a note that is no checkpoint"),
        pytest.param("old 0\n\n" + str(signed_by_the_log("a\n01\nb\n")), id="checkpoint with a wrong size"),
        pytest.param("old 0\n\n" + "x" * 2_000_001, id="two million bytes"),
    ],
)
def test_a_malformed_request_is_refused(body: str) -> None:
    with pytest.raises(Malformed):
        parse_request(body.encode())


def test_the_answer_is_joined_to_the_checkpoint_and_only_known_witnesses_count() -> None:
    note = signed_by_the_log(str(checkpoint_of(LEAVES)))
    line = cosign(note.text, key=WITNESS_KEY, seconds=SEEN_AT, sign=WITNESS_SECRET.sign)
    unknown = NoteSignature("witness.unknown.example", bytes(4), bytes(72))
    answered = note.with_signatures(cosignatures_in(f"{line}{unknown}".encode()))
    assert verified(answered, [WITNESS_KEY]) == (line,)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\n", id="empty line"),
        pytest.param("— a AQIDBAU=".encode(), id="last newline missing"),
        pytest.param(b"OK\n", id="another text"),
        pytest.param(b"\xff\n", id="byte ff"),
    ],
)
def test_a_malformed_answer_is_refused(body: bytes) -> None:
    with pytest.raises(Malformed):
        cosignatures_in(body)


def test_the_size_is_read_from_a_conflict() -> None:
    assert size_in_conflict(b"20852014\n") == 20852014


@pytest.mark.parametrize("body", [b"", b"\n", b"7", b"07\n", b"7\n\n", b"7\r\n", b"\xff\n", "７\n".encode()])
def test_a_malformed_conflict_is_refused(body: bytes) -> None:
    with pytest.raises(Malformed):
        size_in_conflict(body)


def test_a_watched_log_has_a_path_of_its_origin() -> None:
    assert monitoring_path(ORIGIN).endswith("/checkpoint")
    assert len(monitoring_path(ORIGIN)) == 64 + len("/checkpoint")
