"""Personal data in texts (R7.19, R7.20): own rows, the sample vectors, and real official texts without any."""

import csv
import json
import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from personal_data_rows import FOUND, NOT_FOUND

import given_data
from sunforest.pure.personal_data import Finding, find
from sunforest.pure.personal_data_numbers import passes_luhn

MARK = re.compile(r"\{([A-Z]+)\|([^}]*)\}")
VECTORS = given_data.FOLDER / "vectors" / "pii.csv"
LARGE = 1_000_000
HOSTILE = ("1", "1 ", "138 ", "a", "@", "a@a.", "姓名:", "住址", "地址1号", "1幢", "3303 ")


def read(row: str) -> tuple[str, list[Finding]]:
    """The bare text of a row and the findings that it marks."""
    text, findings, reached = "", [], 0
    for mark in MARK.finditer(row):
        text += row[reached : mark.start()]
        findings.append(Finding(mark[1], len(text), len(text) + len(mark[2]), mark[2]))
        text += mark[2]
        reached = mark.end()
    return text + row[reached:], findings


@cache
def vectors() -> list[dict[str, str]]:
    with VECTORS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", FOUND.strip("\n").split("\n"))
def test_personal_data_is_found_with_its_exact_place(row):
    text, findings = read(row)
    assert findings
    assert find(text) == findings


@pytest.mark.parametrize("text", NOT_FOUND.strip("\n").split("\n"))
def test_what_only_looks_like_personal_data_is_left_alone(text):
    assert find(text) == []


def test_the_sample_vectors_are_met_exactly():
    assert len(vectors()) >= 17
    for row in vectors():
        expected = [Finding(**span) for span in json.loads(row["spans"])]
        assert find(row["text"]) == expected, row["case_id"]


def test_state_council_documents_hold_no_personal_data():
    documents = list(given_data.rows(given_data.STATE_COUNCIL_DOCUMENTS))
    assert documents
    assert [find(document["body_text"]) for document in documents] == [[]] * len(documents)


def test_laws_hold_no_personal_data():
    found = [finding for law in given_data.rows(given_data.LAWS) for finding in find(law["body"])]
    assert found == []


def test_citizen_numbers_with_any_area_are_found():
    assert [finding.type for finding in find("号码339999200002291123与419997196907209989")] == ["ID", "ID"]


def test_a_wrong_check_digit_counts_only_after_a_label():
    assert find("身份证号330304199003071239")[0].text == "330304199003071239"
    assert find("共330304199003071239条") == []


def test_a_mailbox_that_begins_with_a_mobile_number_is_one_finding():
    assert [finding.type for finding in find("13800000012@example.com")] == ["EMAIL"]


def test_luhn_accepts_the_sample_card_and_no_neighbour():
    assert passes_luhn("6222000000000000129")
    assert not any(passes_luhn(f"622200000000000012{digit}") for digit in range(9))


@given(st.text(alphabet="0123456789 -Xx138姓名：:张三电话住址路号幢室浙C@a.com|\n*", max_size=80))
def test_findings_are_sorted_disjoint_and_quote_the_text(text):
    reached = 0
    for finding in find(text):
        assert reached <= finding.start < finding.end <= len(text)
        assert finding.text == text[finding.start : finding.end]
        reached = finding.end


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_megabyte_of_hostile_text_is_read_to_its_end(piece):
    text = piece * (LARGE // len(piece)) + "。\n手机13800000012"
    assert find(text)[-1] == Finding("MOBILE", len(text) - 11, len(text), "13800000012")


def test_a_list_of_customers_is_no_name():
    assert find("整改报告中的供货合同价格和客户名单属于企业商业秘密") == []
