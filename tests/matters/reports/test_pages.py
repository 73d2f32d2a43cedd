"""The public pages of annual reports: chapters, tables, identities that hold, versions, and how many queries."""

import re
from html.parser import HTMLParser

import pytest
from report_stories import corrected, public_copy, published, published_county, requested

from cast import at
from sunforest.core.search import current
from sunforest.core.search.query import Query
from sunforest.matters.reports.models import PublicReport

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


class Tables(HTMLParser):
    """Lays out each table of a page on its grid, so that spans that overlap or leave holes are found."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.widths: list[set[int]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        if tag == "table":
            self.taken, self.row, self.widths = {}, -1, [*self.widths, set()]
        elif tag == "tr":
            self.row += 1
        elif tag in ("td", "th"):
            column = 0
            while (self.row, column) in self.taken:
                column += 1
            down, across = int(has.get("rowspan", 1)), int(has.get("colspan", 1))
            for below in range(down):
                for right in range(across):
                    assert (self.row + below, column + right) not in self.taken
                    self.taken[self.row + below, column + right] = True

    def handle_endtag(self, tag):
        if tag == "table":
            rows = {row for row, _column in self.taken}
            self.widths[-1] = {sum(row == at_row for at_row, _column in self.taken) for row in rows}


def page_of(client, report: PublicReport) -> str:
    answer = client.get(report.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_has_six_chapters_three_tables_and_a_title(client, cast):
    requested(cast.housing)
    page = page_of(client, public_copy(published(cast)))
    assert "晴林县住房和城乡建设局2025年政府信息公开工作年度报告" in page
    assert re.findall(r'<h2 id="chapter-(\w+)"', page) == [
        *("overview", "proactive", "requests", "remedies", "problems", "other"),
    ]
    assert page.count('<table class="statutory') == 3
    assert "本年收取信息处理费 0 元" in page


def test_every_table_is_a_full_grid(client, cast):
    requested(cast.housing)
    widths = Tables(page_of(client, public_copy(published(cast)))).widths
    assert widths[:3] == [{4}, {10}, {2}] or widths[:2] == [{4}, {10}]
    assert {15} in widths
    assert all(len(width) == 1 for width in widths)


def test_the_identities_are_shown_and_said_to_hold_on_these_figures(client, cast):
    requested(cast.housing)
    page = page_of(client, public_copy(published(cast)))
    assert "3 + 1 = 3 + 1" in page
    assert page.count("<strong>成立</strong>") == 3 and "不成立" not in page


def test_a_figure_that_breaks_an_identity_would_be_said(client, cast):
    report = public_copy(published(cast))
    report.tables["t2"]["r01"] = [1, 0, 0, 0, 0, 0, 1]
    report.save()
    assert "<strong>不成立</strong>" in page_of(client, report)


def test_the_carry_over_is_proved_where_last_years_report_is_public(client, cast):
    requested(cast.housing)
    published(cast, year=2024)
    page = page_of(client, public_copy(published(cast, year=2025)))
    assert page.count("<strong>成立</strong>") == 4
    assert "历年新收申请数量" in page


def test_a_chart_has_its_table_below(client, cast):
    requested(cast.housing)
    page = page_of(client, public_copy(published(cast)))
    chart = page.index('aria-label="本年度办理结果"')
    assert '<svg viewBox="0 0 640' in page and page.index('<th scope="row">无法提供</th>', chart) > chart


def test_a_late_report_says_so_and_why(client, cast):
    page = page_of(client, public_copy(published(cast, on="2026-02-03", late_reason="系统迁移")))
    assert "应于 2026-01-31 前公布，实际公布于 2026-02-03" in page and "系统迁移" in page


def test_an_earlier_version_stays_and_says_that_it_is_old(client, cast):
    report = public_copy(corrected(cast))
    page = page_of(client, report)
    assert "许可数量漏计两件" in page and "第 1 版" in page
    old = client.get(f"{report.get_absolute_url()}versions/1/").content.decode()
    assert "这是旧版，已有更正" in old and ">310<" in old and ">312<" not in old
    new = client.get(f"{report.get_absolute_url()}versions/2/").content.decode()
    assert "这是旧版" not in new and ">312<" in new
    assert client.get(f"{report.get_absolute_url()}versions/3/").status_code == 404


def test_the_countys_page_names_the_organs_of_the_sum(client, cast):
    published(cast)
    report = public_copy(published_county(cast))
    assert report.get_absolute_url() == "/annual-reports/county/2025/"
    page = page_of(client, report)
    assert "晴林县2025年政府信息公开工作年度报告" in page
    assert "晴林县教育局（按记录计算）" in page


def test_the_list_of_the_statutory_platform_shows_every_report_by_year(client, cast):
    published(cast, year=2024)
    corrected(cast)
    page = client.get("/annual-reports/").content.decode()
    assert page.index("2025 年度") < page.index("2024 年度")
    assert "/annual-reports/001008003012011/2025/" in page and "第 2 版" in page


def test_an_empty_list_says_what_will_be_there(client, cast):
    assert "还没有公开年报" in client.get("/annual-reports/").content.decode()


@pytest.mark.parametrize("address", ["001008003012011/2024/", "county/2025/", "nobody/2025/", "001008003012011/0/"])
def test_what_is_not_there_is_not_found(client, cast, address):
    published(cast)
    assert client.get(f"/annual-reports/{address}").status_code == 404


def test_the_public_case_says_the_figures_in_a_sentence_and_the_scope_in_words(client, cast):
    requested(cast.housing)
    story = published(cast)
    page = client.get(f"/cases/{story.case.number}/").content.decode()
    assert "新收 3 件，办结 3 件，结转下年 1 件。" in page and "一个机关" in page
    assert "cols" not in page


def test_a_report_that_is_written_is_not_there(client, cast):
    from report_stories import written

    written(cast).sealed(at("2026-11-25"))
    assert client.get("/annual-reports/001008003012011/2025/").status_code == 404


def test_a_page_asks_few_queries_however_many_requests(client, cast, django_assert_max_num_queries):
    requested(cast.housing)
    report = public_copy(published(cast))
    with django_assert_max_num_queries(MOST_QUERIES):
        page_of(client, report)
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get("/annual-reports/")


def test_the_page_is_complete_in_english(client, cast):
    requested(cast.housing)
    answer = client.get(public_copy(published(cast)).get_absolute_url(), {"lang": "en"})
    page = answer.content.decode()
    assert "Requests received this year" in page and "holds" in page
    words = re.sub(r'<div class="prose official" lang="zh-Hans">.*?</div>', "", page, flags=re.DOTALL)
    main = re.sub(r"<[^>]+>", " ", words[words.index("<main") : words.index("</main>")])
    assert re.findall("[\u4e00-\u9fff]+", main.replace("晴林县住房和城乡建设局", "")) == []


def test_a_report_is_found_by_search_under_its_genre(cast):
    published(cast)
    hits = current.index().search(Query(text="年度报告", genre="年报")).hits
    assert [hit.entry.url for hit in hits] == ["/annual-reports/001008003012011/2025/"]
