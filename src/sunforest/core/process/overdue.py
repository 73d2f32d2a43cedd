"""Acts of silence that fell due while nobody touched the case: one transaction a case (design §3, moments)."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction

from sunforest.core.people import case_keys
from sunforest.core.process import body, records
from sunforest.core.process.models import Case

log = logging.getLogger(__name__)

BATCH = 200


@dataclass(frozen=True)
class Silence:
    """What one round did: how many cases moved, and which could not (their numbers in the table)."""

    moved: int
    stuck: tuple[int, ...]


def carry_out(at: datetime, *, except_cases: frozenset[int] = frozenset()) -> Silence:
    """Carry out the overdue acts by SYSTEM of every case that has one, oldest first, one batch.

    A case that cannot be moved is logged and named, and the others go on. ``except_cases`` are left alone.
    Raises only what says that the database itself is gone.
    """
    waiting = Case.objects.silent_at(at).exclude(pk__in=except_cases).order_by("lapses_at")
    stuck: list[int] = []
    cases = list(waiting[:BATCH])
    for case in cases:
        try:
            carry_out_in(case, at)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("到期动作无法执行 / an overdue act cannot be carried out: %s", case.number)
            stuck.append(case.pk)
    return Silence(moved=len(cases) - len(stuck), stuck=tuple(stuck))


@transaction.atomic
def carry_out_in(case: Case, at: datetime) -> None:
    """Carry out the overdue acts of one case under its lock; nothing where another was quicker. Raises Erased."""
    locked = records.lock(case)
    if locked.lapses_at is None or locked.lapses_at > at:
        return
    case_key = case_keys.unwrap(locked.pk, locked.wrapped_key)
    body.carry_out_overdue(locked, records.of_locked(locked, case_key), at, case_key)
