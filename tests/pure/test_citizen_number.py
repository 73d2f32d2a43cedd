"""Citizen numbers (§7.1, R7.1–R7.4). All numbers are invented or stand in the domain's own tables."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunforest.pure.citizen_number import CitizenNumber, check, check_character, normalise, upgrade

TODAY = date(2026, 11, 24)


def judged(value: str) -> CitizenNumber:
    return check(value, today=TODAY)


def number_with(area: str, birth: str, sequence: str = "101") -> str:
    return area + birth + sequence + check_character(area + birth + sequence)


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("330304199003071234", id="§7.1-例"),
        pytest.param("33030419900307008X", id="§7.1-X"),
        pytest.param("11010519491231002X", id="§7.1-标准样例"),
        pytest.param(number_with("330321", "19500101"), id="R7.3-瓯海县旧代码"),
        pytest.param(number_with("330304", "18881231"), id="R7.2-138岁"),
        pytest.param(number_with("330304", "19500101"), id="R7.3-330304与1992年前出生"),
        pytest.param(number_with("330113", "20220101"), id="R7.3-2021年新设区"),
        pytest.param("810000199001010019", id="R7.4-港澳台居住证"),
        pytest.param(number_with("820000", "19900101"), id="R7.4-澳门"),
        pytest.param(number_with("830000", "19900101"), id="R7.4-台湾"),
        pytest.param("93333619901231001X", id="R7.4-外国人永久居留身份证"),
        pytest.param(number_with("330304", "20000229"), id="R7.2-闰日"),
        pytest.param(number_with("330304", "20261124"), id="R7.2-今天出生"),
        pytest.param(number_with("330304", "18761124"), id="R7.2-满150岁"),
    ],
)
def test_a_right_number_is_valid(number: str) -> None:
    assert judged(number) == CitizenNumber("valid", number, "")


@pytest.mark.parametrize(
    ("number", "part_of_reason"),
    [
        pytest.param("330304199003071239", "校验位", id="§7.1-末位改动"),
        pytest.param(number_with("330304", "19000229"), "不存在", id="R7.2-1900年无闰日"),
        pytest.param(number_with("330304", "19950500"), "不存在", id="R7.2-0日"),
        pytest.param(number_with("330304", "00000101"), "不存在", id="R7.2-0年"),
        pytest.param(number_with("330304", "20261125"), "晚于今天", id="R7.2-明天出生"),
        pytest.param(number_with("330304", "18751124"), "150", id="R7.2-151岁"),
        pytest.param("330304900307123", "15位", id="R7.1-旧号码"),
        pytest.param("3303041877O1010011", "字母", id="含字母O"),
        pytest.param("X30304199003071234", "字母", id="首位X"),
        pytest.param("33030419900307 1234", "空格", id="中间空格"),
        pytest.param("33030419900307123", "18位", id="缺一位"),
        pytest.param("3303041990030712345", "18位", id="多一位"),
        pytest.param("", "没有填写", id="空"),
        pytest.param(" \u3000", "没有填写", id="全角空格"),
        pytest.param("330304-19900307-1234", "18位", id="连字符"),
        pytest.param("٣٣٠٣٠٤١٩٩٠٠٣٠٧١٢٣٤", "数字", id="非ASCII数字"),
        pytest.param("H12345678", "港澳", id="R7.4-来往内地通行证"),
        pytest.param("ABC330099010123", "外国人", id="R7.4-旧版外国人卡"),
        pytest.param("12345678", "台湾", id="R7.4-台胞证"),
    ],
)
def test_a_wrong_number_is_invalid_and_says_why(number: str, part_of_reason: str) -> None:
    result = judged(number)
    assert (result.verdict, result.normalised) == ("invalid", "")
    assert part_of_reason in result.reason


@pytest.mark.parametrize("area", ["339999", "990304", "000000", "330399"])
def test_an_area_that_was_never_assigned_only_warns(area: str) -> None:
    number = number_with(area, "19900307")
    result = judged(number)
    assert (result.verdict, result.normalised) == ("valid_area_warning", number)
    assert result.reason


@pytest.mark.parametrize(
    "written",
    [" 33030419900307008x ", "３３０３０４１９９００３０７００８Ｘ", "\u300033030419900307008ｘ\t"],
    ids=["小写", "全角", "全角空格"],
)
def test_a_number_is_trimmed_and_made_half_width_and_upper_case(written: str) -> None:
    assert judged(written).normalised == "33030419900307008X"


def test_an_old_number_can_be_upgraded_for_old_records() -> None:
    assert upgrade("330304900307123") == "330304199003071234"


def test_only_fifteen_digits_can_be_upgraded() -> None:
    with pytest.raises(ValueError, match="fifteen"):
        upgrade("330304199003071234")


def test_the_day_of_reference_comes_from_outside() -> None:
    number = number_with("330304", "20261124")
    assert check(number, today=date(2026, 11, 23)).verdict == "invalid"


@given(st.text(max_size=30))
def test_no_text_makes_it_fail(text: str) -> None:
    assert judged(text).verdict in {"valid", "valid_area_warning", "invalid"}


@given(st.from_regex(r"[0-9]{17}", fullmatch=True), st.integers(0, 16), st.integers(1, 9))
def test_a_single_wrong_digit_is_always_noticed(digits: str, place: int, shift: int) -> None:
    changed = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]
    assert check_character(changed) != check_character(digits)


@given(st.text(max_size=30))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
