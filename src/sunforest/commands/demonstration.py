"""``demo load`` and ``demo sign-ins``: the demonstration county; a real county refuses both."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from typing import Any

from sunforest.commands.outcome import DONE, Failure
from sunforest.commands.running import now
from sunforest.core.organs.models import County
from sunforest.core.process import catching_up
from sunforest.demo import loading


def load(_arguments: Namespace) -> int:
    """Load the demonstration county into an empty installation; a second time changes nothing."""
    county = County.objects.filter(pk=1).first()
    if county is not None and not county.is_demonstration:
        raise Failure(f"这里是“{county.name}”的正式系统，不能载入演示数据。 / a real county: refused.")
    if county is None:
        loading.load(now())
    catching_up.catch_up(now)
    print("演示县已就绪。 / the demonstration county is ready.")
    return DONE


def sign_ins(arguments: Namespace) -> int:
    """Print the demonstration's accounts with their current codes."""
    county = County.objects.filter(pk=1).first()
    if county is None or not county.is_demonstration:
        raise Failure("只有演示县才显示账号。 / only the demonstration county shows its accounts.")
    rows: list[dict[str, Any]] = [asdict(one) for one in loading.sign_ins()]
    if arguments.as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return DONE
    for row in rows:
        print("  ".join(str(value) for value in row.values()))
    return DONE
