"""Word files: what is read of them, what is written, and files that are refused."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.core.redaction import planted

from sunforest.core.redaction import releasing, suggestions
from sunforest.core.redaction.failure import CannotRedact, MarkOutside
from sunforest.core.redaction.marks import Mark, Span
from sunforest.pure import grounds


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def read(document):
    return releasing.original_of(saved(document), "a.docx")


def texts(document):
    return [paragraph.text for paragraph in read(document).paragraphs]


def with_markup(*markup, words="前"):
    document = docx.Document()
    paragraph = document.add_paragraph(words)
    for each in markup:
        paragraph._p.append(parse_xml(each.replace("<w:", f"<w:{''}", 1).replace(">", f" {nsdecls('w')}>", 1)))
    return document


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", "前"),
        ("<w:ins><w:r><w:t>增</w:t></w:r></w:ins>", "前增"),
        ("<w:ins><w:del><w:r><w:delText>增后又删</w:delText></w:r></w:del></w:ins>", "前"),
        ("<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom>", "前"),
        ("<w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo>", "前移来"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>", "前"),
        ("<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>", "前"),
        ("<w:fldSimple><w:r><w:t>域的结果</w:t></w:r></w:fldSimple>", "前域的结果"),
        ("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "前控件"),
        ("<w:r><w:tab/><w:t>后</w:t></w:r>", "前\t后"),
    ],
)
def test_text_is_read_as_if_all_changes_were_accepted(markup, text):
    assert texts(with_markup(markup)) == [text]


def test_a_character_style_may_hide_its_text():
    document = docx.Document()
    style = document.styles.add_style("Unseen", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    document.add_paragraph("前").add_run("隐", style="Unseen")
    assert texts(document) == ["前"]


def test_tables_keep_their_cells_and_spans():
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "横"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "竖"
    table.cell(2, 2).text = "角"
    made = releasing.released(saved(document), "a.docx", []).content
    again = docx.Document(io.BytesIO(made)).tables[0]
    assert [again.cell(0, 2).text, again.cell(2, 0).text, again.cell(2, 2).text] == ["横", "竖", "角"]


def test_automatic_numbers_become_words():
    document = docx.Document()
    for words in ("甲", "乙"):
        document.add_paragraph(words, style="List Number")
    assert texts(document) == ["1. 甲", "2. 乙"]


def test_a_name_in_the_next_cell_is_found_by_its_label():
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "姓名", "钱大有"
    assert [each.words for each in suggestions.of(read(document))] == ["钱大有"]


def test_how_long_a_datum_was_cannot_be_told():
    document = docx.Document()
    document.add_paragraph("手机：13812345602。邮箱：someone@example.com。")
    marks = [each.mark for each in suggestions.of(read(document))]
    made = docx.Document(io.BytesIO(releasing.released(saved(document), "a.docx", marks).content))
    assert made.paragraphs[0].text == "手机：████。邮箱：████。"


def test_a_new_file_names_no_author_and_no_program():
    properties = docx.Document(
        io.BytesIO(releasing.released(saved(docx.Document()), "a.docx", []).content)
    ).core_properties
    assert (properties.author, properties.comments, properties.title) == ("", "", "")


def test_a_mark_beyond_the_text_is_refused():
    document = docx.Document()
    document.add_paragraph("短")
    with pytest.raises(MarkOutside):
        releasing.released(saved(document), "a.docx", [Mark((Span(1, 0, 9),), grounds.PERSONAL_INFORMATION)])


def package(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


ENTITIES = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY b{n} "{"&a;" * 9}">' for n in range(9)) + "]>"
    f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&b8;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (package({"word/document.xml": b"\0" * (65 * 2**20)}), "庞大"),
        (package({"xl/workbook.xml": "<x/>"}), "不是 Word"),
        (package({"word/document.xml": "<broken"}), "损坏"),
        (package({"word/document.xml": "<w/>"}), "损坏"),
        (b"PK\x03\x04 broken", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "密码"),
    ],
    ids=["bomb", "spreadsheet", "not XML", "no body", "not a package", "locked or old"],
)
def test_a_file_that_cannot_be_read_says_why(content, words):
    with pytest.raises(CannotRedact, match=words):
        releasing.original_of(content, "a.docx")


def test_entities_are_not_unfolded():
    assert "aaaaaaaaaa" not in "".join(
        each.text for each in releasing.original_of(package({"word/document.xml": ENTITIES}), "a.docx").paragraphs
    )


def test_deleted_and_hidden_rows_are_not_read():
    document = docx.Document()
    table = document.add_table(rows=3, cols=1)
    for row, words in zip(table.rows, ("留", "删", "隐"), strict=True):
        row.cells[0].text = words
    for row, gone in ((table.rows[1], "del"), (table.rows[2], "hidden")):
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:{gone} {nsdecls('w')}/>"))
    assert texts(document) == ["留"]


@pytest.mark.parametrize(
    ("name", "kept"), [("钱大有的申请.docx", False), ("申请 13812345602.docx", False), ("申请.docx", True)]
)
def test_a_name_that_tells_what_is_hidden_is_replaced(name, kept):
    assert (releasing.name_without(name, ["钱 大有"]) == name) == kept


@pytest.mark.parametrize("place", range(40, 4000, 400))
def test_a_file_with_a_broken_byte_is_read_or_refused(place):
    content = bytearray(planted.word())
    content[place] ^= 0xFF
    try:
        releasing.released(bytes(content), "a.docx", [])
    except CannotRedact as refusal:
        assert str(refusal)
