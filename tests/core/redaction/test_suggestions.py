"""What is proposed, and where words are found."""

import docx
import pytest
from tests.core.redaction.test_word import read

from sunforest.core.redaction import suggestions
from sunforest.core.redaction.marks import Area, Rectangle
from sunforest.core.redaction.original import PDF, Letters, Original, Page
from sunforest.pure import grounds


def page_of(text, *, number=1):
    """A page on which every letter is ten points wide, a line twenty points high."""
    boxes, row, column = [], 0, 0
    for character in text:
        if character == "\n":
            row, column = row + 1, 0
            boxes.append(None)
        else:
            boxes.append(Rectangle(10 * column, 20 * row, 10 * column + 10, 20 * row + 18))
            column += 1
    return Page(number, 600, 800, Letters(text, tuple(boxes)))


def proposed(*texts):
    pages = tuple(page_of(text, number=number) for number, text in enumerate(texts, start=1))
    return suggestions.of(Original(PDF, pages=pages))


def test_a_datum_is_marked_where_it_stands():
    found = proposed("手机：13812345602。")
    assert [(each.kind, each.words) for each in found] == [("MOBILE", "13812345602")]
    assert found[0].mark.places == (Area(1, Rectangle(30, 0, 140, 18)),)
    assert found[0].mark.reason is grounds.PERSONAL_INFORMATION


def test_a_datum_that_a_line_breaks_is_one_mark_of_two_places():
    (found,) = proposed("身份证号：330304195\n403071230，到此为止")
    assert found.words == "330304195 403071230"
    assert [place.box.top for place in found.mark.places] == [0, 20]


def test_a_name_found_by_its_label_is_marked_on_every_page():
    found = proposed("申请人：钱大有", "后来钱大有说，钱大有不同意。")
    assert [(each.words, each.mark.places[0].page) for each in found] == [("钱大有", 1), ("钱大有", 2), ("钱大有", 2)]


def test_an_identity_number_with_a_wrong_check_character_is_proposed_too():
    assert [each.kind for each in proposed("证件 330304199001011230 号")] == ["ID"]


@pytest.mark.parametrize("written", ["钱大有", "钱 大 有", "钱\n大有", "钱大\u200b有"])
def test_words_are_found_however_they_are_spaced(written):
    original = Original(PDF, pages=(page_of(f"甲方{written}乙方"),))
    (mark,) = suggestions.of_words(original, "钱大有", grounds.COMMERCIAL_SECRET_OR_PRIVACY)
    assert mark.reason is grounds.COMMERCIAL_SECRET_OR_PRIVACY


@pytest.mark.parametrize("written", ["ＡＢＣ公司", "abc公司", "ABC 公司"])
def test_width_and_case_do_not_matter(written):
    original = Original(PDF, pages=(page_of(written),))
    assert len(suggestions.of_words(original, "ABC公司", grounds.PERSONAL_INFORMATION)) == 1


def test_one_letter_alone_is_not_looked_for():
    assert suggestions.of_words(Original(PDF, pages=(page_of("王王"),)), "王", grounds.PERSONAL_INFORMATION) == []


def test_a_mark_tells_what_it_hides():
    original = Original(PDF, pages=(page_of("甲方钱大有乙方"),))
    (mark,) = suggestions.of_words(original, "钱大有", grounds.PERSONAL_INFORMATION)
    assert suggestions.words_under(original, mark) == "钱大有"


def test_words_may_run_over_pieces_of_a_word_file():
    document = docx.Document()
    paragraph = document.add_paragraph("甲方钱")
    paragraph.add_run("大").bold = True
    paragraph.add_run("有乙方")
    (mark,) = suggestions.of_words(read(document), "钱大有", grounds.PERSONAL_INFORMATION)
    assert mark.key == "p1:2-5"
