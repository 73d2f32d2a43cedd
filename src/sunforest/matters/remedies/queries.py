"""Reads of remedies and supervision that are longer than one line; the only room that another matter may call."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sunforest.core.organs.models import Organ
from sunforest.core.process import numbers, records
from sunforest.core.process.models import Case
from sunforest.matters.foi import queries as foi

from . import rules
from .models import CORRECTED, FY, OTHER, SS_AFTER, SS_DIRECT, UPHELD, Challenge, CorrectionClaim, Outcome

REQUESTS = "foi"
KINDS = (FY, SS_DIRECT, SS_AFTER)
PENDING, TOTAL = "pending", "total"
CELLS = (UPHELD, CORRECTED, OTHER, PENDING, TOTAL)


def table_3(*, year: int, organ_ids: Collection[int]) -> dict[int, dict[str, list[int]]]:
    """Table 3 of the annual report by organ (domain §2.3): under "fy", "ss_direct" and "ss_after" the numbers of
    结果维持, 结果纠正, 其他结果, 尚未审结 and 总计, their sum. Two queries, however many organs; every organ asked for is
    in the answer.
    """
    tables = {organ_id: {kind: [0] * len(CELLS) for kind in KINDS} for organ_id in organ_ids}
    decided = _outcomes_of(year).filter(challenge__organ_id__in=organ_ids)
    counted = decided.values_list("challenge__organ_id", "challenge__kind", "result").annotate(count=Count("pk"))
    for organ_id, kind, result, count in counted:
        tables[organ_id][kind][CELLS.index(result)] += count
    pending = _pending_at_the_end_of(year).filter(organ_id__in=organ_ids)
    for organ_id, kind, count in pending.values_list("organ_id", "kind").annotate(count=Count("pk")):
        tables[organ_id][kind][CELLS.index(PENDING)] += count
    for table in tables.values():
        for cells in table.values():
            cells[CELLS.index(TOTAL)] = sum(cells)
    return tables


def cases_behind(*, year: int, organ_ids: Collection[int], kind: str, cell: str) -> QuerySet[Case]:
    """The cases that one cell of table 3 counts, in the order of their opening; ``kind`` as in ``KINDS``, ``cell`` as in
    ``CELLS``. A case that was decided, appealed and decided again within one year is counted and listed once."""
    pending = _pending_at_the_end_of(year)
    decided = Challenge.objects.filter(pk__in=_outcomes_of(year).values("challenge_id"))
    if cell in (UPHELD, CORRECTED, OTHER):
        decided = Challenge.objects.filter(pk__in=_outcomes_of(year).filter(result=cell).values("challenge_id"))
    chosen = {PENDING: Q(pk__in=pending), TOTAL: Q(pk__in=pending) | Q(pk__in=decided)}.get(cell, Q(pk__in=decided))
    found = Challenge.objects.filter(chosen, organ_id__in=organ_ids, kind=kind)
    return Case.objects.filter(pk__in=found).select_related("organ").order_by("opened_on", "pk")


def _standing_at(last: date) -> Q:
    return Q(decided_on__lte=last) & (Q(set_aside_on=None) | Q(set_aside_on__gt=last))


def _outcomes_of(year: int) -> QuerySet[Outcome]:
    """The outcomes of that year that stood at its end."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return Outcome.objects.filter(_standing_at(last), decided_on__gte=first, challenge__is_void=False)


def _pending_at_the_end_of(year: int) -> QuerySet[Challenge]:
    last = date(year, 12, 31)
    standing = Outcome.objects.filter(_standing_at(last), challenge=OuterRef("pk"))
    return Challenge.objects.filter(~Exists(standing), received_on__lte=last, is_void=False)


def to_look_at_again(*, year: int, organ_ids: Collection[int]) -> QuerySet[Case]:
    """R1.74: the direct lawsuits of a year over answers that should have gone to reconsideration first; for the check
    of table 3 before the annual report is published."""
    doubtful = Challenge.objects.filter(
        lacks_reconsideration=True, is_void=False, organ_id__in=organ_ids, received_on__year=year
    )
    return Case.objects.filter(pk__in=doubtful).select_related("organ").order_by("opened_on", "pk")


def request_numbered(written: str) -> Case | None:
    """The information request with that number, however it was typed; None where there is none."""
    number = numbers.standard_number(written)
    return Case.objects.select_related("organ").filter(process_key=REQUESTS, number=number).first() if number else None


def lacks_reconsideration(request: Case, kind: str) -> bool:
    """R1.74 for a challenge of that kind to the answer of a request."""
    row = foi.result_of(request)
    return row is not None and rules.lacks_reconsideration(
        kind=kind, result=row.result, withheld=row.withheld, answered_on=row.answered_on
    )


def new_answer_to(request_id: int) -> tuple[str, date] | None:
    """Number and day of the answer that was made anew and delivered; the latest, None where there is none."""
    row = foi.result_of(Case(pk=request_id))
    if row is None:
        return None
    delivered = row.redone.exclude(answered_on=None).exclude(result="").order_by("-answered_on", "-pk")
    found: tuple[str, date] | None = delivered.values_list("case__number", "answered_on").first()
    return found


def facts_of(case: Case) -> rules.ChallengeFacts:
    """What the rules know of a challenge; the new answer only while it is waited for."""
    challenge = Challenge.objects.get(case=case)
    decided_on = Outcome.objects.filter(challenge=challenge, set_aside_on=None).values_list("decided_on", flat=True)
    number, day = (new_answer_to(challenge.request_id) if case.state == "redoing" else None) or ("", None)
    return rules.ChallengeFacts(
        kind=challenge.kind,
        received_on=challenge.received_on,
        decided_on=decided_on.first(),
        new_answer=number,
        answered_anew_on=day,
    )


def claim_facts_of(case: Case) -> rules.ClaimFacts:
    """What the rules know of a demand for correction."""
    is_right = CorrectionClaim.objects.values_list("is_right", flat=True).get(case=case)
    return rules.ClaimFacts(organ_id=case.organ_id, is_right=is_right)


def complaint_facts_of(case: Case) -> rules.ComplaintFacts:
    """What the rules know of a complaint: when its order to rectify was given."""
    ordered = [deed for deed in records.of(case) if deed.act == "order_rectification"]
    return rules.ComplaintFacts(ordered_on=ordered[-1].record.effective_on if ordered else None)


def organs_in_use() -> QuerySet[Organ]:
    """The organs of today, in the county's order."""
    return Organ.objects.filter(abolished_on=None).order_by("position", "code")


def redo_prefill(case: Case) -> dict[str, Any]:
    """Number and day of the new answer, as the act that records it asks for them."""
    number, day = new_answer_to(Challenge.objects.values_list("request_id", flat=True).get(case=case)) or ("", None)
    return {"new_answer": number, "answered_on": day}


def receipt_prefill(case: Case) -> dict[str, Any]:
    """The day on which the copy was received."""
    return {"received_on": Challenge.objects.values_list("received_on", flat=True).get(case=case)}


def outcome_prefill(case: Case) -> dict[str, Any]:
    """The outcome as it stands, to be corrected."""
    outcome = Outcome.objects.filter(challenge=case.pk, set_aside_on=None).first()
    return {"result": outcome.result, "decided_on": outcome.decided_on} if outcome else {}
