"""``demo load`` and ``demo sign-ins``: the demonstration county; a real county refuses both."""

from __future__ import annotations

import json
import unicodedata
from argparse import Namespace
from dataclasses import asdict

from sunforest.commands import progress
from sunforest.commands.clock import now
from sunforest.commands.outcome import DONE, Failure
from sunforest.core.organs.models import County
from sunforest.core.process import catching_up
from sunforest.demo import loading

COLUMNS = (20, 6, 8, 22, 0)


def load(_arguments: Namespace) -> int:
    """Load the demonstration county into an empty installation; a second time changes nothing."""
    county = County.objects.filter(pk=1).first()
    if county is not None and not county.is_demonstration:
        raise Failure(f"这里是“{county.name}”的正式系统，不能载入演示数据。 / a real county: refused.")
    if county is None:
        with progress.bar("载入演示县 / loading the demonstration county") as step:
            loading.load(now(), step)
    catching_up.catch_up(now)
    print("演示县已就绪。 / the demonstration county is ready.")
    return DONE


def sign_ins(arguments: Namespace) -> int:
    """Print the demonstration's accounts with their current codes. Raises Failure in a real county."""
    try:
        accounts = loading.sign_ins(now())
    except loading.NotADemonstration as refusal:
        raise Failure(str(refusal)) from refusal
    if arguments.as_json:
        print(json.dumps([asdict(one) for one in accounts], ensure_ascii=False))
        return DONE
    for one in accounts:
        cells = (one.username, one.code, one.name, one.organ, "、".join(one.roles))
        print("  ".join(_padded(cell, width) for cell, width in zip(cells, COLUMNS, strict=True)).rstrip())
    print(f"密码（所有账号） / password of every account: {accounts[0].password}")
    print(
        "验证码每 30 秒更换一次，请再次运行本命令取得新码。 / codes change every 30 seconds; run this again for new ones."
    )
    return DONE


def _padded(text: str, width: int) -> str:
    """The text filled up with spaces; a Chinese character is two columns wide."""
    return text + " " * (width - sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text))
