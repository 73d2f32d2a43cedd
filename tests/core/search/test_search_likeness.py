"""What is like a text shares its words, without any word being required."""

import pytest

from sunforest.core.search.entry import SearchEntry
from sunforest.core.search.index import SearchIndex

QUESTIONS = ("幸福小区加装电梯的审批文件", "和平小区加装电梯的审批文件", "公租房轮候名单", "燃气安全检查结果")


@pytest.fixture
def asked(county: SearchIndex) -> SearchIndex:
    """The small county with four answered questions, the second of another organ."""
    answers = [
        SearchEntry(f"answer:{place}", "answer", question, "现提供所申请的信息。", f"/answers/{place}/",
                    organ="edu" if place == 1 else "housing", organ_name="某局")
        for place, question in enumerate(QUESTIONS)
    ]  # fmt: skip
    county.write(answers, (), 13)
    return county


def titles(index: SearchIndex, text: str, **conditions: str) -> list[str]:
    return [entry.title for entry in index.similar(text, kind="answer", **conditions)]


def test_the_likest_comes_first_though_not_every_word_is_found(asked: SearchIndex) -> None:
    assert titles(asked, "我想看幸福小区加装电梯的图纸和审批材料")[0] == QUESTIONS[0]


def test_what_shares_little_is_not_like(asked: SearchIndex) -> None:
    assert titles(asked, "公租房轮候") == [QUESTIONS[2]]
    assert titles(asked, "高速公路收费标准") == []


def test_only_the_kind_and_the_organ_that_were_named_are_looked_through(asked: SearchIndex) -> None:
    assert titles(asked, "小区加装电梯的审批文件", organ="edu") == [QUESTIONS[1]]
    assert [entry.identity for entry in asked.similar("公共租赁住房管理办法", kind="document")] == ["d1"]


@pytest.mark.parametrize("text", ["", "  ", "？！", "\ud800", "a" * 5_000])
def test_whatever_was_typed_there_is_an_answer(asked: SearchIndex, text: str) -> None:
    assert titles(asked, text) == []
