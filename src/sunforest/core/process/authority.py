"""Who may do what: the one place that decides (design §3, authority). Denied unless a post grants it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from sunforest.core.organs.models import Grant, Officer, Post
from sunforest.core.organs.roles import ADMINISTRATOR, AUDITOR, INSPECTOR, PARTY, SYSTEM, Role, role_with_key
from sunforest.core.people.models import Party
from sunforest.core.process.actor import Actor
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.models import Case, CaseQuerySet

EVERYWHERE = (INSPECTOR, AUDITOR)


class NotYours(Exception):
    """The actor may not do this; the words say who may."""

    def __init__(self, act: Act | None = None, words: str = "") -> None:
        self.act = act
        roles = _("、").join(_(role.title) for role in act.by) if act else ""
        super().__init__(words or _("此动作由%(roles)s办理，您当前的岗位没有这项权限。") % {"roles": roles})


@dataclass(frozen=True)
class ActingPost:
    """A post that an officer acts from today, as its holder or as deputy, with what it grants."""

    post: Post
    is_deputy: bool
    grants: tuple[tuple[str, str], ...]

    def has(self, role: Role, process_key: str) -> bool:
        """True where the post grants the role for that process."""
        return any(key == role.key and process in (process_key, Grant.EVERY_PROCESS) for key, process in self.grants)

    def roles_for(self, process_key: str) -> tuple[Role, ...]:
        """The roles that the post grants for that process."""
        keys = {key for key, process in self.grants if process in (process_key, Grant.EVERY_PROCESS)}
        return tuple(role_with_key(key) for key in sorted(keys))


@dataclass(frozen=True)
class Tenure:
    """Of a post: until when it exists, who holds it, who is absent when, and who would stand in. In the order of TENURES_OF_GRANT."""

    abolished_on: date | None
    absent_from: date | None
    absent_until: date | None
    holder_id: int | None
    holder_left_on: date | None
    deputy_abolished_on: date | None
    deputy_holder_id: int | None
    deputy_left_on: date | None

    def is_absent(self, day: date) -> bool:
        """True on each day of a recorded absence; without an end it goes on."""
        begun = self.absent_from is not None and self.absent_from <= day
        return begun and (self.absent_until is None or day <= self.absent_until)


def acting_posts(officer: Officer, today: date) -> tuple[ActingPost, ...]:
    """The posts from which an officer may act today: own posts, and those of absent colleagues deputised for."""
    posts = (
        Post.objects.filter(Q(holder=officer) | Q(deputy__holder=officer))
        .select_related("organ", "holder", "deputy__holder")
        .prefetch_related("grants")
        .order_by("organ__position", "title")
    )
    return tuple(
        ActingPost(post, post.holder_id != officer.pk, tuple((g.role, g.process) for g in post.grants.all()))
        for post in posts
        if may_act_from(tenure_of(post), officer.pk, today)
    )


def tenure_of(post: Post) -> Tenure:
    """The tenure of a post that came with its holder, its deputy and the deputy's holder."""
    holder, deputy = post.holder, post.deputy
    stands_in = deputy.holder if deputy else None
    return Tenure(
        abolished_on=post.abolished_on,
        absent_from=post.absent_from,
        absent_until=post.absent_until,
        holder_id=post.holder_id,
        holder_left_on=holder.left_on if holder else None,
        deputy_abolished_on=deputy.abolished_on if deputy else None,
        deputy_holder_id=deputy.holder_id if deputy else None,
        deputy_left_on=stands_in.left_on if stands_in else None,
    )


def may_act_from(post: Tenure, officer_id: int | None, today: date) -> bool:
    """True where the officer, in service, holds the post, or stands in for its absent holder from the deputy's post."""
    if officer_id is None or _is_past(post.abolished_on, today):
        return False
    if post.holder_id == officer_id:
        return not _is_past(post.holder_left_on, today)
    return (
        post.deputy_holder_id == officer_id
        and post.is_absent(today)
        and not _is_past(post.deputy_abolished_on, today)
        and not _is_past(post.deputy_left_on, today)
    )


def _is_past(last_on: date | None, today: date) -> bool:
    return last_on is not None and last_on <= today


