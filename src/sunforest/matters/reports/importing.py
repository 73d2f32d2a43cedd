"""Brings in the tables of earlier years: all of a file or nothing, and every row that is wrong is named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sunforest.core.calendar import county_calendar
from sunforest.core.organs import county
from sunforest.core.organs.models import Organ
from sunforest.core.process.actor import Actor
from sunforest.core.process.declaration import Act
from sunforest.core.process.models import Case
from sunforest.core.process.perform import open_case, perform
from sunforest.pure.annual_requests import broken_carry_over
from sunforest.pure.annual_tables import Tables, tables_from

from . import queries
from .models import COUNTY, ORGAN, AnnualReport
from .process import AnnualReportProcess
from .reading import Given, Problem, read


@dataclass(frozen=True)
class Ready:
    """One report that can be brought in."""

    organ: Organ
    scope: str
    year: int
    tables: dict[str, Any]
    where: str
    replaces: Case | None = None

    @property
    def name(self) -> str:
        """Whose report of which year it is."""
        return f"{self.organ.name if self.scope == ORGAN else county.current().name} {self.year}"


@dataclass
class Outcome:
    """What a file holds: reports that are in order, everything that is wrong, and how many were written."""

    ready: list[Ready] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    written: int = 0


def import_file(
    content: bytes,
    name: str,
    *,
    actor: Actor,
    at: datetime,
    explained: str = "",
    reason: str = "",
    dry_run: bool = False,
) -> Outcome:
    """Bring in every report of a file on behalf of ``actor``, or none where anything is wrong.

    ``explained`` is the reason for which a year may begin with other numbers than the year before carried on; without
    it such a year is wrong too. With a ``reason`` years that were brought in before get a new version. Raises NotYours
    where the actor may not bring in reports of an organ.
    """
    given, problems = read(content, name)
    outcome = Outcome(problems=problems)
    _judge_each(given, outcome, may_replace=bool(reason))
    if not explained:
        outcome.problems += _carry_over_problems(outcome.ready)
    if outcome.problems or dry_run:
        return outcome
    with transaction.atomic():
        for one in outcome.ready:
            _write(one, actor=actor, at=at, explained=explained, reason=reason, source=name)
    outcome.written = len(outcome.ready)
    return outcome


def _judge_each(given: Sequence[Given], outcome: Outcome, *, may_replace: bool) -> None:
    seen: set[tuple[int, str, int]] = set()
    for one in given:
        place = _organ_of(one.organ)
        if place is None:
            outcome.problems.append(Problem(one.where, _("没有这个机关：%(organ)s。") % {"organ": one.organ}))
            continue
        organ, scope = place
        known = _known(one, organ, scope)
        stands = known is not None and not (may_replace and known.imported)
        problems = _table_problems(one)
        if stands or (organ.pk, scope, one.year) in seen:
            problems.append(Problem(one.where, _twice(one)))
        outcome.problems += problems
        seen.add((organ.pk, scope, one.year))
        if not problems:
            outcome.ready.append(Ready(organ, scope, one.year, one.tables, one.where, known.case if known else None))


def _organ_of(written: str) -> tuple[Organ, str] | None:
    """The organ by code, name or short name; for the county the office that supervises disclosure."""
    if written in (COUNTY, county.current().name):
        office = Organ.objects.filter(supervises_disclosure=True).order_by("position", "code").first()
        return (office, COUNTY) if office else None
    for column in ("code", "name", "short_name"):
        found = Organ.objects.filter(**{column: written}).order_by("position").first()
        if found is not None:
            return found, ORGAN
    return None


def _table_problems(one: Given) -> list[Problem]:
    try:
        tables = tables_from(one.tables)
    except ValueError as error:
        return [Problem(f"{one.where} {one.organ} {one.year}", words) for words in str(error).split("；")]
    return [
        Problem(
            f"{one.where} {one.organ} {one.year}",
            _("勾稽关系不成立：%(identity)s（%(column)s：%(left)s 不等于 %(right)s）。")
            % {"identity": each.identity, "column": each.column, "left": each.left, "right": each.right},
        )
        for each in tables.broken()
    ]


def _known(one: Given, organ: Organ, scope: str) -> AnnualReport | None:
    known = AnnualReport.objects.filter(scope=scope, year=one.year).select_related("case")
    return (known if scope == COUNTY else known.filter(organ=organ)).first()


def _twice(one: Given) -> str:
    return _("%(organ)s %(year)s年的年报已经有了。") % {"organ": one.organ, "year": one.year}


def _carry_over_problems(ready: Sequence[Ready]) -> list[Problem]:
    """Each year of the file must begin with what the year before carried on, in the file or as it is public (domain §2.2)."""
    tables = {(one.organ.pk, one.scope, one.year): tables_from(one.tables) for one in ready}
    found = []
    for one in ready:
        now = tables[one.organ.pk, one.scope, one.year]
        for year, earlier_first in ((one.year - 1, True), (one.year + 1, False)):
            if (one.organ.pk, one.scope, year) in tables and not earlier_first:
                continue  # that year of the file looks back by itself
            other = tables.get((one.organ.pk, one.scope, year)) or _public(one, year)
            if other is not None:
                before, after = (other, now) if earlier_first else (now, other)
                found += _differences(one, before, after)
    return found


def _public(one: Ready, year: int) -> Tables | None:
    report = queries.published(one.scope, one.organ.code, year)
    return queries.tables_of(report) if report else None


def _differences(one: Ready, before: Tables, after: Tables) -> list[Problem]:
    return [
        Problem(
            f"{one.where} {one.name}",
            _("上年结转与上一年的结转下年不一致（%(column)s：%(left)s 与 %(right)s）。")
            % {"column": each.column, "left": each.left, "right": each.right},
        )
        for each in broken_carry_over(before.table_2, after.table_2)
    ]


def _write(one: Ready, *, actor: Actor, at: datetime, explained: str, reason: str, source: str) -> None:
    content = json.dumps(one.tables, ensure_ascii=False, sort_keys=True)
    data = {
        "year": one.year,
        "scope": one.scope,
        "tables": content,
        "carry_over_reason": explained,
        "source": source[:300],
        "reason": reason,
    }
    said = (one.organ.code, one.scope, str(one.year), content, explained, reason)
    key = hashlib.sha256("\0".join(said).encode()).hexdigest()
    if one.replaces is None:
        act = _opening_act(one.year, at)
        open_case(AnnualReportProcess, act, organ=one.organ, actor=actor, data=data, at=at, key=key)
    else:
        again, seen = AnnualReportProcess.import_again, one.replaces.last_number
        perform(one.replaces, again, actor=actor, data=data, at=at, seen=seen, key=key)


def _opening_act(year: int, at: datetime) -> Act:
    """Last year's report starts the clock of the next one."""
    was_last_year = year == county_calendar.local_day(at).year - 1
    return AnnualReportProcess.import_last_year if was_last_year else AnnualReportProcess.import_earlier
