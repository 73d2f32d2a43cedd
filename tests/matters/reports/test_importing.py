"""Earlier years from a file: three kinds of file, the form of 2019, all or nothing, and every wrong row by name."""

import csv
import io
import json
from typing import Any

import pytest
from desk_client import desk_of, form_in
from django.core.files.uploadedfile import SimpleUploadedFile
from report_stories import CHAPTERS, public_copy, published, requested, supervising

from cast import at
from story import Story
from sunforest.core.ledger import followers
from sunforest.core.notify.models import QueuedNotice
from sunforest.core.process import overdue
from sunforest.core.process.models import Case
from sunforest.core.process.perform import NotYours
from sunforest.matters.reports import importing, queries, reading, workbook
from sunforest.matters.reports.models import PublicReport
from sunforest.matters.reports.process import AnnualReportProcess
from sunforest.pure.annual_requests import Counted, Table2
from sunforest.pure.annual_tables import EMPTY, Tables

pytestmark = pytest.mark.django_db

HOUSING = "001008003012011"


def tables(**rows: int) -> dict[str, Any]:
    """Tables of a year in which natural persons filed: r01, r02, r03 …, r25 by name."""
    second = Table2.of([Counted(row, "natural", number) for row, number in rows.items()])
    return Tables(EMPTY.table_1, second, EMPTY.table_3).as_data()


def lines_of(*reports: tuple[str, int, dict[str, Any]]) -> list[list[Any]]:
    return [
        list(workbook.HEAD),
        *(row for organ, year, data in reports for row in workbook.rows_of(organ=organ, year=year, tables=data)),
    ]


