"""Folding for search, sentences, numerals, passages."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunforest.pure import chinese_text
from sunforest.pure.traditional_characters import PAIRS


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("政\u200b务\ufeff公开", "政务公开"),
        ("\u202e公开\u202c", "公开"),
        ("政务\u3000公开\u00a0目录", "政务 公开 目录"),
        ("依申請公開", "依申请公开"),
        ("臺灣", "台湾"),
        ("㈠①Ⅳ", "(一)1iv"),
        ("e\u0301", "é"),
        ("", ""),
    ],
)
def test_fold_makes_what_means_the_same_alike(text, folded):
    assert chinese_text.fold(text) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    folded = chinese_text.fold(text)
    assert chinese_text.fold(folded) == folded


@given(st.text(max_size=60))
def test_every_folded_character_knows_where_it_came_from(text):
    folded, offsets = chinese_text.fold_with_offsets(text)
    assert len(folded) == len(offsets)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


def test_offsets_point_to_the_original_characters():
    text = "政\u200b務㈠公開"
    folded, offsets = chinese_text.fold_with_offsets(text)
    assert [text[offsets[folded.index(sign)]] for sign in "务公"] == ["務", "公"]


def test_the_table_of_traditional_characters_has_one_step():
    traditional, simplified = set(PAIRS[::2]), set(PAIRS[1::2])
    assert len(traditional) * 2 == len(PAIRS)
    assert not traditional & simplified


def test_sentences_keep_their_closing_marks():
    text = "第一条。“真的吗？”他问；\n第二行"
    assert chinese_text.split_sentences(text) == ["第一条。", "“真的吗？”", "他问；", "第二行"]


def test_private_use_characters_are_counted():
    assert chinese_text.count_private_use("甲\ue000乙\uf8ff\U000f0000") == 3


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("一百二十三", 123),
        ("十", 10),
        ("十二", 12),
        ("二〇一八", 2018),
        ("二○一八", 2018),
        ("两千零五", 2005),
        ("壹万零伍拾", 10050),
        ("一万亿", 10**12),
        ("一亿零一十万", 100_100_000),
        ("零", 0),
    ],
)
def test_chinese_numerals_are_read(numeral, number):
    assert chinese_text.from_chinese_numeral(numeral) == number


@pytest.mark.parametrize("text", ["", "甲", "12", "一百二三", "一 百"])
def test_what_is_no_numeral_is_refused(text):
    with pytest.raises(ValueError):
        chinese_text.from_chinese_numeral(text)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_numerals_go_there_and_back(number):
    assert chinese_text.from_chinese_numeral(chinese_text.to_chinese_numeral(number)) == number


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (0, "零"),
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (10050, "一万零五十"),
        (100000, "十万"),
    ],
)
def test_numerals_are_written_as_people_write_them(number, numeral):
    assert chinese_text.to_chinese_numeral(number) == numeral


@pytest.mark.parametrize("number", [-1, 10**12])
def test_numbers_out_of_range_are_refused(number):
    with pytest.raises(ValueError):
        chinese_text.to_chinese_numeral(number)


def test_a_passage_begins_at_a_sentence_near_the_hit_and_marks_it():
    text = "第一句话在这里，说了很多很多别的事情。这里有路灯的故障，请修理。" + "后面还有很长的话，" * 20
    start = text.index("路灯")
    passage = chinese_text.cut_passage(text, [(start, start + 2)], 24)
    assert passage.text.startswith("这里有路灯")
    assert [passage.text[first:last] for first, last in passage.highlights] == ["路灯"]
    assert passage.is_cut_before
    assert passage.is_cut_after


def test_a_passage_is_taken_where_most_hits_stand_together():
    text = "甲" * 50 + "乙" + "甲" * 100 + "乙甲乙甲乙" + "甲" * 100
    spans = [(place, place + 1) for place, sign in enumerate(text) if sign == "乙"]
    assert chinese_text.cut_passage(text, spans, 30).text.count("乙") == 3


def test_a_short_text_is_its_own_passage():
    passage = chinese_text.cut_passage("公开", [(0, 2)], 40)
    assert (passage.text, passage.highlights, passage.is_cut_before, passage.is_cut_after) == (
        "公开",
        ((0, 2),),
        False,
        False,
    )


@given(
    st.text(alphabet="公开。，e\u0301\u200d\U0001f468\U0001f469\n", max_size=120),
    st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), max_size=6),
    st.integers(1, 60),
)
def test_a_passage_is_a_piece_of_the_text_and_never_tears_a_character(text, spans, width):
    passage = chinese_text.cut_passage(text, spans, width)
    end = passage.start + len(passage.text)
    assert text[passage.start : end] == passage.text
    assert all(0 <= first < last <= len(passage.text) for first, last in passage.highlights)
    for place in (passage.start, end):
        if 0 < place < len(text):
            assert not unicodedata.combining(text[place])
