"""The page of a document: what it says at its top, what belongs to it, and that it is harmless and quick."""

import gzip
import json
import re
import time
from datetime import date, timedelta

import pytest
from publishing_stories import CONTENT, answered, interpreted, public_copy, published, revised

from cast import at
from sunforest.core.process import followers_of_matters
from sunforest.core.search import current
from sunforest.core.search.query import Query
from sunforest.matters.publishing import document_words
from sunforest.matters.publishing.models import PublicDocument
from sunforest.matters.publishing.process import OfficialDocument

pytestmark = pytest.mark.django_db


def page_of(client, story, *, language="zh-hans"):
    return client.get(public_copy(story).get_absolute_url(), {"lang": language}).content.decode()


def test_the_first_sentence_says_who_when_and_whether_it_is_in_force(client, cast):
    assert "本文件由晴林县住房和城乡建设局于2026年9月21日发布，现行有效。" in page_of(client, published(cast))


def test_the_metadata_are_those_that_the_rules_ask_for(client, cast):
    page = page_of(client, published(cast))
    for label in (
        "索引号",
        "主题分类",
        "发文机关",
        "文号",
        "成文日期",
        "发布日期",
        "公开方式",
        "有效性",
        "关键词",
        "内容概述",
    ):
        assert f"<dt>{label}</dt>" in page
    for value in ("001008003012011/2026-00001", "晴建发〔2026〕12号", "2026年9月18日", "主动公开", "燃气 安全"):
        assert value in page


def test_the_statutory_marks_and_linked_data_name_the_document(client, cast):
    page = page_of(client, published(cast))
    assert f'<meta name="ArticleTitle" content="{CONTENT["title"]}">' in page
    assert '<meta name="PubDate" content="2026-09-21 00:00">' in page
    assert '<meta name="ContentSource" content="晴林县住房和城乡建设局">' in page
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert (data["@type"], data["name"], data["datePublished"]) == ("DigitalDocument", CONTENT["title"], "2026-09-21")


def test_the_proof_names_leaf_and_commitment(client, cast):
    story = published(cast)
    page = page_of(client, story)
    assert f"公开日志第 {public_copy(story).leaf_index} 号" in page
    assert re.search(r'<code class="fingerprint">[0-9a-f]{64}</code>', page)


def test_a_page_costs_at_most_eleven_queries(client, cast, django_assert_max_num_queries):
    address = public_copy(interpreted(cast)).get_absolute_url()
    with django_assert_max_num_queries(11):
        client.get(address)


def test_an_unchanged_page_is_not_sent_again(client, cast):
    address = public_copy(published(cast)).get_absolute_url()
    first = client.get(address)
    assert "public" in first["Cache-Control"] and "Cookie" in first["Vary"]
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_a_hostile_title_and_body_come_out_harmless(client, cast):
    story = published(cast)
    hostile = {"title": "<script>alert('t')</script>", "body": "<p onclick='x()'>字</p><script>alert('b')</script>"}
    PublicDocument.objects.filter(pk=public_copy(story).pk).update(**hostile)
    page = page_of(client, story)
    assert "<script>alert" not in page and "onclick" not in page
    assert "&lt;script&gt;alert" in page


def test_a_body_of_a_hundred_thousand_characters_is_shown_quickly_and_small(client, cast):
    words = "本县各级机关应当在二十个工作日内公开信息并说明依据范围对象标准程序时限和救济途径"
    articles = (f"<p>第{'一二'[place % 2]}条　{words[place % 20 :]}{words * 6}</p>" for place in range(400))
    story = published(cast)
    PublicDocument.objects.filter(pk=public_copy(story).pk).update(body="".join(articles))
    started = time.process_time()
    content = client.get(public_copy(story).get_absolute_url()).content
    assert time.process_time() - started < 1.0
    assert len(content.decode()) > 100_000
    assert len(gzip.compress(content)) < 100_000


@pytest.mark.parametrize(
    ("dates", "effect"),
    [
        ({}, "in_force"),
        ({"effective_from": timedelta(days=1)}, "not_yet_in_force"),
        ({"effective_from": timedelta(0)}, "in_force"),
        ({"valid_until": timedelta(0)}, "in_force"),
        ({"valid_until": timedelta(days=-1)}, "expired"),
    ],
)
def test_effect_is_reckoned_anew_each_day(cast, dates, effect):
    document, today = public_copy(published(cast)), date(2026, 11, 25)
    for name, distance in dates.items():
        setattr(document, name, today + distance)
    assert document_words.effect_of(document, today) == effect


