"""After redaction none of twenty planted strings is left, wherever it was; and all else is still there (issue 6)."""

import io

import docx
import pytest
from tests.core.redaction import planted

from sunforest.core.redaction import releasing, suggestions
from sunforest.pure import grounds


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    return planted.pdf(tmp_path_factory.mktemp("planted"))


@pytest.fixture(scope="module")
def released_pdf(original):
    return redacted(original, "申请.pdf")


@pytest.fixture(scope="module")
def released_word():
    return redacted(planted.word(), "答复.docx")


def redacted(content, name):
    """What an officer does: takes all proposals, and types the strings that were not proposed."""
    read = releasing.original_of(content, name)
    marks = [each.mark for each in suggestions.of(read)]
    for words in planted.ALL:
        marks += suggestions.of_words(read, words, grounds.PERSONAL_INFORMATION)
    return releasing.released(content, name, marks).content


def test_the_original_pdf_holds_all_twenty(original):
    assert planted.left_in(original) == set(planted.ALL)


def test_nothing_is_left_in_the_released_pdf(released_pdf):
    assert planted.left_in(released_pdf) == set()


def test_what_was_not_marked_is_still_read_in_order(released_pdf):
    for text in planted.text_of(released_pdf):
        assert planted.KEPT in text.replace(" ", "")


def test_what_was_not_marked_in_the_scan_is_still_read(released_pdf):
    assert all(planted.KEPT_IN_SCAN in text.replace(" ", "") for text in planted.text_of(released_pdf))


def test_the_original_word_file_holds_all_twenty():
    assert planted.left_in(planted.word()) | {planted.Word.picture} == set(planted.ALL)


def test_nothing_is_left_in_the_released_word_file(released_word):
    assert planted.left_in(released_word) == set()


def test_what_was_not_marked_is_still_in_the_word_file(released_word):
    paragraphs = [each.text for each in docx.Document(io.BytesIO(released_word)).paragraphs]
    assert any(text.startswith(planted.KEPT + "。申请人████，身份证号：████，手机████") for text in paragraphs)


def test_a_word_file_is_told_what_stays_behind():
    hidden = " ".join(each.words for each in releasing.original_of(planted.word(), "答复.docx").hidden)
    at = planted.Word
    assert all(words in hidden for words in (at.deleted, at.comment, at.header, at.footer, at.hidden, at.author))


def test_a_pdf_is_told_what_stays_behind(original):
    hidden = " ".join(each.words for each in releasing.original_of(original, "申请.pdf").hidden)
    name, author, _header, _title, _cell, field, attachment = planted.NAMES
    unseen = (planted.IDS[4], planted.MOBILES[4], planted.MOBILES[6])
    assert all(words in hidden for words in (name, author, field, attachment, planted.MOBILES[5], *unseen))


def test_what_nobody_marked_but_nobody_sees_stays_behind_too(original):
    without_marks = releasing.released(original, "申请.pdf", []).content
    unseen = [planted.IDS[4], planted.IDS[5], planted.MOBILES[4], planted.MOBILES[5], planted.MOBILES[6]]
    assert planted.left_in(without_marks, [*unseen, *planted.NAMES[:2], planted.NAMES[6], planted.MOBILES[1]]) == set()


def test_a_scan_is_redacted_where_it_is_read_and_stays_readable_elsewhere():
    scan = planted.as_png(
        planted.scan(f"身份证号：{planted.IDS[0]}", planted.KEPT_IN_SCAN, f"手机：{planted.MOBILES[0]}")
    )
    read = releasing.original_of(scan, "证明.png")
    made = releasing.released(scan, "证明.png", [each.mark for each in suggestions.of(read)])
    assert made.name == "证明（遮盖后）.pdf"
    assert planted.left_in(made.content) == set()
    assert all(planted.KEPT_IN_SCAN in text.replace(" ", "") for text in planted.text_of(made.content))
