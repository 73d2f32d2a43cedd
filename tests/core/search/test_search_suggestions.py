"""Completions while typing."""

import pytest

from sunforest.core.search.index import SearchIndex


def texts(index: SearchIndex, typed: str, limit: int = 8) -> list[str]:
    return [one.text for one in index.suggest(typed, limit)]


def test_titles_that_begin_so_come_first(county: SearchIndex) -> None:
    assert texts(county, "公共租赁")[0] == "公共租赁住房申请"
    assert "云溪县公共租赁住房管理办法" in texts(county, "公共租赁")


@pytest.mark.parametrize("typed", ["云溪县教", "教育体育", "jytyj", "yxxjy"])
def test_an_organ_is_offered_by_name_and_by_initials(county: SearchIndex, typed: str) -> None:
    organs = [one for one in county.suggest(typed) if one.kind == "organ"]
    assert [(one.text, one.organ) for one in organs] == [("云溪县教育体育局", "edu")]


def test_initials_complete_a_title(county: SearchIndex) -> None:
    assert "云溪县职业教育发展规划" in texts(county, "zyjyfz")


def test_a_title_leads_to_its_page(county: SearchIndex) -> None:
    assert [one.url for one in county.suggest("中小学转") if one.kind == "title"] == ["/documents/g2"]


def test_there_are_never_more_than_eight(county: SearchIndex) -> None:
    assert len(texts(county, "云溪县", 1_000)) == 8
    assert len(texts(county, "云溪县", 2)) == 2
    assert texts(county, "云溪县", 0) == []


@pytest.mark.parametrize("typed", ["", " ", "？", "没有这样的东西", "a" * 10_000])
def test_nothing_to_suggest_is_an_empty_list(county: SearchIndex, typed: str) -> None:
    assert texts(county, typed) == []


def test_the_same_title_is_offered_once(county: SearchIndex) -> None:
    offered = texts(county, "云溪县")
    assert len(set(offered)) == len(offered)
