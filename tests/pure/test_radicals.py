"""Radicals that stand for characters."""

import unicodedata

from sunforest.pure import radicals


def test_kangxi_radicals_become_the_characters_that_look_like_them():
    assert radicals.as_characters("⼩区⾝份⼿机") == "小区身份手机"


def test_radicals_of_the_supplement_become_characters_too():
    assert radicals.as_characters("⻓⻔⻋⻢⻰") == "长门车马龙"


def test_every_letter_keeps_its_place():
    text = "".join(map(chr, range(0x2E80, 0x2FE0))) + "".join(map(chr, range(0xF900, 0xFB00)))
    assert len(radicals.as_characters(text)) == len(text)


def test_ordinary_text_is_left_alone():
    text = "晴林县 abc ，。①"
    assert radicals.as_characters(text) == text


def test_each_listed_radical_is_a_radical_and_its_character_is_none():
    for radical, character in radicals.SUPPLEMENT.items():
        assert unicodedata.name(radical).startswith("CJK RADICAL")
        assert unicodedata.name(character).startswith("CJK UNIFIED IDEOGRAPH")
