"""Reads a table for ``sunforest check``: CSV with a header, exact values, and errors that name line and column."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

__all__ = ["Row", "Unreadable", "as_day", "read_rows"]

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
COUNT = re.compile(r"[0-9]{1,18}")


class Unreadable(Exception):
    """A file or a row cannot be read: ``line`` and ``column`` say where, 0 and "" where that is the file itself."""

    def __init__(self, problem: str, *, line: int = 0, column: str = "") -> None:
        self.problem, self.line, self.column = problem, line, column
        where = (f"第{line}行" if line else "") + (f"“{column}”列" if column else "")
        super().__init__(f"{where}：{problem}" if where else problem)


@dataclass(frozen=True)
class Row:
    """One row: the line on which it begins, and its values exactly as they stand, nothing trimmed."""

    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    def wrong(self, column: str, problem: str) -> Unreadable:
        """The error to raise where the value of a column cannot be used."""
        return Unreadable(f"{problem}：{_shown(self[column])}", line=self.line, column=column)

    def day(self, column: str) -> date:
        """The value as a day YYYY-MM-DD. Raises Unreadable."""
        day = as_day(self[column])
        if day is None:
            raise self.wrong(column, "不是YYYY-MM-DD形式的日期 / not a day")
        return day

    def day_or_none(self, column: str) -> date | None:
        """The value as a day, None where it is empty. Raises Unreadable."""
        return self.day(column) if self[column] else None

    def count(self, column: str) -> int:
        """The value as a whole number from 0. Raises Unreadable."""
        if not COUNT.fullmatch(self[column]):
            raise self.wrong(column, "不是非负整数 / not a whole number")
        return int(self[column])

    def flag(self, column: str) -> bool:
        """The value as 1 or 0; empty is 0. Raises Unreadable."""
        return self.one_of(column, ("0", "1", "")) == "1"

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        """The value where it is one of ``allowed``. Raises Unreadable."""
        if self[column] not in allowed:
            raise self.wrong(column, "应为 / has to be: " + ", ".join(word for word in allowed if word))
        return self[column]

    def objects(self, column: str) -> list[dict[str, Any]]:
        """The value as a JSON list of objects; empty is none. Raises Unreadable."""
        if not self[column]:
            return []
        try:
            things = json.loads(self[column])
        except (ValueError, RecursionError):
            raise self.wrong(column, "不是JSON / not JSON") from None
        if not isinstance(things, list) or not all(isinstance(thing, dict) for thing in things):
            raise self.wrong(column, "应为JSON对象的列表 / not a list of objects")
        return things


def as_day(value: object) -> date | None:
    """A text YYYY-MM-DD as a day, None for anything else."""
    if not isinstance(value, str) or not DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def read_rows(file: Path, *, required: Sequence[str]) -> Iterator[Row | Unreadable]:
    """Give each row of a CSV file in UTF-8, or in its place the error that keeps it from being read.

    Raises Unreadable where the file itself cannot be read: absent, another encoding, no header, a column missing.
    """
    reader = csv.reader(io.StringIO(_text_of(file), newline=""), strict=True)
    header = _header_of(reader, required)
    while True:
        line = reader.line_num + 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(f"不是CSV表格（{error}） / not a CSV table", line=line, column=header[0]) from None
        if values:
            yield _row_of(line, header, values)


def _row_of(line: int, header: list[str], values: list[str]) -> Row | Unreadable:
    if len(values) < len(header):
        return Unreadable(
            f"这一行只有{len(values)}列，应有{len(header)}列 / too few columns", line=line, column=header[len(values)]
        )
    if len(values) > len(header):
        return Unreadable(
            f"这一行有{len(values)}列，应有{len(header)}列 / too many columns", line=line, column=str(len(header) + 1)
        )
    return Row(line, dict(zip(header, values, strict=True)))


def _text_of(file: Path) -> str:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Unreadable(f"文件无法读取（{error.strerror}） / the file cannot be read") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        line = before.count(b"\n") + 1
        raise Unreadable("不是UTF-8编码，请另存为UTF-8的CSV / not UTF-8", line=line, column=f"第{column}字节") from None


def _header_of(reader: Any, required: Sequence[str]) -> list[str]:
    try:
        header: list[str] = next(reader)
    except StopIteration:
        raise Unreadable("文件是空的 / the file is empty", line=1, column=required[0]) from None
    except csv.Error as error:
        raise Unreadable(f"不是CSV表格（{error}） / not a CSV table", line=1, column=required[0]) from None
    for column in required:
        if column not in header:
            raise Unreadable("缺少这一列 / the column is missing", line=1, column=column)
    for column in header:
        if header.count(column) > 1:
            raise Unreadable("这一列出现了两次 / the column stands twice", line=1, column=column)
    return header


def _shown(value: str) -> str:
    return f"“{value}”" if len(value) <= 40 else f"“{value[:40]}…”"
