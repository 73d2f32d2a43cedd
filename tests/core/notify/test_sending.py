"""Notices go out once, under a lease; a channel that fails is tried again later and then given up."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from road_occupation.process import RoadOccupation

from cast import assemble, at
from sunforest.core.notify import sending
from sunforest.core.notify.channels import outbox
from sunforest.core.notify.message import Message, NotSent
from sunforest.core.notify.models import QueuedNotice
from sunforest.core.people import case_keys
from sunforest.core.process import due_soon, notice_words
from sunforest.core.process.models import Case
from sunforest.core.process.perform import open_case, perform

pytestmark = pytest.mark.django_db

APPLICATION = {"purpose": "works", "first_day": "2025-11-20", "last_day": "2025-11-25", "place": "望林路 3 号门前"}
NOW = at("2025-09-26")


@pytest.fixture
def sent(monkeypatch):
    """What the outbox was given, instead of its file."""
    messages = []
    monkeypatch.setattr(outbox, "send", messages.append)
    return messages


@pytest.fixture
def case():
    cast = assemble()
    record = open_case(
        RoadOccupation,
        RoadOccupation.apply,
        organ=cast.housing,
        party=cast.chen,
        actor=cast.chen_acts,
        data=APPLICATION,
        at=at("2025-09-25"),
        key="k1",
    )
    opened = Case.objects.get(pk=record.case_id)
    perform(opened, RoadOccupation.accept, actor=cast.wang, data={}, at=NOW, seen=1, key="k2")
    return Case.objects.get(pk=record.case_id)


def send(moment=NOW):
    return sending.send_waiting(moment, compose=notice_words.message_of)


def test_a_notice_goes_to_the_partys_phone_in_plain_words_and_only_once(case, sent):
    assert send() == 1
    assert send(NOW + timedelta(hours=1)) == 0
    [message] = sent
    assert message.phone == "13900000001"
    assert message.text == (
        f"您的临时占用道路许可（{case.number}）已受理，晴林县住房和城乡建设局将于2025年10月30日前作出决定。"
    )
    assert "陈秀英" not in message.text


def test_a_leased_notice_is_left_to_its_worker_until_the_lease_ends(case, sent):
    assert len(sending.lease(NOW)) == 1
    assert send(NOW + timedelta(seconds=30)) == 0
    assert send(NOW + sending.LEASE) == 1


def test_a_channel_that_fails_is_tried_again_later_and_given_up_in_the_end(case, monkeypatch):
    def refuse(_message):
        raise NotSent("busy")

    monkeypatch.setattr(outbox, "send", refuse)
    moment = NOW
    for _attempt in range(sending.MOST_ATTEMPTS + 3):
        send(moment)
        moment += timedelta(days=1)
    row = QueuedNotice.objects.get()
    assert (row.attempts, row.sent_at, "busy" in row.failure) == (sending.MOST_ATTEMPTS, None, True)
    assert (sending.waiting(), sending.given_up()) == (0, 1)


def test_a_second_channel_is_tried_where_the_first_fails(case, sent, settings):
    settings.SUNFOREST_CHANNELS = ("sms", "outbox")
    assert send() == 1
    assert QueuedNotice.objects.get().channel == "outbox"


def test_nothing_is_sent_about_an_erased_case(case, sent):
    case_keys.destroy(case.pk)
    assert send() == 0
    assert (sent, QueuedNotice.objects.count()) == ([], 0)


def test_mail_goes_through_the_mail_server_of_the_settings():
    sending.send_test("mail", to=Message("题目", "正文", email="clerk@county.example"))
    assert [(one.subject, one.to) for one in mail.outbox] == [("题目", ["clerk@county.example"])]


def test_the_outbox_keeps_messages_in_a_file_that_others_cannot_read():
    sending.send_test("outbox", to=Message("题目", "正文", phone="13900000009"))
    path = settings.SUNFOREST_DATA / outbox.FILE
    assert json.loads(path.read_text().splitlines()[-1])["phone"] == "13900000009"
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "reason"), [("sms", "没有设置通道地址"), ("pigeon", "没有名为"), ("mail", "另一种收件地址")]
)
def test_the_test_button_says_why_a_channel_does_not_work(name, reason):
    with pytest.raises(NotSent, match=reason):
        sending.send_test(name, to=Message("题目", "正文", phone="13900000009"))


def test_what_is_due_within_two_working_days_is_told_once_to_the_staff(case, sent):
    assert due_soon.remind(at("2025-10-28")) == 1
    assert due_soon.remind(at("2025-10-29")) == 0
    told = QueuedNotice.objects.filter(notice="due_soon")
    assert {row.officer.name for row in told} == {"王敏", "赵岚"}


def test_reminders_of_many_cases_ask_the_database_once(case, django_assert_num_queries):
    Case.objects.bulk_create(
        Case(
            number=f"339921-250925-{serial:06d}-0",
            process_key=case.process_key,
            process_version=case.process_version,
            organ=case.organ,
            state=case.state,
            opened_at=case.opened_at,
            opened_on=case.opened_on,
            changed_at=case.changed_at,
            due_on=case.due_on,
            last_number=1,
        )
        for serial in range(5)
    )
    with django_assert_num_queries(6):  # the calendar, the cases, their officers, the notices, and the transaction
        assert due_soon.remind(at("2025-10-28")) == 6
    assert QueuedNotice.objects.filter(notice="due_soon").count() == 12


@pytest.mark.parametrize(("day", "clock"), [("2025-10-28", "07:59"), ("2025-10-26", "10:00"), ("2025-10-27", "10:00")])
def test_nobody_is_reminded_early_in_the_morning_on_a_day_off_or_too_soon(case, day, clock):
    assert due_soon.remind(at(day, clock)) == 0
