"""The statutory tables as grids of cells, laid out as the form prints them; page, paper, Word and Excel show the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sunforest.pure.annual_rows import COLUMNS, COURSES, OUTCOMES, ROWS, TABLE_1_ROWS, Row
from sunforest.pure.annual_tables import AMOUNT, COUNTED_THREE_TIMES, Table1, Table3, Tables

Link = Callable[[str, str], str]

MADE, REPEALED, IN_FORCE = _("本年制发件数"), _("本年废止件数"), _("现行有效件数")
DECIDED, COLLECTED, CONTENT = _("本年处理决定数量"), _("本年收费金额（单位：万元）"), _("信息内容")
DEPTH = 3


@dataclass(frozen=True)
class Cell:
    """One cell: its words, how many rows and columns it takes, and where it leads."""

    words: str
    down: int = 1
    across: int = 1
    is_head: bool = False
    url: str = ""

    @property
    def is_number(self) -> bool:
        """Cells that are no heads hold numbers."""
        return not self.is_head


@dataclass(frozen=True)
class Grid:
    """A table: its caption, its rows of heads, and its rows in groups, each with heads of its own."""

    caption: str
    heads: Sequence[Sequence[Cell]] = ()
    groups: Sequence[Sequence[Sequence[Cell]]] = ()
    note: str = ""
    downloads: Sequence[tuple[str, str]] = field(default=())

    @property
    def lines(self) -> list[Sequence[Cell]]:
        """Every row from top to bottom, heads included."""
        return [*self.heads, *(row for group in self.groups for row in group)]


def no_link(_row: str, _column: str) -> str:
    """Numbers that lead nowhere."""
    return ""


def grids_of(
    tables: Tables, *, link: Link = no_link, old_rows: Mapping[str, Sequence[Any]] | None = None
) -> list[Grid]:
    """The three tables. Of a year before 2021 the old form's rows stand in the place of table 1."""
    first = old_table_1(old_rows) if old_rows else table_1(tables.table_1, link)
    return [first, table_2(tables.table_2.rows, link), table_3(tables.table_3, link)]


def table_1(table: Table1, link: Link = no_link) -> Grid:
    """Proactive disclosure (domain §2.1): a group for each item of article 20."""
    items: dict[str, list[Row]] = {}
    for row in TABLE_1_ROWS:
        items.setdefault(row.under[0], []).append(row)
    return Grid(
        gettext("表一　主动公开政府信息情况"), groups=[_item(item, rows, table, link) for item, rows in items.items()]
    )


