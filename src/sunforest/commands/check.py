"""``sunforest check KIND FILE``: proves that an installation reckons as the law says, row by row of a table.

Each row gives one JSON object with its ``case_id`` and what was reckoned. Where the table has columns with expected
values, a row that differs says so, and a closing object counts. Nothing is stored, and no database is opened.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from sunforest.commands import check_annual_report, outcome
from sunforest.commands.check_kinds import KINDS, Circumstances, Kind, comparable
from sunforest.commands.check_table import Row, Unreadable, as_day, read_rows
from sunforest.core.calendar.package_notices import SOURCE, official_notices
from sunforest.pure.working_days import WorkingCalendar

__all__ = ["REFERENCE_DAY", "check", "run"]

# The tables of expected results fix "today" for checks of age; another day is given with --today.
REFERENCE_DAY = date(2026, 11, 24)


@dataclass
class Tally:
    """How many rows were read, had nothing to compare or agreed, differed, or could not be read."""

    rows: int = 0
    differing: int = 0
    unreadable: int = 0
    has_expected: bool = False

    @property
    def exit_code(self) -> int:
        if self.unreadable:
            return outcome.USAGE
        return outcome.FINDINGS if self.differing else outcome.DONE

    def summary(self) -> dict[str, Any]:
        agreeing = self.rows - self.differing
        words = (
            f"共{self.rows}行，相符{agreeing}行，不符{self.differing}行，无法读取{self.unreadable}行。"
            f" / {self.rows} rows: {agreeing} agree, {self.differing} differ, {self.unreadable} unreadable"
        )
        counts = {"rows": self.rows, "agreeing": agreeing, "differing": self.differing, "unreadable": self.unreadable}
        return {"summary": words, **counts}


def run(chosen: argparse.Namespace) -> int:
    """The command line: ``chosen`` has ``kind``, ``file`` and ``today`` (YYYY-MM-DD or None). Raises outcome.Failure."""
    today = as_day(chosen.today) if chosen.today else REFERENCE_DAY
    if today is None:
        raise outcome.Failure(f"--today 应为YYYY-MM-DD形式的日期：{chosen.today} / not a day", outcome.USAGE)
    if chosen.kind == "annual-report":
        return check_annual_report.check(Path(chosen.file), sys.stdout)
    return check(chosen.kind, Path(chosen.file), sys.stdout, today=today)


def check(kind: str, file: Path, stream: TextIO, *, today: date = REFERENCE_DAY, errors: TextIO | None = None) -> int:
    """Read a table of the given kind, write one JSON object a row to ``stream``, and return the exit code.

    0: everything agrees, or there was nothing to compare; 1: a row differs; 2: the file or a row cannot be read, which
    ``errors`` (standard error) names with line and column. Raises KeyError for an unknown kind.
    """
    complain = errors or sys.stderr
    tally = Tally()
    try:
        for answer in _answers(KINDS[kind], file, today, tally):
            if isinstance(answer, Unreadable):
                print(f"{file.name}：{answer}", file=complain)
            else:
                print(json.dumps(answer, ensure_ascii=False), file=stream)
    except Unreadable as error:
        print(f"{file.name}：{error}", file=complain)
        return outcome.USAGE
    if tally.has_expected:
        print(json.dumps(tally.summary(), ensure_ascii=False), file=stream)
    return tally.exit_code


def _answers(kind: Kind, file: Path, today: date, tally: Tally) -> Iterator[dict[str, Any] | Unreadable]:
    circumstances = Circumstances(WorkingCalendar.from_notices(official_notices(), version=SOURCE), today)
    for row in read_rows(file, required=kind.required):
        answer = row if isinstance(row, Unreadable) else _answer(kind, row, circumstances, tally)
        tally.unreadable += isinstance(answer, Unreadable)
        yield answer


def _answer(kind: Kind, row: Row, circumstances: Circumstances, tally: Tally) -> dict[str, Any] | Unreadable:
    try:
        result = kind.reckon(row, circumstances)
    except Unreadable as error:
        return error
    tally.rows += 1
    tally.has_expected = tally.has_expected or any(column in row.values for column in kind.expected)
    differences = _differences(kind, row, result)
    tally.differing += bool(differences)
    answer = {"case_id": row["case_id"], **result}
    return {**answer, "differences": differences} if differences else answer


def _differences(kind: Kind, row: Row, result: dict[str, Any]) -> dict[str, Any]:
    """For each column whose expected value is another than the result: what the table expects."""
    return {
        key: row[column]
        for column, key in kind.expected.items()
        if column in row.values
        and (row[column] or column not in kind.only_where_given)
        and comparable(row[column]) != comparable(result[key])
    }