def test_a_withdrawn_document_says_why_at_its_old_address_and_shows_nothing_else(client, cast):
    story = published(cast).perform(OfficialDocument.withdraw, on="2026-10-09", reason="原决定已被撤销").sealed()
    answer = client.get(public_copy(story).get_absolute_url())
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "已于2026年10月9日撤回" in page and "原决定已被撤销" in page
    assert "每户至少一次" not in page and "download.pdf" not in page


def test_a_late_document_says_how_late_and_what_the_organ_said(client, cast):
    page = page_of(client, published(cast, on="2026-10-23", late_reason="等待会签"))
    assert "迟延公开 1 天" in page and "机关说明：等待会签" in page


def test_interpretation_and_document_link_to_each_other(client, cast):
    story = interpreted(cast)
    document = public_copy(story)
    interpretation = document.interpretations.get()
    assert interpretation.get_absolute_url() in page_of(client, story)
    page = client.get(interpretation.get_absolute_url()).content.decode()
    assert document.get_absolute_url() in page and "检查免费吗？" in page


def test_response_and_document_link_to_each_other(client, cast):
    story = published(cast)
    document = public_copy(story)
    answered(cast, documents=(document.case_number,))
    response = document.responses.get()
    assert response.get_absolute_url() in page_of(client, story)
    page = client.get(response.get_absolute_url()).content.decode()
    assert document.get_absolute_url() in page
    assert "在 11 小时内作出回应，符合规定的时限" in page


def test_an_earlier_version_says_that_it_is_one_and_links_to_the_text_in_force(client, cast):
    story = revised(cast, body="<p>各镇人民政府：</p><p>请于十二月前完成检查，每户至少两次。</p>")
    address = public_copy(story).get_absolute_url()
    page = client.get(f"{address}versions/1/").content.decode()
    assert "每户至少一次" in page and "这是旧的版本" in page and f'href="{address}"' in page


def test_differences_of_two_versions_are_marked_word_by_word(client, cast):
    story = revised(cast, body="<p>各镇人民政府：</p><p>请于十二月前完成检查，每户至少两次。</p>")
    address = public_copy(story).get_absolute_url()
    page = client.get(f"{address}compare/2/1/").content.decode()
    assert re.search(r"<del>.*?</span>一</del>", page) and re.search(r"<ins>.*?</span>两</ins>", page)
    assert "改动 1 段" in page and "增加复查要求" in page


def test_two_documents_of_one_title_can_be_compared_and_the_older_points_to_the_newer(client, cast):
    old, new = published(cast), published(cast, body="<p>完全另一个内容，但是标题一样。</p>")
    numbers = [public_copy(one).case_number for one in (old, new)]
    for number, formed_on in zip(numbers, ("2020-01-01", "2026-01-01"), strict=True):
        PublicDocument.objects.filter(pk=number).update(version_group="同名", formed_on=formed_on)
    assert "这份文件此后有新的文本" in page_of(client, old)
    assert "这份文件此后有新的文本" not in page_of(client, new)
    answer = client.get(f"/documents/{numbers[1]}/compare-with/{numbers[0]}/")
    assert "从2020年1月1日文本到2026年1月1日文本" in answer.content.decode()


@pytest.mark.parametrize("rest", ["", "versions/9/", "compare/1/1/", "compare/1/9/", "compare-with/x/", "print/"])
def test_what_is_not_there_is_not_found(client, cast, rest):
    number = public_copy(published(cast)).case_number if rest and rest != "print/" else "339921-260101-000000-0"
    assert client.get(f"/documents/{number}/{rest}").status_code == 404


def test_the_english_page_has_english_words_around_the_chinese_text(client, cast):
    page = page_of(client, published(cast), language="en")
    assert "<dt>Index number</dt>" in page and "Published by" in page
    assert "在" not in re.sub(
        r"<[^>]+lang=\"zh-Hans\"[^>]*>.*?</|<[^>]+>", "", page.split("<main")[1].split('class="prose')[0]
    )


def test_a_document_comes_into_force_in_the_index_without_any_act(cast):
    published(cast, effective_from="2026-10-20")
    assert effects_in_index() == {"not_yet_in_force"}
    assert followers_of_matters.renew(at("2026-10-19")) == 0
    assert followers_of_matters.renew(at("2026-10-20")) == 1
    assert effects_in_index() == {"in_force"}


def effects_in_index():
    return {hit.entry.effect for hit in current.index().search(Query(kind="document")).hits}
