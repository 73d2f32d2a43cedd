"""Puts the demonstration county into an empty installation, by declared acts, each at its historical moment.

Everything is written in one transaction: a load that breaks leaves nothing. Only the search index follows afterwards,
as it does after any crash. Notices that the acts queued belong to the past: they count as sent, so that the worker does
not tell officers today of what was done years ago.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import F

from sunforest.core.calendar.county_calendar import SHANGHAI
from sunforest.core.notify.models import QueuedNotice
from sunforest.core.organs.models import County as CountyRow
from sunforest.core.organs.models import Division, Officer, Organ, Post, Topic
from sunforest.core.process import catching_up
from sunforest.core.process.models import ActRecord, Case
from sunforest.demo import carrying_out
from sunforest.demo.accounts import NotADemonstration, SignIn, open_accounts, sign_ins
from sunforest.demo.annual_reports import lives_of_reports
from sunforest.demo.carrying_out import Progress
from sunforest.demo.concerns import life_of_concern
from sunforest.demo.county import County
from sunforest.demo.county import Officer as OfficerInContent
from sunforest.demo.documents import life_of_document
from sunforest.demo.lives import Life
from sunforest.demo.moments import moment
from sunforest.demo.reading import read_county
from sunforest.demo.requests import lives_of_requests
from sunforest.demo.staffing import OF_THE_ORGAN, ORGANS_ON, lives_of_staff
from sunforest.matters.administration.bootstrap import Administrator, bootstrap

__all__ = ["CONTENT", "Loaded", "NotADemonstration", "NotEmpty", "SignIn", "load", "sign_ins"]

CONTENT = Path(__file__).parent / "content"
SENT_BEFORE = "demonstration"


class NotEmpty(Exception):
    """This installation holds a county already; nothing was changed."""


@dataclass(frozen=True)
class Loaded:
    """What was put in: how many of each."""

    organs: int
    officers: int
    posts: int
    topics: int
    cases: int
    acts: int


def _silent(_done: int, _total: int | None) -> None:
    """Nobody watches."""


def load(at: datetime, progress: Progress = _silent) -> Loaded:
    """Load the demonstration county; what fell due since its last act and ``at`` is carried out too.

    Raises NotEmpty where a county is set up already, BadContent where the content is not in order.
    """
    content = read_county(CONTENT)
    with transaction.atomic():
        if CountyRow.objects.exists():
            raise NotEmpty("这里已经有一个县，没有改动。 / a county is set up here already; nothing was changed.")
        _bootstrap(content)
        carrying_out.carry_out(list(_lives(content)), progress)
        carrying_out.end_days_until(at.astimezone(SHANGHAI))
        open_accounts()
        _count_notices_as_sent()
    catching_up.catch_up(lambda: at)
    return _loaded()


def _administrator(content: County) -> OfficerInContent:
    return next(one for one in content.officers for post in one.posts if "administrator" in post.roles)


def _bootstrap(content: County) -> None:
    officer = _administrator(content)
    post = officer.posts[0]
    first = content.organ(post.organ)
    divisions = sorted(content.divisions, key=lambda division: len(division.code))
    bootstrap(
        _county_row(content),
        divisions=[
            Division(code=one.code, name=one.name, name_en=one.name_en, parent_id=one.parent or None)
            for one in divisions
        ],
        topics=[
            Topic(name=topic.name, name_en=topic.name_en, position=position)
            for position, topic in enumerate(content.topics, start=1)
        ],
        organ=Organ(
            **{name: getattr(first, name) for name in OF_THE_ORGAN if name != "division"},
            division_id=first.division,
            founded_on=ORGANS_ON,
            position=1,
        ),
        administrator=Administrator(officer.name, officer.username, post.title, officer.name_en, post.title_en),
        at=moment(ORGANS_ON, "08:40", ""),
    )


def _county_row(content: County) -> CountyRow:
    foot = content.footer
    return CountyRow(
        name=content.name,
        name_en=content.name_en,
        area_code=content.area_code,
        site_id=content.site_id,
        slogan=content.slogan,
        slogan_en=content.slogan_en,
        sponsor=foot.host,
        icp_number=foot.icp_number,
        police_number=foot.police_number,
        phone=foot.phone,
        email=foot.email,
        address=foot.address,
        is_demonstration=True,
    )


def _lives(content: County) -> Iterator[Life]:
    administrator = _administrator(content)
    yield from lives_of_staff(content, first_organ=administrator.posts[0].organ, administrator=administrator.username)
    for document in content.documents:
        yield life_of_document(document, content)
    titles = {document.slug: document.title for document in content.documents}
    for concern in content.concerns:
        yield life_of_concern(concern, titles)
    codes = {organ.short_name: organ.code for organ in content.organs}
    yield from lives_of_requests(CONTENT / "requests.toml", codes)
    yield from lives_of_reports(CONTENT / "annual_reports.toml", codes)


def _count_notices_as_sent() -> None:
    QueuedNotice.objects.filter(sent_at=None).update(sent_at=F("queued_at"), channel=SENT_BEFORE)


def _loaded() -> Loaded:
    return Loaded(
        organs=Organ.objects.count(),
        officers=Officer.objects.count(),
        posts=Post.objects.count(),
        topics=Topic.objects.count(),
        cases=Case.objects.count(),
        acts=ActRecord.objects.count(),
    )
