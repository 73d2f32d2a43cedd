"""A message to a phone: queued sealed, sent once, gone afterwards."""

import json
from datetime import timedelta

import pytest

from cast import at
from sunforest.core.notify import phone_messages, sending
from sunforest.core.notify.message import NotSent
from sunforest.core.notify.models import PhoneMessage

pytestmark = pytest.mark.django_db

NOON = at("2025-09-25", "12:00")


@pytest.fixture
def sent(monkeypatch):
    went = []
    monkeypatch.setattr(sending, "deliver", lambda message: went.append(message) or "sms")
    return went


def queue(moment=NOON):
    phone_messages.queue(
        "13900000003", title="验证码", text="验证码123456", at=moment, useful_for=timedelta(minutes=10)
    )


def test_it_is_sent_to_the_phone_and_nothing_stays(sent):
    queue()
    assert phone_messages.send_waiting(NOON) == 1
    assert [(one.phone, one.text) for one in sent] == [("13900000003", "验证码123456")]
    assert not PhoneMessage.objects.exists()


def test_phone_and_words_are_sealed_while_they_wait():
    queue()
    kept = bytes(PhoneMessage.objects.get().sealed)
    assert b"13900000003" not in kept
    assert json.dumps("123456").encode() not in kept


def test_what_is_of_no_use_any_more_is_not_sent(sent):
    queue()
    assert phone_messages.send_waiting(NOON + timedelta(minutes=11)) == 0
    assert not PhoneMessage.objects.exists()


def test_a_channel_that_is_away_is_tried_again_a_little_later(monkeypatch):
    def away(_message):
        raise NotSent("away")

    queue()
    monkeypatch.setattr(sending, "deliver", away)
    assert phone_messages.send_waiting(NOON) == 0
    monkeypatch.setattr(sending, "deliver", lambda _message: "sms")
    assert phone_messages.send_waiting(NOON + timedelta(seconds=10)) == 0
    assert phone_messages.send_waiting(NOON + timedelta(seconds=31)) == 1
