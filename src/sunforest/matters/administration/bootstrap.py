"""How an installation begins: the county, its first organ and its administrator, from whom every later act comes.

Nobody can act before somebody may: these rows, and only these, are written without an act. ``record_what_stands`` then
gives a case to each row that was written so, for the administrator to change it by acts from now on (design §3).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from sunforest.core.organs.models import County, Division, Grant, Officer, Organ, Post, Topic
from sunforest.core.organs.roles import ADMINISTRATOR
from sunforest.core.process.actor import Actor
from sunforest.core.process.perform import open_case

from .models import Subject
from .process import AppointmentProcess, OrganProcess, TopicProcess


@dataclass(frozen=True)
class Administrator:
    """The first administrator: name, sign-in name, and the title of the post. The account has no password yet."""

    name: str
    username: str
    post_title: str
    name_en: str = ""
    post_title_en: str = ""


@transaction.atomic
def bootstrap(
    county: County,
    *,
    divisions: Iterable[Division],
    topics: Iterable[Topic],
    organ: Organ,
    administrator: Administrator,
    at: datetime,
) -> Actor:
    """Write the rows (not yet saved) from which acts can begin, and give the administrator who does them.

    Divisions come with their parents first; ``topics`` are the first level. Raises IntegrityError where a county is
    set up already.
    """
    county.pk = 1
    county.save(force_insert=True)
    for row in (*divisions, *topics, organ):
        row.save(force_insert=True)
    account = get_user_model().objects.create_user(administrator.username, password=None)
    officer = Officer.objects.create(account=account, name=administrator.name, name_en=administrator.name_en)
    post = Post.objects.create(
        organ=organ, title=administrator.post_title, title_en=administrator.post_title_en, holder=officer
    )
    Grant.objects.create(post=post, role=ADMINISTRATOR.key, process=Grant.EVERY_PROCESS)
    actor = Actor(role=ADMINISTRATOR, officer_id=officer.pk, post_id=post.pk)
    record_what_stands(actor, organ=organ, at=at)
    return actor


@transaction.atomic
def record_what_stands(administrator: Actor, *, organ: Organ, at: datetime) -> int:
    """Open a case for each organ, officer and topic that has none; gives how many. A second time opens nothing.

    ``organ`` is the administrator's. Raises NotYours where the actor is no administrator.
    """
    known = {column: _with_cases(column) for column in ("organ", "officer", "topic")}
    rows = [
        *((OrganProcess, OrganProcess.record_existing, "organ", pk) for pk in _without(Organ, known["organ"])),
        *((AppointmentProcess, AppointmentProcess.record_existing, "officer", pk) for pk in _without(Officer, known["officer"])),
        *((TopicProcess, TopicProcess.record_existing, "topic", pk) for pk in _without(Topic, known["topic"])),
    ]  # fmt: skip
    for process, act, column, pk in rows:
        open_case(process, act, organ=organ, actor=administrator, data={column: pk}, at=at, key=f"stands-{column}-{pk}")
    return len(rows)


def _with_cases(column: str) -> set[int]:
    return set(Subject.objects.exclude(**{column: None}).values_list(f"{column}_id", flat=True))


def _without(table: type[Organ] | type[Officer] | type[Topic], known: set[int]) -> Sequence[int]:
    return list(table.objects.exclude(pk__in=known).order_by("pk").values_list("pk", flat=True))
