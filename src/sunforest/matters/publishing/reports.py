"""Figures out of the public documents: the normative documents of table 1 of the annual report (domain §2.1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from .models import PublicDocument

NORMATIVE = "规范性文件"
NO_LONGER = ("repealed", "expired")


@dataclass(frozen=True)
class Stock:
    """Documents of one kind in one year: made, ended (repealed, expired, withdrawn), and in force when it ends."""

    made: int = 0
    ended: int = 0
    in_force: int = 0


@dataclass(frozen=True)
class Life:
    """From when and until when one document stood; ``ended_on`` is None while it stands."""

    formed_on: date
    ended_on: date | None


def normative_documents(year: int, organ_codes: Collection[str]) -> dict[str, Stock]:
    """The organ's own normative documents of a year, by the code of the organ, in one query.

    A document was made on its day of formation; it ended with the last change of its effect, or its withdrawal.
    """
    changed = Max("corrections__made_on", filter=Q(corrections__kind="effect"))
    documents = PublicDocument.objects.filter(genre=NORMATIVE, organ_code__in=organ_codes, formed_on__isnull=False)
    columns = ("organ_code", "formed_on", "effect", "withdrawn_on")
    lives: dict[str, list[Life]] = {code: [] for code in organ_codes}
    for code, formed_on, effect, withdrawn_on, changed_on in documents.values_list(*columns).annotate(
        changed_on=changed
    ):
        repealed_on = (changed_on or formed_on) if effect in NO_LONGER else None
        lives[code].append(Life(formed_on, min(filter(None, (repealed_on, withdrawn_on)), default=None)))
    return {code: _stock(found, year) for code, found in lives.items()}


def _stock(lives: Iterable[Life], year: int) -> Stock:
    listed = list(lives)
    last = date(year, 12, 31)
    return Stock(
        made=sum(life.formed_on.year == year for life in listed),
        ended=sum(life.ended_on is not None and life.ended_on.year == year for life in listed),
        in_force=sum(life.formed_on <= last and (life.ended_on is None or life.ended_on > last) for life in listed),
    )
