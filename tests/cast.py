"""The fixed persons of every test (style §5): known by name to every developer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model

from sunforest.core.organs.models import County, Grant, Officer, Organ, Post
from sunforest.core.organs.roles import (
    ADMINISTRATOR,
    AUDITOR,
    CLERK,
    HEAD,
    INSPECTOR,
    LEGAL_REVIEWER,
    REVIEWER,
    Role,
)
from sunforest.core.people import parties
from sunforest.core.people.models import Party
from sunforest.core.process.actor import Actor
from sunforest.core.process.actor import party as party_actor

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day: str, clock: str = "10:00") -> datetime:
    """A moment of local time: ``at("2025-09-25")``."""
    return datetime.fromisoformat(f"{day}T{clock}:00").replace(tzinfo=SHANGHAI)


@dataclass(frozen=True)
class Cast:
    """Everybody: the housing bureau's people, the clerk of another organ, citizens."""

    housing: Organ
    education: Organ
    wang: Actor
    li: Actor
    legal: Actor
    zhao: Actor
    sun: Actor
    inspector: Actor
    auditor: Actor
    administrator: Actor
    chen: Party
    lin: Party
    chen_acts: Actor
    lin_acts: Actor

    def staff(self, role: Role) -> Actor:
        """Who has that role at the housing bureau."""
        return {
            CLERK: self.wang,
            REVIEWER: self.li,
            LEGAL_REVIEWER: self.legal,
            HEAD: self.zhao,
            INSPECTOR: self.inspector,
            AUDITOR: self.auditor,
            ADMINISTRATOR: self.administrator,
        }[role]


def hire(organ: Organ, name: str, username: str, role: Role, title: str, process: str = "*") -> Actor:
    """An officer with an account, a post and a role."""
    account = get_user_model().objects.create_user(username, password=None)
    officer = Officer.objects.create(account=account, name=name)
    post = Post.objects.create(organ=organ, title=title, holder=officer)
    Grant.objects.create(post=post, role=role.key, process=process)
    return Actor(role=role, officer_id=officer.pk, post_id=post.pk)


def assemble() -> Cast:
    """Write the cast into the database."""
    County.objects.create(pk=1, name="晴林县", name_en="Qinglin County", area_code="339921")
    housing = Organ.objects.create(
        code="001008003012011",
        name="晴林县住房和城乡建设局",
        short_name="住建局",
        reconsidered_by="晴林县人民政府",
        founded_on=date(1990, 1, 1),
        position=1,
    )
    education = Organ.objects.create(
        code="001008003012012", name="晴林县教育局", short_name="教育局", founded_on=date(1990, 1, 1), position=2
    )
    chen = parties.remember(
        parties.Identity(kind=Party.PERSON, name="陈秀英", number="330304195403071230", phone="13900000001"),
        at=at("2024-01-02"),
    )
    lin = parties.remember(
        parties.Identity(kind=Party.ENTERPRISE, name="林志远建材店", number="92330304MA2ABCD3X6", phone="13900000002"),
        at=at("2024-01-02"),
    )
    return Cast(
        housing=housing,
        education=education,
        wang=hire(housing, "王敏", "clerk.wang", CLERK, "经办科员"),
        li=hire(housing, "李涛", "reviewer.li", REVIEWER, "科长"),
        legal=hire(housing, "周正", "legal.zhou", LEGAL_REVIEWER, "法制员"),
        zhao=hire(housing, "赵岚", "head.zhao", HEAD, "局长"),
        sun=hire(education, "孙晴", "clerk.sun", CLERK, "经办科员"),
        inspector=hire(education, "何督", "inspector.he", INSPECTOR, "督查员"),
        auditor=hire(education, "沈清", "auditor.shen", AUDITOR, "审计员"),
        administrator=hire(education, "顾安", "admin.gu", ADMINISTRATOR, "管理员"),
        chen=chen,
        lin=lin,
        chen_acts=party_actor(chen.pk),
        lin_acts=party_actor(lin.pk),
    )
