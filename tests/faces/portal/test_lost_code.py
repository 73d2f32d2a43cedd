"""A lost query code is asked for: everybody gets the same answer."""

import re

import pytest
from django.utils import timezone
from party_pages import apply

from applicants import PERSON
from cast import assemble
from phone import messages
from sunforest.core.notify.models import PhoneMessage
from sunforest.core.people import case_keys
from sunforest.core.process import numbers, reminders
from sunforest.core.process.models import Case

pytestmark = pytest.mark.django_db

LOST = "/progress/lost/"


@pytest.fixture
def case(client, db):
    assemble()
    apply(client)
    client.cookies.clear()
    PhoneMessage.objects.all().delete()
    return Case.objects.get()


def ask(client, number, phone=PERSON["phone"]):
    return client.post(LOST, {"number": number, "phone": phone})


def words(response):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"', "", response.content.decode())


def test_the_page_to_ask_the_progress_leads_there(client, case):
    assert f'href="{LOST}"' in client.get("/progress/").content.decode()


@pytest.mark.parametrize("by", ["case", "person"])
def test_the_code_goes_to_the_phone_that_was_proved_at_filing(client, case, by):
    assert "几分钟内会收到短信" in words(ask(client, case.number if by == "case" else PERSON["number"].lower()))
    reminders.answer_waiting(timezone.now())
    (message,) = messages()
    assert message.phone == PERSON["phone"]
    assert numbers.query_code(case_keys.of(case.pk)) in message.text


def test_what_fits_and_what_does_not_are_answered_the_same(client, case):
    assert words(ask(client, case.number)) == words(ask(client, "339921-250925-000000-0", "13900000008"))


def test_the_code_is_on_no_page(client, case):
    assert numbers.query_code(case_keys.of(case.pk)) not in words(ask(client, case.number))


def test_the_sixth_question_within_an_hour_is_told_to_wait(client, case):
    for _time in range(5):
        ask(client, case.number)
    response = ask(client, case.number)
    assert response.status_code == 429
    assert "尝试次数过多，请稍后再试。" in words(response)


def test_a_mistyped_phone_is_told_and_what_was_typed_stays(client, case):
    response = ask(client, case.number, "139 0000")
    assert response.status_code == 422
    assert case.number in words(response)


def test_a_phone_may_be_typed_with_blanks_and_full_width_digits(client, case):
    ask(client, case.number, "１39 0000 0003")
    reminders.answer_waiting(timezone.now())
    assert len(messages()) == 1
