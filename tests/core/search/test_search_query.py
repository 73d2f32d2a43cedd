"""What people type, and what they find."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunforest.core.search.entry import SearchEntry
from sunforest.core.search.index import SearchIndex
from sunforest.core.search.query import LONGEST_QUERY, REMARK_NO_WORDS, REMARK_SHORTENED, Query, read
from sunforest.core.search.results import Results


def found(index: SearchIndex, text: str, **conditions: str) -> list[str]:
    return [hit.entry.identity for hit in index.search(Query(text=text, **conditions)).hits]


def first(index: SearchIndex, text: str) -> str:
    return (found(index, text) or ["nothing"])[0]


def test_all_words_are_required_wherever_they_stand(county: SearchIndex) -> None:
    assert set(found(county, "招生 住房")) == {"d6"}
    assert found(county, "招生 村庄规划") == []


def test_words_without_spaces_are_cut(county: SearchIndex) -> None:
    assert "g1" in found(county, "公共租赁住房户籍证明")


def test_the_exact_title_comes_before_titles_that_contain_it(county: SearchIndex) -> None:
    assert first(county, "云溪县公共租赁住房管理办法") == "d1"
    assert first(county, "《云溪县公共租赁住房管理办法》") == "d1"
    assert first(county, "关于《云溪县公共租赁住房管理办法》的解读") == "d2"


def test_a_word_in_the_title_weighs_more_than_one_in_the_text(county: SearchIndex) -> None:
    assert first(county, "转学") == "g2"
    assert found(county, "招生")[0] == "d3"


@pytest.mark.parametrize(
    "typed",
    ["云政发〔2023〕12号", "云政发[2023]12号", "云政发(2023)12号", "云政发（2023）12号", "云政发【2023】12号",
     "云政发［２０２３］１２号", "云政发 〔 2023 〕 12 号", "雲政發〔2023〕12號", "云政发〔2023〕12号 租金"],
)  # fmt: skip
def test_a_document_number_in_any_form_finds_that_document_first(county: SearchIndex, typed: str) -> None:
    assert first(county, typed) == "d1"


def test_documents_that_cite_a_number_follow_the_document_itself(county: SearchIndex) -> None:
    assert found(county, "云政发〔2023〕12号") == ["d1", "d2"]


@pytest.mark.parametrize(
    "typed", ["001008003012005/2024-00003", "００１００８００３０１２００５／２０２４－００００３"]
)
def test_an_index_number_finds_its_document(county: SearchIndex, typed: str) -> None:
    assert first(county, typed) == "d3"


def test_a_phrase_in_quotes_must_stand_together(county: SearchIndex) -> None:
    assert "d4" in found(county, "教育 试点")
    for quotes in ("“{}”", '"{}"', "「{}」", "《{}》"):
        assert found(county, quotes.format("教育试点")) == []
        assert found(county, quotes.format("推进产教融合")) == ["d4"]


def test_a_quote_that_is_not_closed_is_only_a_mark(county: SearchIndex) -> None:
    assert found(county, "“产教融合") == ["d4"]


def test_hidden_characters_and_line_breaks_inside_words_do_not_matter(county: SearchIndex) -> None:
    assert found(county, "职业教育改革") == ["d4"]
    assert found(county, "“教育改革试点”") == ["d4"]
    assert "g2" in found(county, "转\u200b学")


def test_traditional_and_full_width_characters_find_the_same(county: SearchIndex) -> None:
    assert found(county, "職業教育") == found(county, "职业教育")
    assert first(county, "abc计划") == first(county, "ＡＢＣ 計劃") == "d7"
    assert found(county, "5g") == ["d7"]


def test_an_article_typed_in_digits_is_found_as_laws_print_it(county: SearchIndex) -> None:
    county.write([SearchEntry("l1", "law", "云溪县规定", "第三十三条 本规定自公布之日起施行。", "/l1")], [], 13)
    hit = county.search(Query(text="第33条")).hits[0]
    assert (hit.entry.identity, hit.passage[0]) == ("l1", ("第三十三条", True))


def test_part_of_a_number_is_not_the_number(county: SearchIndex) -> None:
    assert found(county, "33个村") == ["d7"]
    assert found(county, "3个村") == []


@pytest.mark.parametrize(
    ("typed", "identity"), [("yxxzyjyfzgh", "d4"), ("zyjy", "d4"), ("ZYJY", "d4"), ("zxxzx", "g2"), ("ggzlzf", "g1")]
)
def test_pinyin_initials_find_titles(county: SearchIndex, typed: str, identity: str) -> None:
    assert identity in found(county, typed)


def test_pinyin_initials_find_what_an_organ_published(county: SearchIndex) -> None:
    assert set(found(county, "jytyj")) == {"d3", "d4", "g2"}


def test_little_words_are_not_required(county: SearchIndex) -> None:
    assert "g1" in found(county, "住房的申请和材料")
    assert found(county, "请问怎么办理转学呢？") == ["g2"]
    assert [word.shown for word in read("如何").words] == ["如何"]


def test_nothing_typed_means_everything_newest_first_and_unknown_days_last(county: SearchIndex) -> None:
    everything = found(county, "")
    assert everything[0] == "d7"
    assert everything[-1] == "d6"
    assert len(everything) == 9
    assert found(county, " \u3000\n") == everything


def test_unknown_days_come_last_in_both_directions(county: SearchIndex) -> None:
    oldest = found(county, "", sort="oldest")
    assert (oldest[0], oldest[-1]) == ("d5", "d6")
    assert found(county, "住房", sort="newest")[-1] == "d6"
    assert found(county, "住房", sort="oldest")[-1] == "d6"


def test_an_unknown_order_is_told_and_the_usual_one_taken(county: SearchIndex) -> None:
    results = county.search(Query(text="住房", sort="'; drop"))
    assert (results.sort, len(results.remarks)) == ("relevance", 1)


def test_a_long_query_is_shortened_with_a_remark(county: SearchIndex) -> None:
    results = county.search(Query(text="教育" * 5_000))
    assert REMARK_SHORTENED in results.remarks
    assert set(found(county, "教育" * 5_000)) == set(found(county, "教育"))


@pytest.mark.parametrize("typed", ["，。！？", "()[]{}", "***", "😀🎉", "---", "“”"])
def test_only_punctuation_finds_nothing_and_says_why(county: SearchIndex, typed: str) -> None:
    results = county.search(Query(text=typed))
    assert (results.total, results.remarks) == (0, (REMARK_NO_WORDS,))


@pytest.mark.parametrize(
    "typed",
    ["'; DROP TABLE documents; --", "title:教育 AND body:*", "教育 AND OR NOT", "(((", '"', '"""', "[0 TO 9]",
     "a^1000~2", ".*", "(a+)+$", "\\", "{{7*7}}", "<script>alert(1)</script>", "%00%ff", "教育\u202e育教", "é à ß İ ı",
     "\ud800教育", "identity:d1", "record", "position", "¦", "教育 ¦ 住房", "𠀀𪚥", "x" * 10_000, "的", "的 和 与"],
)  # fmt: skip
def test_odd_queries_are_answered_calmly(county: SearchIndex, typed: str) -> None:
    assert isinstance(county.search(Query(text=typed)), Results)
    assert isinstance(county.suggest(typed), list)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=LONGEST_QUERY + 50))
