"""The lives of the demonstration county's information requests: filed by parties, answered by organs (条例 ch. 4)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sunforest.core.calendar.county_calendar import SHANGHAI
from sunforest.core.organs.roles import role_with_key
from sunforest.core.people.parties import Identity
from sunforest.demo.lives import Answers, Life, Step, said
from sunforest.demo.rich_text import html_of
from sunforest.matters.foi.answer_forms import Draft
from sunforest.matters.foi.process import InformationRequestProcess

THE_DRAFT = "draft"
Table = Mapping[str, Any]


def lives_of_requests(path: Path, codes: Mapping[str, str]) -> Iterator[Life]:
    """Every request of the content file as the life of its case; ``codes`` gives an organ's code by its short name."""
    for request in tomllib.loads(path.read_text(encoding="utf-8"))["requests"]:
        yield Life(
            _name(request["slug"]),
            InformationRequestProcess,
            codes[request["organ"]],
            tuple(_step(request, step) for step in request["steps"]),
            party=Identity(**request["applicant"]),
            earlier=_name(request["earlier"]) if "earlier" in request else "",
        )


def _name(slug: str) -> str:
    return f"request {slug}"


def _step(request: Table, step: list[Any]) -> Step:
    at, act, role, answers = step
    moment = datetime.fromisoformat(at).replace(tzinfo=SHANGHAI)
    told = said(_drafted(request["draft"]) if answers == THE_DRAFT else answers)
    return Step(moment, InformationRequestProcess.act(act), role_with_key(role), told)


def _drafted(draft: Table) -> Answers:
    """The draft as the form asks it: what is not written is empty."""
    empty: dict[str, Any] = {name: "" for name in Draft.base_fields} | {"withheld": [], "files": []}
    return {**empty, "needs_experts": False, **draft, "answer": html_of(draft["answer"])}
