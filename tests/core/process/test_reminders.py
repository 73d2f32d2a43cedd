"""A lost query code goes to the phone on file, and nobody learns whether there is one."""

from datetime import timedelta

import pytest
from road_occupation.process import RoadOccupation

from applicants import APPLICATION
from cast import assemble, at
from phone import messages
from story import Story
from sunforest.core.notify.models import PhoneMessage
from sunforest.core.people import case_keys, case_phones, proofs
from sunforest.core.process import erasing, numbers, reminders
from sunforest.core.process.models import Reminder
from sunforest.pure import grounds

pytestmark = pytest.mark.django_db

NOON = at("2025-09-25", "12:00")
CHEN, OF_THE_CASE = "13900000001", "13900000009"


@pytest.fixture
def cast():
    return assemble()


def applied(cast):
    return Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2025-09-25", **APPLICATION).case


def answered(number, phone, language="zh-hans"):
    reminders.ask(number, phone, language=language, address="192.0.2.1", at=NOON)
    reminders.answer_waiting(NOON)
    assert not Reminder.objects.exists()
    return [message.text for message in messages()]


def code_of(case):
    return numbers.query_code(case_keys.of(case.pk))


def test_case_number_and_phone_bring_the_code(cast):
    case = applied(cast)
    (text,) = answered(case.number.replace("-", " "), CHEN)
    assert case.number in text and code_of(case) in text
    assert messages()[0].phone == CHEN


def test_citizen_number_and_phone_bring_the_codes_of_the_newest_cases(cast):
    cases = [applied(cast) for _time in range(4)]
    (text,) = answered("330304195403071230", CHEN)
    assert sum(code_of(case) in text for case in cases) == reminders.MOST_CASES


def test_the_message_is_in_the_language_of_the_page(cast):
    assert "query code" in answered(applied(cast).number, CHEN, "en")[0]


@pytest.mark.parametrize(
    ("number", "phone"),
    [
        ("330304195403071230", "13900000002"),
        ("11010519491231002X", CHEN),
        ("339921-250925-000000-0", CHEN),
        ("", CHEN),
    ],
)
def test_what_does_not_fit_brings_nothing(cast, number, phone):
    applied(cast)
    assert answered(number, phone) == []


def test_the_phone_proved_for_the_case_counts_and_not_the_party_s_own(cast):
    case = applied(cast)
    case_phones.keep(case.pk, OF_THE_CASE)
    assert answered(case.number, CHEN) == []
    assert len(answered(case.number, OF_THE_CASE)) == 1


def test_who_proved_a_phone_in_one_case_hears_nothing_of_the_party_s_others(cast):
    mine, other = applied(cast), applied(cast)
    case_phones.keep(other.pk, OF_THE_CASE)
    (text,) = answered("330304195403071230", OF_THE_CASE)
    assert code_of(other) in text and code_of(mine) not in text


def test_an_erased_case_has_no_phone_and_brings_no_code(cast):
    case = applied(cast)
    case_phones.keep(case.pk, OF_THE_CASE)
    erasing.erase(case, ground=grounds.PERSONAL_INFORMATION, at=NOON)
    assert case_phones.of(case.pk) == ""
    assert answered(case.number, OF_THE_CASE) == []


def test_asking_is_bounded_whether_it_fits_or_not(cast):
    for _time in range(5):
        reminders.ask("nothing", CHEN, language="zh-hans", address="192.0.2.1", at=NOON)
    with pytest.raises(proofs.TooMany):
        reminders.ask("nothing", CHEN, language="zh-hans", address="192.0.2.1", at=NOON)
    reminders.answer_waiting(NOON + timedelta(minutes=1))
    assert not PhoneMessage.objects.exists()


def test_the_question_is_sealed_while_it_waits(cast):
    reminders.ask("330304195403071230", CHEN, language="zh-hans", address="192.0.2.1", at=NOON)
    kept = bytes(Reminder.objects.get().asked)
    assert CHEN.encode() not in kept and b"330304195403071230" not in kept
