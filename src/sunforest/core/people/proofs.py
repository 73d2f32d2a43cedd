"""How often a proof of identity may be tried, and how a secret is compared (R7.13, R7.15). One place for all faces.

Counters live in the database, so that every process counts alike. Their keys are keyed digests: nobody can read from
them whose number was tried, nor from where. A try is counted before it is judged and given back where it succeeds:
a hundred tries at once are a hundred tries.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils.translation import gettext as _

from sunforest.core.people import keys
from sunforest.core.people.models import Attempt


@dataclass(frozen=True)
class Limit:
    """At most so many attempts within so long, for each name that is counted."""

    kind: str
    most: int
    within: timedelta


FAILED_PROOFS = Limit("proof", 5, timedelta(minutes=15))
SUBMISSIONS = Limit("submission", 20, timedelta(hours=1))
RECEIVED_FILES = Limit("file", 60, timedelta(hours=1))
CODES_TO_ONE_PHONE = Limit("code to a phone", 5, timedelta(hours=1))
CODES_FROM_ONE_ADDRESS = Limit("code from an address", 30, timedelta(hours=1))
REMINDERS = Limit("reminder", 5, timedelta(hours=1))
LONGEST_MEMORY = max(FAILED_PROOFS.within, SUBMISSIONS.within)


class TooMany(Exception):
    """So many attempts came from this identity or address that the next is not even looked at."""

    def __init__(self, limit: Limit) -> None:
        self.limit = limit
        super().__init__(_("尝试次数过多，请稍后再试。"))


def take(limit: Limit, names: Iterable[str], *, at: datetime) -> list[int]:
    """Count one attempt under each name; gives what ``give_back`` takes. Raises TooMany, and then counts nothing."""
    digests = [keys.blind_index(f"attempt {limit.kind}", name) for name in names]
    Attempt.objects.filter(tried_at__lt=at - LONGEST_MEMORY).delete()
    taken = [attempt.pk for attempt in Attempt.objects.bulk_create(Attempt(name=d, tried_at=at) for d in digests)]
    recent = Attempt.objects.filter(name__in=digests, tried_at__gt=at - limit.within)
    counts = recent.values("name").annotate(number=Count("pk")).values_list("number", flat=True)
    if any(number > limit.most for number in counts):
        give_back(taken)
        raise TooMany(limit)
    return taken


def give_back(taken: Iterable[int]) -> None:
    """The attempt succeeded: it does not count."""
    Attempt.objects.filter(pk__in=list(taken)).delete()


def is_same_secret(expected: str, given: str) -> bool:
    """Compare two secrets in a time that does not tell where they differ."""
    return hmac.compare_digest(expected.encode(), given.encode())
