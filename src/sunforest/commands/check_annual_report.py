"""``sunforest check annual-report FILE``: table 2 of each year, counted from requests given as JSON (domain §2.2).

The file holds ``requests`` with ``id, applicant_type, received_on, answered_on, result_code``, the order of the
``columns``, and ``as_of``, the day until which the requests are known; ``expected_table2`` is compared where it stands.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from sunforest.commands import outcome
from sunforest.commands.check_table import Unreadable, as_day
from sunforest.pure import annual_requests
from sunforest.pure.annual_requests import CountedRequest, Table2
from sunforest.pure.annual_rows import APPLICANT_TYPES, COLUMNS, ROW_OF_RESULT

__all__ = ["check"]

Rows = dict[str, list[int]]
YEAR = re.compile("[0-9]{4}")
COLUMN_KEYS = tuple(column.key for column in COLUMNS)


@dataclass(frozen=True)
class Given:
    """What the file says, read and found to be in order."""

    requests: tuple[CountedRequest, ...]
    columns: tuple[str, ...]
    as_of: date
    expected: Mapping[str, Mapping[str, Any]]


def check(file: Path, stream: TextIO, *, errors: TextIO | None = None) -> int:
    """Write one JSON object with table 2 of each year that is over, and return the exit code.

    0: all agrees, or there was nothing to compare; 1: a cell differs from what was expected (``differences``), or an
    identity does not hold (``broken``); 2: the file or a request cannot be read, which ``errors`` names.
    """
    try:
        given = _read(file)
    except Unreadable as error:
        print(f"{file.name}：{error}", file=errors or sys.stderr)
        return outcome.USAGE
    over = annual_requests.years_to_report(given.requests, as_of=given.as_of)
    years = sorted({*over, *(int(year) for year in given.expected)})
    tables = annual_requests.tables_2(given.requests, years)
    ordered = {str(year): _ordered(table, given.columns) for year, table in tables.items()}
    findings = {"differences": list(_differences(given.expected, ordered)), "broken": list(_broken(tables))}
    found = {name: rows for name, rows in findings.items() if rows}
    print(json.dumps({"table2": ordered, **found}, ensure_ascii=False), file=stream)
    return outcome.FINDINGS if found else outcome.DONE


def _ordered(table: Table2, columns: tuple[str, ...]) -> Rows:
    places = [COLUMN_KEYS.index(column) for column in columns]
    return {key: [numbers[place] for place in places] for key, numbers in table.rows.items()}


def _differences(expected: Mapping[str, Mapping[str, Any]], reckoned: Mapping[str, Rows]) -> Iterator[dict[str, Any]]:
    for year, rows in expected.items():
        for row, numbers in rows.items():
            ours = reckoned.get(year, {}).get(row)
            if ours != numbers:
                yield {"year": year, "row": row, "expected": numbers, "reckoned": ours}


def _broken(tables: Mapping[int, Table2]) -> Iterator[dict[str, Any]]:
    for year, table in tables.items():
        carried = annual_requests.broken_carry_over(tables[year - 1], table) if year - 1 in tables else ()
        for one in (*table.broken(), *carried):
            yield {"year": str(year), "identity": one.identity, "column": one.column, "sides": [one.left, one.right]}


def _read(file: Path) -> Given:
    content = _object_in(file)
    requests = content.get("requests")
    if not isinstance(requests, list):
        raise Unreadable("缺少requests列表 / a list of requests is missing")
    as_of = as_day(content.get("as_of"))
    if as_of is None:
        raise Unreadable("as_of应为YYYY-MM-DD形式的日期 / has to be a day")
    columns = content.get("columns", list(COLUMN_KEYS))
    if not isinstance(columns, list) or sorted(map(str, columns)) != sorted(COLUMN_KEYS):
        raise Unreadable("columns应为 / have to be: " + ", ".join(COLUMN_KEYS))
    read = tuple(_request(place, request) for place, request in enumerate(requests))
    return Given(read, tuple(columns), as_of, _expected(content))


def _object_in(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise Unreadable(f"文件无法读取（{error.strerror}） / the file cannot be read") from None
    except (ValueError, RecursionError):
        raise Unreadable("不是UTF-8编码的JSON / not JSON in UTF-8") from None
    if not isinstance(content, dict):
        raise Unreadable("应为一个JSON对象 / has to be one JSON object")
    return content


def _expected(content: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    expected = content.get("expected_table2") or {}
    is_by_year = isinstance(expected, dict) and all(YEAR.fullmatch(year) for year in expected)
    if not is_by_year or not all(isinstance(rows, dict) for rows in expected.values()):
        raise Unreadable("expected_table2应为各年度的表 / has to be tables by year")
    return expected


def _request(place: int, given: object) -> CountedRequest:
    where = f"requests[{place}]"
    if not isinstance(given, dict):
        raise Unreadable(f"{where}：应为JSON对象 / has to be an object")
    if given.get("id"):
        where = f"{where} {given['id']}"
    kind = _one_of(where, given, "applicant_type", APPLICANT_TYPES)
    code = _one_of(where, given, "result_code", tuple(ROW_OF_RESULT)) if given.get("result_code") else ""
    received_on, answered_on = _day(where, given, "received_on"), _day(where, given, "answered_on")
    if answered_on and not code:
        raise Unreadable(f"{where}：有answered_on而没有result_code / answered without a result code")
    if code and not answered_on:
        raise Unreadable(f"{where}：有result_code而没有answered_on / a result code without the day of the answer")
    if answered_on and received_on and answered_on < received_on:
        raise Unreadable(f"{where}：answered_on早于received_on / answered before received")
    return CountedRequest(kind, received_on, answered_on, code)


def _one_of(where: str, given: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> str:
    value = given.get(key)
    if value not in allowed:
        raise Unreadable(f"{where}：{key}应为 / has to be: {', '.join(allowed)}（{value}）")
    return str(value)


def _day(where: str, given: Mapping[str, Any], key: str) -> date | None:
    value = given.get(key)
    if value in (None, ""):
        return None
    day = as_day(value)
    if day is None:
        raise Unreadable(f"{where}：{key}不是YYYY-MM-DD形式的日期 / not a day：{value}")
    return day
