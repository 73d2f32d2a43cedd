"""Witnesses: ours cosigns what grows and nothing else, and our log asks without ever waiting."""

from datetime import timedelta

import pytest

from core.ledger.a_log import NOW, publish
from sunforest.core.ledger import log_health, log_key, sealer, tile_store, witnesses
from sunforest.core.ledger.models import Checkpoint, Cosignature, LogState
from sunforest.core.ledger.witness_book import NoName, WitnessBook
from sunforest.core.ledger.witnesses import Answer, Asking
from sunforest.pure.checkpoint import open_checkpoint
from sunforest.pure.signed_note import parse_note
from sunforest.pure.verifier_key import parse_verifier_key
from sunforest.pure.witness_protocol import AddCheckpoint, cosignatures_in

pytestmark = pytest.mark.django_db
ADDRESS = "http://witness.example"


@pytest.fixture
def book(tmp_path):
    """A witness that watches our log."""
    made = WitnessBook(tmp_path / "witness")
    made.name_it("witness.neighbour.example/w1")
    made.add_log(str(log_key.verifier_key(log_key.origin())), "http://localhost:8000/log")
    return made


@pytest.fixture
def asked(book, settings):
    """Our log, with that witness; what is sent to it is answered here."""
    settings.SUNFOREST_WITNESSES = (f"{book.name_it('')}@{ADDRESS}",)
    return Asked(book)


class Asked(Asking):
    """Asking without a network: ``seconds`` is the witness's clock, ``is_dead`` its silence."""

    def __init__(self, book):
        self.book, self.requests, self.is_dead = book, [], False
        self.seconds = int(NOW.timestamp())
        super().__init__(post=self.answer, get=self.monitoring)

    def answer(self, url, body):
        assert url == f"{ADDRESS}/add-checkpoint"
        self.requests.append(body)
        if self.is_dead:
            return Answer(0, b"connection refused")
        said = self.book.answer(body, seconds=self.seconds)
        return Answer(said.status, said.body)

    def monitoring(self, url):
        note = self.book.newest(url.removeprefix(f"{ADDRESS}/").removesuffix("/checkpoint"))
        return note.encode() if note else None

    def rounds(self, at=NOW, number=3):
        for _round in range(number):
            self.step(at)
            self.wait()


def request(old_size, note):
    return str(AddCheckpoint(old_size, (), note)).encode()


def test_a_checkpoint_is_cosigned_and_the_line_stands_under_it(asked, book):
    publish(5)
    asked.rounds()
    note = tile_store.current().read(tile_store.CHECKPOINT)
    origin = log_key.origin()
    keys = {"log_keys": log_key.verifier_keys(origin), "witness_keys": [book.name_it("")]}
    signed = open_checkpoint(note, origin=origin, **keys)
    assert signed.seen_at() == {"witness.neighbour.example/w1": asked.seconds}


def test_a_grown_log_is_asked_with_a_proof_from_what_the_witness_saw(asked):
    publish(5)
    asked.rounds()
    publish(300)
    asked.rounds()
    assert [body.split(b"\n")[0] for body in asked.requests] == [b"old 0", b"old 5"]
    assert Cosignature.objects.count() == 2


def test_a_witness_that_knows_another_size_is_asked_again_from_there(asked):
    publish(5)
    asked.rounds()
    Cosignature.objects.all().delete()
    publish(5)
    asked.rounds(number=4)
    assert [body.split(b"\n")[0] for body in asked.requests] == [b"old 0", b"old 0", b"old 5"]
    assert Cosignature.objects.get().checkpoint_id == 10


def test_the_time_is_renewed_every_hour_and_not_before(asked):
    publish(5)
    asked.rounds()
    asked.rounds(NOW + timedelta(minutes=59))
    assert len(asked.requests) == 1
    asked.seconds += 3601
    asked.rounds(NOW + timedelta(minutes=61))
    assert len(asked.requests) == 2
    assert Cosignature.objects.get().signed_at == NOW + timedelta(seconds=3601)


def test_publishing_goes_on_with_a_dead_witness_and_the_page_says_so(asked):
    publish(5)
    asked.rounds()
    asked.is_dead = True
    publish(5)
    later = NOW + timedelta(days=2)
    asked.rounds(later)
    assert sealer.size() == 10
    seen = log_health.health(tile_store.current(), month_began_at=NOW, at=later)
    assert (seen.witnesses[0].size, seen.witnesses[0].is_fresh, seen.fresh_witnesses) == (5, False, 0)
    attempts = len(asked.requests)
    asked.rounds(later)
    assert len(asked.requests) == attempts


def test_a_witness_that_has_seen_more_of_our_log_stops_the_signing(asked):
    publish(5)
    publish(5)
    asked.rounds()
    newest = Checkpoint.objects.get(size=5)
    Checkpoint.objects.filter(size=10).delete()
    LogState.objects.update(published_size=5, size=5)
    body = witnesses.request_for(newest, old_size=0)
    assert asked.answer(f"{ADDRESS}/add-checkpoint", body).status == 409
    assert witnesses.remember_what_was_seen(witnesses.configured()[0], get=asked.monitoring) == 10
    with pytest.raises(sealer.LogAhead):
        sealer.check_not_ahead(tile_store.current())


