"""The desk of annual reports: what is due, figures that lead to their cases, last year's text beside this year's."""

import re

import pytest
from desk_client import desk_of, form_in
from report_stories import CHAPTERS, ENTERED, Report, county_story, opened, published, requested, supervising, written

from cast import at, hire
from sunforest.core.organs.roles import HEAD
from sunforest.core.process.models import Case
from sunforest.matters.remedies.models import Challenge
from sunforest.matters.reports.models import AnnualReport

pytestmark = pytest.mark.django_db

OVERVIEW = "/desk/annual-reports/"


def at_desk(story) -> str:
    return f"{OVERVIEW}{story.case.number}/"


def text_of(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_overview_shows_every_organ_of_a_year_with_last_day_and_own_target(cast):
    opened(cast, year=2025)
    page = text_of(desk_of(cast.wang).get(OVERVIEW, {"year": "2025"}))
    assert page.count("2026-01-31") == 2 and page.count("2026-01-30") == 2 and page.count("2026-03-31") == 2
    assert "晴林县" in page and "晴林县教育局" in page


def test_what_was_not_published_by_its_last_day_is_late_in_the_overview(cast):
    page = text_of(desk_of(cast.inspector).get(OVERVIEW, {"year": "2024"}))
    assert page.count("已过期限") == 4  # the sentence and three rows


def test_another_organs_clerk_reads_where_a_report_stands_but_not_the_report(cast):
    story = opened(cast)
    client = desk_of(cast.sun)
    assert "晴林县住房和城乡建设局" in text_of(client.get(OVERVIEW, {"year": "2025"}))
    assert at_desk(story) not in text_of(client.get(OVERVIEW, {"year": "2025"}))
    assert client.get(at_desk(story)).status_code == 404
    assert client.get(f"{at_desk(story)}cases/r01/total/").status_code == 404


def test_each_figure_leads_to_the_cases_behind_it(cast):
    rows = requested(cast.housing)
    story = opened(cast)
    client = desk_of(cast.wang)
    page = text_of(client.get(at_desk(story)))
    address = f"{at_desk(story)}cases/r01/legal/"
    assert f'<a href="{address}">1</a>' in page
    behind = text_of(client.get(address))
    assert rows[3].case.number in behind and rows[2].case.number not in behind
    assert "一、本年新收政府信息公开申请数量 · 法律服务机构" in behind


def test_normative_documents_lead_to_the_documents(cast):
    story = opened(cast).perform(Report.enter, on="2026-01-07", **ENTERED)
    page = text_of(desk_of(cast.wang).get(at_desk(story)))
    assert re.search(r'<a href="/search/\?[^"]*organ=001008003012011[^"]*">9</a>', page)


def test_a_nought_leads_nowhere(cast):
    page = text_of(desk_of(cast.wang).get(at_desk(opened(cast))))
    assert "/cases/r" not in page


def test_a_clerk_sees_of_the_countys_cases_only_those_of_the_own_organ(cast):
    requested(cast.housing, [("welfare", "2025-04-01", "2025-04-08", "X2")])
    requested(cast.education, [("welfare", "2025-04-01", "2025-04-08", "X2")])
    story = county_story(cast)
    head = hire(cast.education, "温岚", "head.wen", HEAD, "主任")
    behind = text_of(desk_of(head).get(f"{at_desk(story)}cases/r17/total/"))
    assert "这个数由 2 件组成，您可以查看其中 1 件" in behind
    everything = text_of(desk_of(cast.inspector).get(f"{at_desk(story)}cases/r17/total/"))
    assert "您可以查看其中 2 件" in everything


@pytest.mark.parametrize("cell", ["r99/total", "r01/everybody", "fy/natural"])
def test_a_cell_that_does_not_exist_is_not_found(cast, cell):
    assert desk_of(cast.wang).get(f"{at_desk(opened(cast))}cases/{cell}/").status_code == 404


def test_a_figure_of_table_3_leads_to_its_cases_too(cast):
    (request, *_others) = requested(cast.housing)
    case = Case.objects.create(
        number="R1", process_key="challenge", process_version=1, organ=cast.housing, state="defending",
        opened_at=at("2025-08-01"), opened_on="2025-08-01", changed_at=at("2025-08-01"),
    )  # fmt: skip
    Challenge.objects.create(case=case, organ=cast.housing, request=request.case, kind="fy", received_on="2025-08-01")
    story = opened(cast)
    client = desk_of(cast.wang)
    address = f"{at_desk(story)}cases/fy/pending/"
    assert f'<a href="{address}">1</a>' in text_of(client.get(at_desk(story)))
    assert "R1" in text_of(client.get(address))
    assert "没有可以查看的办件" in text_of(client.get(f"{at_desk(story)}cases/fy/upheld/"))


def test_last_years_figures_and_text_stand_beside_this_years(cast):
    requested(cast.housing)
    published(cast, year=2024)
    story = opened(cast, year=2025)
    client = desk_of(cast.wang)
    page = text_of(client.get(at_desk(story)))
    assert "与上年相比" in page and "+1" in page
    chapters = text_of(client.get(f"{at_desk(story)}chapters/"))
    assert chapters.index("一、总体情况：本年情况如下。") < chapters.index('name="overview"')


def test_chapters_written_beside_last_years_go_through_the_acts_own_preview(cast):
    story = opened(cast)
    client = desk_of(cast.wang)
    page = text_of(client.get(f"{at_desk(story)}chapters/"))
    address = re.search(r'<form id="act-form" method="post" action="([^"]+)"', page).group(1)
    assert address == f"/desk/cases/{story.case.number}/acts/write/"
    previewed = text_of(client.post(address, {**form_in(page), **CHAPTERS, "preview": "1"}))
    posted = {**form_in(previewed), "do": "1"}
    assert client.post(address, posted).status_code == 302
    assert AnnualReport.objects.get().chapters["problems"] == CHAPTERS["problems"]


def test_the_page_of_the_case_leads_to_figures_and_last_years_text(cast):
    story = opened(cast)
    page = text_of(desk_of(cast.wang).get(f"/desk/cases/{story.case.number}/"))
    assert f'href="{at_desk(story)}"' in page and "数字和上年的文字" in page


def test_chapters_are_not_offered_where_they_cannot_be_written(cast):
    story = written(cast)
    assert desk_of(cast.wang).get(f"{at_desk(story)}chapters/").status_code == 302


def test_a_clerk_begins_a_report_at_the_desk_by_naming_the_year_only(cast):
    client = desk_of(cast.wang)
    page = text_of(client.get("/desk/open/annual_report/open_report/", {"year": "2025"}))
    previewed = text_of(client.post("/desk/open/annual_report/open_report/", {**form_in(page), "preview": "1"}))
    assert client.post("/desk/open/annual_report/open_report/", {**form_in(previewed), "do": "1"}).status_code == 302
    assert Case.objects.get(process_key="annual_report").due_on.isoformat() == "2026-01-31"


def test_the_head_publishes_at_the_desk_what_was_previewed(cast):
    requested(cast.housing)
    story = written(cast)
    client = desk_of(cast.zhao)
    address = f"/desk/cases/{story.case.number}/acts/publish/"
    page = text_of(client.get(address))
    assert "新收 3 件，办结 3 件，结转下年 1 件。" in page
    assert client.post(address, {**form_in(page), "do": "1"}).status_code == 302
    story.sealed(at("2026-11-25"))
    assert story.state == "published"


def test_the_supervising_clerk_is_told_who_may_write_for_the_county(cast):
    client = desk_of(cast.sun)
    address = "/desk/open/annual_report/open_county_report/"
    refused = text_of(client.post(address, {"year": "2025", "preview": "1"}))
    assert "主管部门" in refused
    supervising(cast)
    assert "主管部门编写" not in text_of(client.post(address, {"year": "2025", "preview": "1"}))


def test_records_that_changed_after_publication_call_for_a_correction(cast):
    story = published(cast, year=2025)
    client = desk_of(cast.wang)
    assert "与已公布的数字不一致" not in text_of(client.get(at_desk(story)))
    requested(cast.housing)
    assert "与已公布的数字不一致" in text_of(client.get(at_desk(story)))


def test_a_page_of_figures_asks_few_queries(cast, django_assert_max_num_queries):
    requested(cast.housing)
    story = opened(cast)
    client = desk_of(cast.wang)
    client.get(at_desk(story))
    with django_assert_max_num_queries(40):
        client.get(at_desk(story))
    with django_assert_max_num_queries(30):
        client.get(OVERVIEW, {"year": "2025"})
