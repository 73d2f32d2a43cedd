"""What a subscriber is told: what is new since the last message, once a day, after eight."""

import pytest
from publishing_stories import published

from cast import at
from sunforest.core.ledger import sealer
from sunforest.core.notify import sending, subscriptions
from sunforest.core.notify.models import Subscription
from sunforest.core.process import digests

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch):
    messages = []
    monkeypatch.setattr(sending, "deliver", lambda message: messages.append(message) or "mail")
    return messages


def subscribed(**question):
    moment = at("2026-09-01", "12:00")
    subscriptions.ask(
        "reader@example.org", question=question, page="/search/?q=燃气", language="zh-hans", size=0, at=moment
    )
    row = Subscription.objects.latest("pk")
    subscriptions.confirm(row.pk, size=sealer.size(), at=moment)
    return row


def test_a_new_document_is_told_once_with_address_and_the_way_out(cast, sent):
    row = subscribed(text="燃气安全")
    published(cast)
    assert (digests.send(at("2026-11-25")), digests.send(at("2026-11-25", "11:00"))) == (1, 0)
    assert "有 1 条新信息" in sent[0].title
    assert "关于做好冬季燃气安全检查的通知" in sent[0].text and "http://localhost:8000/documents/" in sent[0].text
    assert f"/subscriptions/{row.pk}/stop/" in sent[0].text


def test_what_was_public_before_is_not_told(cast, sent):
    published(cast)
    subscribed(text="燃气安全")
    assert digests.send(at("2026-11-25")) == 0


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ({"text": "燃气", "organ": "001008003012011"}, 1),
        ({"text": "燃气", "organ": "001008003012012"}, 0),
        ({"text": "公积金"}, 0),
        ({"genre": "通知", "year": "2026"}, 1),
        ({"genre": "公告"}, 0),
        ({}, 1),
    ],
)
def test_only_what_the_question_finds_is_told(cast, sent, question, told):
    subscribed(**question)
    published(cast)
    assert digests.send(at("2026-11-25")) == told


def test_a_second_document_of_the_day_waits_until_tomorrow(cast, sent):
    subscribed()
    published(cast)
    digests.send(at("2026-11-25"))
    published(cast)
    assert digests.send(at("2026-11-25", "18:00")) == 0
    assert digests.send(at("2026-11-26")) == 1


def test_nobody_is_told_before_eight_or_without_confirmation(cast, sent):
    row = subscribed()
    published(cast)
    assert digests.send(at("2026-11-25", "07:59")) == 0
    Subscription.objects.filter(pk=row.pk).update(confirmed_at=None)
    assert digests.send(at("2026-11-25")) == 0


def test_a_message_that_no_channel_takes_is_sent_the_next_time(cast, monkeypatch):
    def refuse(message):
        raise sending.NotSent("away")

    subscribed()
    published(cast)
    monkeypatch.setattr(sending, "deliver", refuse)
    assert digests.send(at("2026-11-25")) == 0
    monkeypatch.setattr(sending, "deliver", lambda message: "mail")
    assert digests.send(at("2026-11-25", "10:10")) == 1


def test_a_draft_is_no_news(cast, sent):
    from publishing_stories import approved

    subscribed()
    approved(cast).sealed()
    assert digests.send(at("2026-11-25")) == 0
