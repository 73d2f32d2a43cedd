"""The worker: in order, one poison job never stops the others, and it survives the loss of the database."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from road_occupation.process import RoadOccupation

from cast import assemble, at
from sunforest.core.ledger import followers, sealer
from sunforest.core.ledger.followers import Follower
from sunforest.core.ledger.models import Leaf
from sunforest.core.process import overdue
from sunforest.core.process.models import ActRecord, Case
from sunforest.core.process.perform import open_case
from sunforest.core.process.worker import Job, Worker

pytestmark = pytest.mark.django_db

APPLICATION = {"purpose": "works", "first_day": "2025-11-20", "last_day": "2025-11-25", "place": "望林路 3 号门前"}


@pytest.fixture
def cast():
    return assemble()


def applied(cast, key, on="2025-09-25"):
    record = open_case(
        RoadOccupation,
        RoadOccupation.apply,
        organ=cast.housing,
        party=cast.chen,
        actor=cast.chen_acts,
        data=APPLICATION,
        at=at(on),
        key=key,
    )
    return Case.objects.get(pk=record.case_id)


class Hands:
    """A worker whose clock is set by the test, and which stops after so many rounds."""

    def __init__(self, moment, rounds=1):
        self.moment, self.rounds, self.pauses, self.beats = moment, rounds, [], []
        self.worker = Worker(
            clock=lambda: self.moment, pause=self.pause, must_stop=lambda: self.rounds <= 0, beat=self.beats.append
        )

    def pause(self, seconds):
        self.pauses.append(seconds)
        self.rounds -= 1


def test_one_round_seals_what_waits_and_tells_that_it_lives(cast):
    applied(cast, "k1")
    hands = Hands(at("2025-09-25"))
    hands.worker.run()
    assert sealer.size() == 1
    assert hands.beats == [at("2025-09-25")]


def test_what_comes_thicker_than_once_a_second_is_sealed_a_second_later(cast):
    hands = Hands(at("2025-09-25"))
    applied(cast, "k1")
    hands.worker.seal(hands.moment)
    applied(cast, "k2")
    hands.worker.seal(hands.moment + timedelta(milliseconds=900))
    assert sealer.size() == 1
    hands.worker.seal(hands.moment + timedelta(seconds=1))
    assert sealer.size() == 2


def test_silence_is_carried_out_with_the_last_day_as_its_effective_day(cast):
    case = applied(cast, "k1")
    Hands(at("2025-10-20")).worker.carry_out_overdue(at("2025-10-20"))
    case.refresh_from_db()
    record = ActRecord.objects.get(case=case, act="accept_by_silence")
    assert (case.state, record.effective_on.isoformat(), record.actor) == ("accepted", "2025-10-09", "system")


def test_a_case_that_cannot_be_moved_does_not_hold_up_the_others(cast):
    poison, sound = applied(cast, "k1", "2025-09-24"), applied(cast, "k2")
    Case.objects.filter(pk=poison.pk).update(process_version=77)
    worker = Hands(at("2025-10-20")).worker
    worker.carry_out_overdue(at("2025-10-20"))
    sound.refresh_from_db()
    poison.refresh_from_db()
    assert (sound.state, poison.state) == ("accepted", "submitted")
    assert overdue.carry_out(at("2025-10-20"), except_cases=frozenset({poison.pk})).stuck == ()


def test_a_failing_follower_does_not_hold_up_the_others_and_goes_on_later(cast, monkeypatch):
    seen = []

    def fail(_leaves, _next_index):
        raise RuntimeError("not today")

    both = (
        Follower("failing", fail),
        Follower("sound", lambda leaves, _next: seen.extend(leaf.index for leaf in leaves)),
    )
    monkeypatch.setattr(followers, "all_followers", lambda: both)
    applied(cast, "k1")
    sealer.seal(at("2025-09-25"))
    with pytest.raises(RuntimeError):
        Hands(at("2025-09-25")).worker.follow(at("2025-09-25"))
    assert seen == [0]


def test_a_job_that_fails_is_tried_again_later_while_the_others_go_on():
    hands, done = Hands(at("2025-09-25")), []

    def fail(_at):
        raise RuntimeError("broken")

    jobs = [Job("broken", timedelta(0), fail), Job("sound", timedelta(0), done.append)]
    for _round in range(3):
        hands.worker.round(jobs)
    assert (len(done), jobs[0].failures) == (3, 1)
    assert jobs[0].next_at == at("2025-09-25") + timedelta(seconds=2)


def test_a_log_whose_disk_was_long_full_is_sealed_within_half_a_minute_of_room(cast, monkeypatch):
    hands, full_at = Hands(at("2025-09-25")), at("2025-09-25")
    applied(cast, "k1")
    jobs = [job for job in hands.worker.jobs() if job.name == "seal"]
    with monkeypatch.context() as full:
        full.setattr(sealer, "seal", lambda _at: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        while hands.moment < full_at + timedelta(hours=1):
            hands.worker.round(jobs)
            hands.moment += timedelta(seconds=1)
    hands.moment += timedelta(seconds=30)
    hands.worker.round(jobs)
    assert sealer.size() == 1


def test_other_jobs_that_fail_wait_up_to_five_minutes():
    hands = Hands(at("2025-09-25"))
    job = Job("broken", timedelta(0), lambda _at: 1 / 0, failures=20)
    hands.worker.round([job])
    assert job.next_at == at("2025-09-25") + timedelta(minutes=5)


def test_a_database_that_is_away_is_waited_for_longer_each_time(monkeypatch):
    hands = Hands(at("2025-09-25"), rounds=4)

    def lose(_jobs):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(hands.worker, "round", lose)
    monkeypatch.setattr("sunforest.core.process.worker.connections.close_all", lambda: None)
    hands.worker.run()
    assert hands.pauses == [1.0, 2.0, 4.0, 8.0]


def test_leaves_are_sealed_in_the_order_in_which_they_were_written(cast):
    for number in range(5):
        applied(cast, f"k{number}")
    Hands(at("2025-09-25")).worker.run()
    assert list(Leaf.objects.order_by("index").values_list("index", flat=True)) == [0, 1, 2, 3, 4]
    ids = list(Leaf.objects.order_by("index").values_list("pk", flat=True))
    assert ids == sorted(ids)
