"""The public lists: late, not disclosed, corrected, interpreted, answered."""

import csv
import io
import re

import pytest
from publishing_stories import CLOSED, answered, approved, interpreted, public_copy, published, revised

from sunforest.faces.portal import listing
from sunforest.matters.publishing.models import Correction, NotDisclosed, PublicDocument
from sunforest.matters.publishing.process import OfficialDocument

pytestmark = pytest.mark.django_db

LISTS = ["/late/", "/not-disclosed/", "/corrections/", "/interpretations/", "/concerns/"]


def shown(client, address, **values):
    answer = client.get(address, values)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("address", LISTS)
def test_an_empty_list_explains_what_will_stand_there(client, cast, address):
    assert 'class="empty"' in shown(client, address)


@pytest.mark.parametrize("address", LISTS)
def test_a_list_costs_at_most_twelve_queries(client, cast, address, django_assert_max_num_queries):
    interpreted(cast)
    answered(cast)
    with django_assert_max_num_queries(12):
        shown(client, address, organ="001008003012011", year="2026")


@pytest.mark.parametrize("address", LISTS)
def test_an_unknown_filter_is_ignored_with_a_remark_and_a_wild_page_is_calm(client, cast, address):
    page = shown(client, address, organ="' OR 1=1", year="²", page="999999")
    assert "没有这一条件，已忽略" in page


def test_a_late_document_is_listed_with_limit_days_and_reason(client, cast):
    published(cast, on="2026-10-23", late_reason="等待会签")
    page = shown(client, "/late/")
    for words in ("有 1 份文件公开迟了", "2026-10-22", "2026-10-23", "等待会签", "关于做好冬季燃气安全检查的通知"):
        assert words in page


def test_a_late_document_without_a_reason_is_listed_all_the_same(client, cast):
    published(cast, on="2026-10-23")
    assert "没有说明" in shown(client, "/late/")


def test_what_is_signed_and_overdue_is_listed_without_its_title(client, cast):
    approved(cast).sealed()
    page = shown(client, "/late/")
    assert "晴林县住房和城乡建设局" in page and "2026-10-22" in page
    assert "燃气" not in page


def test_what_is_not_disclosed_shows_ground_article_and_next_review_but_never_a_title(client, cast):
    approved(cast, gate=CLOSED).sealed()
    page = shown(client, "/not-disclosed/")
    for words in ("过程性信息", "第16条第2款", "2027-09-18", "不予公开"):
        assert words in page
    assert "燃气" not in page


def test_what_was_opened_leaves_the_list(client, cast):
    approved(cast, gate=CLOSED).sealed()
    NotDisclosed.objects.update(opened_on="2026-11-01")
    assert "没有不公开的文件" in shown(client, "/not-disclosed/")


def test_facet_counts_are_the_totals_that_their_links_find(client, cast):
    for on in ("2026-10-23", "2026-10-26"):
        published(cast, on=on)
    page = shown(client, "/late/")
    address, count = re.search(
        r'href="/late/(\?organ=[^"]+)".*?<span class="count">(\d+)</span>', page, re.DOTALL
    ).groups()
    assert int(count) == 2
    assert f"{count} 条" in client.get(f"/late/{address}").content.decode()


def test_long_lists_are_cut_into_pages(client, cast, monkeypatch):
    monkeypatch.setattr(listing, "ROWS_ON_A_PAGE", 1)
    for on in ("2026-10-23", "2026-10-26"):
        published(cast, on=on)
    first, second = shown(client, "/late/"), shown(client, "/late/", page="2")
    assert 'rel="next"' in first and "2026-10-26" in first and "2026-10-23" not in first
    assert "2026-10-23" in second


def test_the_csv_holds_every_row_and_no_formula(client, cast):
    story = published(cast, on="2026-10-23", late_reason="=HYPERLINK(1)")
    answer = client.get("/late.csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[0][0] == "标题" and rows[1][0] == public_copy(story).title
    assert rows[1][7] == "'=HYPERLINK(1)" and rows[1][8].endswith(public_copy(story).get_absolute_url())


def test_the_csv_of_what_is_not_disclosed_has_no_title(client, cast):
    approved(cast, gate=CLOSED).sealed()
    text = b"".join(client.get("/not-disclosed.csv").streaming_content).decode()
    assert "过程性信息" in text and "燃气" not in text


def test_revisions_changes_and_withdrawals_stand_in_the_list_and_in_the_feed(client, cast):
    story = revised(cast, body="<p>每户至少两次。</p>")
    story.perform(
        OfficialDocument.change_effect,
        on="2026-10-12",
        effect="amended",
        changed_on="2026-10-12",
        reason="部分条款修改",
    )
    story.perform(OfficialDocument.withdraw, on="2026-10-13", reason="<b>原决定</b>已被撤销").sealed()
    assert Correction.objects.count() == 3
    page = shown(client, "/corrections/")
    for words in ("增加复查要求", "部分条款修改", "&lt;b&gt;原决定", "撤回"):
        assert words in page
    feed = client.get("/corrections/feed.atom")
    assert feed["Content-Type"].startswith("application/atom+xml")
    from lxml import etree

    entries = etree.fromstring(feed.content).findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 3 and "撤回" in entries[0].findtext("{http://www.w3.org/2005/Atom}title")


def test_a_response_is_listed_with_grade_and_hours(client, cast):
    answered(cast)
    page = shown(client, "/concerns/")
    assert "发现后 11 小时内回应" in page and "按时" in page and "一般" in page


def test_a_response_after_the_limit_is_marked_late(client, cast):
    answered(cast, on="2026-10-04", clock="09:00")
    page = shown(client, "/concerns/")
    assert "发现后 59 小时内回应" in page and "tone-late" in page


def test_interpretations_of_withdrawn_documents_are_not_listed(client, cast):
    story = interpreted(cast)
    assert "冬季燃气安全检查问答" in shown(client, "/interpretations/")
    PublicDocument.objects.filter(pk=public_copy(story).pk).update(withdrawn_on="2026-10-09")
    assert "冬季燃气安全检查问答" not in shown(client, "/interpretations/")
