"""Table 2 of the annual report: where a request counts, at the edges of a year, and the identities for any requests."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunforest.pure.annual_requests import (
    Counted,
    CountedRequest,
    Table2,
    broken_carry_over,
    tables_2,
    years_to_report,
)
from sunforest.pure.annual_rows import APPLICANT_TYPES, RESULT_ROWS, ROW_KEYS, ROW_OF_RESULT

YEARS = range(2021, 2026)


def request(
    received: str | None, answered: str | None = None, result: str = "", kind: str = "natural"
) -> CountedRequest:
    day = date.fromisoformat
    return CountedRequest(kind, day(received) if received else None, day(answered) if answered else None, result)


def places(table: Table2) -> dict[str, int]:
    """The rows in which something was counted, with their totals."""
    return {row: numbers[-1] for row, numbers in table.rows.items() if numbers[-1]}


@st.composite
def requests(draw: st.DrawFn) -> CountedRequest:
    kind = draw(st.sampled_from(APPLICANT_TYPES))
    received = draw(st.dates(date(2019, 1, 1), date(2027, 1, 1)) | st.none())
    if draw(st.booleans()):
        return CountedRequest(kind, received)
    answered = (received or date(2024, 5, 6)) + timedelta(days=draw(st.integers(0, 900)))
    return CountedRequest(kind, received, answered, draw(st.sampled_from(sorted(ROW_OF_RESULT))))


@pytest.mark.parametrize(
    ("received", "answered", "in_2024", "in_2025"),
    [
        pytest.param("2024-12-31", "2024-12-31", {"r01": 1, "r03": 1, "r24": 1}, {}, id="年末当日收到并答复"),
        pytest.param(
            "2024-12-31", "2025-01-01", {"r01": 1, "r25": 1}, {"r02": 1, "r03": 1, "r24": 1}, id="次年首日答复"
        ),
        pytest.param("2025-01-01", "2025-01-01", {}, {"r01": 1, "r03": 1, "r24": 1}, id="年初当日收到并答复"),
        pytest.param("2023-12-31", "2025-12-31", {"r02": 1, "r25": 1}, {"r02": 1, "r03": 1, "r24": 1}, id="跨两年"),
        pytest.param("2024-06-01", None, {"r01": 1, "r25": 1}, {"r02": 1, "r25": 1}, id="一直未办结"),
    ],
)
def test_a_request_counts_in_the_year_of_its_receipt_and_in_that_of_its_answer(
    received: str, answered: str | None, in_2024: dict[str, int], in_2025: dict[str, int]
) -> None:
    tables = tables_2([request(received, answered, "G2" if answered else "")], (2024, 2025))
    assert (places(tables[2024]), places(tables[2025])) == (in_2024, in_2025)


def test_what_was_not_received_counts_nowhere_though_it_was_withdrawn() -> None:
    assert places(tables_2([request(None), request(None, "2025-05-06", "O3")], (2025,))[2025]) == {}


@pytest.mark.parametrize(("code", "row"), ROW_OF_RESULT.items())
def test_each_result_code_counts_in_its_row_only(code: str, row: str) -> None:
    table = tables_2([request("2025-03-03", "2025-03-24", code, "research")], (2025,))[2025]
    assert [key for key in RESULT_ROWS if any(table.rows[key])] == [row]
    assert table.rows[row] == (0, 0, 1, 0, 0, 0, 1)


@given(st.lists(requests(), max_size=40))
def test_the_identities_hold_for_any_requests(some: list[CountedRequest]) -> None:
    tables = tables_2(some, YEARS)
    assert [table.broken() for table in tables.values()] == [()] * len(YEARS)
    assert [broken_carry_over(tables[year], tables[year + 1]) for year in YEARS[:-1]] == [()] * (len(YEARS) - 1)


@given(st.lists(requests(), max_size=30), st.lists(requests(), max_size=30))
def test_the_table_of_a_county_is_the_sum_of_its_organs(one: list[CountedRequest], two: list[CountedRequest]) -> None:
    apart = [tables_2(some, (2024,))[2024] for some in (one, two)]
    assert Table2.sum_of(apart) == tables_2(one + two, (2024,))[2024]


@given(st.lists(requests(), max_size=20))
def test_every_request_received_is_answered_once_or_still_open_in_the_end(some: list[CountedRequest]) -> None:
    tables = tables_2(some, range(2019, 2031))
    received = sum(table.rows["r01"][-1] for table in tables.values())
    assert received == sum(table.rows["r24"][-1] for table in tables.values()) + tables[2030].rows["r25"][-1]


def test_the_sum_of_no_tables_is_a_table_of_noughts() -> None:
    assert Table2.sum_of([]) == tables_2([], (2025,))[2025]


def test_counts_as_a_database_gives_them_fill_the_same_table() -> None:
    some = [request("2025-03-03", "2025-03-24", "P1"), request("2025-04-01")]
    grouped = [Counted("r01", "natural", 2), Counted("r04", "natural", 1), Counted("r25", "natural", 1)]
    assert Table2.of(grouped) == tables_2(some, (2025,))[2025]


def test_a_number_that_was_altered_is_found_in_its_identity_and_column() -> None:
    table = tables_2([request("2025-03-03", "2025-03-24", "G1")], (2025,))[2025]
    altered = replace(table, rows={**table.rows, "r03": (2, 0, 0, 0, 0, 0, 2)})
    assert [(one.identity, one.column, one.left, one.right) for one in altered.broken()] == [
        ("r24 = r03 + … + r23", "natural", 1, 2),
        ("r24 = r03 + … + r23", "total", 1, 2),
    ]


def test_a_total_that_is_not_the_sum_of_its_row_is_found() -> None:
    table = tables_2([], (2025,))[2025]
    altered = replace(table, rows={**table.rows, "r01": (1, 0, 0, 0, 0, 0, 0), "r25": (1, 0, 0, 0, 0, 0, 0)})
    assert {one.identity[-5:] for one in altered.broken()} == {"(r01)", "(r25)"}


def test_a_year_that_does_not_begin_with_what_was_carried_on_is_found() -> None:
    before, after = tables_2([request("2024-12-30")], (2024,))[2024], tables_2([], (2025,))[2025]
    assert [(one.column, one.left, one.right) for one in broken_carry_over(before, after)] == [
        ("natural", 0, 1),
        ("total", 0, 1),
    ]


@pytest.mark.parametrize("rows", [{}, {key: (0,) * 6 for key in ROW_KEYS}], ids=["缺行", "缺列"])
def test_a_table_without_a_row_or_a_number_is_refused(rows: dict[str, tuple[int, ...]]) -> None:
    with pytest.raises(ValueError, match="25 rows"):
        Table2(rows)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (("person", "2025-01-02", None, ""), "applicant_type"),
        (("natural", "2025-01-02", "2025-01-03", "Z9"), "result_code"),
        (("natural", "2025-01-02", "2025-01-03", ""), "go together"),
        (("natural", "2025-01-02", None, "G1"), "go together"),
        (("natural", "2025-01-02", "2025-01-01", "G1"), "before received"),
    ],
)
def test_a_request_that_contradicts_itself_is_refused(
    wrong: tuple[str, str | None, str | None, str], named: str
) -> None:
    kind, received, answered, result = wrong
    with pytest.raises(ValueError, match=named):
        request(received, answered, result, kind)


@pytest.mark.parametrize(
    ("as_of", "years"),
    [("2026-01-10", [2024, 2025]), ("2025-12-31", [2024, 2025]), ("2025-12-30", [2024]), ("2023-05-01", [])],
)
def test_the_years_to_report_are_those_that_are_over(as_of: str, years: list[int]) -> None:
    some = [request("2024-05-06"), request(None), request("2025-05-06")]
    assert list(years_to_report(some, as_of=date.fromisoformat(as_of))) == years


def test_without_a_receipt_there_is_no_year_to_report() -> None:
    assert list(years_to_report([request(None)], as_of=date(2026, 1, 10))) == []
