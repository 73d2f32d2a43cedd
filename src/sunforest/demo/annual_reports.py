"""The lives of the demonstration county's annual reports: earlier years brought in, one of them with its chapters added
as a correction, and the report that is being written (条例 art. 49, 50)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sunforest.core.calendar.county_calendar import SHANGHAI
from sunforest.core.organs.roles import CLERK, HEAD
from sunforest.core.process.models import Case
from sunforest.demo.lives import Answers, Life, Step, said
from sunforest.demo.rich_text import html_of
from sunforest.matters.reports import queries, rules
from sunforest.matters.reports.process import AnnualReportProcess
from sunforest.pure.annual_requests import Counted, Table2
from sunforest.pure.annual_rows import OUTCOMES
from sunforest.pure.annual_tables import COUNTED_ONCE, Table1, Table3, Tables

Content = Mapping[str, Any]


def lives_of_reports(path: Path, codes: Mapping[str, str]) -> Iterator[Life]:
    """Every report of the content file as the life of its case; ``codes`` gives an organ's code by its short name."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    for report in content["earlier"]:
        name = f"annual report {report['organ']} {report['scope']} {report['year']}"
        yield Life(name, AnnualReportProcess, codes[report["organ"]], tuple(_steps(report)))
    for report in content["begun"]:
        name = f"annual report {report['organ']} {report['year']}"
        begun = Step(_moment(report["at"]), AnnualReportProcess.open_report, CLERK, said({"year": report["year"]}))
        yield Life(name, AnnualReportProcess, codes[report["organ"]], (begun,))


def _steps(report: Content) -> Iterator[Step]:
    brought_in = {
        "year": report["year"],
        "scope": report["scope"],
        "tables": _tables(report).as_data(),
        "source": "当年公布的年报",
    }
    at = _moment(report["at"])
    was_last_year = report["year"] == at.year - 1
    act = AnnualReportProcess.import_last_year if was_last_year else AnnualReportProcess.import_earlier
    yield Step(at, act, CLERK, said(brought_in))
    if chapters := report.get("chapters"):
        reason = chapters["reason"]
        written = {key: html_of(chapters[key]) for key in rules.CHAPTERS}
        proposed_at, written_at = _moment(chapters["proposed_at"]), _moment(chapters["written_at"])
        yield Step(proposed_at, AnnualReportProcess.begin_correction, CLERK, said({"remarks": reason}))
        yield Step(written_at, AnnualReportProcess.write, CLERK, said(written))

        def as_written(case: Case | None) -> Answers:
            assert case is not None
            return {**queries.publication_of(case), "reason": reason}

        yield Step(_moment(chapters["published_at"]), AnnualReportProcess.correct, HEAD, as_written)


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=SHANGHAI)


def _tables(report: Content) -> Tables:
    made, repealed, in_force = report["normative"]
    counted = [Counted(row, kind, number) for kind, rows in report["requests"].items() for row, number in rows.items()]
    remedies = {
        (course, outcome.key): number
        for course, numbers in report.get("remedies", {}).items()
        for outcome, number in zip(OUTCOMES, numbers, strict=False)
    }
    return Tables(
        Table1(
            {"规章": (0, 0, 0), "行政规范性文件": (made, repealed, in_force)},
            dict(zip(COUNTED_ONCE, report["decisions"], strict=True)),
            Decimal(report["amount"]),
        ),
        Table2.of(counted),
        Table3.of(remedies),
    )
