"""The search page: words, filters as links, help where nothing is found, feeds, suggestions."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.test import Client

ATOM = "{http://www.w3.org/2005/Atom}"


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def titles(html: str) -> list[str]:
    shown = re.findall(r'<h3[^>]*><a href="/documents/\d/"[^>]*>(.*?)</a></h3>', html)
    return [re.sub(r"</?mark>", "", title) for title in shown]


def test_words_are_marked_in_title_and_passage(client: Client, published: object) -> None:
    assert "<mark>公租房</mark>保障办法" in page(client, "/search/?q=公租房")


def test_text_of_documents_is_escaped(client: Client, published: object) -> None:
    html = page(client, "/search/?q=公租房")
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    "written", ["晴建发〔2026〕7号", "晴建发[2026]7号", "晴建发(2026)7号", "晴建发［２０２６］７号"]
)
def test_a_document_number_is_found_in_every_form_of_brackets(client: Client, published: object, written: str) -> None:
    assert titles(page(client, f"/search/?q={written}"))[0] == "公租房保障办法"


def test_each_filter_is_a_link_and_its_count_is_what_one_gets(client: Client, published: object) -> None:
    html = page(client, "/search/")
    links = re.findall(
        r'<a href="([^"]+)" id="facet-[a-z]+-\d+"[^>]*><span class="value">.*?</span> <span class="count">(\d+)</span>',
        html,
    )
    assert len(links) > 8
    for address, count in links:
        assert len(titles(page(client, unescape(address)))) == int(count), address


def test_a_filter_in_use_can_be_removed_by_itself(client: Client, published: object) -> None:
    html = page(client, "/search/?organ=001008003012011&year=2026")
    removals = [unescape(address) for address in re.findall(r'<a class="chip" [^>]*href="([^"]+)"', html)]
    assert removals == ["/search/?year=2026", "/search/?organ=001008003012011"]


def test_the_chosen_value_of_a_facet_says_so(client: Client, published: object) -> None:
    html = page(client, "/search/?organ=001008003012011")
    assert re.search(r'id="facet-organ-\d+" rel="nofollow" aria-current="true"', html)


def test_a_second_level_topic_stands_below_its_chosen_first_level(client: Client, published: object) -> None:
    assert 'class="below"' not in page(client, "/search/")
    assert 'class="below"' in page(client, "/search/?topic=科技、教育")


def test_the_newest_stand_first_when_asked_for(client: Client, published: object) -> None:
    assert titles(page(client, "/search/?sort=newest"))[:2] == ["义务教育招生通知", "公租房保障办法"]
    assert titles(page(client, "/search/?sort=oldest"))[0] == "公租房配租公告"


def test_an_unknown_filter_is_ignored_with_a_remark(client: Client, published: object) -> None:
    html = page(client, "/search/?q=公租房&organ=nobody")
    assert "没有这一机关，已忽略该条件。" in html
    assert len(titles(html)) == 2


def test_nothing_found_names_the_missing_word_and_offers_fewer(client: Client, published: object) -> None:
    html = page(client, "/search/?q=招生 潜水艇")
    assert "公开信息里没有出现过“潜水艇”" in html
    assert "只查“招生”" in html


@pytest.mark.parametrize("words", ["，。！？", "' OR 1=1 --", "\x00\u200b", "a" * 10_000, "医" * 10_000, "<b>", "%"])
def test_whatever_is_typed_is_answered_calmly(client: Client, published: object, words: str) -> None:
    response = client.get("/search/", {"q": words})
    assert response.status_code == 200
    assert len(response.content) < 100_000


@pytest.mark.parametrize("number", ["0", "-1", "99999999999", "二", ""])
def test_any_page_number_gives_a_page(client: Client, published: object, number: str) -> None:
    assert client.get("/search/", {"page": number}).status_code == 200


def test_a_result_page_asks_the_database_twice_at_most(
    client: Client, published: object, django_assert_max_num_queries: object
) -> None:
    page(client, "/search/?q=公租房")
    with django_assert_max_num_queries(2):
        page(client, "/search/?q=公租房")


def test_a_feed_holds_the_same_results_newest_first(client: Client, published: object) -> None:
    response = client.get("/search/feed.atom?q=公租房")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [
        "公租房保障办法",
        "公租房配租公告",
    ]
    assert feed.find(f"{ATOM}link[@rel='alternate']").attrib["href"].endswith("/search/?q=%E5%85%AC%E7%A7%9F%E6%88%BF")
    assert all(link.attrib["href"].startswith("http://") for link in feed.iter(f"{ATOM}link"))


def test_suggestions_lead_to_organs_and_titles(client: Client, published: object) -> None:
    shown = client.get("/search/suggest/?q=jyj").json()["suggestions"]
    assert {"words": "晴林县教育局", "kind": "机关", "url": "/search/?organ=001008003012012"} in shown
    assert client.get("/search/suggest/?q=公租房").json()["suggestions"][0]["url"].startswith("/documents/")


def test_an_empty_index_is_explained(client: Client, county: object) -> None:
    assert "这里还没有公开的信息" in page(client, "/search/")
