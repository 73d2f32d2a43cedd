"""Versions: a case keeps the one it was opened under unless a declared migration maps its state (design §3, versions).

The superseded ``process.py forms.py rules.py`` lie frozen in the matter's ``versions/v1``; ``versions/__init__.py`` may
name ``MIGRATIONS``. The move is the engine's act ``change_version``, one for each case: a record and a leaf like others.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sunforest.core.calendar import county_calendar
from sunforest.core.people import case_keys
from sunforest.core.process import body, records, registry
from sunforest.core.process.actor import THE_SYSTEM
from sunforest.core.process.declaration import Process
from sunforest.core.process.engine_acts import CHANGE_VERSION
from sunforest.core.process.models import Case, CaseQuerySet
from sunforest.pure.moment import Moment


@dataclass(frozen=True)
class Migration:
    """Which cases of a process move from one version to another: ``states`` maps each state's name to the new one's."""

    process_key: str
    from_version: int
    to_version: int
    states: Mapping[str, str]

    @property
    def old(self) -> type[Process]:
        """The declaration that is left. Raises KeyError where none is registered."""
        return registry.process_of(self.process_key, self.from_version)

    @property
    def new(self) -> type[Process]:
        """The declaration that follows. Raises KeyError where none is registered."""
        return registry.process_of(self.process_key, self.to_version)


@dataclass(frozen=True)
class Move:
    """One case that would move."""

    case_number: str
    from_state: str
    to_state: str


@dataclass(frozen=True)
class Plan:
    """What a migration would do: the cases that move, and in which unmapped states how many cases are."""

    moves: tuple[Move, ...]
    unmapped: Mapping[str, int]


class Unmapped(Exception):
    """The migration does not say where every open case goes; nothing was moved."""

    def __init__(self, states: Mapping[str, int]) -> None:
        self.states = dict(states)
        told = "、".join(f"{state}（{count}）" for state, count in states.items())
        super().__init__(f"这些状态没有写明转入哪个状态，没有办件被转入：{told} / unmapped states")


def declared() -> tuple[Migration, ...]:
    """Every migration that a matter's ``versions`` folder names."""
    return tuple(
        migration for _matter, module in registry.rooms("versions") for migration in getattr(module, "MIGRATIONS", ())
    )


def mistakes_in(migration: Migration) -> Iterator[str]:
    """What is wrong with a migration itself: versions or states that no declaration knows, a state that is final."""
    for version in (migration.from_version, migration.to_version):
        if not registry.is_known(migration.process_key, version):
            yield f"{migration.process_key}：没有版本 {version} 的声明 / no declaration of that version"
            return
    old, new = ({state.name: state for state in process.states} for process in (migration.old, migration.new))
    for before, after in migration.states.items():
        if before not in old:
            yield f"{migration.process_key}：旧版没有状态“{before}” / the old version has no such state"
        if after not in new or new[after].final:
            yield f"{migration.process_key}：新版没有可继续办理的状态“{after}” / the new version has no such open state"


def plan(migration: Migration) -> Plan:
    """The dry run: what would move, and what is not mapped. Writes nothing. Raises ValueError for a mistaken migration."""
    if mistakes := list(mistakes_in(migration)):
        raise ValueError("\n".join(mistakes))
    moves: list[Move] = []
    unmapped: dict[str, int] = {}
    for number, state in _cases_of(migration).values_list("number", "state"):
        if state in migration.states:
            moves.append(Move(number, state, migration.states[state]))
        else:
            unmapped[state] = unmapped.get(state, 0) + 1
    return Plan(tuple(moves), unmapped)


def apply(migration: Migration, *, at: datetime) -> int:
    """Move every open case, each by an act of its own; gives how many moved. Safe to repeat after a crash.

    Raises Unmapped, with nothing moved, where a case is in a state that the migration does not map.
    """
    planned = plan(migration)
    if planned.unmapped:
        raise Unmapped(planned.unmapped)
    return sum(_move(case, migration, at) for case in list(_cases_of(migration)))


def _cases_of(migration: Migration) -> CaseQuerySet:
    cases = Case.objects.open().filter(process_key=migration.process_key, process_version=migration.from_version)
    return cases.order_by("pk")


@transaction.atomic
def _move(case: Case, migration: Migration, at: datetime) -> bool:
    """Move one case under its lock, after its overdue acts; False where it closed or moved in the meantime."""
    case = records.lock(case)
    if case.process_version != migration.from_version or case.closed_on is not None:
        return False
    case_key = case_keys.unwrap(case.pk, case.wrapped_key)
    deeds = body.carry_out_overdue(case, records.of_locked(case, case_key), at, case_key)
    if case.state not in migration.states:
        return _closed_by_silence(case)
    today = county_calendar.local_day(at)
    act = copy.copy(migration.new.act(CHANGE_VERSION))
    act.target = migration.new.state(migration.states[case.state])
    case.process_version = migration.to_version
    key = f"{case.pk}/{CHANGE_VERSION}/{migration.to_version}"
    moment = Moment(at=at, day=today, today=today)
    body.write(
        case,
        body.prepare(case, act, THE_SYSTEM, moment, None, key, deeds=deeds, case_key=case_key, justified=[]),
    )
    return True


def _closed_by_silence(case: Case) -> bool:
    """An overdue act brought the case where the plan did not see it: finished, or unmapped."""
    if case.closed_on is None:
        raise Unmapped({case.state: 1})
    return False
