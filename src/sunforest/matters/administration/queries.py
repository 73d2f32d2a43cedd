"""Reads of the reference data for the screens and rules of administration."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from sunforest.core.organs.models import Officer, Organ, Post, Topic
from sunforest.core.process import registry
from sunforest.core.process.models import Case

from . import rules
from .models import Subject


def facts_of(case: Case) -> rules.Facts:
    """What the rules know of the subject of a case."""
    subject = Subject.objects.filter(case_id=case.pk).first()
    if subject is None:
        return rules.Facts()
    return rules.Facts(
        open_cases=_open_cases(subject),
        posts_held=Post.objects.filter(holder=subject.officer_id).count() if subject.officer_id else 0,
        children=Topic.objects.filter(parent=subject.topic_id, retired_on=None).count() if subject.topic_id else 0,
    )


def _open_cases(subject: Subject) -> int:
    if subject.organ_id is None:
        return 0
    reference_data = [process.key for process in registry.processes() if process.detail is Subject]
    return Case.objects.open().filter(organ=subject.organ_id).exclude(process_key__in=reference_data).count()


def subject_of(case: Any) -> Subject:
    """The subject of a case. Raises Subject.DoesNotExist."""
    return Subject.objects.select_related("organ", "officer__account", "topic__parent", "setting").get(case=case)


def organs() -> QuerySet[Organ]:
    """Every organ, in the order of the county's list."""
    return Organ.objects.select_related("division").order_by("position", "code")


def officers() -> QuerySet[Officer]:
    """Every officer with posts and grants, by name."""
    return (
        Officer.objects.select_related("account")
        .prefetch_related("posts__organ", "posts__grants")
        .order_by("name", "pk")
    )


def topics() -> QuerySet[Topic]:
    """First-level topics with those below."""
    return Topic.objects.filter(parent=None).prefetch_related("children").order_by("position", "pk")


def processes_to_grant() -> list[tuple[str, str]]:
    """What a post may be granted: every process, or one."""
    return [("*", "全部程序"), *((process.key, str(process.title)) for process in registry.processes())]
