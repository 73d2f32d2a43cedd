"""The desk's redaction: an officer brings an original, marks it, looks at the new file and gives it in the answer."""

import io
import json

import docx
import pytest
from desk_client import desk_of, form_in
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.core.redaction import planted

from cast import assemble, at
from story import Story
from sunforest.core.people.models import AccessRecord
from sunforest.core.process import erasing, uploads
from sunforest.core.process.models import Upload
from sunforest.matters.foi import queries
from sunforest.matters.foi.models import Redaction
from sunforest.matters.foi.process import InformationRequestProcess as Foi
from sunforest.pure import grounds

pytestmark = pytest.mark.django_db

WORDS = "申请人钱大有，身份证号：330304195403071230。批准幸福小区加装电梯，图纸由设计院保管。"


@pytest.fixture
def cast():
    return assemble()


@pytest.fixture
def case(cast):
    asked = {"wanted": "幸福小区加装电梯的审批文件", "supply": "online", "address": ""}
    story = Story(Foi, cast).perform(Foi.submit, on="2025-09-25", **asked)
    return story.perform(Foi.confirm, on="2025-09-25", received_on="2025-09-25", how="phone").case


@pytest.fixture
def desk(cast):
    return desk_of(cast.wang)


def word_file(words=WORDS):
    document = docx.Document()
    document.add_paragraph(words)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def address(case, *parts):
    return "/".join(["/desk/requests", case.number, "redaction", *parts, ""])


def brought(desk, case, content=None, name="审批表.docx"):
    """The address of the original's page."""
    file = SimpleUploadedFile(name, content or word_file())
    return desk.post(address(case), {"original": file})["Location"]


def posted(desk, url, **buttons):
    """What the page's form holds, sent with a button and what was typed."""
    page = desk.get(url).content.decode()
    held = form_in(page.replace('id="redact-form"', 'id="act-form"'))
    return desk.post(url.split("?")[0], {**held, **buttons})


def new_text(row):
    return "\n".join(each.text for each in docx.Document(io.BytesIO(uploads.content_of(row.new_digest))).paragraphs)


def test_what_is_proposed_is_taken_out_and_the_new_file_stands_in_the_answer(desk, case):
    url = brought(desk, case)
    preview = posted(desk, url, preview="1")["Location"]
    assert "██" in desk.get(preview).content.decode()
    row = Redaction.objects.get()
    desk.post(preview, {"new": row.new_digest})
    assert new_text(row) == "申请人████，身份证号：████。批准幸福小区加装电梯，图纸由设计院保管。"
    page = desk.get(f"/desk/cases/{case.number}/acts/send_to_review/").content.decode()
    assert form_in(page)["withheld"] == ["N4"]
    held = json.loads(form_in(page)["files"][0])
    assert held == [{"digest": row.new_digest, "name": "审批表（遮盖后）.docx"}]


def test_the_original_stays_as_it_was_and_both_files_are_kept(desk, case):
    preview = posted(desk, brought(desk, case), preview="1")["Location"]
    row = Redaction.objects.get()
    desk.post(preview, {"new": row.new_digest})
    assert uploads.content_of(row.original_digest)[:2] == b"PK"
    assert all(upload.is_kept for upload in Upload.objects.filter(digest__in=[row.original_digest, row.new_digest]))
    assert "钱大有" in docx.Document(io.BytesIO(uploads.content_of(row.original_digest))).paragraphs[0].text


def test_typed_words_are_found_everywhere_and_carry_their_ground(desk, case):
    url = brought(desk, case, word_file("图纸由设计院保管。设 计院另存。"))
    posted(desk, url, add_words="1", words="设计院", reason="third_party")
    kept = Redaction.objects.get().marks
    assert kept == [{"at": "p1:3-6", "reason": "third_party"}, {"at": "p1:9-13", "reason": "third_party"}]


def test_marks_that_are_not_ticked_stay_in_the_new_file(desk, case):
    url = brought(desk, case)
    held = form_in(desk.get(url).content.decode().replace('id="redact-form"', 'id="act-form"'))
    desk.post(url, {**held, "mark": held["mark"][:1], "preview": "1"})
    assert "330304195403071230" in new_text(Redaction.objects.get())
    assert "像个人信息" in desk.get(url + "preview/").content.decode()


def test_kept_marks_hold_no_words(desk, case):
    posted(desk, brought(desk, case), save="1")
    assert "钱大有" not in json.dumps(Redaction.objects.get().marks, ensure_ascii=False)


def test_a_box_in_millimetres_covers_a_part_of_a_scan(desk, case):
    scan = planted.as_png(planted.scan("设计院保管的图纸"))
    url = brought(desk, case, scan, "图纸.png")
    posted(desk, url, add_box="1", left="20", top="20", width="80", height="20", reason="third_party")
    assert Redaction.objects.get().marks[-1] == {"at": "1:56.6,56.6,283.5,113.4", "reason": "third_party"}
    preview = posted(desk, url, preview="1")["Location"]
    row = Redaction.objects.get()
    assert desk.get(preview).status_code == 200
    assert planted.left_in(uploads.content_of(row.new_digest), ["设计院", "图纸"]) == set()


