"""Reads of the reference data for the screens and rules of administration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from sunforest.core.organs import county
from sunforest.core.organs.models import Officer, Organ, Post, Setting, Topic
from sunforest.core.organs.roles import HEAD, role_with_key
from sunforest.core.process import records, registry
from sunforest.core.process.models import ActRecord, Case

from . import rules
from .models import Subject

PROCESSES = ("organ", "appointment", "holiday_notice", "topic", "setting")
CHANGES_SHOWN = 8


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
    return [("*", _("全部程序")), *((process.key, str(process.title)) for process in registry.processes())]


def case_numbers(column: str) -> dict[Any, str]:
    """The case number of each organ, officer, topic, setting or year (``column`` of Subject)."""
    rows = Subject.objects.exclude(**{column: None}).values_list(column, "case__number")
    return dict(rows)


def without_cases() -> int:
    """How many organs, officers and topics were written at the beginning and not yet entered by an act."""
    rows = ((Organ, "organ"), (Officer, "officer"), (Topic, "topic"))
    return sum(
        table.objects.exclude(pk__in=Subject.objects.exclude(**{column: None}).values(column)).count()
        for table, column in rows
    )


@dataclass(frozen=True)
class OrganRow:
    """An organ, its case, how many posts it has and how many of them are empty, and its open cases."""

    organ: Organ
    case_number: str
    posts: int
    empty_posts: int
    open_cases: int


def organ_rows() -> list[OrganRow]:
    """Every organ, in the county's order. Three queries."""
    in_use = Q(posts__abolished_on=None, posts__isnull=False)
    counted = organs().annotate(
        post_count=Count("posts", filter=in_use, distinct=True),
        empty_count=Count("posts", filter=in_use & Q(posts__holder=None), distinct=True),
    )
    numbers = case_numbers("organ")
    busy = Case.objects.open().exclude(process_key__in=PROCESSES).values("organ").annotate(count=Count("pk"))
    open_cases = {row["organ"]: row["count"] for row in busy}
    return [
        OrganRow(
            organ,
            numbers.get(organ.pk, ""),
            organ.post_count,
            organ.empty_count,
            open_cases.get(organ.pk, 0),
        )
        for organ in counted
    ]


@dataclass(frozen=True)
class PostRow:
    """A post: who holds it, what it grants, who stands in, whether its holder is absent today."""

    post: Post
    holder_case: str
    roles: tuple[str, ...]
    processes: tuple[str, ...]
    is_absent: bool

    @property
    def is_unattended(self) -> bool:
        """True where nobody can act from the post today."""
        return self.post.holder is None or (self.is_absent and self.post.deputy is None)


@dataclass(frozen=True)
class OrganPosts:
    """The posts of one organ."""

    organ: Organ
    rows: tuple[PostRow, ...]


def posts_by_organ(today: date, organ_code: str = "") -> list[OrganPosts]:
    """The posts in use, organ by organ; of one organ where its code is given. Three queries."""
    posts = Post.objects.filter(abolished_on=None, organ__abolished_on=None)
    if organ_code:
        posts = posts.filter(organ__code=organ_code)
    posts = posts.select_related("organ", "holder", "deputy__holder").prefetch_related("grants")
    numbers, titles = case_numbers("officer"), {process.key: _(str(process.title)) for process in registry.processes()}
    found: dict[int, tuple[Organ, list[PostRow]]] = {}
    for post in posts.order_by("organ__position", "organ__code", "pk"):
        rows = found.setdefault(post.organ_id, (post.organ, []))[1]
        rows.append(_post_row(post, numbers, titles, today))
    return [OrganPosts(organ, tuple(rows)) for organ, rows in found.values()]


def _post_row(post: Post, numbers: Mapping[Any, str], titles: Mapping[str, str], today: date) -> PostRow:
    grants = list(post.grants.all())
    return PostRow(
        post=post,
        holder_case=numbers.get(post.holder_id, ""),
        roles=tuple(dict.fromkeys(_(role_with_key(grant.role).title) for grant in grants)),
        processes=tuple(dict.fromkeys(titles.get(grant.process, _("全部程序")) for grant in grants)),
        is_absent=post.holder is not None and post.is_absent(today),
    )


