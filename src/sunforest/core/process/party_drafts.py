"""Drafts of parties: what was typed survives an error, a lost session and the way back, for seven days.

Found and opened only with the token in the browser's cookie: it is in no table, so that whoever holds the database and
the keys cannot read a draft.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sunforest.core.people import keys
from sunforest.core.process.models import PartyDraft

KEPT_FOR = timedelta(days=7)
LONGEST = 50_000
MOST_NEW_AN_HOUR = 3_000

Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class KeptDraft:
    """What was typed, by field name, and when it was last kept."""

    typed: dict[str, list[str]]
    saved_at: datetime

    @property
    def kept_until(self) -> datetime:
        """When it will be forgotten."""
        return self.saved_at + KEPT_FOR


def keep(token: str, form: str, typed: Typed, *, at: datetime) -> None:
    """Keep what was typed into a form. What is longer than any form is not kept, nor a flood of new drafts."""
    words = json.dumps({name: list(values) for name, values in typed.items()}, ensure_ascii=False)
    if len(words) > LONGEST:
        return
    name, sealed = _name(token, form), keys.seal(words.encode(), _key(token, form))
    if PartyDraft.objects.filter(name=name).update(data=sealed, saved_at=at):
        return
    if PartyDraft.objects.filter(saved_at__gt=at - timedelta(hours=1)).count() < MOST_NEW_AN_HOUR:
        PartyDraft.objects.bulk_create([PartyDraft(name=name, data=sealed, saved_at=at)], ignore_conflicts=True)


def find(token: str, form: str, *, at: datetime) -> KeptDraft | None:
    """The draft of this browser for a form, or None."""
    row = PartyDraft.objects.filter(name=_name(token, form), saved_at__gt=at - KEPT_FOR).first()
    return KeptDraft(json.loads(keys.open_sealed(row.data, _key(token, form))), row.saved_at) if row else None


def drop(token: str, form: str) -> None:
    """The draft was filed, or thrown away."""
    PartyDraft.objects.filter(name=_name(token, form)).delete()


def forget_old(at: datetime) -> None:
    """Drafts go after seven days."""
    PartyDraft.objects.filter(saved_at__lt=at - KEPT_FOR).delete()


def _name(token: str, form: str) -> bytes:
    return keys.blind_index("party draft", f"{token}\0{form}")


def _key(token: str, form: str) -> bytes:
    return keys.blind_index("party draft key", f"{token}\0{form}")
