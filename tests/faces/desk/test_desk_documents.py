"""A document goes from draft to publication at the desk, page by page, as a browser without scripts would send it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from desk_client import desk_of, form_in
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cast import Cast, assemble
from sunforest.core.organs.models import Topic
from sunforest.core.process.actor import Actor
from sunforest.core.process.models import Case, Draft

pytestmark = pytest.mark.django_db

CONTENT = {
    "title": "关于做好冬季燃气安全检查的通知",
    "genre": "通知",
    "document_number": "晴建发〔2026〕12号",
    "topics": ["城乡建设、环境保护/城乡建设"],
    "article_20_head": "13",
    "summary": "部署冬季燃气安全检查。",
    "body": "各镇人民政府：\n请于十二月前完成检查。",
}


@pytest.fixture
def cast() -> Cast:
    first = Topic.objects.create(name="城乡建设、环境保护")
    Topic.objects.create(name="城乡建设", parent=first)
    return assemble()


def done(desk: Client, url: str, **answers: Any) -> str:
    """Fill in a form, preview it, and do the act with what the previewed page holds."""
    posted = {**form_in(desk.get(url).content.decode()), **answers, "preview": "1"}
    page = desk.post(url, posted).content.decode()
    assert 'name="do"' in page, page.split("<main")[1][:3000]
    answer = desk.post(url, {**form_in(page), **{k: v for k, v in answers.items() if k == "confirmed"}, "do": "1"})
    assert answer.status_code == 302, answer.content.decode().split("<main")[1][:3000]
    return str(answer["Location"])


def drafted(cast: Cast) -> Case:
    location = done(desk_of(cast.wang), "/desk/open/document/draft/", **CONTENT)
    return Case.objects.get(number=location.split("/")[3])


def act(case: Case, who: Actor, name: str, **answers: Any) -> None:
    done(desk_of(who), f"/desk/cases/{case.number}/acts/{name}/", **answers)


def approved(cast: Cast) -> Case:
    case = drafted(cast)
    act(case, cast.wang, "classify", public_interest_wide="on", disclosure="PROACTIVE")
    act(case, cast.wang, "submit")
    act(case, cast.legal, "check")
    act(case, cast.li, "clear")
    act(case, cast.zhao, "approve", formed_on="2026-11-20")
    return case


def test_who_opens_a_case_finds_it_among_ones_own(cast: Cast) -> None:
    case = drafted(cast)
    assert case.handler_id == cast.wang.post_id
    assert CONTENT["title"] in desk_of(cast.wang).get("/desk/").content.decode()


def test_a_draft_is_previewed_as_withheld_with_its_ground(cast: Cast) -> None:
    desk, url = desk_of(cast.wang), "/desk/open/document/draft/"
    posted = {**form_in(desk.get(url).content.decode()), **CONTENT, "preview": "1"}
    page = desk.post(url, posted).content.decode()
    assert "公众现在看不到这一步" in page and "过程性信息" in page


def test_the_head_finds_what_waits_for_the_signature(cast: Cast) -> None:
    case = drafted(cast)
    act(case, cast.wang, "classify", public_interest_wide="on", disclosure="PROACTIVE")
    act(case, cast.wang, "submit")
    assert case.number in desk_of(cast.legal).get("/desk/?tab=waiting").content.decode()
    assert case.number not in desk_of(cast.zhao).get("/desk/?tab=waiting").content.decode()
    act(case, cast.legal, "check")
    act(case, cast.li, "clear")
    assert case.number in desk_of(cast.zhao).get("/desk/?tab=waiting").content.decode()


def test_publication_is_previewed_at_once_and_done_as_it_stands(cast: Cast) -> None:
    case, desk = approved(cast), desk_of(cast.wang)
    url = f"/desk/cases/{case.number}/acts/publish/"
    page = desk.get(url).content.decode()
    assert "公众将看到" in page and "请于十二月前完成检查。" in page.split("act-preview")[1]
    answer = desk.post(url, {**form_in(page), "do": "1"})
    assert answer.status_code == 302
    assert Case.objects.get(pk=case.pk).state == "published" and not Draft.objects.exists()


def test_what_is_published_waits_for_nobody(cast: Cast) -> None:
    case = approved(cast)
    act(case, cast.wang, "publish")
    for who in (cast.zhao, cast.li, cast.legal):
        assert case.number not in desk_of(who).get("/desk/?tab=waiting").content.decode()


def test_a_file_is_received_at_the_preview_and_stays_with_the_form(cast: Cast) -> None:
    desk, url = desk_of(cast.wang), "/desk/open/document/draft/"
    sent = SimpleUploadedFile("检查表.pdf", b"%PDF-1.7 a table")
    posted = {**form_in(desk.get(url).content.decode()), **CONTENT, "attachments_files": sent, "preview": "1"}
    page = desk.post(url, posted).content.decode()
    assert "检查表.pdf" in page and json.loads(form_in(page)["attachments"][0])[0]["name"] == "检查表.pdf"
    answer = desk.post(url, {**form_in(page), "do": "1"})
    assert answer.status_code == 302
    case_page = desk.get(answer["Location"]).content.decode()
    address = case_page.split("/files/")[1].split('"')[0]
    stored = desk.get(f"{answer['Location']}files/{address}")
    assert stored["Content-Disposition"].startswith("attachment") and b"".join(stored.streaming_content).startswith(
        b"%PDF"
    )
    assert desk_of(cast.sun).get(f"{answer['Location']}files/{address}").status_code == 404


def test_a_file_of_a_wrong_kind_is_refused_with_its_reason(cast: Cast) -> None:
    desk, url = desk_of(cast.wang), "/desk/open/document/draft/"
    sent = SimpleUploadedFile("run.exe", b"MZ")
    posted = {**form_in(desk.get(url).content.decode()), **CONTENT, "attachments_files": sent, "preview": "1"}
    page = desk.post(url, posted).content.decode()
    assert "不接受“run.exe”这种格式" in page and CONTENT["title"] in page


def test_rich_text_that_was_typed_is_made_harmless_before_it_is_shown(cast: Cast) -> None:
    desk, url = desk_of(cast.wang), "/desk/open/document/draft/"
    body = '<p onclick="x()">正文</p><script>alert(1)</script>'
    posted = {**form_in(desk.get(url).content.decode()), **CONTENT, "body": body, "preview": "1"}
    preview = desk.post(url, posted).content.decode().split('id="act-preview"')[1]
    assert "<script>alert" not in preview and "onclick" not in preview


def test_personal_data_in_rich_text_is_masked_in_place(cast: Cast) -> None:
    case = approved(cast)
    desk, url = desk_of(cast.wang), f"/desk/cases/{case.number}/acts/propose_revision/"
    assert desk.get(url).status_code == 200
    desk, url = desk_of(cast.wang), "/desk/open/document/import_existing/"
    page = desk.get(url).content.decode()
    posted = {**form_in(page), **CONTENT, "body": "<p>联系人电话：13812345678</p>", "preview": "1"}
    posted |= {"formed_on": "2026-01-05", "published_on": "2026-01-06", "issuer": "晴林县住房和城乡建设局"}
    page = desk.post(url, posted).content.decode()
    if "<mark>13812345678</mark>" in page:
        masked = desk.post(url, {**form_in(page), "mask": "*"}).content.decode()
        assert "138****5678" in form_in(masked)["body"][0]
