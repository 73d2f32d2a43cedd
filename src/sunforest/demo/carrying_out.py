"""Carries out the lives of the demonstration county, all acts in the order of their moments, through the engine's doors.

A day ends as days do: acts of silence that fell due are carried out, leaves are sealed, the matters' tables follow.
The search index lies outside the database and follows afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import count
from zlib import crc32

from sunforest.core.calendar.county_calendar import SHANGHAI
from sunforest.core.ledger import followers, sealer
from sunforest.core.organs.models import Grant, Organ, Post
from sunforest.core.organs.roles import ADMINISTRATOR, PARTY, Role
from sunforest.core.people import parties
from sunforest.core.people.models import Party
from sunforest.core.process import overdue
from sunforest.core.process.actor import Actor
from sunforest.core.process.actor import party as party_actor
from sunforest.core.process.models import Case
from sunforest.core.process.perform import open_case, perform
from sunforest.demo.lives import Life, Step, key_of

Progress = Callable[[int, int | None], None]


class NobodyThere(LookupError):
    """The content has no officer who may do an act."""


@dataclass
class Standing:
    """Where a life stands: its case, the last record, and who did which act."""

    case: Case | None = None
    seen: int = 0
    doers: dict[str, int] = field(default_factory=dict)


def carry_out(lives: Iterable[Life], progress: Progress) -> int:
    """Carry out every step of every life, oldest first; gives how many acts it were. Raises what the engine refuses."""
    order = count()
    due = sorted(
        ((step.at, next(order), life, step) for life in lives for step in life.steps), key=lambda each: each[:2]
    )
    standings: dict[str, Standing] = {}
    organs = {organ.code: organ for organ in Organ.objects.all()}
    yesterday: date | None = None
    for number, (at, _order, life, step) in enumerate(due, start=1):
        if yesterday is not None and at.date() != yesterday:
            end_days_until(at)
        yesterday = at.date()
        if life.organ not in organs:
            organs = {organ.code: organ for organ in Organ.objects.all()}
        earlier = standings[life.earlier].case if life.earlier else None
        _do(step, life, standings.setdefault(life.name, Standing()), organs[life.organ], earlier)
        progress(number, len(due))
    return len(due)


def end_days_until(at: datetime) -> None:
    """Carry out what fell due before the day of ``at``, seal what was written, and let the matters' tables follow."""
    this_morning = datetime.combine(at.date(), time(), SHANGHAI)
    while case := Case.objects.silent_at(this_morning).order_by("lapses_at", "pk").first():
        overdue.carry_out_in(case, case.lapses_at or this_morning)
    while sealer.seal(this_morning):
        for follower in followers.all_followers():
            while follower.position is None and followers.advance(follower):
                continue


def _do(step: Step, life: Life, standing: Standing, organ: Organ, earlier: Case | None) -> None:
    party = earlier.party if earlier else None
    if life.party and standing.case is None and earlier is None:
        party = parties.remember(life.party, at=step.at)
    actor = _actor(step, life, standing, organ, party)
    key = key_of(life.name, standing.seen + 1)
    answers = step.answers(standing.case)
    if standing.case is None:
        record = open_case(
            life.process,
            step.act,
            organ=organ,
            party=party,
            actor=actor,
            data=answers,
            at=step.at,
            key=key,
            parent=earlier,
        )
        standing.case = record.case
    else:
        record = perform(standing.case, step.act, actor=actor, data=answers, at=step.at, seen=standing.seen, key=key)
    standing.seen = record.number
    if actor.officer_id is not None:
        standing.doers[step.act.name] = actor.officer_id


def _actor(step: Step, life: Life, standing: Standing, organ: Organ, party: Party | None) -> Actor:
    if step.by is PARTY:
        whose = party or (standing.case.party if standing.case else None)
        assert whose is not None, f"{life.name}: a party acts in a life without party"
        return party_actor(whose.pk)
    apart_from = {standing.doers[act.name] for act in step.act.not_by if act.name in standing.doers}
    return _who(step.by, life, organ, step.at.date(), apart_from)


def _who(role: Role, life: Life, organ: Organ, day: date, apart_from: set[int]) -> Actor:
    """Somebody with the role who may act that day, the deputy of whoever is absent; always the same for one life."""
    posts = Post.objects.filter(
        grants__role=role.key, grants__process__in=(life.process.key, Grant.EVERY_PROCESS), holder__isnull=False
    ).select_related("deputy")
    if role is not ADMINISTRATOR:
        posts = posts.filter(organ=organ)
    found = [(post.pk, officer_id) for post in posts.order_by("pk") if (officer_id := _acting(post, day))]
    free = [(post_id, officer_id) for post_id, officer_id in found if officer_id not in apart_from]
    if not free:
        raise NobodyThere(f"{organ.short_name}: {role.key} ({life.name})")
    post_id, officer_id = free[crc32(life.name.encode()) % len(free)]
    return Actor(role=role, officer_id=officer_id, post_id=post_id)


def _acting(post: Post, day: date) -> int | None:
    """Who acts from the post that day; None where its holder is absent and nobody stands in."""
    if not post.is_absent(day):
        return post.holder_id
    return post.deputy.holder_id if post.deputy else None
