"""Every read of annual reports that is longer than one line; the only room that another matter may call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from sunforest.core.process.models import Case
from sunforest.pure.annual_tables import Tables, tables_from

from . import figures, rules
from .models import COUNTY, ORGAN, AnnualReport, PublicReport, PublicReportVersion


def report_of(case: Case) -> AnnualReport:
    """The working copy of a case. Raises AnnualReport.DoesNotExist."""
    return AnnualReport.objects.select_related("organ").get(case_id=case.pk)


def facts_of(case: Case) -> rules.Facts:
    """What the rules know of a report's case. One query."""
    report = AnnualReport.objects.filter(case_id=case.pk).first()
    if report is None:
        return rules.Facts(state=case.state)
    return rules.Facts(
        state=case.state,
        scope=report.scope,
        year=report.year,
        chapters=report.chapters,
        submitted_on=report.submitted_on,
    )


def figures_of(case: Case) -> rules.Figures:
    """What the rules compare before figures are frozen: the records as they stand, and last year's report."""
    report = report_of(case)
    last_year = last_year_of(report)
    return rules.Figures(
        now=figures.of_report(report).as_data(), of_last_year=dict(last_year.tables) if last_year else {}
    )


def last_year_of(report: AnnualReport) -> PublicReport | None:
    """The published report of the same organ, or of the county, for the year before."""
    return published(report.scope, report.organ.code, report.year - 1)


def published(scope: str, organ_code: str, year: int) -> PublicReport | None:
    """The published report of a scope, an organ and a year; a county's is that of whichever office wrote it."""
    found = PublicReport.objects.filter(scope=scope, year=year)
    return (found if scope == COUNTY else found.filter(organ_code=organ_code)).first()


def chapters_of(case: Case) -> dict[str, str]:
    """The chapters as they stand."""
    written = report_of(case).chapters
    return {key: written.get(key, "") for key in rules.CHAPTERS}


def entered_of(case: Case) -> dict[str, Any]:
    """The cells of table 1: what was entered, else what the public documents say, else nought."""
    report = report_of(case)
    noughts = {"rules_made": 0, "rules_repealed": 0, "rules_in_force": 0, "licences": 0, "penalties": 0, "coercion": 0}
    return {**noughts, "amount": "0.00", **figures.known_of_table_1(report), **report.entered}


def publication_of(case: Case) -> dict[str, Any]:
    """What the act that publishes asks: chapters as written, figures computed now."""
    report = report_of(case)
    return {
        **chapters_of(case),
        "year": report.year,
        "scope": report.scope,
        "tables": figures.of_report(report).as_data(),
        "submitted_on": report.submitted_on.isoformat() if report.submitted_on else "",
    }


def imported_of(case: Case) -> dict[str, Any]:
    """What was brought in, as the act that corrects it asks."""
    report = report_of(case)
    return {"year": report.year, "scope": report.scope, "tables": report.imported}


@dataclass(frozen=True)
class ReportPage:
    """What belongs to a report's public page."""

    report: PublicReport
    versions: list[PublicReportVersion]
    last_year: PublicReport | None
    years: list[int]


def report_page(scope: str, organ_code: str, year: int) -> ReportPage | None:
    """A report with its versions, its neighbour and the years there are, in four queries; None where there is none."""
    report = published(scope, organ_code, year)
    if report is None:
        return None
    others = PublicReport.objects.filter(scope=scope)
    if scope == ORGAN:
        others = others.filter(organ_code=organ_code)
    return ReportPage(
        report=report,
        versions=list(report.versions.order_by("-number").defer("chapters", "tables")),
        last_year=published(scope, organ_code, year - 1),
        years=sorted(others.values_list("year", flat=True), reverse=True),
    )


def differs_from_published(report: AnnualReport, now: figures.Figures) -> bool:
    """True where the report is public and the records now say otherwise: a correction may be due."""
    public = published(report.scope, report.organ.code, report.year)
    if public is None:
        return False
    said = now.as_data()
    return any(public.tables.get(name) != said.get(name) for name in ("t1", "t2", "t3", "fees_yuan"))


def tables_of(report: PublicReport) -> Tables:
    """The three tables of a published report."""
    return tables_from(report.tables)


def received_by_year(report: PublicReport) -> dict[int, int]:
    """How many requests the same organ, or the county, received in each year of which there is a report."""
    others = PublicReport.objects.filter(scope=report.scope)
    if report.scope == ORGAN:
        others = others.filter(organ_code=report.organ_code)
    return {year: int(tables["t2"]["r01"][-1]) for year, tables in others.values_list("year", "tables")}


def public_reports() -> QuerySet[PublicReport]:
    """Every published report, newest year first, the county's before its organs'."""
    return PublicReport.objects.order_by("-year", "scope", "organ_code").defer("chapters", "tables")


@dataclass(frozen=True)
class Standing:
    """Where one report stands, for the overview of a year."""

    organ_name: str
    organ_code: str
    scope: str
    due_on: date
    report: AnnualReport | None
    public: PublicReport | None


def standings(year: int) -> list[Standing]:
    """The county's report and each organ's of a year, written or not, in three queries."""
    reports = {
        (row.scope, COUNTY if row.scope == COUNTY else row.organ.code): row
        for row in AnnualReport.objects.filter(year=year).select_related("organ", "case").defer("chapters", "entered")
    }
    public = {
        (row.scope, COUNTY if row.scope == COUNTY else row.organ_code): row
        for row in public_reports().filter(year=year)
    }
    names = [(COUNTY, "", COUNTY), *((organ.code, organ.name, ORGAN) for organ in figures.organs_of(year))]
    return [
        Standing(
            organ_name=name,
            organ_code=code,
            scope=scope,
            due_on=rules.last_day(scope=scope, year=year),
            report=reports.get((scope, code)),
            public=public.get((scope, code)),
        )
        for code, name, scope in names
    ]
