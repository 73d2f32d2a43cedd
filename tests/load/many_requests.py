"""A county's information requests of five years, written in bulk: for measuring only, so without sealed contents or leaves.

``write(cast, 100_000, until=date(2026, 11, 25))`` writes the cases, their detail rows and the record of each delivery;
``write_public_answers()`` writes what the public reads of those that were answered. The same call gives the same rows.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from django.db import transaction

from cast import SHANGHAI, Cast, at, hire
from sunforest.core.calendar import county_calendar
from sunforest.core.organs.models import Organ, Post
from sunforest.core.organs.roles import CLERK
from sunforest.core.people import parties
from sunforest.core.people.models import Party
from sunforest.core.process import numbers, records
from sunforest.core.process.models import ActRecord, Case
from sunforest.matters.foi.models import InformationRequest, PublicAnswer

YEARS, ORGANS, PARTIES, BATCH = 5, 40, 400, 2_000
TYPES = ("natural",) * 80 + ("biz",) * 11 + ("legal",) * 4 + ("welfare",) * 2 + ("research", "other", "other")
WAYS = ("web",) * 65 + ("letter",) * 15 + ("in_person",) * 10 + ("signed_mail",) * 8 + ("fax",) * 2
RESULTS = (
    *("G1",) * 20, *("G2",) * 28, *("P1",) * 16, *("U1a",) * 12, *("U1b",) * 8, *("N4", "N5", "N6", "N7"), *("X1",) * 3,
    *("X2", "U2", "U3"), *("O1",) * 3, "O2", "O3",
)  # fmt: skip
ENDED = {"O1": "lapsed", "O2": "not_paid", "O3": "withdrawn"}
OPEN_STATES = ("received",) * 14 + ("in_review",) * 3 + ("to_sign",) * 2 + ("supplementing", "consulting")
PLACES = tuple(
    f"{name}{kind}"
    for name in ["幸福", "望林", "青石", "东湖", "南塘", "新桥", "梧田", "茶山"]
    for kind in ("小区", "村", "路", "片区")
)
MATTERS = [
    "加装电梯",
    "房屋征收补偿",
    "道路改造",
    "垃圾中转站",
    "学校新建",
    "危房鉴定",
    "燃气管道",
    "公园绿化",
    "河道整治",
    "农田水利",
]
PAPERS = [
    "审批文件",
    "实施方案",
    "验收报告",
    "资金安排",
    "招标文件",
    "会议纪要",
    "环评批复",
    "规划许可",
    "补偿标准",
    "监督检查记录",
]


@dataclass(frozen=True)
class Made:
    """One request before it is written."""

    case: Case
    detail: InformationRequest
    is_late: bool


@transaction.atomic
def write(cast: Cast, count: int, *, until: date, chance: random.Random | None = None) -> None:
    """Write ``count`` requests that arrived in the five years up to ``until``, at forty organs of which the cast's are two."""
    chance = chance or random.Random(1)
    posts, applicants = _posts(cast), _applicants()
    made = _requests(count, until, chance, posts, applicants)
    while batch := list(itertools.islice(made, BATCH)):
        _written(batch)


def _posts(cast: Cast) -> list[tuple[Organ, Post]]:
    """A clerk's post at each of forty organs; the first is the housing bureau's."""
    made = [Post.objects.get(pk=cast.wang.post_id), Post.objects.get(pk=cast.sun.post_id)]
    for number in range(2, ORGANS):
        organ = Organ.objects.create(
            code=f"0010080030130{number:02d}", name=f"晴林县第{number}局", short_name=f"第{number}局",
            founded_on=date(1990, 1, 1), position=number + 1,
        )  # fmt: skip
        clerk = hire(organ, f"经办{number}", f"clerk.{number}", CLERK, "经办科员")
        made.append(Post.objects.get(pk=clerk.post_id))
    return [(post.organ, post) for post in made]


def _applicants() -> list[Party]:
    known = (
        parties.Identity(kind=Party.PERSON, name=f"申请人{number}", number=f"33992119{number:010d}")
        for number in range(PARTIES)
    )
    return [parties.remember(identity, at=at("2021-01-04")) for identity in known]


