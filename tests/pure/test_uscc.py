"""Unified social credit codes (§7.2). All codes are invented or stand in the domain's own tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunforest.pure.uscc import ALPHABET, SocialCreditCode, check, check_character, organisation_check


@pytest.mark.parametrize(
    "code",
    ["91350100M000100Y43", "91330304MA2XY12368", "11330304MB0A1B2C66", "92330304MA2ABCD3X6", "54330304MF3K8L9M76"],
    ids=["§7.2-标准样例", "§7.2-企业", "§7.2-机关", "§7.2-个体户", "§7.2-村"],
)
def test_the_codes_of_the_domain_are_never_invalid(code: str) -> None:
    result = check(code)
    assert result.verdict in {"valid", "valid_orgcode_warning"}
    assert result.normalised == code


def code_of(department_and_class: str, organisation: str = "MA0QN4P5") -> str:
    first = department_and_class + "330399" + organisation + organisation_check(organisation)
    return first + check_character(first)


PAIRS = [
    *("11", "12", "13", "19", "21", "31", "32", "33", "34", "35", "41", "51", "52", "53", "54", "55", "59"),
    *("61", "71", "81", "91", "92", "93", "A1", "N1", "N2", "N3", "Y1"),
]


@pytest.mark.parametrize("pair", PAIRS)
def test_each_department_and_class_may_stand(pair: str) -> None:
    assert check(code_of(pair)) == SocialCreditCode("valid", code_of(pair), "")


def test_the_organisation_code_of_the_standard_ends_in_x() -> None:
    assert organisation_check("D2143569") == "X"


def test_a_deviating_organisation_code_only_warns() -> None:
    first = "91330399MA0QG7H8" + ("0" if organisation_check("MA0QG7H8") != "0" else "1")
    code = first + check_character(first)
    assert check(code).verdict == "valid_orgcode_warning"
    assert check(code).normalised == code


@pytest.mark.parametrize(
    ("code", "part_of_reason"),
    [
        pytest.param("91350100M000100Y44", "校验位", id="末位改动"),
        pytest.param("91330399MA0VN4P57N", "I、O、S、V、Z", id="禁用字母V"),
        pytest.param("9133039XMA0QN4P57N", "第3至8位", id="区划含字母"),
        pytest.param("91350100M000100Y4", "18位", id="缺一位"),
        pytest.param("", "没有填写", id="空"),
        pytest.param("91350100 M000100Y43", "空格", id="中间空格"),
        pytest.param("91350100M000100Y4号", "数字和大写字母", id="汉字"),
    ],
)
def test_a_wrong_code_is_invalid_and_says_why(code: str, part_of_reason: str) -> None:
    result = check(code)
    assert (result.verdict, result.normalised) == ("invalid", "")
    assert part_of_reason in result.reason


@pytest.mark.parametrize(
    "written", [" 91350100m000100y43\n", "９１３５０１００Ｍ０００１００Ｙ４３"], ids=["小写", "全角"]
)
def test_a_code_is_trimmed_and_made_half_width_and_upper_case(written: str) -> None:
    assert check(written).normalised == "91350100M000100Y43"


@given(st.text(max_size=30))
def test_no_text_makes_it_fail(text: str) -> None:
    assert check(text).verdict in {"valid", "valid_orgcode_warning", "invalid"}


@given(st.text(alphabet=ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 30))
def test_a_single_wrong_character_is_always_noticed(first: str, place: int, shift: int) -> None:
    other = ALPHABET[(ALPHABET.index(first[place]) + shift) % 31]
    assert check_character(first[:place] + other + first[place + 1 :]) != check_character(first)
