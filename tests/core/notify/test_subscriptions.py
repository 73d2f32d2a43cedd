"""E-mail subscriptions: double opt-in, limits, the same answer for everybody."""

from datetime import timedelta

import pytest

from cast import at
from sunforest.core.notify import sending, subscriptions
from sunforest.core.notify.message import NotSent
from sunforest.core.notify.models import Subscription

pytestmark = pytest.mark.django_db

NOON = at("2026-11-25", "12:00")
ADDRESS = "reader@example.org"


@pytest.fixture
def sent(monkeypatch):
    messages = []
    monkeypatch.setattr(sending, "deliver", lambda message: messages.append(message) or "mail")
    return messages


def ask(address=ADDRESS, *, text="公租房", moment=NOON):
    page = f"/search/?q={text}"
    subscriptions.ask(address, question={"text": text}, page=page, language="zh-hans", size=5, at=moment)


def test_the_address_is_not_readable_in_the_database():
    ask()
    row = Subscription.objects.get()
    assert ADDRESS.encode() not in bytes(row.address) + bytes(row.address_index)


def test_a_confirmation_goes_out_once_with_a_link_that_only_its_reader_knows(sent):
    ask()
    assert (subscriptions.send_confirmations(NOON), subscriptions.send_confirmations(NOON)) == (1, 0)
    row = Subscription.objects.get()
    assert sent[0].email == ADDRESS
    assert f"/subscriptions/{row.pk}/confirm/{subscriptions.token(row.pk, 'confirm')}/" in sent[0].text


def test_a_token_serves_one_subscription_and_one_purpose():
    token = subscriptions.token(7, "confirm")
    assert subscriptions.is_token(token, 7, "confirm")
    assert not subscriptions.is_token(token, 8, "confirm")
    assert not subscriptions.is_token(token, 7, "stop")


def test_a_message_that_no_channel_takes_is_tried_three_times(monkeypatch):
    def refuse(message):
        raise NotSent("away")

    monkeypatch.setattr(sending, "deliver", refuse)
    ask()
    for _round in range(5):
        assert subscriptions.send_confirmations(NOON) == 0
    assert Subscription.objects.get().attempts == 3


def test_an_address_cannot_be_flooded_with_confirmations(sent):
    for number in range(10):
        ask(text=f"词{number}")
    subscriptions.send_confirmations(NOON)
    assert len(sent) == 3


def test_all_together_cannot_ask_without_limit(monkeypatch):
    monkeypatch.setattr(subscriptions, "MOST_ASKED_AN_HOUR", 2)
    for number in range(5):
        ask(f"reader{number}@example.org")
    assert Subscription.objects.count() == 2


def test_what_is_subscribed_already_is_not_asked_again():
    ask()
    subscriptions.confirm(Subscription.objects.get().pk, size=5, at=NOON)
    ask()
    assert Subscription.objects.count() == 1


def test_what_nobody_confirms_is_forgotten_after_a_week(sent):
    ask()
    subscriptions.send_confirmations(NOON + timedelta(days=8))
    assert not Subscription.objects.exists()


def test_a_subscriber_hears_of_what_comes_after_the_confirmation():
    ask()
    row = Subscription.objects.get()
    assert subscriptions.confirm(row.pk, size=9, at=NOON)
    assert subscriptions.confirm(row.pk, size=12, at=NOON)
    row.refresh_from_db()
    assert row.told_to == 9


def test_a_subscription_that_ended_leaves_nothing_behind():
    ask()
    subscriptions.stop(Subscription.objects.get().pk)
    assert not Subscription.objects.exists()


def test_a_message_is_written_in_the_subscriber_s_language(sent):
    subscriptions.ask(ADDRESS, question={}, page="/search/", language="en", size=0, at=NOON)
    subscriptions.send_confirmations(NOON)
    assert sent[0].title == "Please confirm your subscription"