def test_a_witness_that_only_says_so_without_our_signature_stops_nothing(asked):
    publish(5)
    witnesses.remember_what_was_seen(
        witnesses.configured()[0], get=lambda _url: "localhost:8000/log\n9\nAAAA\n\n— x AAAAAAA=\n".encode()
    )
    assert LogState.objects.get().seen_elsewhere == 0


def test_a_forked_log_is_refused(book):
    publish(5)
    note = parse_note(Checkpoint.objects.get().note.encode())
    assert book.answer(request(0, note), seconds=1).status == 200
    Checkpoint.objects.all().delete()
    forked = sealer._signed(log_key.origin(), sealer.CompactRange(5, (b"x" * 32, b"y" * 32)))
    assert book.answer(request(5, parse_note(forked.encode())), seconds=2).status == 422
    grown = sealer._signed(log_key.origin(), sealer.CompactRange(8, (b"x" * 32,)))
    assert book.answer(request(5, parse_note(grown.encode())), seconds=2).status == 422


def test_what_was_seen_is_on_the_disk_before_the_answer(book, monkeypatch):
    publish(5)
    note = parse_note(Checkpoint.objects.get().note.encode())
    seen = []
    monkeypatch.setattr(
        "sunforest.core.ledger.witness_book.Answered",
        lambda *said: seen.append(WitnessBook(book.folder).logs()) or said,
    )
    book.answer(request(0, note), seconds=1)
    assert seen == [[("localhost:8000/log", "http://localhost:8000/log", 5)]]


def test_a_witness_that_fails_to_write_gives_no_signature(book, monkeypatch):
    publish(5)
    note = parse_note(Checkpoint.objects.get().note.encode())

    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sunforest.core.ledger.witness_book._persist", full)
    with pytest.raises(OSError, match="No space"):
        book.answer(request(0, note), seconds=1)
    assert book.logs()[0][2] == 0


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (lambda body: b"what?", 400),
        (lambda body: body.replace(b"old 0", b"old 9"), 400),
        (lambda body: body.replace(b"old 0", b"old 2"), 409),
        (lambda body: body.replace(b"\n5\n", b"\n6\n"), 403),
        (lambda body: body.replace(b"localhost:8000/log\n", b"elsewhere\n"), 404),
    ],
)
def test_each_fault_has_its_status(book, change, status):
    publish(5)
    body = request(0, parse_note(Checkpoint.objects.get().note.encode()))
    assert book.answer(change(body), seconds=1).status == status


def test_at_a_conflict_the_size_that_was_seen_is_told(book):
    publish(5)
    body = request(0, parse_note(Checkpoint.objects.get().note.encode()))
    book.answer(body, seconds=1)
    said = book.answer(body, seconds=2)
    assert (said.status, said.content_type, said.body) == (409, "text/x.tlog.size", b"5\n")


def test_the_name_of_a_witness_is_for_good(book):
    with pytest.raises(NoName):
        book.name_it("another.example")


def test_the_key_of_a_witness_signs_nothing_else(book):
    publish(1)
    said = book.answer(request(0, parse_note(Checkpoint.objects.get().note.encode())), seconds=7)
    (line,) = cosignatures_in(said.body)
    assert line.key_id == book.name_it("").key_id and len(line.payload) == 72


@pytest.mark.parametrize(
    "entry", ["abc", "log.sunforest.example/test+0adb10bd+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4@http://x"]
)
def test_a_setting_that_names_no_witness_is_told(settings, entry):
    settings.SUNFOREST_WITNESSES = (entry,)
    with pytest.raises(witnesses.NotAWitness):
        witnesses.configured()


def test_during_a_change_of_keys_both_sign_and_each_is_enough(settings, tmp_path):
    settings.SUNFOREST_DATA = tmp_path
    publish(1)
    old = log_key.verifier_key(log_key.origin())
    new = log_key.next_verifier_key(log_key.origin())
    publish(1)
    note = tile_store.current().read(tile_store.CHECKPOINT)
    for key in (old, new):
        assert open_checkpoint(note, origin=log_key.origin(), log_keys=[key]).checkpoint.size == 2
    assert tile_store.current().read(tile_store.KEY).decode().splitlines() == [str(old), str(new)]
    keys = tmp_path / "keys"
    (keys / "log_next.key").rename(keys / "log.key")
    log_key._private_key.cache_clear()
    assert parse_verifier_key(str(log_key.verifier_key(log_key.origin()))) == new
    publish(1)
    log_key._private_key.cache_clear()
    note = tile_store.current().read(tile_store.CHECKPOINT)
    assert open_checkpoint(note, origin=log_key.origin(), log_keys=[new]).checkpoint.size == 3