def as_csv(lines: list[list[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()


def as_json(*reports: dict[str, Any]) -> bytes:
    return json.dumps(list(reports), ensure_ascii=False).encode()


def brought_in(cast, content: bytes, name: str = "years.csv", *, actor=None, **options) -> importing.Outcome:
    found = importing.import_file(content, name, actor=actor or cast.administrator, at=at("2026-02-01"), **options)
    followers.catch_up(at("2026-11-25"))
    return found


def words_of(outcome: importing.Outcome) -> str:
    return "\n".join(f"{problem.where} {problem.words}" for problem in outcome.problems)


def test_two_years_from_csv_become_two_public_reports(cast):
    first = tables(r01=5, r03=3, r25=2)
    second = tables(r01=4, r02=2, r03=6)
    outcome = brought_in(cast, as_csv(lines_of((HOUSING, 2022, first), ("住建局", 2023, second))))
    assert (outcome.written, words_of(outcome)) == (2, "")
    reports = PublicReport.objects.order_by("year")
    assert [(report.year, report.tables["t2"]["r25"][-1]) for report in reports] == [(2022, 2), (2023, 0)]
    assert all(report.imported_on for report in reports) and not any(report.is_late for report in reports)


def test_json_of_the_exchange_format_is_read(cast):
    supervising(cast)
    ours = {"year": 2023, "organ": "晴林县住房和城乡建设局", **tables(r01=1, r03=1), "fees_yuan": 200}
    county = {"year": 2023, "organ": "晴林县", "scope": "county", **tables(r01=1, r03=1)}
    assert brought_in(cast, as_json(ours, county), "years.json").written == 2
    assert PublicReport.objects.get(scope="organ").tables["fees_yuan"] == 200
    assert PublicReport.objects.get(scope="county").get_absolute_url() == "/annual-reports/county/2023/"


def test_the_excel_file_of_a_report_can_be_read_in_again(cast, client):
    requested(cast.housing)
    report = public_copy(published(cast))
    content = client.get(f"{report.get_absolute_url()}download.xlsx").content
    (given,), problems = reading.read(content, "report.xlsx")
    assert problems == [] and (given.organ, given.year) == (HOUSING, 2025)
    assert given.tables["t2"]["r01"] == report.tables["t2"]["r01"]
    assert given.tables["t1"]["行政事业性收费_万元"] == "3.50"


def test_the_form_of_2019_is_read_with_its_one_row_of_other_results_and_its_own_table_1(cast):
    lines = [
        list(workbook.HEAD),
        [HOUSING, 2020, "t1", "规章", 0, 0, 0],
        [HOUSING, 2020, "t1", "规范性文件", 3, 3, 21],
        [HOUSING, 2020, "t1", "行政许可", 10, 0, 120],
        [HOUSING, 2020, "t1", "政府集中采购", 4, "12.5"],
        *(
            [HOUSING, 2020, "t2", row, *numbers]
            for row, numbers in tables(r01=7, r03=4, r23=3)["t2"].items()
            if row not in ("cols", "r21", "r22", "r23")
        ),
        [HOUSING, 2020, "t2", "（六）其他处理", 3, 0, 0, 0, 0, 0, 3],
        *([HOUSING, 2020, "t3", words, 0, 0, 0, 0, 0] for words in ("行政复议", "未经复议直接起诉", "复议后起诉")),
    ]
    outcome = brought_in(cast, as_csv(lines))
    assert words_of(outcome) == ""
    read = PublicReport.objects.get().tables
    assert read["t2"]["r23"] == [3, 0, 0, 0, 0, 0, 3] and read["t2"]["r21"][-1] == read["t2"]["r22"][-1] == 0
    assert read["t1_2019"]["规范性文件"] == [3, 3, 21] and read["t1_2019"]["政府集中采购"] == [4, "12.5"]
    assert read["t1"]["行政许可"] == 0


def test_the_page_of_an_old_form_shows_its_rows_as_they_were(cast, client):
    data = {**tables(r01=1, r03=1), "t1": {"规范性文件": [3, 3, 21]}}
    brought_in(cast, as_json({"year": 2020, "organ": HOUSING, **data}), "old.json")
    page = client.get(f"/annual-reports/{HOUSING}/2020/").content.decode()
    assert "2019年格式" in page and ">21<" in page and "本年制发件数" not in page
    assert "数字照当年年报录入" in page


def test_rows_are_known_by_their_printed_words_too(cast):
    words = {
        "r01": "一、本年新收政府信息公开申请数量",
        "r04": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    }
    words |= {"r13": "1.本机关不掌握相关政府信息", "r24": "(七)总计", "r07": "3.危及“三安全一稳定”"}
    assert {key: reading.key_of("t2", text) for key, text in words.items()} == {key: key for key in words}


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ([HOUSING, "二〇二三", "t2", "r01", 0, 0, 0, 0, 0, 0, 0], "第2行 缺少机关，或年度"),
        (["", 2023, "t2", "r01", 0, 0, 0, 0, 0, 0, 0], "第2行 缺少机关"),
        ([HOUSING, 2023, "t9", "r01", 0], "第2行 table 应为"),
        ([HOUSING, 2023, "t2", "r77", 0, 0, 0, 0, 0, 0, 0], "第2行 没有这一行：r77"),
        ([HOUSING, 2023, "t2", "r01", 0, 0, 0, 0, 0, 0], "第2行 应有 7 个数，实有 6 个"),
        ([HOUSING, 2023, "t2", "r01", "many", 0, 0, 0, 0, 0, 0], "第2行 有的单元格不是数字"),
        ([HOUSING, 2023, "t1", "行政许可"], "第2行 这一行没有数字"),
        ([HOUSING, 2023, "t2", "r02", 0, 0, 0, 0, 0, 0, 0], "这一行出现了两次：r02"),
    ],
)
def test_a_line_that_is_wrong_is_named_and_nothing_is_written(cast, line, named):
    lines = lines_of((HOUSING, 2023, tables()))
    outcome = brought_in(cast, as_csv([lines[0], line, *lines[1:]]))
    assert named in words_of(outcome)
    assert (outcome.written, Case.objects.count()) == (0, 0)


def test_every_wrong_line_is_named_at_once_and_the_good_report_waits(cast):
    lines = lines_of((HOUSING, 2022, tables()), (HOUSING, 2023, tables()))
    lines[3][4], lines[9][3] = "x", "r88"
    words = words_of(brought_in(cast, as_csv(lines)))
    assert "第4行" in words and "第10行" in words
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "named"),
    [
        (b"\xff\xfe", "a.csv", "文件读不出来"),
        (b"a,b\n", "a.csv", "第一行应为 organ"),
        (b"", "a.csv", "第一行应为 organ"),
        (b"{", "a.json", "文件读不出来"),
        (b"[7, {}]", "a.json", "第 1 份 缺少年度或机关"),
        (b"PK", "a.xlsx", "文件读不出来"),
        (b"%PDF", "a.pdf", "只能导入"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(cast, content, name, named):
    assert named in words_of(brought_in(cast, content, name))


def test_an_identity_that_does_not_hold_is_named_with_organ_and_year(cast):
    wrong = tables(r01=5, r03=3)
    words = words_of(brought_in(cast, as_csv(lines_of((HOUSING, 2023, wrong)))))
    assert f"{HOUSING} 2023 勾稽关系不成立：r01 + r02 = r24 + r25（natural：5 不等于 3）" in words


def test_a_year_begins_with_what_the_year_before_carried_on_or_says_why(cast):
    content = as_csv(lines_of((HOUSING, 2022, tables(r01=5, r03=3, r25=2)), (HOUSING, 2023, tables(r01=6, r03=6))))
    outcome = brought_in(cast, content)
    assert "上年结转与上一年的结转下年不一致（natural：0 与 2）" in words_of(outcome) and outcome.written == 0
    assert brought_in(cast, content, explained="两件并入他案").written == 2
    assert PublicReport.objects.get(year=2023).carry_over_reason == "两件并入他案"


def test_the_carry_over_is_checked_against_reports_that_are_public_already(cast):
    brought_in(cast, as_csv(lines_of((HOUSING, 2022, tables(r01=5, r03=3, r25=2)))))
    assert "不一致" in words_of(brought_in(cast, as_csv(lines_of((HOUSING, 2023, tables(r01=6, r03=6))))))
    assert "不一致" in words_of(brought_in(cast, as_csv(lines_of((HOUSING, 2021, tables(r01=6, r03=5, r25=1))))))
    assert brought_in(cast, as_csv(lines_of((HOUSING, 2023, tables(r02=2, r03=2))))).written == 1


def test_a_year_that_is_here_is_not_brought_in_again(cast):
    content = as_csv(lines_of((HOUSING, 2022, tables())))
    brought_in(cast, content)
    assert "已经有了" in words_of(brought_in(cast, content))
    assert "已经有了" in words_of(
        brought_in(cast, as_json(*({"year": 2021, "organ": HOUSING, **tables()},) * 2), "a.json")
    )


def test_an_organ_that_nobody_knows_is_named(cast):
    assert "没有这个机关：水利局" in words_of(brought_in(cast, as_csv(lines_of(("水利局", 2022, tables())))))


def test_a_dry_run_writes_nothing(cast):
    outcome = brought_in(cast, as_csv(lines_of((HOUSING, 2022, tables()))), dry_run=True)
    assert [one.name for one in outcome.ready] == ["晴林县住房和城乡建设局 2022"]
    assert not Case.objects.exists()


def test_a_clerk_brings_in_the_own_organs_years_only_and_all_or_nothing(cast):
    both = as_csv(lines_of((HOUSING, 2022, tables()), (cast.education.code, 2022, tables())))
    with pytest.raises(NotYours):
        importing.import_file(both, "a.csv", actor=cast.wang, at=at("2026-02-01"))
    assert not Case.objects.exists()
    assert brought_in(cast, as_csv(lines_of((HOUSING, 2022, tables()))), actor=cast.wang).written == 1


def test_an_imported_report_is_corrected_like_any_other(cast):
    brought_in(cast, as_csv(lines_of((HOUSING, 2022, tables(r01=1, r03=1)))), actor=cast.wang)
    story = Story(AnnualReportProcess, cast)
    story.case = Case.objects.select_related("organ").get()
    assert (
        story.perform(AnnualReportProcess.begin_correction, on="2026-02-02", remarks="补录各章").state == "correcting"
    )


def test_a_year_that_was_brought_in_is_corrected_by_a_file_with_a_reason(cast):
    brought_in(cast, as_csv(lines_of((HOUSING, 2022, tables(r01=1, r03=1)))))
    better = as_csv(lines_of((HOUSING, 2022, tables(r01=2, r03=2))))
    assert "已经有了" in words_of(brought_in(cast, better))
    assert brought_in(cast, better, reason="当年年报另有更正").written == 1
    report = PublicReport.objects.get()
    assert (report.version, report.tables["t2"]["r01"][-1]) == (2, 2) and report.imported_on
    assert [one.reason for one in report.versions.order_by("number")] == ["", "当年年报另有更正"]


def test_a_report_that_was_computed_here_is_not_replaced_by_a_file(cast):
    published(cast, year=2025)
    outcome = brought_in(cast, as_csv(lines_of((HOUSING, 2025, tables()))), reason="想改数字")
    assert "已经有了" in words_of(outcome) and PublicReport.objects.get().version == 1


def test_chapters_added_to_an_imported_report_leave_its_figures_as_they_are(cast):
    brought_in(cast, as_csv(lines_of((HOUSING, 2022, tables(r01=1, r03=1)))), actor=cast.wang)
    story = Story(AnnualReportProcess, cast)
    story.case = Case.objects.select_related("organ").get()
    story.perform(AnnualReportProcess.begin_correction, on="2026-02-02", remarks="补录各章")
    story.perform(AnnualReportProcess.write, on="2026-02-03", **CHAPTERS)
    asked = {**queries.publication_of(story.case), "reason": "补录各章"}
    story.perform(AnnualReportProcess.correct, on="2026-02-04", **asked).sealed(at("2026-11-25"))
    report = public_copy(story)
    assert report.tables["t2"]["r01"][-1] == 1 and report.chapters == CHAPTERS
    assert report.due_on is None and not report.is_late


def test_the_page_of_the_import_names_the_rows_and_writes_when_all_is_right(cast):
    client = desk_of(cast.administrator)
    lines = lines_of((HOUSING, 2022, tables()))
    lines[5][3] = "r88"
    wrong = client.post("/desk/annual-reports/import/", {"file": SimpleUploadedFile("a.csv", as_csv(lines))})
    assert "第6行" in wrong.content.decode() and not Case.objects.exists()
    right = as_csv(lines_of((HOUSING, 2022, tables())))
    assert client.post("/desk/annual-reports/import/", {"file": SimpleUploadedFile("a.csv", right)}).status_code == 302
    assert Case.objects.get().state == "published"


def test_after_last_years_report_was_brought_in_the_next_one_is_announced_in_its_time(cast):
    brought_in(cast, as_csv(lines_of((HOUSING, 2024, tables()), (HOUSING, 2025, tables()))), actor=cast.wang)
    assert {case.due_on and case.due_on.isoformat() for case in Case.objects.all()} == {None, "2026-12-31"}
    overdue.carry_out(at("2027-01-01", "00:01"))
    told = QueuedNotice.objects.filter(notice="annual_report_next_year").values_list("officer_id", flat=True)
    assert set(told) == {cast.wang.officer_id, cast.zhao.officer_id}


def test_the_act_that_corrects_an_imported_year_opens_with_its_tables(cast):
    brought_in(cast, as_csv(lines_of((HOUSING, 2022, tables(r01=1, r03=1)))), actor=cast.wang)
    number = Case.objects.get().number
    page = desk_of(cast.wang).get(f"/desk/cases/{number}/acts/import_again/").content.decode()
    assert json.loads(form_in(page)["tables"][0])["t2"]["r01"][-1] == 1


def test_who_is_no_clerk_brings_in_nothing(cast):
    assert desk_of(cast.inspector).get("/desk/annual-reports/import/").status_code == 403
