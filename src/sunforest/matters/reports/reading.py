"""Reads tables of earlier years from a file: CSV or Excel with one line for each row of a table, or JSON (domain §2.4).

A file of the form of 2019 is known by its rows: its one 其他处理 becomes r23, its table 1 is kept as it was printed.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from sunforest.pure.annual_rows import COLUMNS, COURSES, ROW_KEYS, ROWS, TABLE_1_ROWS

from .workbook import DATA_SHEET, HEAD

MOST_ROWS = 20_000
OLD_TABLE_1 = frozenset({"规范性文件", "其他对外管理服务事项", "政府集中采购"})
OLD_OTHERWISE = "其他处理"
NUMBERING = re.compile(r"^\(?[一二三四五六七八九十\d]+[).、]")
WIDTHS = {"t2": len(COLUMNS), "t3": 5}


@dataclass(frozen=True)
class Problem:
    """What cannot be read or does not hold, and where: a line of the file, or a report."""

    where: str
    words: str


@dataclass
class Given:
    """One report as the file gives it: organ and year as written, tables as data; ``where`` it begins."""

    organ: str
    year: int
    where: str
    tables: dict[str, Any] = field(default_factory=lambda: {"t1": {}, "t2": {}, "t3": {}})


def read(content: bytes, name: str) -> tuple[list[Given], list[Problem]]:
    """Every report of a file, and every line that cannot be read. The ending of ``name`` says what kind of file it is."""
    ending = name.rsplit(".", 1)[-1].lower()
    try:
        if ending == "json":
            return _from_json(content)
        if ending in ("csv", "xlsx"):
            return _from_lines(_lines_of_csv(content) if ending == "csv" else _lines_of_workbook(content))
    except (ValueError, RecursionError, BadZipFile, InvalidFileException, KeyError, csv.Error) as error:
        return [], [Problem(name, _("文件读不出来：%(problem)s") % {"problem": error})]
    return [], [Problem(name, _("只能导入 XLSX、CSV 或 JSON 文件。"))]


def _from_json(content: bytes) -> tuple[list[Given], list[Problem]]:
    parsed = json.loads(content.decode("utf-8-sig"))
    found: list[Given] = []
    problems: list[Problem] = []
    for place, one in enumerate(parsed if isinstance(parsed, list) else [parsed]):
        where = _("第 %(number)s 份") % {"number": place + 1}
        year = one.get("year") if isinstance(one, dict) else None
        if not isinstance(one, dict) or not isinstance(year, int) or not str(one.get("organ", "")).strip():
            problems.append(Problem(where, _("缺少年度或机关。")))
            continue
        tables: dict[str, Any] = {
            part: one.get(part) if isinstance(one.get(part), dict) else {} for part in ("t1", "t2", "t3")
        }
        kept = {name: one[name] for name in ("fees_yuan", "t1_2019") if name in one}
        organ = str(one.get("organ_code") or one["organ"]).strip()
        if one.get("scope") == "county":
            organ = "county"
        found.append(Given(organ, year, where, _modern({**tables, **kept})))
    return found, problems


def _from_lines(lines: Iterable[Sequence[Any]]) -> tuple[list[Given], list[Problem]]:
    numbered = enumerate(lines, start=1)
    head = [str(cell or "").strip() for cell in next(numbered, (0, ()))[1]]
    if tuple(head[: len(HEAD)]) != HEAD:
        raise ValueError(_("第一行应为 %(head)s") % {"head": ",".join(HEAD)})
    reports: dict[tuple[str, int], Given] = {}
    problems: list[Problem] = []
    for number, cells in numbered:
        if number > MOST_ROWS:
            raise ValueError(_("超过 %(count)s 行") % {"count": MOST_ROWS})
        if any(str(cell if cell is not None else "").strip() for cell in cells):
            problems += _take_line(_("第%(number)s行") % {"number": number}, list(cells), reports)
    for report in reports.values():
        report.tables = _modern(report.tables)
    return list(reports.values()), problems


def _take_line(where: str, cells: list[Any], reports: dict[tuple[str, int], Given]) -> Iterator[Problem]:
    organ, year, table, row = ([str(cell if cell is not None else "").strip() for cell in cells] + [""] * 4)[:4]
    if not organ or not re.fullmatch(r"[0-9]{4}", year):
        yield Problem(where, _("缺少机关，或年度不是四位数字。"))
        return
    if table not in ("t1", "t2", "t3"):
        yield Problem(where, _("table 应为 t1、t2 或 t3（%(table)s）。") % {"table": table})
        return
    numbers, wrong = _numbers_in(cells[4:], exact=WIDTHS.get(table))
    if wrong:
        yield Problem(where, wrong)
        return
    key = key_of(table, row)
    if not key:
        yield Problem(where, _("没有这一行：%(row)s。") % {"row": row})
        return
    rows = reports.setdefault((organ, int(year)), Given(organ, int(year), where)).tables[table]
    if key in rows:
        yield Problem(where, _("这一行出现了两次：%(row)s。") % {"row": row})
        return
    rows[key] = numbers if table != "t1" or len(numbers) > 1 else numbers[0]


def _numbers_in(cells: Sequence[Any], *, exact: int | None) -> tuple[list[Any], str]:
    """The numbers of a line, and what is wrong with them; whole ones as whole numbers, amounts as text."""
    numbers = [_number(cell) for cell in cells if str(cell if cell is not None else "").strip()]
    if None in numbers:
        return [], _("有的单元格不是数字。")
    if exact and len(numbers) != exact:
        return [], _("应有 %(wanted)s 个数，实有 %(found)s 个。") % {"wanted": exact, "found": len(numbers)}
    return (numbers, "") if numbers else ([], _("这一行没有数字。"))


def _number(cell: Any) -> Any:
    text = str(cell).strip()
    if text == "/":
        return text
    if re.fullmatch(r"-?[0-9]{1,12}(\.0+)?", text):
        return int(float(text))
    return text if re.fullmatch(r"[0-9]{1,12}\.[0-9]{1,6}", text) else None


def key_of(table: str, row: str) -> str:
    """The key of a row that is named by key or by words, of today's form or of 2019's; empty where there is none."""
    if table == "t3":
        return {**{one.key: one.key for one in COURSES}, **{one.words: one.key for one in COURSES}}.get(row, "")
    words = plain(row)
    if table == "t1":
        names = {**{plain(one.words): one.key for one in TABLE_1_ROWS}, **{one.key: one.key for one in TABLE_1_ROWS}}
        return names.get(row) or names.get(words) or (words if words in OLD_TABLE_1 else "")
    if words == OLD_OTHERWISE:
        return OLD_OTHERWISE
    return row if row in ROW_KEYS else KEY_OF_WORDS.get(words, "")


def plain(words: str) -> str:
    """The words of a row without its number, its bracket and its signs: as they are recognised."""
    text = re.sub(r"[\s“”\"'*·]", "", unicodedata.normalize("NFKC", words))
    return NUMBERING.sub("", text).split("(")[0]


KEY_OF_WORDS = {plain(row.words): row.key for row in ROWS}


def _modern(tables: dict[str, Any]) -> dict[str, Any]:
    """The tables in today's form: 其他处理 of 2019 in r23, and what the old table 1 said kept beside."""
    rows: Mapping[str, Any] = tables["t2"]
    if OLD_OTHERWISE in rows:
        nought = [0] * len(COLUMNS)
        kept = {key: value for key, value in rows.items() if key != OLD_OTHERWISE}
        tables["t2"] = {"r21": nought, "r22": nought, **kept, "r23": rows[OLD_OTHERWISE]}
    if OLD_TABLE_1 & set(tables["t1"]):
        old = {name: value if isinstance(value, list) else [value] for name, value in tables["t1"].items()}
        tables["t1_2019"] = old
    if "t1_2019" in tables:
        tables["t1"] = _noughts_of_table_1()
    return tables


def _noughts_of_table_1() -> dict[str, Any]:
    return {row.key: [0, 0, 0] if row.under[0].endswith("（一）项") else 0 for row in TABLE_1_ROWS}


def _lines_of_csv(content: bytes) -> Iterator[Sequence[Any]]:
    return iter(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def _lines_of_workbook(content: bytes) -> Iterator[Sequence[Any]]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = book[DATA_SHEET] if DATA_SHEET in book.sheetnames else book[book.sheetnames[0]]
    return iter(sheet.iter_rows(values_only=True))
