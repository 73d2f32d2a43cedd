"""What a subscriber's search finds anew, once a day at most: the same question is asked of an index of what is new."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db.models import Q

from sunforest.core.ledger import sealer
from sunforest.core.ledger.models import Leaf
from sunforest.core.notify import subscriptions
from sunforest.core.notify.models import Subscription
from sunforest.core.process import registry
from sunforest.core.process.clocks import SHANGHAI
from sunforest.core.search.entry import SearchEntry
from sunforest.core.search.index import SearchIndex, open_index
from sunforest.core.search.query import Query
from sunforest.core.search.results import Results

EARLIEST_HOUR = 8
MOST_SHOWN = 20
LEAVES_AT_ONCE = 500
SUBSCRIBERS_AT_ONCE = 200


@dataclass(frozen=True)
class News:
    """What changed since a size of the log: an index of it alone, or none where nothing public changed."""

    index: SearchIndex | None

    def found_by(self, question: dict[str, str]) -> Results | None:
        """What of the news a question finds; None for nothing. A filter that no news has finds nothing."""
        if self.index is None:
            return None
        query = Query(**{**question, "sort": "newest", "size": MOST_SHOWN})  # type: ignore[arg-type]
        results = self.index.search(query)
        meets_all = {facet for facet, _value in results.chosen} == set(query.chosen())
        return results if results.total and meets_all else None


def send(at: datetime) -> int:
    """Tell subscribers what is new, from eight in the morning, each at most once a day; gives how many messages went out."""
    local = at.astimezone(SHANGHAI)
    if local.hour < EARLIEST_HOUR:
        return 0
    size, midnight = sealer.size(), local.replace(hour=0, minute=0, second=0, microsecond=0)
    due = Subscription.objects.filter(
        Q(told_at=None) | Q(told_at__lt=midnight), confirmed_at__isnull=False, told_to__lt=size
    ).order_by("told_to", "pk")
    sent = 0
    for told_to, rows in groupby(list(due[:SUBSCRIBERS_AT_ONCE]), key=lambda row: row.told_to):
        with news_since(told_to, size) as news:
            sent += sum(_tell(row, news, size, at) for row in rows)
    return sent


def _tell(row: Subscription, news: News, size: int, at: datetime) -> bool:
    """One subscriber: what is taken is marked first, so that two workers never send the same message twice."""
    results = news.found_by(row.question)
    told_at = at if results else row.told_at
    is_mine = Subscription.objects.filter(pk=row.pk, told_to=row.told_to).update(told_to=size, told_at=told_at)
    if not is_mine or results is None:
        return False
    listed = [
        f"{hit.entry.title}\n{hit.entry.organ_name} {hit.entry.day or ''}\n{subscriptions.absolute(hit.entry.url)}"
        for hit in results.hits
    ]
    if subscriptions.send_news(row, listed, total=results.total):
        return True
    Subscription.objects.filter(pk=row.pk).update(told_to=row.told_to, told_at=at - timedelta(days=1))
    return False


@contextmanager
def news_since(start: int, end: int) -> Iterator[News]:
    """An index of what the leaves from ``start`` to before ``end`` changed, gone when it is no longer needed."""
    entries = _entries(start, end)
    if not entries:
        yield News(None)
        return
    with TemporaryDirectory(prefix="sunforest-news-") as folder:
        index = open_index(Path(folder))
        index.write(entries, (), end)
        yield News(index)
        index.close()


def _entries(start: int, end: int) -> list[SearchEntry]:
    entries: dict[str, SearchEntry | None] = {}
    for first in range(start, end, LEAVES_AT_ONCE):
        leaves = list(
            Leaf.objects.filter(index__gte=first, index__lt=min(end, first + LEAVES_AT_ONCE)).order_by("index")
        )
        for _matter, room in registry.rooms("search"):
            entries |= room.entries_of(leaves)
    return [entry for entry in entries.values() if entry is not None]
