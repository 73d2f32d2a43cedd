"""Document numbers in every form in which they are met (§4.2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunforest.pure.document_number import DocumentNumber, find_all, is_canonical, key_for_search, normalise, parse

FORMS = [
    "国办发〔2024〕12号",
    "国办发[2024]12号",
    "国办发(2024)12号",
    "国办发（2024）12号",
    "国办发【2024】12号",
    "国办发［２０２４］１２号",
    "国办发﹝2024﹞12号",
    "国办发〖2024〗12号",
    "国办发〔2024)12号",
    "国办发〔二〇二四〕十二号",
    "国办发〔2024〕第12号",
    "国办发〔2024〕012号",
    " 国办发 〔 2024 〕 12 号 ",
    "国办发〔2024年〕12号",
    "国办发〔2024〕12",
    "国办发\u200b〔2024〕12号",
]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written_in_the_official_one(form: str) -> None:
    assert normalise(form) == "国办发〔2024〕12号"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_the_same_key(form: str) -> None:
    assert key_for_search(form) == key_for_search("国办发〔2024〕12号") != ""


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("国务院令第711号", "国务院令第711号"),
        ("中华人民共和国国务院令（第711号）", "中华人民共和国国务院令第711号"),
        ("国令第706号", "国令第706号"),
        ("主席令第七十三号", "主席令第73号"),
        ("第14号令", "令第14号"),
        ("令第8号", "令第8号"),
        ("第八号", "第8号"),
        ("第５号", "第5号"),
    ],
)
def test_orders_have_no_year(written: str, official: str) -> None:
    assert normalise(written) == official


@pytest.mark.parametrize(
    ("cut", "official"),
    [
        ("按国办发(1985)49号", "国办发〔1985〕49号"),
        ("民法院以法发〔1993〕15号", "法发〔1993〕15号"),
        ("根据浙政发〔2020〕3号", "浙政发〔2020〕3号"),
        ("意见和国办发〔2020〕3号", "国办发〔2020〕3号"),
        ("和政发〔2020〕1号", "和政发〔2020〕1号"),
    ],
    ids=["按", "以", "根据", "和", "和政县"],
)
def test_a_number_wrongly_cut_from_a_sentence_loses_the_words_before_it(cut: str, official: str) -> None:
    assert normalise(cut) == official


def test_a_unified_number_keeps_its_form() -> None:
    assert parse("COHD00-2023-0001") == DocumentNumber("COHD00", 2023, 1, unified=True)
    assert normalise("ＣＯＨＤ００－２０２３－０００１") == "COHD00-2023-0001"


@pytest.mark.parametrize(
    "text", ["", "〔2024〕1号", "国发〔0000〕1号", "国发〔2024〕0号", "关于〔2024〕1号", "66路", "国发〔2024〕1二号"]
)
def test_what_is_no_number_is_none_and_left_alone(text: str) -> None:
    assert parse(text) is None
    assert normalise(f" {text}\n") == text
    assert key_for_search(text) == ""


def test_several_numbers_in_a_row_are_all_found_with_their_places() -> None:
    text = "根据国发〔2024〕1号和国办发（2024）2号、浙政办发[2020]3号精神，《国务院令第711号》公布"
    found = find_all(text)
    assert [str(mention.number) for mention in found] == [
        "国发〔2024〕1号",
        "国办发〔2024〕2号",
        "浙政办发〔2020〕3号",
        "国务院令第711号",
    ]
    assert text[found[1].start : found[1].end] == "国办发（2024）2号"


def test_a_date_and_a_long_issuer_before_an_order_are_told_apart() -> None:
    text = "（2012年3月15日原国家质量监督检验检疫总局令第150号公布）"
    assert [str(mention.number) for mention in find_all(text)] == ["原国家质量监督检验检疫总局令第150号"]


def test_two_numbers_without_anything_between_are_two() -> None:
    assert len(find_all("国发〔2024〕1号国办发〔2024〕2号")) == 2


def test_a_number_of_another_organ_has_another_key() -> None:
    assert key_for_search("浙政发〔2024〕12号") != key_for_search("国办发〔2024〕12号")


@pytest.mark.parametrize(
    ("text", "expected"), [("国办发〔2024〕12号", True), ("国办发[2024]12号", False), ("国办发〔2024〕012号", False)]
)
def test_only_the_official_form_is_canonical(text: str, expected: bool) -> None:
    assert is_canonical(text) is expected


issuers = st.text(alphabet="国办发瓯政委温函浙", min_size=1, max_size=12)
numbers = st.builds(DocumentNumber, issuers, st.integers(1900, 2099), st.integers(1, 99999))


@given(number=numbers)
def test_a_written_number_reads_back_as_itself(number: DocumentNumber) -> None:
    assert parse(str(number)) == number
    assert is_canonical(str(number))


@given(text=st.text(max_size=80))
def test_no_text_makes_it_fail(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in find_all(text))


@given(
    number=numbers,
    before=st.sampled_from(["按照", "根据", "依据《", "，"]),
    after=st.sampled_from(["要求", "，", "）"]),
)
def test_a_number_in_a_sentence_is_found_whole(number: DocumentNumber, before: str, after: str) -> None:
    assert [mention.number for mention in find_all(f"{before}{number}{after}")] == [number]
