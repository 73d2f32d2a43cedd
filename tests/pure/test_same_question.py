"""Two questions are the same by their words and numbers, whatever polite words stand around them."""

import pytest

from sunforest.pure.same_question import asks_for_the_same, likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("幸福小区加装电梯的审批文件", "申请公开幸福小区加装电梯审批文件"),
        ("幸福小区加装电梯的审批文件", "幸福小区加装电梯审批文件和图纸"),
        ("２０２５年度公租房轮候名单", "请提供2025年度公租房的轮候名单"),
    ],
)
def test_polite_and_little_words_make_no_difference(one, other):
    assert asks_for_the_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("幸福小区加装电梯的审批文件", "和平小区加装电梯的审批文件"),
        ("2024年度公租房轮候名单", "2025年度公租房轮候名单"),
        ("幸福小区3幢加装电梯的审批文件", "幸福小区5幢加装电梯的审批文件"),
        ("公租房轮候名单", "燃气安全检查结果"),
        ("", "燃气安全检查结果"),
    ],
)
def test_another_place_year_or_matter_is_another_question(one, other):
    assert not asks_for_the_same(one, other)


def test_likeness_goes_from_nothing_to_one():
    assert likeness("", "") == 0.0
    assert likeness("请", "的") == 0.0
    assert likeness("预算", "预算") == 1.0
    assert likeness("预", "预") == 1.0
