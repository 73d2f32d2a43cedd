"""The two doors of the engine, and the one body behind them: the only way a case changes (design §3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sunforest.core.calendar import county_calendar
from sunforest.core.organs.models import Organ
from sunforest.core.people import case_keys
from sunforest.core.people.models import Party
from sunforest.core.process import authority, body, numbers, on_behalf, records, registry
from sunforest.core.process.actor import Actor
from sunforest.core.process.authority import NotYours
from sunforest.core.process.body import Incomplete, Refused
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.models import ActRecord, Case
from sunforest.core.process.records import Deed, KeyTaken

__all__ = ["Incomplete", "KeyTaken", "NotYours", "Refused", "Stale", "WrongState", "open_case", "perform"]


class WrongState(Exception):
    """The case is in a state from which the act does not start."""

    def __init__(self, case: Case, act: Act) -> None:
        self.case, self.act = case, act
        words = _("该办件已于 %(changed)s 变为“%(state)s”，不能再“%(act)s”。您填写的内容已保留，请刷新后再办。") % {
            "changed": date_format(localtime(case.changed_at), "H:i"),
            "state": _(str(case.process.state(case.state).title)),
            "act": _(str(act.title)),
        }
        super().__init__(words)


class Stale(Exception):
    """Somebody else acted on the case after the actor looked at it."""

    def __init__(self, case: Case, last: Deed) -> None:
        self.case, self.last = case, last
        words = _("您打开页面之后，该办件已于 %(at)s 有人“%(act)s”。您填写的内容已保留，请刷新后再办。") % {
            "at": date_format(localtime(last.record.recorded_at), "H:i"),
            "act": _(str(registry.act_named(case.process, last.act).title)),
        }
        super().__init__(words)


def open_case(
    process: type[Process],
    act: Act,
    *,
    organ: Organ,
    party: Party | None = None,
    actor: Actor,
    data: Mapping[str, Any],
    at: datetime,
    key: str,
    parent: Case | None = None,
) -> ActRecord:
    """Open a case by an act without source. ``key`` makes a repeat harmless, also one at the same moment.

    Raises NotYours, KeyTaken, Incomplete (form errors, findings of personal data) or Refused (a rule of law said no).
    """
    if earlier := _opened_before(process, act, actor, key):
        return earlier
    today = county_calendar.local_day(at)
    try:
        with transaction.atomic():
            authority.check(None, act, actor, process=process, organ_id=organ.pk, today=today)
            authority.acts_for_itself(act, actor, party)
            on_behalf.check(act, organ=organ, party=party, parent=parent)
            case_key = case_keys.fresh()
            case = numbers.new_case(
                process, act, organ=organ, party=party, at=at, today=today, parent=parent, case_key=case_key
            )
            case_keys.keep(case.pk, case_key)
            case.calendar_version = county_calendar.version()
            case.handler_id = actor.post_id  # who opens a case handles it until it is assigned
            return body.carry_out(case, act, actor, data, at, key, deeds=(), case_key=case_key)
    except KeyTaken:
        if earlier := _opened_before(process, act, actor, key):
            return earlier
        raise


def _opened_before(process: type[Process], act: Act, actor: Actor, key: str) -> ActRecord | None:
    earlier = records.with_key(actor, key)
    if earlier and (earlier.act, earlier.case.process_key) != (act.name, process.key):
        raise KeyTaken(key)
    return earlier


@transaction.atomic
def perform(
    case: Case, act: Act, *, actor: Actor, data: Mapping[str, Any], at: datetime, seen: int, key: str
) -> ActRecord:
    """Carry out one act on a case: the only way a case changes.

    ``seen`` is the number of the last record the actor saw; ``key`` makes a repeat harmless, whatever came between.
    Raises NotYours, KeyTaken, WrongState, Stale, Incomplete (form errors, findings of personal data) or Refused (a
    rule of law said no).
    """
    case = records.lock(case)
    case_key = case_keys.unwrap(case.pk, case.wrapped_key)
    deeds = records.of_locked(case, case_key)
    if earlier := _done_before(act, actor, key, deeds):
        return earlier
    today = county_calendar.local_day(at)
    authority.check(case, act, actor, process=case.process, organ_id=case.organ_id, today=today)
    deeds = body.carry_out_overdue(case, deeds, at, case_key)  # silence is an act, and comes first
    if act.when_over or not act.may_start_from(case.state):
        raise WrongState(case, act)
    if records.last_number_by_people(deeds) > seen:
        raise Stale(case, deeds[-1])
    authority.four_eyes(act, actor, deeds)
    return body.carry_out(case, act, actor, data, at, key, deeds=deeds, case_key=case_key)


def _done_before(act: Act, actor: Actor, key: str, deeds: tuple[Deed, ...]) -> ActRecord | None:
    """The record of a repeat. Raises KeyTaken where the key belongs to another's act on the case, or to another act."""
    earlier = next((deed.record for deed in deeds if deed.record.key == key), None)
    if earlier and (earlier.actor, earlier.act) != (actor.identity, act.name):
        raise KeyTaken(key)
    return earlier