def organs_without_head(groups: Iterable[OrganPosts]) -> list[Organ]:
    """Organs in which no post grants the role of head to somebody."""
    title = _(HEAD.title)
    return [
        group.organ for group in groups if not any(title in row.roles and not row.is_unattended for row in group.rows)
    ]


def officers_without_post() -> list[tuple[Officer, str]]:
    """Officers in service who hold no post, each with the number of the case. Two queries."""
    officers = list(Officer.objects.filter(left_on=None, posts=None).order_by("name", "pk"))
    numbers = case_numbers("officer") if officers else {}
    return [(officer, numbers.get(officer.pk, "")) for officer in officers]


@dataclass(frozen=True)
class TopicRow:
    """A topic of the first level with those below it, each with the number of its case."""

    topic: Topic
    case_number: str
    below: tuple[tuple[Topic, str], ...]


def topic_rows() -> list[TopicRow]:
    """Every topic, two levels. Three queries."""
    numbers = case_numbers("topic")
    return [
        TopicRow(
            topic,
            numbers.get(topic.pk, ""),
            tuple(
                (child, numbers.get(child.pk, ""))
                for child in sorted(topic.children.all(), key=lambda child: (child.position, child.pk))
            ),
        )
        for topic in topics()
    ]


@dataclass(frozen=True)
class SettingRow:
    """One adjustable value: what it is now, what it is without a decision, its limits, and its latest change.

    A name has no limits.
    """

    key: str
    words: str
    value: Any
    default: Any
    lowest: int | None
    highest: int | None
    case_number: str
    changed_at: datetime | None = None
    changed_by: str = ""
    reason: str = ""


def setting_rows() -> list[SettingRow]:
    """Every setting that the county can adjust. Five queries at most."""
    kept = dict(Setting.objects.values_list("key", "value"))
    subjects = Subject.objects.exclude(setting=None).select_related("case")
    cases = {subject.setting_id: subject.case for subject in subjects}
    deeds = records.of_many(list(cases.values()))
    names = _officer_names(deed.officer_id for each in deeds.values() for deed in each)
    rows = []
    for key, words in rules.SETTINGS.items():
        case = cases.get(key)
        last = deeds[case.pk][-1] if case else None
        lowest, highest = rules.LIMITS.get(key, (None, None))
        rows.append(
            SettingRow(
                key=key,
                words=_(words),
                value=kept.get(key, county.DEFAULTS[key]),
                default=county.DEFAULTS[key],
                lowest=lowest,
                highest=highest,
                case_number=case.number if case else "",
                changed_at=last.record.recorded_at if last else None,
                changed_by=names.get(last.officer_id, "") if last else "",
                reason=str(last.value("reason") or "") if last else "",
            )
        )
    return rows


def _officer_names(officer_ids: Iterable[int | None]) -> dict[int | None, str]:
    wanted = {officer_id for officer_id in officer_ids if officer_id is not None}
    return dict(Officer.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


@dataclass(frozen=True)
class Change:
    """One act of administration: what was done, to what, by whom, when."""

    words: str
    subject: str
    case_number: str
    officer: str
    at: datetime


def latest_changes() -> list[Change]:
    """The latest acts of administration, newest first. One query."""
    latest = ActRecord.objects.filter(case__process_key__in=PROCESSES).select_related(
        "officer", "case__subject__organ", "case__subject__officer", "case__subject__topic"
    )
    return [
        Change(
            words=_(str(registry.act_named(record.case.process, record.act).title)),
            subject=_name_of(record.case.subject),
            case_number=record.case.number,
            officer=record.officer.name if record.officer else "",
            at=record.recorded_at,
        )
        for record in latest.order_by("-recorded_at", "-pk")[:CHANGES_SHOWN]
    ]


def _name_of(subject: Subject) -> str:
    """What a case of administration is about, in words."""
    return _(rules.SETTINGS[subject.setting_id]) if subject.setting_id else str(subject)
