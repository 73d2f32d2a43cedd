"""Act records: appended, read, protected; the only module that writes them (design §3)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _

from sunforest.core.organs.models import Organ
from sunforest.core.people import case_keys, keys
from sunforest.core.process import registry
from sunforest.core.process.actor import Actor
from sunforest.core.process.clocks import Event
from sunforest.core.process.declaration import Act, Process, SetInTheAct
from sunforest.core.process.engine_acts import CHANGE_VERSION, RECTIFY
from sunforest.core.process.models import ActRecord, Case
from sunforest.pure.deadlines import ClockHours
from sunforest.pure.moment import Moment

# Every act asks these two; for Django to build them took longer than all that the act writes.
LOCKED_CASE = """
    SELECT c.*, k.wrapped AS wrapped_key, (SELECT max(id) FROM calendar_notice) AS calendar_version,
           o.code AS organ_code, o.name AS organ_name
    FROM process_case c JOIN organs_organ o ON o.id = c.organ_id LEFT JOIN people_casekey k ON k.case_id = c.id
    WHERE c.id = %s"""
RECORDS_OF_CASE = "SELECT * FROM process_actrecord WHERE case_id = %s ORDER BY number"


class KeyTaken(Exception):
    """The key that should make a repeat harmless belongs to another act."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(_("这次提交的标识已用于另一个动作，因此没有办理。您填写的内容已保留，请刷新后再办。"))


@dataclass(frozen=True)
class Deed:
    """One act record as it is read: its columns, and what it says once the case's key has opened it."""

    record: ActRecord
    case_key: bytes | None

    @cached_property
    def content(self) -> dict[str, Any]:
        """What the record says: fields, justified findings, and the withheld face where the act was closed."""
        if self.case_key is None:
            raise case_keys.Erased(str(self.record))
        opened: dict[str, Any] = json.loads(keys.open_sealed(bytes(self.record.data), self.case_key))
        return opened

    @property
    def act(self) -> str:
        """The name of the act."""
        return self.record.act

    @property
    def number(self) -> int:
        """The number in the case, from 1."""
        return self.record.number

    @property
    def officer_id(self) -> int | None:
        """The officer who did it, or None."""
        return self.record.officer_id

    @property
    def fields(self) -> list[dict[str, Any]]:
        """The answers: name, label, value, shown."""
        answered: list[dict[str, Any]] = self.content["fields"]
        return answered

    def value(self, name: str) -> Any:
        """The plain value of one answer, or None."""
        return next((item["value"] for item in self.fields if item["name"] == name), None)


def lock(case: Case) -> Case:
    """The case as it is now, locked where the database can (SQLite's transaction is exclusive by itself).

    With it come, in the same statement, its wrapped key (``wrapped_key``) and the number of the newest holiday
    notice (``calendar_version``).
    """
    wait = "FOR UPDATE OF c" if connection.features.has_select_for_update else ""
    locked: Any = Case.objects.raw(f"{LOCKED_CASE} {wait}", [case.pk])[0]
    locked.organ = Organ.from_db(
        connection.alias, ["id", "code", "name"], [locked.organ_id, locked.organ_code, locked.organ_name]
    )
    found: Case = locked
    return found


def with_key(actor: Actor, key: str) -> ActRecord | None:
    """The record that this actor wrote under this key, or None."""
    return ActRecord.objects.filter(actor=actor.identity, key=key).first()


def of_locked(case: Case, case_key: bytes | None) -> tuple[Deed, ...]:
    """All records of a case whose key is at hand, in one query."""
    return tuple(Deed(row, case_key) for row in ActRecord.objects.raw(RECORDS_OF_CASE, [case.pk]))


def of(case: Case) -> tuple[Deed, ...]:
    """All records of a case, first to last, in two queries."""
    return of_locked(case, case_keys.of_many([case.pk]).get(case.pk))


def before_the_act(case: Case) -> tuple[Deed, ...]:
    """The records that stood before the act that is being done, without a query; outside an act, all there are."""
    return of(case) if case.deeds is None else case.deeds


def of_many(cases: Sequence[Case]) -> dict[int, tuple[Deed, ...]]:
    """All records of several cases, by the case's number in the table, in two queries."""
    opened = case_keys.of_many([case.pk for case in cases])
    found: dict[int, list[Deed]] = {case.pk: [] for case in cases}
    for row in ActRecord.objects.filter(case__in=[case.pk for case in cases]).order_by("case_id", "number"):
        found[row.case_id].append(Deed(row, opened.get(row.case_id)))
    return {case_id: tuple(deeds) for case_id, deeds in found.items()}


