"""A document to take away."""

import io
import zipfile

import pypdfium2
import pytest
from docx import Document
from publishing_stories import public_copy, published

from cast import at
from sunforest.core.process import uploads
from sunforest.faces.sheets import kept_files, paper
from sunforest.matters.publishing.models import PublicDocument
from sunforest.matters.publishing.process import OfficialDocument

pytestmark = pytest.mark.django_db

TABLE = (
    "<h2>一、标准</h2><table><tr><th colspan=2>项目</th></tr><tr><td rowspan=2>甲</td><td>1元</td></tr><tr><td>2元</td></tr></table>"
    "<ol><li>第一步<ul><li>内层</li></ul></li><li>第二步</li></ol><p>重点是<strong>公开</strong>。</p>"
)


@pytest.fixture
def document(cast, own_data_folder):
    story = published(cast)
    PublicDocument.objects.filter(pk=public_copy(story).pk).update(body=TABLE)
    return public_copy(story)


def downloaded(client, document, ending):
    return client.get(f"{document.get_absolute_url()}download.{ending}")


def test_the_word_file_has_title_headings_tables_and_lists(client, document):
    answer = downloaded(client, document, "docx")
    written = Document(io.BytesIO(answer.content))
    words = [paragraph.text for paragraph in written.paragraphs]
    assert {document.title, "一、标准", "1. 第一步", "• 内层", "2. 第二步", "重点是公开。"} <= set(words)
    assert written.tables[0].cell(2, 1).text == "2元" and written.tables[0].cell(1, 0).text == "甲"
    assert any(run.bold for paragraph in written.paragraphs for run in paragraph.runs if run.text == "公开")


def test_the_word_file_names_nothing_outside_itself(client, document):
    with zipfile.ZipFile(io.BytesIO(downloaded(client, document, "docx").content)) as archive:
        relations = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
    assert b'TargetMode="External"' not in relations


def test_a_title_with_signs_of_markup_and_of_paths_makes_a_good_file_and_a_safe_name(client, document):
    PublicDocument.objects.filter(pk=document.pk).update(title='关于<供水>/\\:*"的\x07通知')
    answer = downloaded(client, document, "docx")
    assert any("关于<供水>" in paragraph.text for paragraph in Document(io.BytesIO(answer.content)).paragraphs)
    name = answer["Content-Disposition"]
    assert name.startswith("attachment;") and "/" not in name.split("''")[1] and "%2F" not in name and "%5C" not in name


def test_the_text_file_holds_the_words_and_the_address(client, document):
    answer = downloaded(client, document, "txt")
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/plain; charset=utf-8" and answer["X-Content-Type-Options"] == "nosniff"
    assert document.title in text and "重点是公开。" in text and document.get_absolute_url() in text
    assert "<" not in text


def test_the_pdf_is_made_once(client, document, own_data_folder, monkeypatch):
    made = []
    monkeypatch.setattr(paper, "pdf", lambda markup: made.append(markup) or b"%PDF-1.7")
    assert downloaded(client, document, "pdf").content == downloaded(client, document, "pdf").content == b"%PDF-1.7"
    assert len(made) == 1
    PublicDocument.objects.filter(pk=document.pk).update(effect="repealed")
    downloaded(client, document, "pdf")
    assert len(made) == 2


def test_the_real_pdf_holds_its_title_and_its_words_in_order(client, document):
    answer = downloaded(client, document, "pdf")
    assert answer["Content-Type"] == "application/pdf"
    written = pypdfium2.PdfDocument(answer.content)
    text = "".join(page.get_textpage().get_text_bounded() for page in written)
    assert written.get_metadata_dict()["Title"] == document.title
    assert text.index("一、标准") < text.index("第一步") < text.index("重点是公开") < text.index("承诺值")


def test_where_pdf_is_off_the_page_says_which_formats_work(client, document, monkeypatch):
    def refuse(markup):
        raise paper.PdfIsOff

    monkeypatch.setattr(paper, "pdf", refuse)
    answer = downloaded(client, document, "pdf")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "请改用 Word 或文本格式" in answer.content.decode() and "download.docx" in answer.content.decode()


def test_only_one_file_is_made_at_a_time(own_data_folder):
    def make_another():
        with pytest.raises(kept_files.Busy):
            kept_files.kept(name="b", source=b"2", make=lambda: b"", ending="pdf", seconds_to_wait=0)
        return b"made"

    assert kept_files.kept(name="a", source=b"1", make=make_another, ending="pdf", seconds_to_wait=0) == b"made"


def test_files_that_nobody_asked_for_give_way(own_data_folder, monkeypatch):
    monkeypatch.setattr(kept_files, "MOST_BYTES", 10)
    for name in ("a", "b", "c"):
        kept_files.kept(name=name, source=name.encode(), make=lambda: b"12345", ending="pdf", seconds_to_wait=0)
    assert len(list((own_data_folder / "made").glob("*.pdf"))) == 2


def test_an_attachment_is_given_under_its_own_name_and_never_shown_in_place(client, document):
    received = uploads.receive(io.BytesIO(b"%PDF-1.4 plan"), name="计划表.pdf", at=at("2026-09-01"))
    PublicDocument.objects.filter(pk=document.pk).update(attachments=[received])
    answer = client.get(f"{document.get_absolute_url()}attachments/{received['digest']}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 plan"
    assert answer["Content-Disposition"].startswith("attachment;") and answer["X-Content-Type-Options"] == "nosniff"
    assert f"attachments/{received['digest']}/" in client.get(document.get_absolute_url()).content.decode()


def test_a_file_that_the_document_does_not_name_is_not_given(client, document):
    received = uploads.receive(io.BytesIO(b"%PDF-1.4 draft"), name="草稿.pdf", at=at("2026-09-01"))
    assert client.get(f"{document.get_absolute_url()}attachments/{received['digest']}/").status_code == 404


def test_nothing_of_a_withdrawn_document_can_be_taken_away(client, cast, own_data_folder):
    story = published(cast).perform(OfficialDocument.withdraw, on="2026-10-09", reason="原决定已被撤销").sealed()
    address = public_copy(story).get_absolute_url()
    for rest in ("download.pdf", "download.docx", "download.txt", "print/", "versions/1/"):
        assert client.get(address + rest).status_code == 404


def test_the_print_view_has_the_official_layout_and_a_code_to_verify_it(client, document):
    page = client.get(f"{document.get_absolute_url()}print/").content.decode()
    assert '<p class="sheet-organ">晴林县住房和城乡建设局</p>' in page and '<svg class="qr"' in page.replace(
        'viewBox="0 0 37 37" ', ""
    )
    assert "style=" not in page
