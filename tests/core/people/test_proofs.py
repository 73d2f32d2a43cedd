"""Attempts are counted for whom and from where, without keeping either (R7.15)."""

from datetime import timedelta

import pytest

from cast import at
from sunforest.core.people import proofs
from sunforest.core.people.models import Attempt

pytestmark = pytest.mark.django_db

NOON = at("2025-09-25", "12:00")


def test_the_sixth_failure_within_fifteen_minutes_is_not_looked_at():
    for minute in range(5):
        proofs.take(proofs.FAILED_PROOFS, ("case 1",), at=NOON + timedelta(minutes=minute))
    with pytest.raises(proofs.TooMany):
        proofs.take(proofs.FAILED_PROOFS, ("case 1",), at=NOON + timedelta(minutes=14))


def test_a_failure_is_forgotten_after_fifteen_minutes():
    for minute in range(5):
        proofs.take(proofs.FAILED_PROOFS, ("case 1",), at=NOON + timedelta(minutes=minute))
    assert proofs.take(proofs.FAILED_PROOFS, ("case 1",), at=NOON + timedelta(minutes=15))


def test_an_address_is_counted_over_all_the_cases_that_it_tries():
    for number in range(5):
        proofs.take(proofs.FAILED_PROOFS, (f"case {number}", "address 192.0.2.1"), at=NOON)
    with pytest.raises(proofs.TooMany):
        proofs.take(proofs.FAILED_PROOFS, ("case 9", "address 192.0.2.1"), at=NOON)


def test_what_succeeded_does_not_count():
    for _time in range(9):
        proofs.give_back(proofs.take(proofs.FAILED_PROOFS, ("case 1",), at=NOON))
    assert Attempt.objects.count() == 0


def test_a_refused_attempt_does_not_lengthen_the_pause():
    for _time in range(5):
        proofs.take(proofs.FAILED_PROOFS, ("case 1",), at=NOON)
    with pytest.raises(proofs.TooMany):
        proofs.take(proofs.FAILED_PROOFS, ("case 1",), at=NOON + timedelta(minutes=10))
    assert proofs.take(proofs.FAILED_PROOFS, ("case 1",), at=NOON + timedelta(minutes=16))


def test_the_table_tells_neither_number_nor_address():
    proofs.take(proofs.FAILED_PROOFS, ("case 339921-250925-123456-7", "address 192.0.2.1"), at=NOON)
    kept = b"".join(bytes(name) for name in Attempt.objects.values_list("name", flat=True))
    assert b"339921" not in kept
    assert b"192.0.2.1" not in kept
    assert len(kept) == 64


def test_attempts_are_swept_once_nothing_counts_them():
    proofs.take(proofs.SUBMISSIONS, ("address 192.0.2.1",), at=NOON)
    proofs.take(proofs.SUBMISSIONS, ("address 192.0.2.2",), at=NOON + timedelta(hours=2))
    assert Attempt.objects.count() == 1