def test_reading_never_fails_and_never_loses_what_can_be_found(text: str) -> None:
    reading = read(text)
    assert all(word.units for word in reading.words)
    assert reading.is_empty or reading.words or REMARK_NO_WORDS in reading.remarks


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(
        st.text(max_size=60), st.text('云政发〔2023〕12号教育住房第33条"“” AND[](){}*?^~:\\/-+!', max_size=40)
    )
)
def test_whatever_is_typed_is_answered(county: SearchIndex, text: str) -> None:
    results = county.search(Query(text=text, topic=text[:5], year=text[-4:]))
    assert results.total == len(results.hits) or results.pages > 1
    assert len(county.suggest(text)) <= 8


def test_the_place_record_of_the_log_is_never_found(county: SearchIndex) -> None:
    county.write([], [], 987_654)
    assert county.search(Query()).total == 9
    assert found(county, "987654") == []


def test_a_word_that_occurs_nowhere_is_named_and_the_rest_offered(county: SearchIndex) -> None:
    results = county.search(Query(text="招生 宇宙飞船"))
    assert results.total == 0
    assert results.unmatched_words == ("宇宙飞船",)
    assert results.relaxed_words == ("招生",)
    assert results.relaxed_total == county.search(Query(text="招生")).total == 2


def test_words_that_only_occur_apart_are_relaxed_to_some_that_occur_together(county: SearchIndex) -> None:
    results = county.search(Query(text="转学 住房 户籍"))
    assert (results.total, results.unmatched_words) == (0, ())
    assert results.relaxed_total == county.search(Query(text=" ".join(results.relaxed_words))).total > 0


def test_no_help_is_offered_when_something_was_found(county: SearchIndex) -> None:
    results = county.search(Query(text="招生"))
    assert (results.unmatched_words, results.relaxed_words, results.relaxed_total) == ((), (), 0)


def test_pages_divide_the_results_without_gap_or_repeat(county: SearchIndex) -> None:
    pages = [county.search(Query(size=4, page=number)) for number in (1, 2, 3)]
    assert [len(page.hits) for page in pages] == [4, 4, 1]
    assert {page.pages for page in pages} == {3}
    assert len({hit.entry.identity for page in pages for hit in page.hits}) == 9


@pytest.mark.parametrize(("page", "shown"), [(0, 1), (-5, 1), (4, 3), (10**30, 3)])
def test_a_page_that_does_not_exist_becomes_one_that_does(county: SearchIndex, page: int, shown: int) -> None:
    results = county.search(Query(size=4, page=page))
    assert results.page == shown
    assert results.hits
    assert bool(results.remarks) == (page > 3)


def test_turning_pages_ends_with_an_explanation(county: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sunforest.core.search.searching.DEEPEST_RESULT", 6)
    results = county.search(Query(size=2, page=4))
    assert (results.page, results.pages, results.total) == (3, 3, 9)
    assert "10000" in results.remarks[0]


@pytest.mark.parametrize(("size", "used"), [(0, 1), (-1, 1), (1_000_000, 100)])
def test_the_size_of_a_page_is_bounded(county: SearchIndex, size: int, used: int) -> None:
    assert county.search(Query(size=size)).size == used
