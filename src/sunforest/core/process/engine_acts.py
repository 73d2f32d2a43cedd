"""The acts that exist on every process: assign, hand over, rectify, and the move of a case to a newer version."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sunforest.core.organs.roles import CLERK, HEAD, LEGAL_REVIEWER, REVIEWER
from sunforest.core.process.declaration import SYSTEM, Act, State
from sunforest.pure.moment import Moment, Refusal

ASSIGN, HAND_OVER, RECTIFY, CHANGE_VERSION = NAMES = ("assign", "hand_over", "rectify", "change_version")


def put_in_hand_here(case: Any, answers: Any, moment: Moment) -> None:
    """The post named in the act, one of the case's own organ, handles the case from now on. Raises Refused."""
    from sunforest.core.process.body import Refused

    if answers["post"].organ_id != case.organ_id:
        raise Refused(Refusal(_("只能指定本机关的岗位。交给其他机关的，请办“移交”并写明理由。")))
    put_in_hand(case, answers, moment)


def put_in_hand(case: Any, answers: Any, moment: Moment) -> None:
    """The post named in the act handles the case from now on; a post of another organ takes it there."""
    case.handler = answers["post"]
    case.organ = answers["post"].organ


def for_states(states: tuple[State, ...]) -> tuple[Act, ...]:
    """The engine's acts for a process with these states; a final state can still be rectified."""
    from sunforest.core.process import forms

    unfinished = tuple(state for state in states if not state.final)
    acts = {
        ASSIGN: Act(
            _("指定承办岗位"),
            source=unfinished,
            by=(REVIEWER, HEAD),
            asks=forms.Assignment,
            effect=put_in_hand_here,
        ),
        HAND_OVER: Act(
            _("移交"),
            source=unfinished,
            by=(CLERK, REVIEWER, LEGAL_REVIEWER, HEAD),
            asks=forms.HandOver,
            effect=put_in_hand,
        ),
        RECTIFY: Act(_("更正记录"), source=states, by=HEAD, asks=forms.Rectification),
        CHANGE_VERSION: Act(_("转入新版程序"), source=unfinished, by=SYSTEM),
    }
    for name, act in acts.items():
        act.name = name
    return tuple(acts.values())
