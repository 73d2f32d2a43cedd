"""On whose behalf a command acts: a named operator, or the first administrator (issue: imports name their operator)."""

from __future__ import annotations

from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sunforest.core.organs.models import Grant, Officer, Organ, Post
from sunforest.core.organs.roles import ADMINISTRATOR, CLERK, role_with_key
from sunforest.core.process.actor import Actor

COMMAND_LINE = "command.line"
UNNAMED_ORGAN = "0" * 15


class NoOperator(Exception):
    """Nobody of that name may do what the command does."""


def actor_for(username: str = "") -> Actor:
    """The actor of a command: the officer with that sign-in name, or the first administrator.

    An installation without any organ gets a first organ and an account without password, so that a program that
    only reads and imports works in an empty folder; ``sunforest init`` gives them their names. Raises NoOperator.
    """
    grants = Grant.objects.filter(role__in=(ADMINISTRATOR.key, CLERK.key), post__holder__left_on=None)
    grants = grants.exclude(post__holder=None).select_related("post").order_by("role", "post_id")
    if username:
        grants = grants.filter(post__holder__account__username=username)
    grant = grants.first()
    if grant is None:
        if username or Organ.objects.exists():
            raise NoOperator(_("没有找到可以办理此事的人员“%(name)s”。请用 --by 指定登录名。") % {"name": username})
        grant = _first_of_all()
    return Actor(
        role=role_with_key(grant.role), officer_id=grant.post.holder_id, post_id=grant.post_id, channel="counter"
    )


@transaction.atomic
def _first_of_all() -> Grant:
    organ = Organ.objects.create(
        code=UNNAMED_ORGAN, name="本机关（尚未命名）", short_name="本机关", founded_on=date(1949, 10, 1), position=1
    )
    account = get_user_model().objects.create_user(COMMAND_LINE, password=None)
    officer = Officer.objects.create(account=account, name="命令行操作员", name_en="Command-line operator")
    post = Post.objects.create(organ=organ, title="系统管理", title_en="System administration", holder=officer)
    return Grant.objects.create(post=post, role=ADMINISTRATOR.key)
