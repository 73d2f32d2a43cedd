"""A body in its reading layout."""

import pytest

from sunforest.matters.publishing import reading_layout


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<p onclick='alert(1)'>字</p>",
        "<style>body{display:none}</style>",
        "<p style='position:fixed'>字</p>",
        "<a href='javascript:alert(1)'>字</a>",
        "<img src=x onerror=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<iframe src='//elsewhere.example'></iframe>",
        "<p id='main'>字</p>",
        "<p class='site-header'>字</p>",
        "<form action='/'><input name=q></form>",
    ],
)
def test_what_runs_hides_or_collides_is_gone(hostile):
    shown = reading_layout.read(hostile).html
    for trace in (
        "script",
        "onclick",
        "onerror",
        "style",
        "javascript",
        "<img",
        "<svg",
        "iframe",
        "main",
        "site-header",
    ):
        assert trace not in shown
    assert "<input" not in shown and "<form" not in shown


def test_articles_get_the_anchors_that_the_import_gives():
    reading = reading_layout.read("<p>第一条　为了公开。</p><p>第二条之一　另有规定。</p>")
    assert [place.anchor for place in reading.articles] == ["art-1", "art-2-1"]
    assert '<p id="art-1"><strong>第一条</strong>　为了公开。</p>' in reading.html


def test_anchors_that_are_there_stay_and_none_is_given_twice():
    reading = reading_layout.read('<p id="art-1">第一条 甲。</p><p>第一条 说的是乙。</p>')
    assert [place.anchor for place in reading.articles] == ["art-1"]
    assert reading.html.count('id="') == 1


def test_headings_follow_each_other_without_a_gap():
    reading = reading_layout.read("<h5>一</h5><p>甲</p><h2>二</h2><h4>三</h4>")
    assert [place.depth for place in reading.places] == [0, 0, 1]
    assert "<h3" in reading.html and "<h4" in reading.html and "<h5" not in reading.html


def test_a_centred_chapter_and_a_short_first_level_are_headings():
    body = '<p class="align-center"><strong>第一章　总　则</strong></p><p>一、总体要求</p><p>一、县里决定，明年起免费。</p>'
    assert [place.words for place in reading_layout.read(body).places] == ["第一章　总　则", "一、总体要求"]


def test_a_title_that_the_body_repeats_is_shown_once():
    body = '<p class="align-center"><strong>关于供水的</strong></p><p class="align-center">通 知</p><p>正文</p>'
    assert reading_layout.read(body, title="关于供水的通知").html == "<p>正文</p>"


def test_centred_lines_that_are_not_the_title_stay():
    body = '<p class="align-center">晴政发〔2026〕1号</p><p>正文</p>'
    assert reading_layout.read(body, title="关于供水的通知").html == body


def test_signature_and_salutation_stand_where_an_official_document_has_them():
    shown = reading_layout.read("<p>各镇：</p><p>请办理。</p><p>晴林县人民政府</p><p>2026年3月1日</p>").html
    assert '<p class="salutation">各镇：</p>' in shown
    assert '<p class="align-right">晴林县人民政府</p><p class="align-right">2026年3月1日</p>' in shown


def test_text_has_one_block_a_line_and_no_markup():
    text = reading_layout.text_of("<p>甲<br>乙</p><ul><li>丙 &amp; 丁</li></ul><table><tr><td>戊</td></tr></table>")
    assert text == "甲\n乙\n丙 & 丁\n戊"
