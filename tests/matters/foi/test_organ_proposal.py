"""An organ is proposed from the words of the request, with every reason."""

import pytest

from sunforest.matters.foi.organ_proposal import Candidate, is_clear, propose

HOUSING = Candidate(
    "h",
    "晴林县住房和城乡建设局",
    "县住建局",
    "负责住房保障、城镇老旧小区改造、建筑业和工程质量安全监管、城镇燃气管理。",
)
EDUCATION = Candidate("e", "晴林县教育局", "县教育局", "负责学前教育、义务教育管理，组织义务教育招生和学区划分。")
FINANCE = Candidate("f", "晴林县财政局", "县财政局", "编制并组织执行县级财政预算，管理政府采购。")
TOWN = Candidate(
    "t", "松风镇人民政府", "松风镇政府", "负责本镇经济社会发展、村镇建设、社会救助和基层治理工作。", "松风镇"
)
ALL = (HOUSING, EDUCATION, FINANCE, TOWN)


def codes(wanted, published=None):
    return [one.code for one in propose(wanted, ALL, published or {})]


def first(wanted, published=None):
    return propose(wanted, ALL, published or {})[0]


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("鸣溪路小学今年招生的学区划分", "e"),
        ("幸福小区是不是列入老旧小区改造", "h"),
        ("去年政府采购的合同", "f"),
        ("松风镇的低保名单", "t"),
        ("松风的社会救助", "t"),
        ("小区电梯的验收", "h"),
        ("小学食堂的账目", "e"),
    ],
)
def test_duties_and_places_tell_the_organ(wanted, code):
    assert first(wanted).code == code


def test_an_organ_that_is_named_comes_first():
    assert first("住建局去年的财政预算").code == "h"
    assert first("住建局去年的财政预算").name == "住建局"
    assert first("晴林县教育局的老旧小区改造").name == "晴林县教育局"


def test_what_an_organ_published_counts():
    proposal = first("公租房配租", {"h": 3})
    assert (proposal.code, proposal.published) == ("h", 3)


def test_the_words_that_told_are_named_in_their_order():
    assert first("义务教育招生").duties == ("义务教育", "招生")


def test_everyday_words_tell_the_field_and_are_named():
    proposal = first("小学食堂的账目")
    assert (proposal.field, proposal.everyday) == ("教育", ("小学", "食堂"))


def test_a_street_named_after_a_place_does_not_tell_the_place():
    assert codes("松风路的路名") == []


def test_words_of_every_office_tell_nothing():
    assert codes("所有文件的清单和处理结果") == []


def test_a_word_that_every_organ_has_tells_nothing():
    same = tuple(Candidate(code, f"机关{code}", f"关{code}", "负责政府信息公开工作。") for code in "abc")
    assert propose("政府信息公开工作", same, {}) == []


def test_at_most_three_are_proposed_and_nothing_for_words_that_tell_nothing():
    assert len(codes("住建局、教育局、财政局、松风镇的预算")) == 3
    assert codes("") == codes("我想看一看") == []


def test_only_what_is_clear_is_marked_beforehand():
    assert is_clear(propose("义务教育招生", ALL, {}))
    assert not is_clear(propose("住建局和教育局的合同", ALL, {}))
    assert not is_clear([])
