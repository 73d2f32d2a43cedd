"""A log as a county makes it: permits from application to delivery and drafts that were dropped, through the two doors."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from publishing_stories import CONTENT
from road_occupation.process import RoadOccupation

from cast import Cast, at
from sunforest.core.ledger import sealer
from sunforest.core.organs.models import Topic
from sunforest.core.process.actor import Actor
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.models import ActRecord
from sunforest.core.process.perform import open_case, perform
from sunforest.matters.publishing.process import OfficialDocument

RECEIVED_AT, DECIDED_AT, SEALED_AT = at("2026-11-02"), at("2026-11-03"), at("2026-11-25")
BATCHES = (1, 7, 256, 999, 3000)
DRAFT_EVERY = 20
APPLICATION = {"purpose": "works", "first_day": "2026-12-20", "last_day": "2026-12-25", "place": "望林路"}
FINDINGS = {"inspected_on": "2026-11-03", "findings": "宽三米"}
PERMIT = {"from_day": "2026-12-20", "until_day": "2026-12-25"}


class BusyBureau:
    """The cast's housing bureau. ``acts(count)`` carries out exactly so many acts, case after case, and seals meanwhile."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.keys, self.cases = cast, itertools.count(1), itertools.count(1)
        Topic.objects.create(name="城乡建设", parent=Topic.objects.create(name="城乡建设、环境保护"))

    def acts(self, count: int, chance: random.Random) -> None:
        """In batches from one act to a few thousand, each of them one transaction, sealed before the next begins."""
        following, left = self._one_after_the_other(), count
        while left:
            batch = min(chance.choice(BATCHES), left)
            with transaction.atomic():
                for _act in range(batch):
                    next(following)
            while sealer.waiting():
                sealer.seal(SEALED_AT)
            left -= batch

    def _one_after_the_other(self) -> Iterator[ActRecord]:
        while True:
            yield from self._dropped_draft() if next(self.cases) % DRAFT_EVERY == 0 else self._permit()

    def _permit(self) -> Iterator[ActRecord]:
        """Five public acts."""
        cast = self.cast
        opened = self._opened(RoadOccupation, RoadOccupation.apply, cast.chen_acts, APPLICATION)
        yield opened
        yield self._done(opened, RoadOccupation.accept, cast.wang, {}, seen=1)
        yield self._done(opened, RoadOccupation.inspect, cast.li, FINDINGS, seen=2)
        yield self._done(opened, RoadOccupation.grant, cast.zhao, PERMIT, seen=3)
        yield self._done(opened, RoadOccupation.deliver, cast.wang, {}, seen=4)

    def _dropped_draft(self) -> Iterator[ActRecord]:
        """Two closed ones: a draft is process information."""
        opened = self._opened(OfficialDocument, OfficialDocument.draft, self.cast.wang, CONTENT)
        yield opened
        yield self._done(opened, OfficialDocument.drop, self.cast.wang, {"remarks": "不再需要"}, seen=1)

    def _opened(self, process: type[Process], act: Act, actor: Actor, data: dict[str, Any]) -> ActRecord:
        party = self.cast.chen if actor is self.cast.chen_acts else None
        return open_case(
            process, act, organ=self.cast.housing, party=party, actor=actor, data=data, at=RECEIVED_AT, key=self._key()
        )

    def _done(self, opened: ActRecord, act: Act, actor: Actor, data: dict[str, Any], *, seen: int) -> ActRecord:
        return perform(opened.case, act, actor=actor, data=data, at=DECIDED_AT, seen=seen, key=self._key())

    def _key(self) -> str:
        return f"busy-{next(self.keys)}"
