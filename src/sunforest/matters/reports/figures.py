"""The figures of annual reports, from the records of every matter that has some (domain §2; R1.51).

What other matters know comes from their ``reports`` and ``queries`` rooms, each asked once for all organs. What no
record knows is entered by an act, organ by organ.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from sunforest.core.organs.models import Organ
from sunforest.core.process.models import Case
from sunforest.matters.foi import reports as requests
from sunforest.matters.publishing import reports as documents
from sunforest.matters.remedies import queries as remedies
from sunforest.pure.annual_rows import COURSES, OUTCOMES, ROW_KEYS
from sunforest.pure.annual_tables import Table1, Table3, Tables, tables_from

from .models import COUNTY, ORGAN, AnnualReport, PublicReport

RULES, NORMATIVE, GENRE = "规章", "行政规范性文件", documents.NORMATIVE
DECISIONS = {"licences": "行政许可", "penalties": "行政处罚", "coercion": "行政强制"}
AS_PUBLISHED, AS_COMPUTED = "published", "computed"


@dataclass(frozen=True)
class Figures:
    """The tables of one organ or of the county, what was collected in fees for requests, and whose sum they are."""

    tables: Tables
    fees_yuan: int | None = None
    parts: tuple[tuple[str, str, str], ...] = ()
    beside: Mapping[str, Any] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """The figures as a report freezes them: the tables of domain §2.4, the fees, the organs of the sum."""
        fees = {} if self.fees_yuan is None else {"fees_yuan": self.fees_yuan}
        whole = {**self.tables.as_data(), **fees, **self.beside}
        return {**whole, "organs": [list(part) for part in self.parts]} if self.parts else whole


def of_report(report: AnnualReport) -> Figures:
    """The figures of a report as the records stand now; of a year before this system, as they were brought in."""
    if report.imported:
        return Figures(tables_from(report.imported), beside=_beside(report.imported))
    if report.scope == COUNTY:
        return of_county(report.year)
    return of_organs(report.year, [report.organ])[report.organ_id]


def of_county(year: int) -> Figures:
    """The sum of all departments and towns: of their published reports, and of the records where there is none yet."""
    organs = organs_of(year)
    published = _published(year, organs)
    computed = of_organs(year, [organ for organ in organs if organ.code not in published])
    every = [published.get(organ.code) or computed[organ.pk] for organ in organs]
    return Figures(
        tables=Tables.sum_of(one.tables for one in every),
        fees_yuan=sum(one.fees_yuan or 0 for one in every),
        parts=tuple(
            (organ.code, organ.name, AS_PUBLISHED if organ.code in published else AS_COMPUTED) for organ in organs
        ),
    )


def organs_of(year: int) -> list[Organ]:
    """The organs that existed on some day of the year."""
    existed = Q(abolished_on=None) | Q(abolished_on__gt=date(year, 1, 1))
    return list(Organ.objects.filter(existed, founded_on__lte=date(year, 12, 31)).order_by("position", "code"))


def of_organs(year: int, organs: Sequence[Organ]) -> dict[int, Figures]:
    """The figures of each organ as the records stand now, in a number of queries that does not grow with the records."""
    if not organs:
        return {}
    organ_ids = [organ.pk for organ in organs]
    tables_2, fees = requests.table_2(year, organ_ids), requests.fees_collected(year, organ_ids)
    tables_3 = _tables_3(year, organ_ids)
    stocks = documents.normative_documents(year, [organ.code for organ in organs])
    entered = dict(
        AnnualReport.objects.filter(organ_id__in=organ_ids, scope=ORGAN, year=year).values_list("organ_id", "entered")
    )
    return {
        organ.pk: Figures(
            Tables(_table_1(entered.get(organ.pk, {}), stocks[organ.code]), tables_2[organ.pk], tables_3[organ.pk]),
            fees[organ.pk],
        )
        for organ in organs
    }


def known_of_table_1(report: AnnualReport) -> dict[str, int]:
    """What the public documents say of table 1, under the names of the form that may correct it."""
    code = report.organ.code
    return _as_entered(documents.normative_documents(report.year, [code])[code])


def cases_behind(report: AnnualReport, *, row: str, column: str) -> QuerySet[Case]:
    """The cases that one number of table 2, or of table 3 (course and outcome), counts. Raises KeyError."""
    organs = organs_of(report.year) if report.scope == COUNTY else [report.organ]
    organ_ids = [organ.pk for organ in organs]
    if row in ROW_KEYS:
        return requests.cases_behind(year=report.year, organ_ids=organ_ids, row=row, column=column)
    if row not in {course.key for course in COURSES} or column not in {outcome.key for outcome in OUTCOMES}:
        raise KeyError(row)
    return remedies.cases_behind(year=report.year, organ_ids=organ_ids, kind=row, cell=column)


def _beside(imported: Mapping[str, Any]) -> dict[str, Any]:
    return {name: imported[name] for name in ("fees_yuan", "t1_2019") if name in imported}


def _as_entered(stock: documents.Stock) -> dict[str, int]:
    return {
        "normative_made": stock.made,
        "normative_repealed": stock.ended,
        "normative_in_force": stock.in_force,
    }


def _table_1(entered: Mapping[str, Any], stock: documents.Stock) -> Table1:
    """What was entered, and where nothing was, what the public documents say."""
    known = {**_as_entered(stock), **entered}
    return Table1(
        documents={
            RULES: _three("rules", known),
            NORMATIVE: _three("normative", known),
        },
        decisions={name: int(known.get(field, 0)) for field, name in DECISIONS.items()},
        amount=Decimal(str(known.get("amount", "0.00"))),
    )


def _three(kind: str, known: Mapping[str, Any]) -> tuple[int, int, int]:
    made, repealed, in_force = (int(known.get(f"{kind}_{name}", 0)) for name in ("made", "repealed", "in_force"))
    return made, repealed, in_force


def _published(year: int, organs: Sequence[Organ]) -> dict[str, Figures]:
    rows = PublicReport.objects.filter(year=year, scope=ORGAN, organ_code__in=[organ.code for organ in organs])
    return {
        code: Figures(tables_from(tables), tables.get("fees_yuan"))
        for code, tables in rows.values_list("organ_code", "tables")
    }


def _tables_3(year: int, organ_ids: Collection[int]) -> dict[int, Table3]:
    counted = remedies.table_3(year=year, organ_ids=organ_ids)
    return {
        organ: Table3({course: tuple(numbers) for course, numbers in courses.items()})
        for organ, courses in counted.items()
    }
