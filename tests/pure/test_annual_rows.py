"""The rows and columns of the statutory tables are those of domain §2.1–2.3."""

from sunforest.pure.annual_rows import APPLICANT_TYPES, COLUMNS, COURSES, OUTCOMES, RESULT_ROWS, ROW_OF_RESULT, ROWS


def test_table_2_has_25_rows_of_seven_columns() -> None:
    assert [row.key for row in ROWS] == [f"r{number:02}" for number in range(1, 26)]
    assert [column.key for column in COLUMNS] == [*APPLICANT_TYPES, "total"]
    assert len(APPLICANT_TYPES) == 6


def test_table_3_has_15_cells() -> None:
    assert len(COURSES) * len(OUTCOMES) == 15


def test_every_result_row_but_none_else_is_reached_by_a_result_code() -> None:
    assert set(ROW_OF_RESULT.values()) == set(RESULT_ROWS)


def test_both_kinds_of_what_the_organ_does_not_hold_count_in_one_row() -> None:
    assert ROW_OF_RESULT["U1a"] == ROW_OF_RESULT["U1b"] == "r13"


def test_each_row_of_a_refusal_stands_under_its_heading() -> None:
    headings = {row.key: row.under[-1] for row in ROWS if row.under}
    assert headings["r05"] == headings["r12"] == "（三）不予公开"
    assert headings["r23"] == "（六）其他处理"
    assert headings["r24"] == "三、本年度办理结果"
