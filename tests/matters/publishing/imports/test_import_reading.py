import json
from dataclasses import replace

import pytest

from sunforest.matters.publishing.imports.document import ReadDocument
from sunforest.matters.publishing.imports.export import export_row
from sunforest.matters.publishing.imports.lines import Limits
from sunforest.matters.publishing.imports.odd import OddRow
from sunforest.matters.publishing.imports.reading import read_file, read_row

from . import rows


def read(row: object) -> ReadDocument:
    document = read_row(row if isinstance(row, bytes) else rows.line(row), file="f", line=1)
    assert isinstance(document, ReadDocument), document
    return document


def refused(row: object) -> str:
    odd = read_row(row if isinstance(row, bytes) else rows.line(row), file="f", line=7)
    assert isinstance(odd, OddRow)
    assert (odd.file, odd.line, odd.ends_reading) == ("f", 7, False)
    return odd.reason


def keys(document: ReadDocument) -> set[str]:
    return {remark.key for remark in document.remarks}


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
def test_both_formats_are_told_apart_row_by_row(tmp_path, name):
    path = rows.written(tmp_path, rows.law(), rows.page(), name=name)
    assert [(row.kind, row.line) for row in read_file(path)] == [("law", 1), ("state_council", 2)]


def test_a_packed_file_is_recognised_whatever_its_name_says(tmp_path):
    packed = rows.written(tmp_path, rows.law(), name="rows.jsonl.gz")
    assert read(rows.law()).digest == next(iter(read_file(packed.rename(tmp_path / "plain.jsonl")))).digest


def test_blank_lines_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    path = rows.written(tmp_path, b"\xef\xbb\xbf" + rows.line(rows.law()) + b"\r", b"", b"  ", rows.page())
    assert [(row.kind, row.line) for row in read_file(path)] == [("law", 1), ("state_council", 4)]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (b'{"path": "x", ', "不是完整的 JSON"),
        (b"[" * 200_000, "不是完整的 JSON"),
        (b'{"n_articles": ' + b"9" * 5000 + b"}", "不是完整的 JSON"),
        (b'["path"]', "不是一个 JSON 对象"),
        ('{"path": "法规"}'.encode("gb18030"), "不是 UTF-8 编码"),
        ({"name": "x"}, "认不出这一行的格式"),
        ({key: value for key, value in rows.LAW.items() if key != "history"}, "缺少字段：history"),
        ({key: value for key, value in rows.PAGE.items() if key != "html"}, "缺少字段：html"),
        (rows.law(body=["a"]), "字段类型不对：body"),
        (rows.law(n_articles=True), "字段类型不对：n_articles"),
        (rows.law(n_articles="12"), "字段类型不对：n_articles"),
        (rows.law(history=[1]), "history"),
        (rows.page(url=None), "字段类型不对：url"),
        (rows.page(url=" "), "url"),
        (rows.law(path="长" * 2000), "path"),
        (rows.law(file_date="2020-13-01"), "2020-13-01"),
        (rows.page(date_made="去年"), "去年"),
        (rows.law(title="）", body=" \n"), "没有标题"),
        (rows.law(body="a\0b"), "空字符"),
        (
            b'{"path":"x\\ud800","category":"","title":"t","file_date":null,"history":[],"doc_numbers":[],'
            b'"n_articles":0,"body":""}',
            "残缺的字符",
        ),
    ],
)
def test_a_row_that_cannot_be_read_says_why(row, told):
    assert told in refused(row)


def test_an_odd_row_stops_no_other(tmp_path):
    path = rows.written(tmp_path, rows.law(), b"{", rows.page())
    assert [isinstance(row, OddRow) for row in read_file(path)] == [False, True, False]


def test_a_line_beyond_the_limit_is_skipped_and_the_next_one_read(tmp_path):
    path = rows.written(tmp_path, rows.law(), b"x" * 100 * 1024 * 1024, rows.page(), name="rows.jsonl.gz")
    first, odd, last = read_file(path)
    assert (first.line, last.line, last.kind) == (1, 3, "state_council")
    assert (odd.line, odd.ends_reading) == (2, False)
    assert "超过 16 MB" in odd.reason


def test_a_damaged_packed_file_ends_with_the_line_where_it_broke(tmp_path):
    path = rows.written(
        tmp_path, *[rows.law(path=f"p{number}", body=str(number) * 99) for number in range(3000)], name="a.jsonl.gz"
    )
    path.write_bytes(path.read_bytes()[:-2000])
    *whole, last = read_file(path)
    assert last.ends_reading and last.line == len(whole) + 1
    assert "已损坏" in last.reason


