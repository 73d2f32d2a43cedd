"""A life: everything that is done to one case of the demonstration county, act by act, each at its moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zlib import crc32

from sunforest.core.organs.roles import Role
from sunforest.core.people.parties import Identity
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
    """One case, from the act that opens it; ``name`` is the slug of its content, ``organ`` the code of its organ.

    ``party`` is whose case it is, where it is a party's; ``earlier`` is the name of the life from whose case it is opened.
    """

    name: str
    process: type[Process]
    organ: str
    steps: tuple[Step, ...]
    party: Identity | None = None
    earlier: str = ""


def said(answers: Answers) -> Callable[[Case | None], Answers]:
    """Answers that are known beforehand."""
    return lambda _case: answers


def key_of(name: str, number: int) -> str:
    """The key of the ``number``-th step of the life of that name."""
    return f"demo-{crc32(name.encode()):08x}-{number}"
