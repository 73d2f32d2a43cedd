"""``sunforest check``: one object a row, a closing count, and errors that name line and column."""

import io
import json
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sunforest.commands import outcome
from sunforest.commands.check import check, run

DEADLINES = "case_id,kind,received_on,events,expected_due,provisional\n"
LIMITS = "case_id,rule,base_date,published_on,expected_last_day,expected_status,expected_days_late\n"
GROUNDS = (
    "case_id,state_secret,law_forbids,three_security,third_party_kind,third_party_harm,third_party_consents,"
    "public_interest_override,internal_kind,process_kind,enforcement_file,rule_requires_disclosure,art20_head,art21,"
    "public_interest_wide,separable,expected_class,expected_reason_code\n"
)


class Checked:
    """What one run of the command gave."""

    def __init__(self, kind: str, file: Path, **options: Any) -> None:
        out, errors = io.StringIO(), io.StringIO()
        self.code = check(kind, file, out, errors=errors, **options)
        self.objects = [json.loads(line) for line in out.getvalue().splitlines()]
        self.complaints = errors.getvalue()


@pytest.fixture
def checked(tmp_path: Path) -> Any:
    def run_on(kind: str, text: str | bytes, **options: Any) -> Checked:
        file = tmp_path / "table.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return Checked(kind, file, **options)

    return run_on


def test_a_table_that_agrees_ends_with_its_count_and_0(checked: Any) -> None:
    result = checked("deadlines", DEADLINES + "D1,answer,2025-09-25,[],2025-10-29,0\n")
    assert result.code == 0
    assert result.objects[0] == {"case_id": "D1", "due": "2025-10-29", "provisional": 0}
    assert (result.objects[1]["rows"], result.objects[1]["differing"]) == (1, 0)


def test_a_difference_is_shown_with_what_was_expected_and_ends_with_1(checked: Any) -> None:
    result = checked("deadlines", DEADLINES + "D1,answer,2025-09-25,[],2025-10-23,0\n")
    assert result.code == 1
    assert result.objects[0]["differences"] == {"due": "2025-10-23"}


def test_without_expected_columns_there_is_no_summary(checked: Any) -> None:
    result = checked("fees", "case_id,basis,n\nF1,page,250\n")
    assert (result.code, result.objects) == (0, [{"case_id": "F1", "fee_yuan": 4700}])


def test_every_event_of_a_request_is_understood(checked: Any) -> None:
    events = [
        {"type": "supplement_requested", "date": "2025-09-28"},
        {"type": "consult_organ", "start": "2025-10-09", "end": "2025-10-21"},
        {"type": "extension_approved", "date": "2025-10-27"},
    ]
    quoted = json.dumps(events).replace('"', '""')
    result = checked("deadlines", DEADLINES + f'D1,answer,2025-09-25,"{quoted}",2025-12-10,0\n')
    assert result.code == 0, result.objects


def test_lateness_is_blank_where_nothing_was_published(checked: Any) -> None:
    result = checked("publish-limits", LIMITS + "P1,budget_20cd,2023-09-16,,2023-10-07,,\n")
    assert result.code == 0
    assert (result.objects[0]["status"], result.objects[0]["days_late"]) == ("", "")


def test_lateness_is_counted(checked: Any) -> None:
    result = checked("publish-limits", LIMITS + "P1,proactive_20wd,2026-09-08,2026-10-13,2026-10-12,late,1\n")
    assert result.code == 0


def test_identifiers_are_read_exactly_and_judged_on_the_day_given(checked: Any) -> None:
    table = (
        "case_id,kind,value,expected,expected_normalised\nI1,citizen_id, 33030419900307008x ,valid,33030419900307008X\n"
    )
    assert checked("identifiers", table).code == 0
    assert checked("identifiers", table, today=date(1990, 3, 6)).objects[0]["verdict"] == "invalid"


def test_an_empty_identifier_is_invalid_and_no_error(checked: Any) -> None:
    result = checked("identifiers", "case_id,kind,value\nI1,uscc,\n")
    assert result.code == 0
    assert result.objects[0]["verdict"] == "invalid"
    assert result.objects[0]["reason"]


def test_grounds_tell_their_steps(checked: Any) -> None:
    result = checked("grounds", GROUNDS + "G1,0,0,0,,0,0,0,人事,,0,0,,0,0,0,不予公开,N5\n")
    assert result.code == 0
    assert [step["order"] for step in result.objects[0]["steps"]] == [1, 2, 3, 4, 5]


def test_personal_data_is_found_with_its_place(checked: Any) -> None:
    result = checked("personal-data", "case_id,text\nT1,联系电话13900000077\n")
    assert result.objects[0]["spans"] == [{"type": "MOBILE", "start": 4, "end": 15, "text": "13900000077"}]