def test_a_zip_bomb_is_left_alone(tmp_path):
    path = rows.written(tmp_path, *[b" " * 1_000_000] * 4, name="a.jsonl.gz")
    (last,) = read_file(path, limits=Limits(expansion_from_bytes=2_000_000))
    assert last.ends_reading and "压缩炸弹" in last.reason


def test_a_file_without_end_is_left_at_the_limit(tmp_path):
    path = rows.written(tmp_path, *[rows.law(body="字" * 100_000)] * 9)
    *_, last = read_file(path, limits=Limits(total_bytes=1024 * 1024))
    assert last.ends_reading and "超过 1 MB" in last.reason


def test_a_file_of_something_else_is_given_up(tmp_path):
    path = rows.written(tmp_path, *[b"x"] * 50)
    found = list(read_file(path, limits=Limits(odd_rows=10)))
    assert len(found) == 12
    assert found[-1].ends_reading and "已停止读取" in found[-1].reason


@pytest.mark.parametrize("name", ["missing.jsonl", "folder.jsonl", "table.csv"])
def test_what_is_no_such_file_is_said_at_line_zero(tmp_path, name):
    (tmp_path / "folder.jsonl").mkdir()
    (row,) = read_file(tmp_path / name)
    assert (row.line, row.ends_reading) == (0, True)


def test_trap_2_an_unknown_day_stays_unknown():
    document = read(rows.law(file_date=None, history=[]))
    assert (document.formed_on, document.published_on) == (None, None)
    assert "date_unknown" in keys(document)


def test_trap_3_an_empty_body_is_a_document_with_a_remark():
    document = read(rows.law(body="", n_articles=0))
    assert (document.body_html, document.articles) == ("", ())
    assert "empty_body" in keys(document)


def test_trap_4_the_longest_body_is_whole():
    document = read(rows.law(body="长" * 107_519, n_articles=0))
    assert len(document.body_text) == 107_519


def test_trap_5_invisible_signs_and_wide_blanks_are_kept_and_flagged():
    document = read(rows.law(title="河\u200b道\u3000办\u00a0法", body="水\u200b利\u3000工程", n_articles=0))
    assert document.title == "河\u200b道\u3000办\u00a0法"
    assert document.body_text == "水\u200b利\u3000工程"
    assert document.version_group == "河道办法"
    assert "zero_width" in keys(document)


def test_trap_6_private_use_signs_are_kept_and_flagged():
    document = read(rows.law(body="用\ue010字", n_articles=0))
    assert "\ue010" in document.body_html and "private_use" in keys(document)
    assert any("U+E010" in remark.text for remark in document.remarks)


def test_trap_11_a_document_published_after_decades_is_a_released_archive():
    document = read(rows.page(date_made="1981年05月23日", date_published="2018年12月04日"))
    assert [remark.text for remark in document.remarks] == ["成文 37 年后才发布，应属已开放的档案，不计逾期。"]


@pytest.mark.parametrize("row", [rows.law, rows.page])
def test_trap_13_a_title_of_punctuation_is_taken_from_the_body(row):
    document = read(
        row(title="）", body="）\n关于防汛的说明。今年雨多。", body_text="关于防汛的说明。今年雨多。", html=None)
    )
    assert document.title == "关于防汛的说明"
    assert "title_derived" in keys(document)


def test_trap_18_neither_file_name_nor_history_stands_in_for_title_and_date():
    document = read(rows.law(path="别的名字(2019-01-01).md", history=["2011年1月8日 国务院令第588号公布"]))
    assert (document.title, str(document.published_on), document.formed_on) == (
        "松溪县河道管理办法",
        "2020-05-01",
        None,
    )


def test_fields_beyond_the_format_are_left_out_and_told():
    document = read(rows.law(keeper="某人"))
    assert [remark.text for remark in document.remarks] == ["格式里没有的字段没有导入：keeper。"]
    assert document.digest == read(rows.law()).digest


def test_the_digest_knows_the_content_and_not_the_place():
    here, there = read_row(rows.line(rows.law()), file="a", line=1), read_row(rows.line(rows.law()), file="b", line=9)
    shuffled = dict(reversed(rows.law().items()))
    assert here.digest == there.digest == read(shuffled).digest
    assert here.digest != read(rows.law(body="另一个正文", n_articles=0)).digest
    assert replace(here, file="b", line=9) == there


@pytest.mark.parametrize("row", [rows.law(), rows.page(), rows.law(file_date=None, doc_numbers=[])])
def test_a_document_gives_its_row_back(row):
    assert json.loads(export_row(read(row))) == row
    assert read(export_row(read(row)).encode()) == read(row)
