"""A party proves that a case is its own; all failures look alike (R7.13–R7.15)."""

import pytest
from road_occupation.process import RoadOccupation

from cast import assemble, at
from story import Story
from sunforest.core.people import case_keys, proofs
from sunforest.core.process import numbers, party_proof

pytestmark = pytest.mark.django_db

NOW = at("2025-09-25", "11:00")
APPLICATION = {
    "purpose": "works",
    "first_day": "2025-11-20",
    "last_day": "2025-11-25",
    "place": "望林路 3 号门前 12 平方米",
}


@pytest.fixture
def case():
    return Story(RoadOccupation, assemble()).perform(RoadOccupation.apply, on="2025-09-25", **APPLICATION).case


def code_of(case):
    return numbers.query_code(case_keys.of(case.pk))


def test_number_and_code_prove_a_case(case):
    own = party_proof.prove(case.number, code_of(case), address="192.0.2.1", at=NOW)
    assert (own.case.pk, own.query_code) == (case.pk, code_of(case))
    assert own.actor().party_id == case.party_id


def test_number_and_code_may_be_typed_with_blanks_and_full_width_digits(case):
    typed = case.number.replace("-", " ").translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    code = code_of(case)
    assert party_proof.prove(typed, f"{code[:4]} {code[4:]}", address="192.0.2.1", at=NOW).case.pk == case.pk


@pytest.mark.parametrize("number", ["", "339921-250925-000000-0", "甲"])
def test_an_unknown_number_and_a_wrong_code_are_told_the_same(case, number):
    with pytest.raises(party_proof.NotProven) as unknown:
        party_proof.prove(number, "12345678", address="192.0.2.1", at=NOW)
    with pytest.raises(party_proof.NotProven) as wrong:
        party_proof.prove(case.number, "not it", address="192.0.2.2", at=NOW)
    assert str(unknown.value) == str(wrong.value)


def test_both_ask_the_database_the_same(case, django_assert_num_queries):
    with django_assert_num_queries(5), pytest.raises(party_proof.NotProven):
        party_proof.prove("339921-250925-000000-0", "12345678", address="192.0.2.1", at=NOW)
    with django_assert_num_queries(5), pytest.raises(party_proof.NotProven):
        party_proof.prove(case.number, "0", address="192.0.2.2", at=NOW)


def test_after_five_failures_even_the_right_code_must_wait(case):
    for _time in range(5):
        with pytest.raises(party_proof.NotProven):
            party_proof.prove(case.number, "0", address="192.0.2.1", at=NOW)
    with pytest.raises(proofs.TooMany):
        party_proof.prove(case.number, code_of(case), address="192.0.2.9", at=NOW)


def test_the_token_finds_its_case_and_no_other(case):
    own = party_proof.with_token(numbers.progress_token(case_keys.of(case.pk)))
    assert own is not None and own.case.pk == case.pk
    assert party_proof.with_token("A" * 32) is None


def test_an_erased_case_is_proven_by_nobody(case):
    code, token = code_of(case), numbers.progress_token(case_keys.of(case.pk))
    case_keys.destroy(case.pk)
    with pytest.raises(party_proof.NotProven):
        party_proof.prove(case.number, code, address="192.0.2.1", at=NOW)
    assert party_proof.with_token(token) is None


def test_who_knows_only_the_number_cannot_lock_out_who_holds_the_qr_code(case):
    for time in range(5):
        with pytest.raises(party_proof.NotProven):
            party_proof.prove(case.number, "0", address=f"192.0.2.{time}", at=NOW)
    own = party_proof.with_token(numbers.progress_token(case_keys.of(case.pk)))
    assert party_proof.prove_with_token(own, code_of(case), address="192.0.2.9", at=NOW).case.pk == case.pk


def test_a_wrong_code_behind_a_token_counts_for_the_token(case):
    own = party_proof.with_token(numbers.progress_token(case_keys.of(case.pk)))
    for time in range(5):
        with pytest.raises(party_proof.NotProven):
            party_proof.prove_with_token(own, "0", address=f"192.0.2.{time}", at=NOW)
    with pytest.raises(proofs.TooMany):
        party_proof.prove_with_token(own, code_of(case), address="192.0.2.9", at=NOW)
