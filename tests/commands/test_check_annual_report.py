"""``sunforest check annual-report FILE``: one JSON object, and errors that name the request."""

import io
import json
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

import given_data
from sunforest.commands.check import run
from sunforest.commands.check_annual_report import check

GIVEN = given_data.FOLDER / "vectors" / "annual_report.json"
ONE = {"id": "A1", "applicant_type": "biz", "received_on": "2025-12-31", "answered_on": None, "result_code": None}


class Checked:
    """What one run of the command gave."""

    def __init__(self, folder: Path, content: Any) -> None:
        file, out, errors = folder / "requests.json", io.StringIO(), io.StringIO()
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        self.code = check(file, out, errors=errors)
        self.printed, self.complaints = out.getvalue(), errors.getvalue()

    @property
    def answer(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.printed)
        return answer


def test_the_given_requests_give_the_expected_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Namespace(kind="annual-report", file=str(GIVEN), today=None)) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == {"table2": json.loads(GIVEN.read_text(encoding="utf-8"))["expected_table2"]}


def test_an_open_request_is_carried_on(tmp_path: Path) -> None:
    checked = Checked(tmp_path, {"requests": [ONE], "as_of": "2026-12-31"})
    tables = checked.answer["table2"]
    assert list(tables) == ["2025", "2026"]
    assert tables["2025"]["r25"] == tables["2026"]["r02"] == [0, 1, 0, 0, 0, 0, 1]


def test_the_columns_stand_in_the_order_asked_for(tmp_path: Path) -> None:
    columns = ["total", "biz", "natural", "research", "welfare", "legal", "other"]
    checked = Checked(tmp_path, {"requests": [ONE], "columns": columns, "as_of": "2026-01-10"})
    assert checked.answer["table2"]["2025"]["r01"] == [1, 1, 0, 0, 0, 0, 0]


def test_what_was_withdrawn_before_it_was_received_counts_nowhere(tmp_path: Path) -> None:
    withdrawn = {**ONE, "received_on": None, "answered_on": "2025-12-30", "result_code": "O3"}
    checked = Checked(tmp_path, {"requests": [ONE, withdrawn], "as_of": "2026-01-10"})
    assert checked.answer["table2"]["2025"]["r24"] == [0] * 7


def test_a_year_that_is_expected_is_reckoned_though_nothing_was_received_in_it(tmp_path: Path) -> None:
    expected = {"2024": {"r01": [0] * 7}}
    checked = Checked(tmp_path, {"requests": [ONE], "as_of": "2026-01-10", "expected_table2": expected})
    assert (checked.code, list(checked.answer["table2"])) == (0, ["2024", "2025"])


def test_no_requests_are_no_tables(tmp_path: Path) -> None:
    checked = Checked(tmp_path, {"requests": [], "as_of": "2026-01-10"})
    assert (checked.code, checked.answer) == (0, {"table2": {}})


def test_a_cell_that_differs_from_what_was_expected_is_shown_and_ends_with_1(tmp_path: Path) -> None:
    expected = {"2025": {"r01": [9, 1, 0, 0, 0, 0, 10]}}
    checked = Checked(tmp_path, {"requests": [ONE], "as_of": "2026-01-10", "expected_table2": expected})
    assert checked.code == 1
    assert checked.answer["differences"] == [
        {"year": "2025", "row": "r01", "expected": [9, 1, 0, 0, 0, 0, 10], "reckoned": [0, 1, 0, 0, 0, 0, 1]}
    ]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"applicant_type": "person"}, "requests[1] A2：applicant_type"),
        ({"applicant_type": None}, "requests[1] A2：applicant_type"),
        ({"received_on": "2025-02-30"}, "requests[1] A2：received_on"),
        ({"received_on": 20250230}, "requests[1] A2：received_on"),
        ({"answered_on": "2026-01-05"}, "requests[1] A2：有answered_on而没有result_code"),
        ({"result_code": "G1"}, "requests[1] A2：有result_code而没有answered_on"),
        ({"answered_on": "2026-01-05", "result_code": "G9"}, "requests[1] A2：result_code"),
        ({"answered_on": "2025-12-30", "result_code": "G1"}, "requests[1] A2：answered_on早于received_on"),
    ],
)
def test_a_request_that_cannot_be_read_is_named(tmp_path: Path, change: dict[str, Any], named: str) -> None:
    checked = Checked(tmp_path, {"requests": [ONE, {**ONE, "id": "A2", **change}], "as_of": "2026-01-10"})
    assert (checked.code, checked.printed) == (2, "")
    assert named in checked.complaints


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("[", "JSON"),
        ("[" * 100_000, "JSON"),
        ([], "JSON对象"),
        ({"as_of": "2026-01-10"}, "requests"),
        ({"requests": [], "as_of": "soon"}, "as_of"),
        ({"requests": [], "as_of": "2026-01-10", "columns": ["natural"]}, "columns"),
        ({"requests": [], "as_of": "2026-01-10", "expected_table2": {"2025": 1}}, "expected_table2"),
        ({"requests": [], "as_of": "2026-01-10", "expected_table2": {"soon": {}}}, "expected_table2"),
        ({"requests": [7], "as_of": "2026-01-10"}, "requests[0]"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, content: Any, named: str) -> None:
    checked = Checked(tmp_path, content)
    assert checked.code == 2
    assert "requests.json" in checked.complaints and named in checked.complaints


def test_an_absent_file_is_told(tmp_path: Path) -> None:
    errors = io.StringIO()
    assert check(tmp_path / "nowhere.json", io.StringIO(), errors=errors) == 2
    assert "nowhere.json" in errors.getvalue()