def _requests(
    count: int, until: date, chance: random.Random, posts: Sequence[tuple[Organ, Post]], applicants: Sequence[Party]
) -> Iterator[Made]:
    """The requests, from the earliest; a tenth of them at the housing bureau."""
    first = until - timedelta(days=365 * YEARS)
    for number in range(count):
        arrived_on = first + timedelta(days=number * 365 * YEARS // count)
        organ, post = posts[0 if chance.random() < 0.1 else chance.randrange(len(posts))]
        case = Case(
            number=_number(arrived_on, number), process_key="foi", process_version=1, organ=organ, handler=post,
            party=chance.choice(applicants), opened_on=arrived_on, opened_at=_moment(arrived_on),
        )  # fmt: skip
        yield _lived(case, arrived_on, until, chance)


def _lived(case: Case, arrived_on: date, until: date, chance: random.Random) -> Made:
    """How it went: most are answered in time, two in a hundred late; the latest are still open."""
    received_on = min(_later(arrived_on, chance.randrange(3)), until)
    is_extended = chance.random() < 0.06
    due_on = _later(received_on, _limit(is_extended))
    result, is_late = chance.choice(RESULTS), chance.random() < 0.02
    days = chance.randrange(2, 39 if is_extended else 20)
    answered_on = _later(due_on, 1 + chance.randrange(6)) if is_late else _later(received_on, days)
    detail = InformationRequest(
        applicant_type=chance.choice(TYPES), way=chance.choice(WAYS), supply="online", arrived_on=arrived_on,
        received_on=received_on, is_extended=is_extended,
    )  # fmt: skip
    if answered_on > until:
        return Made(_open(case, due_on, until, chance), detail, False)
    detail.answered_on, detail.result, detail.due_on = answered_on, result, due_on
    detail.withheld = ["N4"] if result == "P1" else []
    is_answer = result not in ENDED
    detail.is_late, detail.days_taken = is_late and is_answer, days if not is_late else _limit(is_extended) + 3
    detail.document_number = f"晴建依复〔{answered_on.year}〕{case.number[-8:-2]}号" if is_answer else ""
    return Made(_ended(case, answered_on, until, ENDED.get(result, "")), detail, is_late and is_answer)


def _limit(is_extended: bool) -> int:
    return 40 if is_extended else 20


def _open(case: Case, due_on: date, until: date, chance: random.Random) -> Case:
    case.state, case.due_on, case.due_deadline = chance.choice(OPEN_STATES), due_on, "answer_by"
    if case.state == "supplementing":
        case.suspended, case.due_on, case.due_deadline = True, _later(until, 10), "supplement_by"
    case.last_number, case.changed_at = 2, _moment(min(case.opened_on, until))
    return case


def _ended(case: Case, answered_on: date, until: date, final: str) -> Case:
    """Lapsed or withdrawn on its last day; answered ones are archived thirty working days later."""
    archive_by = _later(answered_on, 30)
    case.closed_on = answered_on if final else archive_by if archive_by <= until else None
    case.state = final or ("archived" if case.closed_on else "delivered")
    case.due_on, case.due_deadline = (None, "") if case.closed_on else (archive_by, "archive_by")
    case.last_number, case.changed_at = 6, _moment(answered_on)
    return case


def _written(batch: Sequence[Made]) -> None:
    Case.objects.bulk_create([one.case for one in batch], batch_size=500)
    for one in batch:
        one.detail.case = one.case
    InformationRequest.objects.bulk_create([one.detail for one in batch], batch_size=500)
    records.append_many([_delivery(one) for one in batch if one.detail.document_number])


def _delivery(made: Made) -> ActRecord:
    case, answered_on = made.case, made.detail.answered_on
    assert answered_on is not None
    return ActRecord(
        case=case, number=case.last_number, act="deliver", actor=f"post:{case.handler_id}", post_id=case.handler_id,
        role="clerk", channel="web", recorded_at=_moment(answered_on), effective_on=answered_on, from_state="answered",
        to_state="delivered", commitment=b"", data=b"", key=f"many-{case.pk}", is_late=made.is_late,
    )  # fmt: skip


def write_public_answers() -> None:
    """Write what the public reads of each answered request, with questions that differ from one another."""
    answered = InformationRequest.objects.exclude(document_number="").select_related("case__organ").order_by("pk")
    while batch := list(answered.filter(pk__gt=_last_answered())[:BATCH]):
        PublicAnswer.objects.bulk_create([_public(row) for row in batch], batch_size=500)


def _last_answered() -> int:
    return PublicAnswer.objects.order_by("-case_id").values_list("case_id", flat=True).first() or 0


def _public(row: InformationRequest) -> PublicAnswer:
    question, answered_on = question_of(row.pk), row.answered_on
    assert answered_on is not None
    return PublicAnswer(
        case_number=row.case.number, case_id=row.case.pk, organ_code=row.case.organ.code, organ_name=row.case.organ.name,
        result=row.result, document_number=row.document_number, question=question, answer=f"<p>现就{question}答复如下。</p>",
        withheld=row.withheld, signed_on=answered_on, delivered_on=answered_on, leaf_index=row.pk,
    )  # fmt: skip


def question_of(number: int) -> str:
    """What is asked in the request of that number: ``2024年青石小区加装电梯的审批文件``."""
    place, rest = PLACES[number % len(PLACES)], number // len(PLACES)
    matter, rest = MATTERS[rest % len(MATTERS)], rest // len(MATTERS)
    return f"{2010 + number % 17}年{place}{matter}的{PAPERS[rest % len(PAPERS)]}"


def _number(day: date, number: int) -> str:
    digits = f"339921{day:%y%m%d}{number % 1_000_000:06d}"
    return f"{digits[:6]}-{digits[6:12]}-{digits[12:]}-{numbers.check_digit(digits)}"


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=SHANGHAI)


@cache
def _later(day: date, working_days: int) -> date:
    return county_calendar.at_version(None).add_working_days(day, working_days)
