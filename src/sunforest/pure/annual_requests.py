"""Table 2 of the annual report: requests received, brought over, answered by result, and carried on (domain §2.2).

A request counts in the year of its receipt (r01) and in the year of its answer (r03–r23). What is open when a year ends
is carried on (r25) and is the next year's r02.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sunforest.pure.annual_rows import APPLICANT_TYPES, COLUMNS, RESULT_ROWS, ROW_KEYS, ROW_OF_RESULT

__all__ = ["Counted", "CountedRequest", "Difference", "Table2", "broken_carry_over", "tables_2", "years_to_report"]

Numbers = tuple[int, ...]
WIDTH = len(COLUMNS)


@dataclass(frozen=True)
class CountedRequest:
    """What table 2 asks of a request: who applied, legal receipt, and the day and the code of its result.

    Without ``received_on`` it has arrived and was not received, and counts nowhere, also where it was withdrawn; without
    ``answered_on`` it is open. Raises ValueError for an applicant type or a code that does not exist, a day without a
    code, and an answer before receipt.
    """

    applicant_type: str
    received_on: date | None
    answered_on: date | None = None
    result: str = ""

    def __post_init__(self) -> None:
        if self.applicant_type not in APPLICANT_TYPES:
            raise ValueError(f"applicant_type: {self.applicant_type}")
        if bool(self.result) != (self.answered_on is not None):
            raise ValueError("a day of answer and a result code go together")
        if self.result and self.result not in ROW_OF_RESULT:
            raise ValueError(f"result_code: {self.result}")
        if self.answered_on and self.received_on and self.answered_on < self.received_on:
            raise ValueError("answered_on: before received_on")

    def is_open_after(self, day: date) -> bool:
        """True where it has been received and not been answered when ``day`` ends."""
        return _is_by(self.received_on, day) and not _is_by(self.answered_on, day)


@dataclass(frozen=True)
class Counted:
    """``number`` requests of one applicant type in a row; as a database gives them, grouped."""

    row: str
    applicant_type: str
    number: int = 1


@dataclass(frozen=True)
class Difference:
    """An identity that does not hold: in which column, and what stands on its left and right side."""

    identity: str
    column: str
    left: int
    right: int


RESULTS_ADD_UP = "r24 = r03 + … + r23"
NOTHING_IS_LOST = "r01 + r02 = r24 + r25"
COLUMNS_ADD_UP = "total = natural + biz + research + welfare + legal + other"
CARRIED_OVER = "r02[y] = r25[y-1]"
IDENTITIES = (RESULTS_ADD_UP, NOTHING_IS_LOST, COLUMNS_ADD_UP)


@dataclass(frozen=True)
class Table2:
    """The 25 rows of seven numbers, in the order of COLUMNS. Raises ValueError where a row or a number is missing."""

    rows: Mapping[str, Numbers]

    def __post_init__(self) -> None:
        if set(self.rows) != set(ROW_KEYS) or any(len(numbers) != WIDTH for numbers in self.rows.values()):
            raise ValueError("table 2 has 25 rows of seven numbers")

    @classmethod
    def of(cls, counted: Iterable[Counted]) -> Table2:
        """The table in which each number of r01, r02, r03–r23 and r25 is the sum of what was counted there."""
        cells: Counter[tuple[str, str]] = Counter()
        for one in counted:
            cells[one.row, one.applicant_type] += one.number
        types = {key: tuple(cells[key, kind] for kind in APPLICANT_TYPES) for key in ROW_KEYS}
        types["r24"] = _sums(types[row] for row in RESULT_ROWS)
        return cls({key: (*numbers, sum(numbers)) for key, numbers in types.items()})

    @classmethod
    def sum_of(cls, tables: Iterable[Table2]) -> Table2:
        """The table of a county: each cell is the sum of its departments' and towns' (domain §2.4)."""
        every = list(tables)
        return cls({key: _sums((table.rows[key] for table in every), width=WIDTH) for key in ROW_KEYS})

    def broken(self) -> tuple[Difference, ...]:
        """The identities that do not hold, column by column; empty where all hold."""
        return tuple(difference for difference in self._sides() if difference.left != difference.right)

    def _sides(self) -> Iterator[Difference]:
        rows = self.rows
        for place, column in enumerate(COLUMNS):
            results = sum(rows[key][place] for key in RESULT_ROWS)
            yield Difference(RESULTS_ADD_UP, column.key, rows["r24"][place], results)
            came, went = rows["r01"][place] + rows["r02"][place], rows["r24"][place] + rows["r25"][place]
            yield Difference(NOTHING_IS_LOST, column.key, came, went)
        for key in ROW_KEYS:
            yield Difference(f"{COLUMNS_ADD_UP} ({key})", "total", rows[key][-1], sum(rows[key][:-1]))


def tables_2(requests: Iterable[CountedRequest], years: Iterable[int]) -> dict[int, Table2]:
    """Return table 2 of each year, counted from the requests themselves (domain §2.2)."""
    every = list(requests)
    return {year: Table2.of(_counted(every, year)) for year in years}


def broken_carry_over(before: Table2, after: Table2) -> tuple[Difference, ...]:
    """Return the columns in which a year does not begin with what the year before carried on (r02[y] = r25[y-1])."""
    pairs = zip(COLUMNS, after.rows["r02"], before.rows["r25"], strict=True)
    return tuple(Difference(CARRIED_OVER, column.key, left, right) for column, left, right in pairs if left != right)


def years_to_report(requests: Iterable[CountedRequest], *, as_of: date) -> range:
    """Return the years to report: from the first receipt to the last year that is over on ``as_of``."""
    received = [request.received_on for request in requests if request.received_on]
    over = as_of.year if (as_of.month, as_of.day) == (12, 31) else as_of.year - 1
    return range(min(day.year for day in received), over + 1) if received else range(0)


def _counted(requests: Iterable[CountedRequest], year: int) -> Iterator[Counted]:
    begins, ends = date(year - 1, 12, 31), date(year, 12, 31)
    for request in requests:
        if request.received_on is None:
            continue
        if request.received_on.year == year:
            yield Counted("r01", request.applicant_type)
        if request.is_open_after(begins):
            yield Counted("r02", request.applicant_type)
        if request.answered_on and request.answered_on.year == year:
            yield Counted(ROW_OF_RESULT[request.result], request.applicant_type)
        if request.is_open_after(ends):
            yield Counted("r25", request.applicant_type)


def _is_by(day: date | None, last: date) -> bool:
    return day is not None and day <= last


def _sums(rows: Iterable[Numbers], *, width: int = len(APPLICANT_TYPES)) -> Numbers:
    every = list(rows)
    return tuple(sum(row[place] for row in every) for place in range(width))
