"""``person erase``: a case that must be forgotten (design §3, to erase)."""

from __future__ import annotations

import sys
from argparse import Namespace

from sunforest.commands.clock import now
from sunforest.commands.outcome import DONE, USAGE, Failure
from sunforest.core.process import catching_up, erasing, erasure_list
from sunforest.core.process.models import Case
from sunforest.pure import grounds


def erase(arguments: Namespace) -> int:
    """Erase one case for ever. Raises Failure where there is no such case or ground, or where it is not confirmed."""
    case = Case.objects.filter(number=arguments.case).first()
    if case is None:
        raise Failure(f"没有编号为 {arguments.case} 的办件。 / no such case.", USAGE)
    ground = ground_called(arguments.ground)
    confirm(case.number)
    at = now()
    erasure_list.append(erasure_list.Erasure(case.number, ground.key, at.isoformat()))
    done = erasing.erase(case, ground=ground, at=at)
    erasing.overwrite()
    catching_up.catch_up(now)
    print(
        f"办件 {case.number} 已销毁：公开面 {done.faces}，数据行 {done.rows}，文件 {done.files}。"
        "其他记录不受影响；请保管好 erased.log，恢复备份时要用。 / erased; keep erased.log for restores."
    )
    return DONE


def ground_called(key: str) -> grounds.Ground:
    """The ground of that key. Raises Failure with the list of those there are."""
    try:
        return grounds.ground_with_key(key)
    except KeyError as error:
        known = ", ".join(ground.key for ground in grounds.ALL)
        raise Failure(f"没有这个依据，可用：{known} / no such ground", USAGE) from error


def confirm(number: str) -> None:
    """On a terminal, ask for the number once more. Raises Failure where another is typed."""
    if sys.stdin.isatty() and input("不可恢复。请再输入一次办件编号以确认 / type the number again: ").strip() != number:
        raise Failure("编号不一致，没有销毁任何内容。 / not confirmed, nothing was erased.")
