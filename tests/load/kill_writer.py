"""One writer of the drill: does acts until it is killed, and acknowledges each on disk only after the door returned.

``main(path)``, once Django is set up: lines ``case record act`` are appended to the file and flushed to the disk.
"""

from __future__ import annotations

import os
import random
import uuid

from django.utils import timezone
from road_occupation.process import RoadOccupation

from sunforest import starting
from sunforest.core.organs.models import Officer, Organ, Post
from sunforest.core.organs.roles import CLERK, REVIEWER
from sunforest.core.people.models import Party
from sunforest.core.process.actor import Actor, party
from sunforest.core.process.models import ActRecord, Case
from sunforest.core.process.perform import Stale, WrongState, open_case, perform

APPLICATION = {"purpose": "works", "first_day": "2099-12-20", "last_day": "2099-12-25", "place": "望林路"}
MISSING = {"until": "2099-12-01", "missing": "平面图"}


def acting(username: str, role: object) -> Actor:
    post = Post.objects.get(holder=Officer.objects.get(account__username=username))
    return Actor(role=role, officer_id=post.holder_id, post_id=post.pk)  # type: ignore[arg-type]


def main(acknowledged: str) -> None:
    file = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    starting.check_before_serving()
    clerk, reviewer = acting("clerk.wang", CLERK), acting("reviewer.li", REVIEWER)
    applicant, organ = Party.objects.order_by("pk")[0], Organ.objects.get(code="001008003012011")
    shared = Case.objects.order_by("pk")[0]

    def did(record: ActRecord) -> int:
        os.write(file, f"{record.case_id} {record.number} {record.act}\n".encode())
        os.fsync(file)
        return record.number

    def does(case: Case, act: object, actor: Actor, seen: int, **data: object) -> int:
        key = uuid.uuid4().hex
        return did(perform(case, act, actor=actor, data=data, at=timezone.now(), seen=seen, key=key))  # type: ignore[arg-type]

    while True:
        record = open_case(
            RoadOccupation, RoadOccupation.apply, organ=organ, party=applicant, actor=party(applicant.pk),
            data=APPLICATION, at=timezone.now(), key=uuid.uuid4().hex,
        )  # fmt: skip
        did(record)
        case = Case.objects.get(pk=record.case_id)
        if random.random() < 0.5:
            does(case, RoadOccupation.accept, clerk, 1)
        else:
            does(case, RoadOccupation.ask_to_supplement, clerk, 1, **MISSING)
        try:  # everybody meets on this one
            seen = Case.objects.values_list("last_number", flat=True).get(pk=shared.pk)
            does(shared, RoadOccupation.act("assign"), reviewer, seen, post=reviewer.post_id)
        except (Stale, WrongState):
            pass
