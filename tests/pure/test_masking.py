"""Masks (R7.19, R7.20), and that nothing masked is found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from personal_data_rows import FOUND
from test_personal_data import read

from sunforest.pure import masking
from sunforest.pure.personal_data import Finding, find


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("13812345678", "138****5678"),
        ("138-1234-5678", "138****5678"),
        ("１３８１２３４５６７８", "138****5678"),
        ("+86 13812345678", "+86 138****5678"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_a_mobile_number_keeps_three_and_four_digits(value, shown):
    assert masking.mask_mobile(value) == shown


def test_a_citizen_number_for_staff_keeps_area_and_last_four():
    assert masking.mask_citizen_number("330304199003071234") == "330304********1234"
    assert masking.mask_citizen_number("33030419900307008x") == "330304********008X"
    assert masking.mask_citizen_number("330304500307123") == "330304********3"


def test_a_citizen_number_for_notices_keeps_its_ends():
    assert masking.mask_citizen_number_for_notice("330304199003071234") == "3****************4"


def test_a_citizen_number_of_odd_length_is_hidden_wholly():
    assert masking.mask_citizen_number("3303041990") == "**********"
    assert masking.mask_citizen_number_for_notice("3303041990") == "**********"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张小三", "张*三"),
        ("欧阳小三", "欧阳**"),
        ("欧阳三", "欧阳*"),
        ("张王小三", "张**三"),
        ("阿卜杜拉·虚构", "阿***·虚*"),
        ("John Smith", "J*** S****"),
        ("张  三", "张*"),
        ("张", "张*"),
        ("", ""),
    ],
)
def test_a_name_keeps_its_surname(name, shown):
    assert masking.mask_name(name) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("虚构市云上区云下路8号3幢501室", "虚构市云上区云下路***"),
        ("虚构路88号云上小区3幢501室", "虚构路***"),
        ("虚构街道云上组团乙区7-2-303", "虚构街道***"),
        ("虚构镇云中村3组12号", "虚构镇云中村***"),
        ("云上花园12幢1203室", "云上花园***"),
        ("12-3", "***"),
    ],
)
def test_an_address_is_shown_to_road_level(address, shown):
    assert masking.mask_address(address) == shown


def test_a_mailbox_keeps_one_letter_and_its_domain():
    assert masking.mask_email("zhang.test@example.com") == "z***@example.com"


def test_a_card_keeps_its_last_four_digits():
    assert masking.mask_bank_card("6222 0000 0000 0000 129") == "***************0129"


def test_mask_all_masks_each_finding_and_keeps_the_rest():
    text = "申请人：钱大有，电话13800000012，身份证330304199003071234。"
    assert masking.mask_all(text, find(text)) == "申请人：钱*有，电话138****0012，身份证3****************4。"


def test_mask_all_refuses_findings_of_another_text():
    with pytest.raises(ValueError, match="not of this text"):
        masking.mask_all("电话13800000013", find("电话13800000012"))


@pytest.mark.parametrize("row", FOUND.strip("\n").split("\n"))
def test_masked_text_holds_no_finding(row):
    text, findings = read(row)
    assert find(masking.mask_all(text, findings)) == []
    assert [find(masking.mask(finding)) for finding in findings] == [[]] * len(findings)


@given(
    st.lists(st.sampled_from(FOUND.strip("\n").split("\n")), max_size=4), st.sampled_from(["，", "。", "\n", "|", " "])
)
def test_texts_put_together_hold_no_finding_after_masking(rows, separator):
    text = separator.join(read(row)[0] for row in rows)
    assert find(masking.mask_all(text, find(text))) == []


@given(st.text(alphabet="0123456789+- 张三路号幢X*@.·", max_size=30), st.sampled_from(sorted(masking.MASKS)))
def test_no_mask_fails_on_an_odd_value(value, kind):
    assert isinstance(masking.mask(Finding(kind, 0, len(value), value)), str)
