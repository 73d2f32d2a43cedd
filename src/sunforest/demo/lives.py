"""A life: everything that is done to one case of the demonstration county, act by act, each at its moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sunforest.core.organs.roles import Role
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.models import Case

Answers = Mapping[str, Any]


def nothing_asked(_case: Case | None) -> Answers:
    """The answers of an act that asks nothing."""
    return {}


@dataclass(frozen=True)
class Step:
    """One act at its moment, by somebody who has the role; ``answers`` is asked when the moment has come."""

    at: datetime
    act: Act
    by: Role
    answers: Callable[[Case | None], Answers] = nothing_asked


@dataclass(frozen=True)
class Life:
    """One case, from the act that opens it; ``name`` is the slug of its content, ``organ`` the code of its organ."""

    name: str
    process: type[Process]
    organ: str
    steps: tuple[Step, ...]


def said(answers: Answers) -> Callable[[Case | None], Answers]:
    """Answers that are known beforehand."""
    return lambda _case: answers