def check(case: Case | None, act: Act, actor: Actor, *, process: type[Process], organ_id: int, today: date) -> None:
    """Raise NotYours unless the actor may do the act on the case (or open one at the organ). One query for staff."""
    if actor.role not in act.by:
        raise NotYours(act)
    if actor.role is SYSTEM:
        return
    if actor.role is PARTY:
        if actor.party_id is None or (case is not None and case.party_id != actor.party_id):
            raise NotYours(act, _("这不是您的办件。"))
        return
    if not _post_grants(actor, process.key, organ_id, today):
        raise NotYours(act)


# Every act asks this: for Django to build it took a fifth of the act. What follows from it is decided in one place below.
TENURES_OF_GRANT = """
    SELECT p.organ_id, p.abolished_on, p.absent_from, p.absent_until, p.holder_id, h.left_on,
           d.abolished_on, d.holder_id, s.left_on
    FROM organs_grant g JOIN organs_post p ON p.id = g.post_id LEFT JOIN organs_officer h ON h.id = p.holder_id
         LEFT JOIN organs_post d ON d.id = p.deputy_id LEFT JOIN organs_officer s ON s.id = d.holder_id
    WHERE g.post_id = %s AND g.role = %s AND g.process IN (%s, %s)"""


def _post_grants(actor: Actor, process_key: str, organ_id: int, today: date) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(TENURES_OF_GRANT, [actor.post_id or 0, actor.role.key, process_key, Grant.EVERY_PROCESS])
        granted = cursor.fetchall()
    return any(
        (at_organ == organ_id or actor.role is ADMINISTRATOR)
        and may_act_from(Tenure(*map(_as_read, tenure)), actor.officer_id, today)
        for at_organ, *tenure in granted
    )


def _as_read(value: Any) -> Any:
    """A number or a day; SQLite may give a day as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def acts_for_itself(act: Act, actor: Actor, party: Party | None) -> None:
    """Raise NotYours where a party would open a case in another's name."""
    if actor.role is PARTY and (party is None or party.pk != actor.party_id):
        raise NotYours(act, _("只能以本人名义提出。"))


def four_eyes(act: Act, actor: Actor, deeds: Iterable[Any]) -> None:
    """Raise NotYours where the officer did, last time, the act whose doer must be another (``not_by``)."""
    for other in act.not_by:
        doers = [deed.officer_id for deed in deeds if deed.act == other.name]
        if doers and doers[-1] == actor.officer_id and actor.officer_id is not None:
            words = _("“%(act)s”由您办理，按照分工制衡，此动作须由另一人办理。") % {"act": _(str(other.title))}
            raise NotYours(act, words)


def acts_open_to(case: Case, posts: Iterable[ActingPost]) -> list[tuple[Act, ActingPost, Role]]:
    """The acts that may be done now from these posts at the case's organ, each with the post and the role."""
    found = []
    for act in case.process.acts_from(case.state):
        for acting in posts:
            role = next((role for role in act.by if acting.has(role, case.process_key)), None)
            if role is not None and (acting.post.organ_id == case.organ_id or role is ADMINISTRATOR):
                found.append((act, acting, role))
                break
    return found


def visible_cases(posts: Iterable[ActingPost]) -> CaseQuerySet:
    """The cases that these posts may see: of their organ and process; inspectors and auditors see every organ's."""
    allowed = Q(pk__in=[])
    for acting in posts:
        for role, process in acting.grants:
            scope = Q() if role in (INSPECTOR.key, AUDITOR.key, ADMINISTRATOR.key) else Q(organ_id=acting.post.organ_id)
            allowed |= scope if process == Grant.EVERY_PROCESS else scope & Q(process_key=process)
            if not scope and process == Grant.EVERY_PROCESS:
                return Case.objects.all()
    return Case.objects.filter(allowed)


def may_see(case: Case, posts: Iterable[ActingPost]) -> bool:
    """True where one of the posts may see the case; without a query."""
    return any(
        (role in (INSPECTOR.key, AUDITOR.key, ADMINISTRATOR.key) or acting.post.organ_id == case.organ_id)
        and process in (case.process_key, Grant.EVERY_PROCESS)
        for acting in posts
        for role, process in acting.grants
    )


def is_auditor_only(posts: Iterable[ActingPost]) -> bool:
    """True where every grant is the auditor's: read-only, without personal fields."""
    roles = {role for acting in posts for role, _process in acting.grants}
    return roles == {AUDITOR.key}
