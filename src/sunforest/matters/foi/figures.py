"""How requests are answered, in figures: of all of them, whether their answers are public or not (domain §1.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from sunforest.core.process.models import Case

from .follows import LIMITS
from .models import InformationRequest, PublicAnswer, SearchSpared

ANSWERED = Q(answered_on__isnull=False) & ~Q(document_number="")


@dataclass(frozen=True)
class Answering:
    """What one organ (or the county, with an empty code) received and answered in a year.

    ``overdue`` counts the requests whose limit passed in that year and that still have no answer; ``timed`` the answers
    whose working days are known, which the average counts.
    """

    organ_code: str
    organ_name: str
    received: int
    answered: int
    late: int
    overdue: int
    timed: int
    average_days: float | None

    @property
    def in_time(self) -> int:
        """Answers that came within the limit, extensions included."""
        return self.answered - self.late

    @property
    def due(self) -> int:
        """Answers given, and answers that should have been: open requests in time are not counted at all."""
        return self.answered + self.overdue

    @property
    def rate(self) -> float | None:
        """The share of what was due that was answered in time, in per cent; None where nothing was due."""
        return 100 * self.in_time / self.due if self.due else None


@dataclass(frozen=True)
class Month:
    """The answers of one month."""

    first: date
    in_time: int
    late: int


@dataclass(frozen=True)
class LateAnswer:
    """One answer that came late, or has not come though its limit has passed; ``url`` where the answer is public."""

    organ_code: str
    organ_name: str
    due_on: date | None
    delivered_on: date | None
    question: str = ""
    url: str = ""


@dataclass(frozen=True)
class Spared:
    """How often what was already public was offered before a request, was enough, or was not and one went on."""

    offered: int
    enough: int
    went_on: int


def years() -> list[int]:
    """The years from the first request to the last, the newest first. One query."""
    span = InformationRequest.objects.aggregate(first=Min("received_on"), last=Max("received_on"))
    return list(range(span["last"].year, span["first"].year - 1, -1)) if span["last"] else []


def overdue_requests(year: int, today: date) -> QuerySet[Case]:
    """Open requests whose last day passed in that year without an answer."""
    running = Case.objects.filter(process_key="foi", closed_on=None, suspended=False, due_deadline__in=LIMITS)
    return running.filter(due_on__lt=today, due_on__year=year)


def late_requests(year: int) -> QuerySet[InformationRequest]:
    """The requests whose answer came in that year, after its last day."""
    return InformationRequest.objects.filter(ANSWERED, is_late=True, answered_on__year=year)


def by_organ(year: int, today: date) -> list[Answering]:
    """Each organ's figures of a year, in the order of the organs. Three queries.

    A request that is handled anew was received once (domain §2.2 [D]); its new answer is one more answer, with its own day.
    """
    found: dict[tuple[str, str], dict[str, float | None]] = {}
    organ = ("case__organ__code", "case__organ__name")
    received = InformationRequest.objects.filter(received_on__year=year, original=None).values_list(*organ)
    for code, name, count in received.annotate(Count("pk")):
        found.setdefault((code, name), {})["received"] = count
    answered = InformationRequest.objects.filter(ANSWERED, answered_on__year=year).values_list(*organ)
    for code, name, count, late, timed, days in answered.annotate(
        Count("pk"), late=Count("pk", filter=Q(is_late=True)), timed=Count("days_taken"), days=Avg("days_taken")
    ):
        found.setdefault((code, name), {}).update(answered=count, late=late, timed=timed, average_days=days)
    overdue = overdue_requests(year, today).values_list("organ__code", "organ__name").annotate(Count("pk"))
    for code, name, count in overdue:
        found.setdefault((code, name), {})["overdue"] = count
    return [_answering(code, name, found[code, name]) for code, name in sorted(found)]


def _answering(code: str, name: str, counted: dict[str, float | None]) -> Answering:
    counts = {key: int(counted.get(key) or 0) for key in ("received", "answered", "late", "overdue", "timed")}
    return Answering(code, name, average_days=counted.get("average_days"), **counts)


def of_county(rows: Sequence[Answering]) -> Answering:
    """The sum over all organs; the average weighs each organ by the answers that its own average counts."""
    timed = sum(row.timed for row in rows)
    return Answering(
        organ_code="",
        organ_name="",
        received=sum(row.received for row in rows),
        answered=sum(row.answered for row in rows),
        late=sum(row.late for row in rows),
        overdue=sum(row.overdue for row in rows),
        timed=timed,
        average_days=sum((row.average_days or 0) * row.timed for row in rows) / timed if timed else None,
    )


def by_month(year: int) -> list[Month]:
    """The twelve months of a year. One query."""
    rows = (
        InformationRequest.objects.filter(ANSWERED, answered_on__year=year)
        .annotate(month=TruncMonth("answered_on"))
        .values_list("month")
        .annotate(count=Count("pk"), late=Count("pk", filter=Q(is_late=True)))
    )
    counted = {month: (count - late, late) for month, count, late in rows}
    return [Month(first, *counted.get(first, (0, 0))) for first in (date(year, month, 1) for month in range(1, 13))]


def late_ones(year: int, today: date, *, start: int = 0, stop: int | None = None) -> list[LateAnswer]:
    """What missed its day in a year: first what is still overdue, the oldest first; then what came late, newest first.

    ``start`` and ``stop`` cut a page out of all of them. At most four queries.
    """
    waiting = overdue_requests(year, today).select_related("organ").order_by("due_on", "pk")
    overdue = [LateAnswer(case.organ.code, case.organ.name, case.due_on, None) for case in waiting[start:stop]]
    before = waiting.count()
    late = late_requests(year).select_related("case__organ").order_by("-answered_on", "case")
    rows = list(late[max(0, start - before) : None if stop is None else max(0, stop - before)])
    public = PublicAnswer.objects.filter(case_id__in=[row.pk for row in rows]).defer("answer", "reasons")
    answers = {answer.case_id: answer for answer in public}
    return [*overdue, *(_late(row, answers.get(row.pk)) for row in rows)]


def _late(row: InformationRequest, answer: PublicAnswer | None) -> LateAnswer:
    return LateAnswer(
        organ_code=row.case.organ.code,
        organ_name=row.case.organ.name,
        due_on=row.due_on,
        delivered_on=row.answered_on,
        question=answer.question if answer else "",
        url=answer.get_absolute_url() if answer else "",
    )


def by_result(year: int) -> list[tuple[str, int]]:
    """How many answers of a year had each result, the most frequent first. One query."""
    counted = InformationRequest.objects.filter(ANSWERED, answered_on__year=year).values_list("result")
    return sorted(counted.annotate(count=Count("pk")), key=lambda row: (-row[1], row[0]))


def spared(year: int) -> Spared:
    """How often, in a year, what was already public was enough. One query."""
    sums = SearchSpared.objects.filter(day__year=year).aggregate(Sum("offered"), Sum("enough"), Sum("went_on"))
    return Spared(*(sums[f"{name}__sum"] or 0 for name in ("offered", "enough", "went_on")))
