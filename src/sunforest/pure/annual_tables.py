"""The three statutory tables of one annual report together: adding them up, checking them, reading and writing them.

The form is that of 国办公开办函〔2021〕30号 (domain §2.1–2.4). Amounts are kept as decimal text, so that a table reads the
same whoever writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from sunforest.pure.annual_requests import Difference, Table2
from sunforest.pure.annual_rows import COLUMNS, COURSES, OUTCOMES, ROW_KEYS

__all__ = ["EMPTY", "Table1", "Table3", "Tables", "broken_stock", "tables_from"]

LARGEST = 10**9
COUNTED_THREE_TIMES = ("规章", "行政规范性文件")
COUNTED_ONCE = ("行政许可", "行政处罚", "行政强制")
AMOUNT = "行政事业性收费_万元"
STOCK = "现行有效[y] = 现行有效[y-1] + 制发 − 废止"
OUTCOMES_ADD_UP = "total = upheld + corrected + other + pending"


@dataclass(frozen=True)
class Table1:
    """Proactive disclosure: ``documents`` holds made, repealed and in force of each kind; ``decisions`` their numbers.

    ``amount`` is what administrative fees came to, in 万元. A county makes no 规章: the row stands with noughts.
    """

    documents: Mapping[str, tuple[int, int, int]]
    decisions: Mapping[str, int]
    amount: Decimal = Decimal("0.00")

    @classmethod
    def sum_of(cls, tables: Iterable[Table1]) -> Table1:
        """The table of a county: each cell added up."""
        every = list(tables)
        return cls(
            {name: _three(table.documents[name] for table in every) for name in COUNTED_THREE_TIMES},
            {name: sum(table.decisions[name] for table in every) for name in COUNTED_ONCE},
            sum((table.amount for table in every), Decimal("0.00")),
        )

    def as_data(self) -> dict[str, Any]:
        """The table as the exchange format has it; the amount as decimal text."""
        documents = {name: list(self.documents[name]) for name in COUNTED_THREE_TIMES}
        decisions = {name: self.decisions[name] for name in COUNTED_ONCE}
        return {**documents, **decisions, AMOUNT: f"{self.amount:f}"}


@dataclass(frozen=True)
class Table3:
    """Reconsideration and litigation: five numbers of each course, in the order of OUTCOMES."""

    courses: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, counted: Mapping[tuple[str, str], int]) -> Table3:
        """The table from numbers by course and outcome; totals are reckoned. Absent pairs are nought."""
        outcomes = [outcome.key for outcome in OUTCOMES[:-1]]
        found = {course.key: tuple(counted.get((course.key, name), 0) for name in outcomes) for course in COURSES}
        return cls({course: (*numbers, sum(numbers)) for course, numbers in found.items()})

    @classmethod
    def sum_of(cls, tables: Iterable[Table3]) -> Table3:
        """The table of a county: each cell added up."""
        every = list(tables)
        places = range(len(OUTCOMES))
        return cls(
            {
                course.key: tuple(sum(table.courses[course.key][place] for table in every) for place in places)
                for course in COURSES
            }
        )

    def broken(self) -> tuple[Difference, ...]:
        """The courses whose total is not the sum of the other four."""
        return tuple(
            Difference(OUTCOMES_ADD_UP, course, numbers[-1], sum(numbers[:-1]))
            for course, numbers in self.courses.items()
            if numbers[-1] != sum(numbers[:-1])
        )


@dataclass(frozen=True)
class Tables:
    """The three tables of one organ, or of a county, for one year."""

    table_1: Table1
    table_2: Table2
    table_3: Table3

    @classmethod
    def sum_of(cls, every: Iterable[Tables]) -> Tables:
        """The tables of a county are the sums of its departments' and towns' (domain §2.4)."""
        listed = list(every)
        return cls(
            Table1.sum_of(one.table_1 for one in listed),
            Table2.sum_of(one.table_2 for one in listed),
            Table3.sum_of(one.table_3 for one in listed),
        )

    def broken(self) -> tuple[Difference, ...]:
        """Every identity that does not hold, of tables 2 and 3."""
        return (*self.table_2.broken(), *self.table_3.broken())

    def as_data(self) -> dict[str, Any]:
        """The tables in the exchange format of domain §2.4: whole numbers and text only."""
        rows = {key: list(self.table_2.rows[key]) for key in ROW_KEYS}
        return {
            "t1": self.table_1.as_data(),
            "t2": {"cols": [column.key for column in COLUMNS], **rows},
            "t3": {course.key: list(self.table_3.courses[course.key]) for course in COURSES},
        }


def _three(every: Iterable[tuple[int, int, int]]) -> tuple[int, int, int]:
    listed = list(every)
    return (sum(one[0] for one in listed), sum(one[1] for one in listed), sum(one[2] for one in listed))


def broken_stock(before: Table1, after: Table1) -> tuple[Difference, ...]:
    """Kinds of document whose number in force does not follow from the year before (domain §2.1)."""
    found = []
    for name in COUNTED_THREE_TIMES:
        made, repealed, in_force = after.documents[name]
        expected = before.documents[name][2] + made - repealed
        if in_force != expected:
            found.append(Difference(STOCK, name, in_force, expected))
    return tuple(found)


def tables_from(data: Mapping[str, Any]) -> Tables:
    """Read tables in the exchange format; the order of ``cols`` is theirs.

    Raises ValueError with every cell that cannot be read, each named; identities are not judged here.
    """
    problems: list[str] = []
    table_1, rows, courses = _parts(data, problems)
    documents = {name: _numbers(table_1, name, 3, problems, "t1") for name in COUNTED_THREE_TIMES}
    decisions = {name: _number(table_1.get(name, 0), f"t1.{name}", problems) for name in COUNTED_ONCE}
    amount = _amount(table_1.get(AMOUNT, 0), problems)
    order = _order(rows, problems)
    read = {key: _numbers(rows, key, len(COLUMNS), problems, "t2") for key in ROW_KEYS}
    three = {course.key: _numbers(courses, course.key, len(OUTCOMES), problems, "t3") for course in COURSES}
    if problems:
        raise ValueError("；".join(problems))
    return Tables(
        Table1({name: (one[0], one[1], one[2]) for name, one in documents.items()}, decisions, amount),
        Table2({key: tuple(numbers[place] for place in order) for key, numbers in read.items()}),
        Table3(three),
    )


def _parts(data: Mapping[str, Any], problems: list[str]) -> Iterator[Mapping[str, Any]]:
    for name in ("t1", "t2", "t3"):
        part = data.get(name)
        if not isinstance(part, Mapping):
            problems.append(f"{name}：缺少这张表")
            part = {}
        yield part


def _order(rows: Mapping[str, Any], problems: list[str]) -> list[int]:
    """For each of our columns, where it stands in theirs."""
    ours = [column.key for column in COLUMNS]
    theirs = rows.get("cols", ours)
    if not isinstance(theirs, list) or sorted(map(str, theirs)) != sorted(ours):
        problems.append("t2.cols：应为" + "、".join(ours))
        return list(range(len(ours)))
    return [theirs.index(key) for key in ours]


def _numbers(part: Mapping[str, Any], key: str, width: int, problems: list[str], table: str) -> tuple[int, ...]:
    found = part.get(key)
    if not isinstance(found, (list, tuple)) or len(found) != width:
        problems.append(f"{table}.{key}：应有{width}个数")
        return (0,) * width
    return tuple(_number(one, f"{table}.{key}[{place + 1}]", problems) for place, one in enumerate(found))


def _number(value: Any, where: str, problems: list[str]) -> int:
    """A whole number from 0; "/" stands for what the organ has no power to do (domain §2.1)."""
    if value == "/":
        return 0
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST:
        problems.append(f"{where}：应为非负整数（{value}）")
        return 0
    return value


def _amount(value: Any, problems: list[str]) -> Decimal:
    try:
        return _exact(value)
    except (ValueError, InvalidOperation):
        problems.append(f"t1.{AMOUNT}：应为非负金额（{value}）")
        return Decimal("0.00")


def _exact(value: Any) -> Decimal:
    """An amount with at least two decimals."""
    amount = Decimal(str(0 if value == "/" else value))
    if not amount.is_finite() or not 0 <= amount <= LARGEST:
        raise ValueError(value)
    return amount if -int(amount.as_tuple().exponent) >= 2 else amount.quantize(Decimal("0.01"))


EMPTY = Tables.sum_of(())