def test_pages_are_shown_as_pictures_to_those_who_handle_the_case_alone(cast, desk, case):
    url = brought(desk, case, planted.as_png(planted.scan("图纸")), "图纸.png")
    picture = desk.get(url + "1.png")
    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert desk.get(url + "2.png").status_code == 404
    assert desk_of(cast.sun).get(url + "1.png").status_code in (403, 404)
    assert desk_of(cast.auditor).get(url).status_code == 403


def test_a_look_at_an_original_is_recorded(desk, case):
    brought(desk, case)
    assert AccessRecord.objects.filter(case_id=case.pk, purpose=AccessRecord.HANDLING).exists()


def test_a_file_of_another_case_is_not_found(desk, case, cast):
    url = brought(desk, case)
    other = Story(Foi, cast).perform(Foi.submit, on="2025-09-25", wanted="x", supply="online", address="").case
    assert desk.get(url.replace(case.number, other.number)).status_code == 404


def test_a_file_that_cannot_be_redacted_is_refused_with_what_to_do(desk, case):
    page = desk.post(address(case), {"original": SimpleUploadedFile("表.xlsx", b"PK")}).content.decode()
    assert "另存为 PDF" in page
    assert not Redaction.objects.exists()


def test_a_new_file_is_released_only_as_it_was_shown(desk, case):
    url = brought(desk, case)
    preview = posted(desk, url, preview="1")["Location"]
    shown = Redaction.objects.get().new_digest
    posted(desk, url, add_words="1", words="设计院", reason="third_party")
    desk.post(preview, {"new": shown})
    assert Redaction.objects.get().released_at is None


def test_marks_that_are_not_ours_are_refused(desk, case):
    url = brought(desk, case)
    assert desk.post(url, {"shown": "1:x", "mark": "1:x", "save": "1"}).status_code == 404


def test_the_case_leads_to_its_files(desk, case):
    assert address(case) in desk.get(f"/desk/cases/{case.number}/").content.decode()


def test_a_name_that_tells_what_is_hidden_is_not_taken_over(desk, case):
    posted(desk, brought(desk, case, name="钱大有的审批表.docx"), preview="1")
    assert Redaction.objects.get().new_name == "公开的文件（遮盖后）.docx"


def test_an_erased_case_leaves_no_original_behind(desk, case):
    posted(desk, brought(desk, case), preview="1")
    row = Redaction.objects.get()
    erasing.erase(case, ground=grounds.PERSONAL_INFORMATION, at=at("2025-10-01"))
    for digest in (row.original_digest, row.new_digest):
        with pytest.raises(FileNotFoundError):
            uploads.content_of(digest)
    assert not Redaction.objects.exists()


def test_an_original_that_another_case_redacts_too_stays_there(desk, case, cast):
    brought(desk, case)
    other = Story(Foi, cast).perform(Foi.submit, on="2025-09-25", wanted="x", supply="online", address="").case
    brought(desk, other)
    erasing.erase(case, ground=grounds.PERSONAL_INFORMATION, at=at("2025-10-01"))
    assert uploads.content_of(Redaction.objects.get().original_digest)


def released(desk, case, url):
    preview = posted(desk, url, preview="1")["Location"]
    row = Redaction.objects.get(released_at=None)
    desk.post(preview, {"new": row.new_digest})
    return {"digest": row.new_digest, "name": row.new_name}


def test_a_second_release_begins_with_the_same_marks_and_replaces_the_first(desk, case):
    url = brought(desk, case)
    first = released(desk, case, url)
    posted(desk, url, add_words="1", words="设计院", reason="third_party")
    second = released(desk, case, url)
    assert len(Redaction.objects.last().marks) == 3
    assert queries.files_to_give(case, [first]) == [second]


def test_an_unfinished_draft_gets_the_new_file_too(desk, case):
    form = {"files": "[]", "files_files": SimpleUploadedFile("审批表.docx", word_file()), "save": "1"}
    act = f"/desk/cases/{case.number}/acts/send_to_review/"
    held = form_in(desk.get(act).content.decode())
    desk.post(act, {**held, **form})
    original = json.loads(form_in(desk.get(act).content.decode())["files"][0])[0]
    url = address(case, original["digest"])
    assert "审批表.docx" in desk.get(address(case)).content.decode()
    new = released(desk, case, url)
    assert json.loads(form_in(desk.get(act).content.decode())["files"][0]) == [new]


def test_words_that_were_taken_out_in_one_place_only_are_named(desk, case):
    url = brought(desk, case, word_file("申请人：钱大有。后来钱 大有同意。"))
    held = form_in(desk.get(url).content.decode().replace('id="redact-form"', 'id="act-form"'))
    desk.post(url, {**held, "mark": held["mark"][:1], "preview": "1"})
    assert "别处还能读到" in desk.get(url + "preview/").content.decode()
    posted(desk, url, add_words="1", words="钱大有")
    posted(desk, url, preview="1")
    assert "别处还能读到" not in desk.get(url + "preview/").content.decode()
