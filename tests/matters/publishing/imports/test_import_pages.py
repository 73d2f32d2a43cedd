import pytest

from sunforest.matters.publishing.imports import genres, safe_html, state_council

HOSTILE = """<body onload="a()"><p onclick="b()" style="x:y">前</p><script>c()</script><iframe src="//e.org"></iframe>
<a href="javascript:d()">点</a><a href=" JaVa&#9;script:d()">再点</a><img src="http://e.org/t.gif" onerror="e()">
<svg><a xlink:href="javascript:f()">图</a></svg><object data="x"></object><link rel=stylesheet href="//e.org/a.css">
<p style="background:url(http://e.org/b)">后</p><form action="//e.org"><input value="v">单</form><!-- 注 --></body>"""


def test_trap_9_nothing_that_runs_or_loads_remains():
    cleaned = safe_html.clean(HOSTILE)
    assert cleaned.text.split() == ["前", "点再点", "后", "单"]
    for word in (
        "script",
        "onclick",
        "onload",
        "onerror",
        "style",
        "iframe",
        "svg",
        "e.org",
        "javascript",
        "form",
        "<!--",
    ):
        assert word not in cleaned.html.lower()
    assert set(cleaned.removed) == {"script", "event_handler", "unsafe_link", "frame", "image", "form"}


def test_links_stay_with_a_guard():
    cleaned = safe_html.clean('<a href="https://e.org/?a=1&b=2" target="_blank" id="x">甲</a><a href="mailto:a@e.org">乙</a>'
                              '<a href="/rel">丙</a><a href="data:text/html,x">丁</a>')  # fmt: skip
    assert cleaned.html == (
        '<p><a href="https://e.org/?a=1&amp;b=2" rel="noopener noreferrer nofollow">甲</a>'
        '<a href="mailto:a@e.org" rel="noopener noreferrer nofollow">乙</a>丙丁</p>'
    )


def test_layout_tables_are_dissolved_and_data_tables_stay():
    cleaned = safe_html.clean("<table><tr><td>左<table><tr><td rowspan=2>1</td><td>2</td></tr><tr><td>3</td></tr></table></td>"
                              "<td>右</td></tr></table>")  # fmt: skip
    assert cleaned.html.count("<table>") == 1 and '<td rowspan="2">1</td>' in cleaned.html
    assert cleaned.text.split("\n") == ["左", "1", "2", "3", "右"]


def test_loose_text_becomes_paragraphs_in_its_order():
    cleaned = safe_html.clean("一<div>二<div>三</div>四<b>五</b>六</div>七")
    assert cleaned.html.split("\n") == [
        "<p>一</p>",
        "<p>二</p>",
        "<p>三</p>",
        "<p>四<strong>五</strong>六</p>",
        "<p>七</p>",
    ]


def test_bold_and_alignment_survive_as_meaning():
    cleaned = safe_html.clean(
        '<p style="text-align:center"><span style="font-weight:bold">题</span></p><p align="right">署名</p>'
    )
    assert cleaned.html.split("\n") == [
        '<p class="align-center"><strong>题</strong></p>',
        '<p class="align-right">署名</p>',
    ]


def test_hidden_text_is_not_brought_to_light():
    cleaned = safe_html.clean('<p>明</p><p style="display: none">暗</p><p hidden>藏</p>')
    assert (cleaned.text, cleaned.removed) == ("明", ("hidden_text",))


@pytest.mark.parametrize(
    "monster",
    ["<div>" * 100_000 + "文" + "</div>" * 100_000, "<!--", "<", "", "\0", "&" * 200_000,
     "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">文", "<script>" * 5000, "</p></td></table>文"],
    ids=["deep", "comment", "angle", "empty", "null", "ampersands", "attributes", "scripts", "closing"],
)  # fmt: skip
def test_monstrous_pages_are_survived(monster):
    cleaned = safe_html.clean(monster)
    assert ("文" in cleaned.text) == ("文" in monster)


def test_cleaning_twice_changes_nothing():
    once = safe_html.clean(HOSTILE + "<ul><li>甲</li></ul><h1>乙</h1><table><tr><th>a<th>b<tr><td>c<td>d</table>").html
    assert safe_html.clean(once).html == once


def test_the_box_of_particulars_is_no_part_of_the_body():
    html = ("<table><tr><td>索 引 号：</td><td>1/2</td><td>主题分类：</td><td>水利</td></tr></table>"
            "<div><p>正文</p></div>")  # fmt: skip
    assert state_council.body_of(html, "").text == "正文"
    assert state_council.body_of(html, "正文").text == "正文"


def test_a_page_that_lacks_text_gives_way_to_the_plain_text():
    body = state_council.body_of('<div id="UCAP-CONTENT"><p>半</p></div>', "半截\n全文<b>")
    assert (body.text, [remark.key for remark in body.remarks]) == ("半截\n全文<b>", ["page_unusable"])
    assert body.html == "<p>半截</p>\n<p>全文&lt;b&gt;</p>"


def test_articles_in_a_page_carry_anchors():
    body = state_council.body_of(
        '<p align="center">第一章</p><p>　　<b>第一条</b> 甲</p><p>第二条 乙</p>', "第一章 第一条 甲 第二条 乙"
    )
    assert [article.anchor for article in body.articles] == ["art-1", "art-2"]
    assert '<p id="art-1"><strong>第一条</strong> 甲</p>' in body.html


@pytest.mark.parametrize(
    ("subject", "topics"),
    [("科技、教育\\教育", (("科技、教育", "教育"),)), ("其他", (("其他",),)), ("", ()), ("）", ()),
     ("财政\\税务；水利", (("财政", "税务"), ("水利",)))],
)  # fmt: skip
def test_trap_10_the_backslash_parts_the_levels_of_a_topic(subject, topics):
    assert state_council.topics_of(subject) == topics


@pytest.mark.parametrize(
    ("title", "genre"),
    [("某县关于某事的通知", "通知"), ("关于某事的指导意见", "意见"), ("某办法（试行）", "办法"), ("关于印发《某规则》的通知", "通知"),
     ("某条例", "条例"), ("对第3号提案的答复", "答复"), ("关于某事的复函", "函"), ("甲乙丙", "其他"), ("某县人民政府令", "命令(令)")],
)  # fmt: skip
def test_the_genre_is_the_end_of_the_title(title, genre):
    assert genres.of_title(title) == genre