def _item(item: str, rows: Sequence[Row], table: Table1, link: Link) -> list[list[Cell]]:
    heads = _heads_of(rows[0].key)
    return [
        [_head(gettext(item), across=4)],
        [_head(gettext(str(CONTENT))), *(_head(str(words), across=3 // len(heads)) for words in heads)],
        *([_head(gettext(row.words)), *_values_of(row.key, table, link)] for row in rows),
    ]


def _heads_of(key: str) -> tuple[Any, ...]:
    if key in COUNTED_THREE_TIMES:
        return (MADE, REPEALED, IN_FORCE)
    return (COLLECTED,) if key == AMOUNT else (DECIDED,)


def _values_of(key: str, table: Table1, link: Link) -> list[Cell]:
    if key in COUNTED_THREE_TIMES:
        places = ("made", "repealed", "in_force")
        return [
            Cell(str(number), url=link(key, place) if number else "")
            for place, number in zip(places, table.documents[key], strict=True)
        ]
    return [Cell(f"{table.amount:f}" if key == AMOUNT else str(table.decisions[key]), across=3)]


def old_table_1(rows: Mapping[str, Sequence[Any]]) -> Grid:
    """The rows of the form of 2019 as they were printed; they are not added to those of today's form."""
    width = max(map(len, rows.values()), default=1)
    group = [
        [_head(name), *(Cell(str(number)) for number in numbers), *(Cell("") for _gap in range(width - len(numbers)))]
        for name, numbers in rows.items()
    ]
    return Grid(
        gettext("表一　主动公开政府信息情况（2019年格式）"),
        groups=[group],
        note=gettext("这一年用的是2019年的格式，照原样列出。"),
    )


def table_2(rows: Mapping[str, Sequence[int]], link: Link = no_link) -> Grid:
    """Requests (domain §2.2): 25 rows of seven numbers, the rows under their headings."""
    organisations = [column for column in COLUMNS if column.group]
    corner = gettext("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）")
    heads = [
        [_head(corner, across=DEPTH, down=3), _head(gettext("申请人情况"), across=len(COLUMNS))],
        [
            _head(gettext(COLUMNS[0].words), down=2),
            _head(gettext(organisations[0].group), across=len(organisations)),
            _head(gettext(COLUMNS[-1].words), down=2),
        ],
        [_head(gettext(column.words)) for column in organisations],
    ]
    return Grid(
        gettext("表二　收到和处理政府信息公开申请情况"),
        heads,
        [[_line(place, rows, link) for place in range(len(ROWS))]],
    )


def _line(place: int, rows: Mapping[str, Sequence[int]], link: Link) -> list[Cell]:
    row = ROWS[place]
    heads = [
        _head(gettext(words), down=_height(place, depth))
        for depth, words in enumerate(row.under)
        if place == 0 or ROWS[place - 1].under[: depth + 1] != row.under[: depth + 1]
    ]
    numbers = [
        Cell(str(number), url=link(row.key, column.key) if number else "")
        for column, number in zip(COLUMNS, rows[row.key], strict=True)
    ]
    return [*heads, _head(gettext(row.words), across=DEPTH - len(row.under)), *numbers]


def _height(place: int, depth: int) -> int:
    """How many rows from this one on stand under the same heading."""
    path = ROWS[place].under[: depth + 1]
    return sum(row.under[: depth + 1] == path for row in ROWS[place:])


def table_3(table: Table3, link: Link = no_link) -> Grid:
    """Reconsideration and litigation (domain §2.3): fifteen cells."""
    lawsuits = [course for course in COURSES if course.group]
    outcomes = [_head(gettext(outcome.words)) for outcome in OUTCOMES]
    heads = [
        [
            _head(gettext(COURSES[0].words), across=len(OUTCOMES)),
            _head(gettext(lawsuits[0].group), across=len(OUTCOMES) * len(lawsuits)),
        ],
        [
            *(_head(cell.words, down=2) for cell in outcomes),
            *(_head(gettext(course.words), across=len(OUTCOMES)) for course in lawsuits),
        ],
        [*outcomes, *outcomes],
    ]
    numbers = [
        Cell(str(number), url=link(course.key, outcome.key) if number else "")
        for course in COURSES
        for outcome, number in zip(OUTCOMES, table.courses[course.key], strict=True)
    ]
    return Grid(gettext("表三　政府信息公开行政复议、行政诉讼情况"), heads, [[numbers]])


def _head(words: str, *, down: int = 1, across: int = 1) -> Cell:
    return Cell(words, down, across, is_head=True)


def compared(now: Tables, before: Tables) -> Grid:
    """The totals of table 2 beside those of the year before."""
    heads = [[_head(str(words)) for words in (_("项目"), _("本年"), _("上年"), _("增减"))]]
    rows = [
        [
            _head(" ".join(gettext(words) for words in (*row.under[1:], row.words))),
            *_difference(now.table_2.rows[row.key][-1], before.table_2.rows[row.key][-1]),
        ]
        for row in ROWS
    ]
    return Grid(gettext("与上年相比"), heads, [rows])


def _difference(now: int, before: int) -> list[Cell]:
    return [Cell(str(now)), Cell(str(before)), Cell(f"{now - before:+d}" if now != before else "0")]
