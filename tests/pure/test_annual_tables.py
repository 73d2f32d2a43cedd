"""The three tables together: adding up, the identities of tables 1 and 3, and the exchange format of domain §2.4."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunforest.pure.annual_requests import Counted, Table2
from sunforest.pure.annual_rows import COLUMNS, COURSES, OUTCOMES, RESULT_ROWS
from sunforest.pure.annual_tables import EMPTY, Table1, Table3, Tables, broken_stock, tables_from

NUMBERS = st.integers(0, 500)


@st.composite
def some_tables(draw: st.DrawFn) -> Tables:
    three = st.tuples(NUMBERS, NUMBERS, NUMBERS)
    documents = {name: draw(three) for name in ("规章", "行政规范性文件")}
    decisions = {name: draw(NUMBERS) for name in ("行政许可", "行政处罚", "行政强制")}
    amount = Decimal(draw(st.integers(0, 10**8))).scaleb(-2)
    counted = [Counted(row, "biz", draw(NUMBERS)) for row in RESULT_ROWS]
    courses = {(course.key, outcome.key): draw(NUMBERS) for course in COURSES for outcome in OUTCOMES[:-1]}
    return Tables(Table1(documents, decisions, amount), Table2.of(counted), Table3.of(courses))


def changed(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The empty tables as data, with one place altered."""
    data: Any = json.loads(json.dumps(EMPTY.as_data()))
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return dict(data)


@given(some_tables())
def test_what_is_written_is_read_back(tables: Tables) -> None:
    assert tables_from(json.loads(json.dumps(tables.as_data()))) == tables


@given(some_tables(), some_tables())
def test_each_cell_of_a_sum_is_the_sum_of_the_cells(one: Tables, two: Tables) -> None:
    total = Tables.sum_of([one, two])
    assert total.table_1.amount == one.table_1.amount + two.table_1.amount
    assert total.table_1.documents["规章"][1] == one.table_1.documents["规章"][1] + two.table_1.documents["规章"][1]
    assert total.table_3.courses["fy"][4] == one.table_3.courses["fy"][4] + two.table_3.courses["fy"][4]
    assert total.table_3.broken() == ()
    assert Tables.sum_of([two, one]) == total


@given(some_tables())
def test_an_organ_without_figures_changes_no_sum(tables: Tables) -> None:
    assert Tables.sum_of([tables, EMPTY]) == tables


def test_the_empty_tables_hold_every_identity() -> None:
    assert EMPTY.broken() == ()


def test_a_total_of_table_3_that_is_no_sum_is_found() -> None:
    tables = tables_from(changed(("t3", "fy"), [1, 1, 0, 0, 3]))
    assert [(one.column, one.left, one.right) for one in tables.broken()] == [("fy", 3, 2)]


@pytest.mark.parametrize(("in_force", "broken"), [(12, []), (13, [("行政规范性文件", 13, 12)])])
def test_what_is_in_force_follows_from_the_year_before(in_force: int, broken: list[tuple[str, int, int]]) -> None:
    before = tables_from(changed(("t1", "行政规范性文件"), [2, 0, 10])).table_1
    after = tables_from(changed(("t1", "行政规范性文件"), [3, 1, in_force])).table_1
    assert [(one.column, one.left, one.right) for one in broken_stock(before, after)] == broken


def test_columns_are_read_in_the_order_of_the_file() -> None:
    data = changed(("t2", "cols"), ["total", *(column.key for column in COLUMNS[:-1])])
    data["t2"]["r01"] = [5, 5, 0, 0, 0, 0, 0]
    assert tables_from(data).table_2.rows["r01"] == (5, 0, 0, 0, 0, 0, 5)


def test_a_stroke_stands_for_what_the_organ_may_not_do() -> None:
    assert tables_from(changed(("t1", "规章"), ["/", "/", "/"])).table_1.documents["规章"] == (0, 0, 0)


@pytest.mark.parametrize(
    ("given_amount", "kept"), [(0, "0.00"), ("/", "0.00"), (12.5, "12.50"), ("0.125", "0.125"), ("7", "7.00")]
)
def test_an_amount_keeps_two_decimals_or_more(given_amount: Any, kept: str) -> None:
    assert (
        tables_from(changed(("t1", "行政事业性收费_万元"), given_amount)).as_data()["t1"]["行政事业性收费_万元"] == kept
    )


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("t1",), None, "t1："),
        (("t1", "行政许可"), -1, "t1.行政许可"),
        (("t1", "行政处罚"), True, "t1.行政处罚"),
        (("t1", "行政事业性收费_万元"), "many", "t1.行政事业性收费_万元"),
        (("t1", "行政事业性收费_万元"), "NaN", "t1.行政事业性收费_万元"),
        (("t2", "cols"), ["natural"], "t2.cols"),
        (("t2", "r07"), [1, 2], "t2.r07"),
        (("t2", "r07", 2), 1.5, "t2.r07[3]"),
        (("t2", "r07", 6), 10**12, "t2.r07[7]"),
        (("t3", "ss_after"), "none", "t3.ss_after"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(path: tuple[Any, ...], value: Any, named: str) -> None:
    with pytest.raises(ValueError) as refused:
        tables_from(changed(path, value))
    assert named in str(refused.value)


def test_every_bad_cell_is_named_at_once() -> None:
    data = changed(("t2", "r03"), [1])
    data["t3"]["fy"] = []
    with pytest.raises(ValueError, match=r"t2\.r03.*t3\.fy"):
        tables_from(data)