def last_number_by_people(deeds: Iterable[Deed]) -> int:
    """The number of the last record that a person made; 0 where there is none."""
    return max((deed.number for deed in deeds if deed.record.actor != "system"), default=0)


def events_of(process: type[Process], deeds: Sequence[Deed]) -> list[Event]:
    """The records as the clocks see them; a value that was rectified counts as rectified."""
    newer, declared = _rectified(deeds), _declarations(process, deeds)
    events = []
    for deed, declaration in zip(deeds, declared, strict=True):
        act = declaration.act(deed.act)
        changed = newer.get(deed.number, {})
        on = _day(changed.get(act.effective)) or deed.record.effective_on
        days_set = _days_set(act, deed, changed)
        since = _moment_of(act, deed, changed) or deed.record.recorded_at
        moved_to = declaration if deed.act == CHANGE_VERSION else None
        events.append(Event(act, on, deed.record.recorded_at, days_set, since, moved_to))
    return events


def _declarations(process: type[Process], deeds: Sequence[Deed]) -> list[type[Process]]:
    """The declaration under which each record was made: the case's own unless the case once moved to another version."""
    if not any(deed.act == CHANGE_VERSION for deed in deeds):
        return [process] * len(deeds)
    return [registry.process_of(process.key, deed.content["version"]) for deed in deeds]


def _days_set(act: Act, deed: Deed, changed: Mapping[str, Any]) -> dict[str, date]:
    """The days that the act set for the clocks it starts, by field name."""
    starting = (*act.starts, *act.restarts)
    names = [deadline.limit.field for deadline in starting if isinstance(deadline.limit, SetInTheAct)]
    days = ((name, _day(changed.get(name, deed.value(name)))) for name in names)
    return {name: day for name, day in days if day}


def _moment_of(act: Act, deed: Deed, changed: Mapping[str, Any]) -> datetime | None:
    """The moment that the act's effective field holds, where a clock of hours starts from it (R5.9)."""
    starting = (*act.starts, *act.restarts)
    if not act.effective or not any(isinstance(deadline.limit, ClockHours) for deadline in starting):
        return None
    written = changed.get(act.effective) or deed.value(act.effective)
    return datetime.fromisoformat(written) if isinstance(written, str) and "T" in written else None


def _day(value: Any) -> date | None:
    return date.fromisoformat(value[:10]) if isinstance(value, str) and value else None


def _rectified(deeds: Sequence[Deed]) -> dict[int, dict[str, Any]]:
    newer: dict[int, dict[str, Any]] = {}
    for deed in deeds:
        if deed.act == RECTIFY:
            newer.setdefault(int(deed.value("record")), {}).update(deed.value("values"))
    return newer


def build(
    case: Case,
    act: Act,
    actor: Actor,
    *,
    moment: Moment,
    to_state: str,
    content: dict[str, Any],
    key: str,
    under: bytes,
) -> ActRecord:
    """The case's next record, not yet written. ``content`` is sealed under the case's key."""
    return ActRecord(
        case=case,
        number=case.last_number + 1,
        act=act.name,
        actor=actor.identity,
        officer_id=actor.officer_id,
        post_id=actor.post_id,
        role=actor.role.key,
        channel=actor.channel,
        recorded_at=moment.at,
        effective_on=moment.day,
        from_state="" if act.opens else case.state,
        to_state=to_state,
        data=keys.seal(json.dumps(content, ensure_ascii=False).encode(), under),
        key=key,
    )


def append(record: ActRecord) -> None:
    """Write one record. Raises KeyTaken: the database refuses a second one with its number or its key."""
    try:
        record.save(force_insert=True)
    except IntegrityError as error:
        raise KeyTaken(record.key) from error


def append_many(rows: Sequence[ActRecord]) -> list[ActRecord]:
    """Write the records of many cases in bulk; an import is one act a case."""
    return ActRecord.objects.bulk_create(rows, batch_size=200)


def move(case: Case, record: ActRecord, due: Any, *, closed_on: date | None) -> None:
    """Write the case's own row after a record: where it is, what is due next."""
    case.state, case.last_number, case.changed_at = record.to_state, record.number, record.recorded_at
    case.due_on, case.due_at, case.lapses_at, case.suspended = due.day, due.at, due.lapses_at, due.suspended
    case.due_deadline = due.deadline.name if due.deadline else ""
    case.closed_on = closed_on
    case.save(
        update_fields=[
            *("state", "last_number", "changed_at", "due_on", "due_at", "lapses_at", "suspended", "due_deadline"),
            *("closed_on", "handler", "organ", "party", "process_version"),
        ]
    )
