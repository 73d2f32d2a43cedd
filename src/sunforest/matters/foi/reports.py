"""Figures out of the requests: table 2 of the annual report by organ, the cases behind each number, fees (domain §2.2)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from sunforest.core.process.models import Case
from sunforest.pure.annual_requests import Counted, Table2
from sunforest.pure.annual_rows import APPLICANT_TYPES, RESULT_ROWS, ROW_OF_RESULT, ROWS

from .models import InformationRequest

RESULTS_OF_ROW = {row.key: row.results for row in ROWS}
ANSWERED = "r24"


def table_2(year: int, organ_ids: Collection[int]) -> dict[int, Table2]:
    """Table 2 of a year for each of the organs, in four queries however many requests there are.

    A request counts once it has been received; one that is handled anew after an annulment is not counted again [D].
    """
    counted: dict[int, list[Counted]] = {organ: [] for organ in organ_ids}
    for organ, one in _counted(year, organ_ids):
        counted[organ].append(one)
    return {organ: Table2.of(found) for organ, found in counted.items()}


def cases_behind(*, year: int, organ_ids: Collection[int], row: str, column: str) -> QuerySet[Case]:
    """The cases that one number of table 2 counts, in the order in which they were received.

    Raises KeyError for a row or a column that the table does not have.
    """
    chosen = _of_organs(organ_ids).filter(_in_row(row, year))
    if column not in (*APPLICANT_TYPES, "total"):
        raise KeyError(column)
    if column != "total":
        chosen = chosen.filter(applicant_type=column)
    cases = Case.objects.filter(pk__in=chosen.values("case_id")).select_related("organ")
    return cases.order_by("information_request__received_on", "pk")


def fees_collected(year: int, organ_ids: Collection[int]) -> dict[int, int]:
    """What each organ collected in fees for processing requests, in yuan, in the year in which they were paid."""
    paid = InformationRequest.objects.filter(
        case__organ_id__in=organ_ids,
        case__records__act="pay",
        case__records__effective_on__range=(date(year, 1, 1), date(year, 12, 31)),
    )
    found = paid.values_list("case__organ_id").annotate(Sum("fee_paid"))
    return {**dict.fromkeys(organ_ids, 0), **{organ: amount or 0 for organ, amount in found}}


def _of_organs(organ_ids: Collection[int]) -> QuerySet[InformationRequest]:
    return InformationRequest.objects.filter(case__organ_id__in=organ_ids, received_on__isnull=False, original=None)


def _counted(year: int, organ_ids: Collection[int]) -> Iterator[tuple[int, Counted]]:
    requests = _of_organs(organ_ids)
    for row in ("r01", "r02", "r25"):
        for organ, kind, number in _numbers(requests.filter(_in_row(row, year)), "case__organ_id", "applicant_type"):
            yield organ, Counted(row, kind, number)
    answered = requests.filter(_in_row(ANSWERED, year))
    for organ, kind, result, number in _numbers(answered, "case__organ_id", "applicant_type", "result"):
        yield organ, Counted(ROW_OF_RESULT[result], kind, number)


def _numbers(requests: QuerySet[InformationRequest], *columns: str) -> Iterator[tuple[Any, ...]]:
    return iter(requests.order_by().values_list(*columns).annotate(Count("pk")))


def _in_row(row: str, year: int) -> Q:
    """Which requests a row of the year counts: the one place that says so, for the numbers and for what is behind them."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if row == "r01":
        return Q(received_on__range=(first, last))
    if row == "r02":
        return Q(received_on__lt=first) & (Q(answered_on=None) | Q(answered_on__gte=first))
    if row == "r25":
        return Q(received_on__lte=last) & (Q(answered_on=None) | Q(answered_on__gt=last))
    answered = Q(answered_on__range=(first, last))
    if row == ANSWERED:
        return answered
    if row not in RESULT_ROWS:
        raise KeyError(row)
    return answered & Q(result__in=RESULTS_OF_ROW[row])
