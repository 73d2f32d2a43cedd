"""A tiny vocabulary for stories about cases: given, perform, due, refused, shows (style §5)."""

from __future__ import annotations

import itertools
import json
from datetime import datetime
from typing import Any

from cast import Cast, at
from sunforest.core.ledger import followers
from sunforest.core.ledger.models import Leaf
from sunforest.core.organs.models import Organ
from sunforest.core.organs.roles import PARTY, SYSTEM
from sunforest.core.people.models import Party
from sunforest.core.process import on_behalf, records
from sunforest.core.process.actor import THE_SYSTEM, Actor
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.models import Case
from sunforest.core.process.perform import open_case, perform

STEPS = itertools.count(1)


class Story:
    """One case of one process, told act by act; every step is a real ``open_case`` or ``perform``."""

    def __init__(self, process: type[Process], cast: Cast, organ: Organ | None = None) -> None:
        self.process, self.cast, self.organ = process, cast, organ or cast.housing
        self.case: Case | None = None

    def perform(
        self,
        act: Act,
        *,
        on: str,
        clock: str = "10:00",
        by: Actor | None = None,
        from_case: Case | None = None,
        **data: Any,
    ) -> Story:
        """Do one act at a moment, by the cast's holder of its first role unless another is named.

        ``from_case`` is the earlier case from which an act opens this one.
        """
        actor = by or self._who(act)
        key = f"step-{next(STEPS)}"
        if act.opens:
            party = self._party(act) if from_case is None else from_case.party
            record = open_case(
                self.process,
                act,
                organ=self.organ,
                party=party,
                actor=actor,
                data=data,
                at=at(on, clock),
                key=key,
                parent=from_case,
            )
        else:
            assert self.case is not None
            seen = records.last_number_by_people(records.of(self.case))
            record = perform(self.case, act, actor=actor, data=data, at=at(on, clock), seen=seen, key=key)
        self.case = Case.objects.select_related("organ").get(pk=record.case_id)
        return self

    def _party(self, act: Act) -> Party | None:
        """陈秀英, where the act opens a party's case."""
        is_hers = PARTY in act.by or on_behalf.party_of(act) == on_behalf.APPLICANT
        return self.cast.chen if is_hers else None

    def _who(self, act: Act) -> Actor:
        role = act.by[0]
        if role is PARTY:
            return self.cast.chen_acts
        return THE_SYSTEM if role is SYSTEM else self.cast.staff(role)

    def sealed(self, moment: datetime | None = None) -> Story:
        """Seal and follow everything that waits."""
        followers.catch_up(moment or at("2026-11-25"))
        if self.case is not None:
            self.case.refresh_from_db()
        return self

    @property
    def state(self) -> str:
        """Where the case is."""
        assert self.case is not None
        return self.case.state

    @property
    def due(self) -> str:
        """The next due day, or an empty text."""
        assert self.case is not None
        return self.case.due_on.isoformat() if self.case.due_on else ""

    def public_text(self) -> str:
        """Everything that the public can read of this case's leaves."""
        assert self.case is not None
        faces = Leaf.objects.filter(case_id=self.case.pk, face__isnull=False).values_list("face", flat=True)
        return "\n".join(json.dumps(json.loads(face), ensure_ascii=False) for face in faces)
