"""What each act of administration writes to the reference data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model

from sunforest.core.calendar.models import Notice
from sunforest.core.organs.models import Grant, Officer, Organ, Post, Setting, Topic
from sunforest.core.process.models import Case
from sunforest.pure.moment import Moment

from . import queries
from .models import Subject

Answers = Mapping[str, Any]


def establish_organ(case: Case, answers: Answers, moment: Moment) -> None:
    """A new organ, last in the county's list."""
    organ = Organ.objects.create(**answers, founded_on=moment.day, position=Organ.objects.count() + 1)
    Subject.objects.create(case=case, organ=organ)


def record_existing(case: Case, answers: Answers, _moment: Moment) -> None:
    """A row that stood before the first act gets its case; the row itself stays as it is."""
    Subject.objects.create(case=case, **answers)


def change_organ(case: Case, answers: Answers, _moment: Moment) -> None:
    """The organ's particulars from now on."""
    Organ.objects.filter(pk=queries.subject_of(case).organ_id).update(**answers)


def abolish_organ(case: Case, answers: Answers, _moment: Moment) -> None:
    """The organ's last day; its posts end with it."""
    organ_id = queries.subject_of(case).organ_id
    Organ.objects.filter(pk=organ_id).update(abolished_on=answers["abolished_on"])
    Post.objects.filter(organ=organ_id, abolished_on=None).update(abolished_on=answers["abolished_on"], holder=None)


def enter_officer(case: Case, answers: Answers, _moment: Moment) -> None:
    """A new officer, whose account has no password yet."""
    account = get_user_model().objects.create_user(answers["username"], password=None)
    officer = Officer.objects.create(account=account, name=answers["name"], name_en=answers["name_en"])
    Subject.objects.create(case=case, officer=officer)


def appoint(case: Case, answers: Answers, _moment: Moment) -> None:
    """The officer holds the post; what it grants is written anew."""
    post, _made = Post.objects.update_or_create(
        organ=answers["organ"],
        title=answers["title"],
        defaults={
            "title_en": answers["title_en"],
            "holder_id": queries.subject_of(case).officer_id,
            "deputy": answers["deputy"],
            "abolished_on": None,
        },
    )
    post.grants.all().delete()
    Grant.objects.bulk_create(
        Grant(post=post, role=role, process=process) for role in answers["roles"] for process in answers["processes"]
    )


def relieve(case: Case, answers: Answers, _moment: Moment) -> None:
    """The post stands empty."""
    officer_id = queries.subject_of(case).officer_id
    Post.objects.filter(pk=answers["post"].pk, holder=officer_id).update(holder=None)


def note_absence(_case: Case, answers: Answers, _moment: Moment) -> None:
    """Absence and deputy belong to the post (design §3)."""
    Post.objects.filter(pk=answers["post"].pk).update(
        absent_from=answers["absent_from"], absent_until=answers["absent_until"], deputy=answers["deputy"]
    )


def renew_access(case: Case, _answers: Answers, _moment: Moment) -> None:
    """Password and second factor are gone; the administrator hands out a new first password."""
    account = queries.subject_of(case).officer.account
    account.set_unusable_password()
    account.save(update_fields=["password"])
    Authenticator.objects.filter(user=account).delete()


def leave(case: Case, answers: Answers, _moment: Moment) -> None:
    """The officer's last day; the account opens no longer."""
    officer = queries.subject_of(case).officer
    Officer.objects.filter(pk=officer.pk).update(left_on=answers["left_on"])
    get_user_model().objects.filter(pk=officer.account_id).update(is_active=False)


def load_notice(case: Case, answers: Answers, moment: Moment) -> None:
    """The year's notice; what it moves is recomputed when this act's leaf is sealed."""
    Subject.objects.get_or_create(case=case, defaults={"year": answers["year"]})
    Notice.objects.create(
        year=answers["year"],
        notice_number=answers["notice_number"],
        rest_days=[day.isoformat() for day in answers["rest_days"]],
        work_days=[day.isoformat() for day in answers["work_days"]],
        loaded_at=moment.at,
    )


def add_topic(case: Case, answers: Answers, _moment: Moment) -> None:
    """A new topic, last among its siblings."""
    position = Topic.objects.filter(parent=answers["parent"]).count() + 1
    topic = Topic.objects.create(**answers, position=position)
    Subject.objects.create(case=case, topic=topic)


def rename_topic(case: Case, answers: Answers, _moment: Moment) -> None:
    """The topic's name from now on; published documents keep the name of their day."""
    Topic.objects.filter(pk=queries.subject_of(case).topic_id).update(**answers)


def retire_topic(case: Case, _answers: Answers, moment: Moment) -> None:
    """The topic is no longer offered."""
    Topic.objects.filter(pk=queries.subject_of(case).topic_id).update(retired_on=moment.day)


def set_value(case: Case, answers: Answers, _moment: Moment) -> None:
    """The value from now on."""
    setting, _made = Setting.objects.update_or_create(key=answers["key"], defaults={"value": answers["value"]})
    Subject.objects.get_or_create(case=case, defaults={"setting": setting})