@pytest.mark.parametrize(
    ("kind", "table", "line", "column"),
    [
        pytest.param("deadlines", DEADLINES + "D1,answer,2025-13-01,[],,\n", 2, "received_on", id="日期"),
        pytest.param("deadlines", DEADLINES + "D1,answer,20250925,[],,\n", 2, "received_on", id="日期形式"),
        pytest.param("deadlines", DEADLINES + "D1,patience,2025-09-25,[],,\n", 2, "kind", id="种类"),
        pytest.param("deadlines", DEADLINES + "D1,answer,2025-09-25,[,,\n", 2, "events", id="JSON"),
        pytest.param("deadlines", DEADLINES + "D1,answer,2025-09-25,{},,\n", 2, "events", id="JSON不是列表"),
        pytest.param("deadlines", DEADLINES + "D1,answer,2025-09-25,[1],,\n", 2, "events", id="JSON不是对象"),
        pytest.param(
            "deadlines", DEADLINES + "D1,answer,2025-09-25," + "[" * 9999 + ",,\n", 2, "events", id="JSON过深"
        ),
        pytest.param(
            "deadlines", DEADLINES + 'D1,answer,2025-09-25,"[{""type"": ""nap""}]",,\n', 2, "events", id="未知事件"
        ),
        pytest.param("deadlines", DEADLINES + "D1,answer,9999-12-25,[],,\n", 2, "received_on", id="日期过远"),
        pytest.param("deadlines", DEADLINES + "\nD1,answer\n", 3, "received_on", id="缺列"),
        pytest.param("deadlines", DEADLINES + "D1,answer,2025-09-25,[],,0,x\n", 2, "7", id="多列"),
        pytest.param("deadlines", "case_id,kind\n", 1, "received_on", id="表头"),
        pytest.param("fees", "", 1, "case_id", id="空文件"),
        pytest.param("fees", "case_id,basis,n\nF1,page,-1\n", 2, "n", id="负数"),
        pytest.param("fees", "case_id,basis,n\nF1,page,1.5\n", 2, "n", id="小数"),
        pytest.param("fees", "case_id,basis,n\nF1,item,2\nF2,both,2\n", 3, "basis", id="第三行"),
        pytest.param("fees", "case_id,n,basis,n\n", 1, "n", id="重复列"),
        pytest.param("fees", 'case_id,basis,n\nF1,"item,2\n', 2, "case_id", id="引号未闭合"),
        pytest.param("grounds", GROUNDS + "G1,2,0,0,,0,0,0,,,0,0,,0,0,0,,\n", 2, "state_secret", id="标志"),
        pytest.param("grounds", GROUNDS + "G1,0,0,0,,0,0,0,,,0,0,16,0,0,0,,\n", 2, "art20_head", id="条例20十五项"),
        pytest.param("publish-limits", LIMITS + "P1,soon,2023-09-16,,,,\n", 2, "rule", id="规则"),
        pytest.param("identifiers", "case_id,kind,value\nI1,passport,x\n", 2, "kind", id="证件种类"),
    ],
)
def test_a_row_that_cannot_be_read_names_line_and_column(
    checked: Any, kind: str, table: str, line: int, column: str
) -> None:
    result = checked(kind, table)
    assert result.code == 2
    assert f"table.csv：第{line}行“{column}”列" in result.complaints


def test_the_other_rows_are_still_reckoned(checked: Any) -> None:
    result = checked("fees", "case_id,basis,n\nF1,item,x\nF2,item,11\n")
    assert (result.code, result.objects) == (2, [{"case_id": "F2", "fee_yuan": 100}])


def test_a_file_in_another_encoding_is_told_where(checked: Any) -> None:
    result = checked("fees", b"case_id,basis,n\nF1,item,1\n" + "说明".encode("gbk"))
    assert result.code == 2
    assert "第3行" in result.complaints


def test_an_absent_file_is_told(tmp_path: Path) -> None:
    result = Checked("fees", tmp_path / "nowhere.csv")
    assert result.code == 2
    assert "nowhere.csv" in result.complaints


def test_a_byte_order_mark_is_no_part_of_the_first_column(checked: Any) -> None:
    assert checked("fees", b"\xef\xbb\xbfcase_id,basis,n\nF1,item,11\n").objects[0]["case_id"] == "F1"


def test_the_line_of_a_row_is_where_it_begins(checked: Any) -> None:
    result = checked("fees", 'case_id,basis,n\n"F\n1",item,1\nF2,item,x\n')
    assert "第4行" in result.complaints


def test_a_day_that_is_none_is_refused_on_the_command_line() -> None:
    with pytest.raises(outcome.Failure, match="--today"):
        run(Namespace(kind="fees", file="table.csv", today="yesterday"))
