"""Every plain page of the portal: there, in both languages, with its marks, cheap and cacheable."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client

PAGES = (
    *("/", "/search/", "/organs/", "/organs/001008003012011/", "/statutory/", "/guide/", "/rules/", "/annual-reports/"),
    *("/request/", "/processes/", "/processes/road_occupation/", "/open-data/", "/about/", "/about/finding/"),
    *(
        "/about/verify/",
        "/about/accessibility/",
        "/about/privacy/",
        "/about/reuse/",
        "/about/mistakes/",
        "/about/site-map/",
    ),
)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_one_heading_a_title_and_the_statutory_marks(
    client: Client, published: object, address: str
) -> None:
    html = client.get(address).content.decode()
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert re.search(r"<title>[^<]+ · [^<]+</title>", html)
    assert '<meta name="SiteName" content="晴林县">' in html
    assert f'<link rel="canonical" href="http://localhost:8000{address}">' in html
    assert '<main id="main"' in html


@pytest.mark.parametrize("address", PAGES)
def test_a_page_in_english_has_no_chinese_of_its_own(client: Client, published: object, address: str) -> None:
    html = client.get(address, {"lang": "en"}).content.decode()
    assert '<html lang="en"' in html
    navigation = html[html.index("<nav") : html.index("</nav>")]
    assert not re.search("[\u4e00-\u9fff]", navigation)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_the_database_little(
    client: Client, published: object, address: str, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(4):
        client.get(address)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_small_and_has_nothing_inline(client: Client, published: object, address: str) -> None:
    html = client.get(address).content.decode()
    assert len(html) < 120_000
    assert " style=" not in html
    assert "<style" not in html
    assert not re.search(r"<script(?![^>]*(src=|application/ld\+json))", html)
    assert not re.search(r'(src|href)="(https?:)?//(?!localhost)', html)


def test_an_anonymous_page_may_be_cached_briefly_and_is_validated(client: Client, published: object) -> None:
    first = client.get("/organs/")
    assert first["Cache-Control"] == "public, max-age=0, s-maxage=2, stale-while-revalidate=30"
    assert client.get("/organs/", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304


def test_the_page_of_somebody_signed_in_is_private(client: Client, published: object) -> None:
    client.cookies["sessionid"] = "somebody"
    assert "private" in client.get("/organs/")["Cache-Control"]


def test_the_home_page_shows_what_is_new_and_every_organ_as_a_tree(client: Client, published: object) -> None:
    html = client.get("/").content.decode()
    assert html.index("义务教育招生通知") < html.index("公租房保障办法")
    assert "晴林县教育局：已公开 2 条" in html
    assert html.count('class="tree"') == 2


def test_the_home_page_of_an_empty_county_explains_itself(client: Client, db: None) -> None:
    html = client.get("/").content.decode()
    assert "阳光森林" in html
    assert "第一份文件公开后，马上会出现在这里。" in html


def test_an_organ_page_lists_only_its_own_documents(client: Client, published: object) -> None:
    html = client.get("/organs/001008003012011/").content.decode()
    assert "公租房保障办法" in html
    assert "义务教育招生通知" not in html


def test_an_organ_that_published_nothing_shows_nothing_of_others(client: Client, county: object) -> None:
    assert "这个机关还没有公开的信息" in client.get("/organs/001008003012011/").content.decode()


def test_an_unknown_organ_process_or_page_is_not_found(client: Client, county: object) -> None:
    for address in ("/organs/1/", "/processes/nothing/", "/about/nothing/", "/processes/road_occupation/flowchart.exe"):
        response = client.get(address)
        assert response.status_code == 404
        assert "没有这一页" in response.content.decode()


def test_annual_reports_are_found(client: Client, published: object) -> None:
    assert "2025年政府信息公开工作年度报告" in client.get("/annual-reports/").content.decode()


def test_a_procedure_says_who_how_long_and_what_stays_closed_on_which_ground(client: Client, county: object) -> None:
    html = client.get("/processes/road_occupation/").content.decode()
    assert "20 个工作日" in html
    assert "《行政许可法》第42条" in html
    assert "《个人信息保护法》第25条" in html
    assert "<svg" in html


def test_a_procedure_can_be_downloaded_as_drawing_and_as_model(client: Client, county: object) -> None:
    for ending, kind in (("svg", "image/svg+xml"), ("bpmn", "application/xml")):
        response = client.get(f"/processes/road_occupation/flowchart.{ending}")
        assert response["Content-Type"] == kind
        ElementTree.fromstring(response.content)


def test_the_site_map_names_columns_organs_and_documents(client: Client, published: object) -> None:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    addresses = {element.text for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert {"http://localhost:8000/guide/", "http://localhost:8000/documents/1/"} <= addresses
    assert "http://localhost:8000/organs/001008003012012/" in addresses


def test_robots_are_kept_from_the_desk(client: Client, db: None) -> None:
    assert "Disallow: /desk/" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize("address", ["/", "/search/", "/organs/", "/about/"])
def test_pages_are_only_read(client: Client, published: object, address: str) -> None:
    assert client.post(address).status_code == 405
