"""A report to take away: every format holds the same figures."""

import io
import json

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook
from report_stories import public_copy, published, requested

from sunforest.faces.sheets import paper
from sunforest.pure.annual_tables import tables_from

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast, settings, tmp_path):
    requested(cast.housing)
    found = public_copy(published(cast))
    settings.SUNFOREST_DATA = tmp_path
    return found


def downloaded(client, report, ending):
    answer = client.get(f"{report.get_absolute_url()}download.{ending}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="{report.organ_code}-2025.{ending}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    return answer.content


def test_json_is_the_skeleton_of_the_exchange_format(client, report):
    data = json.loads(downloaded(client, report, "json"))
    assert (data["year"], data["organ"]) == (2025, "晴林县住房和城乡建设局")
    assert data["t2"]["cols"] == ["natural", "biz", "research", "welfare", "legal", "other", "total"]
    assert tables_from(data).broken() == ()
    assert (
        data["t1"]["行政许可"] == 310
        and data["t1"]["行政事业性收费_万元"] == 3.5
        and data["t3"]["fy"] == [0, 0, 0, 0, 0]
    )


def test_the_spreadsheet_has_the_three_tables_and_a_sheet_to_read_in_again(client, report):
    book = load_workbook(io.BytesIO(downloaded(client, report, "xlsx")))
    assert book.sheetnames == ["表一", "表二", "表三", "data"]
    second = book["表二"]
    assert second["D5"].value == 1 and second["J5"].value == 3
    assert "A5:C5" in {str(merged) for merged in second.merged_cells.ranges}
    data = [row for row in book["data"].iter_rows(values_only=True) if row[2:4] == ("t2", "r01")]
    assert data == [(report.organ_code, 2025, "t2", "r01", 1, 1, 0, 0, 1, 0, 3)]


def test_the_word_file_has_the_chapters_and_the_tables(client, report):
    written = Document(io.BytesIO(downloaded(client, report, "docx")))
    words = {paragraph.text for paragraph in written.paragraphs}
    assert {"一、总体情况", "六、其他需要报告的事项", "表三　政府信息公开行政复议、行政诉讼情况"} <= words
    assert [len(table.columns) for table in written.tables] == [4, 10, 15]
    assert written.tables[1].cell(3, 9).text == "3"


def test_the_pdf_holds_its_chapters_in_order_and_the_figures(client, report):
    pdf = pypdfium2.PdfDocument(downloaded(client, report, "pdf"))
    text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert text.index("总体情况") < text.index("存在的主要问题") < text.index("其他需要报告")
    assert "3 + 1 = 3 + 1" in text


def test_where_pdf_is_off_the_page_says_what_works(client, report, monkeypatch):
    def refuse(markup):
        raise paper.PdfIsOff

    monkeypatch.setattr(paper, "pdf", refuse)
    answer = client.get(f"{report.get_absolute_url()}download.pdf")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")


def test_another_format_is_not_found(client, report):
    assert client.get(f"{report.get_absolute_url()}download.exe").status_code == 404
