import pytest

from sunforest.matters.publishing.imports import articles, issuers, laws, numbers


def test_an_article_is_a_line_that_begins_with_its_number():
    body = "第一条 甲\n\n本法第二条不算\n\n 第三条 缩进的不算\n\n第十七条之一 乙\n\n| 第四条 | 表 |\n\n第一百二十条　丙"
    found = [(article.number, article.suffix, article.anchor) for article in articles.split(body)]
    assert found == [(1, "", "art-1"), (17, "之一", "art-17-1"), (120, "", "art-120")]


def test_articles_of_one_number_have_anchors_of_their_own():
    assert [article.anchor for article in articles.split("第二条 旧\n第二条 新\n第二条之二 增")] == [
        "art-2",
        "art-2_2",
        "art-2-2",
    ]


def test_chapters_are_headings_and_articles_are_anchors():
    body = laws.body_of("## 第一章 总则\n\n第一条 甲。\n\n乙。\n\n### 第一节 丙")
    assert body.html.split("\n") == [
        '<h2 id="part-1">第一章 总则</h2>',
        '<p id="art-1"><strong>第一条</strong> 甲。</p>',
        "<p>乙。</p>",
        '<h3 id="part-2">第一节 丙</h3>',
    ]
    assert body.text == "第一章 总则\n第一条 甲。\n乙。\n第一节 丙"


def test_trap_7_bars_angles_and_comments_never_become_markup():
    markdown = (
        "<!-- TABLE -->\n| 甲 | <b>乙</b> |\n|---|---|\n| `丙` | *丁* & 戊 |\n<script>alert(1)</script>\n[己](http://x)"
    )
    body = laws.body_of(markdown)
    assert body.text == markdown
    assert body.html.count("<") == body.html.count("<p>") + body.html.count("</p>") == 12
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body.html and "| `丙` | *丁* &amp; 戊 |" in body.html


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("国办发〔2018〕3号", "国办发〔2018〕3号"),
        ("国办发[2018]3号", "国办发〔2018〕3号"),
        ("国办发（２０１８）第 03 号", "国办发〔2018〕3号"),
        ("国办发【2018】三号", "国办发〔2018〕3号"),
        ("主席令第七十三号", "主席令第73号"),
        ("第61号令", "令第61号"),
        ("第５号", "第5号"),
        ("民法院以法发〔1993〕15号", "法发〔1993〕15号"),
        ("京经信发〔2018〕1号", "京经信发〔2018〕1号"),
        ("和政发〔2018〕1号", "和政发〔2018〕1号"),
        ("无", "无"),
        ("一" * 9000 + "号", "一" * 8988 + "第111111111111号"),
    ],
)
def test_trap_8_document_numbers_have_one_form(written, normal):
    assert numbers.normalise(written) == normal


@pytest.mark.parametrize(
    ("written", "each"),
    [
        ("松政发〔2020〕8号 松水发〔2020〕3号", ("松政发〔2020〕8号", "松水发〔2020〕3号")),
        ("松政发〔2020〕8号、松水发(2020)3号", ("松政发〔2020〕8号", "松水发(2020)3号")),
        ("松政发〔2020〕8号松水发[2020]3号", ("松政发〔2020〕8号", "松水发[2020]3号")),
        ("", ()),
    ],
)
def test_trap_8_several_numbers_in_a_row_are_taken_apart(written, each):
    assert numbers.several(written) == each


@pytest.mark.parametrize(
    ("category", "title", "history", "issuer", "assumed"),
    [
        ("行政法", "某法", ["1990年1月1日 第七届全国人民代表大会常务委员会第十次会议通过"], "全国人民代表大会常务委员会", False),
        ("行政法规", "某条例", ["1990年1月1日 中华人民共和国国务院、中华人民共和国中央军事委员会令第1号公布"],
         "国务院、中央军事委员会", False),
        ("云岭地方法规", "甲市某条例", ["2001年1月1日 甲市第十届人民代表大会常务委员会第二次会议通过"],
         "甲市人民代表大会常务委员会", False),
        ("司法解释", "最高人民法院、最高人民检察院关于某事的解释", [], "最高人民法院、最高人民检察院", False),
        ("行政法规", "某条例", [], "国务院", True),
        ("其他", "某标准", [], None, False),
    ],
)  # fmt: skip
def test_the_issuer_of_a_law_comes_from_its_history_or_its_category(category, title, history, issuer, assumed):
    assert issuers.of_law(category=category, title=title, path="x.md", history=history) == issuers.Issuer(
        issuer, assumed
    )
