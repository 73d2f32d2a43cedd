"""Letters on the pages: the applicant's own, the desk's before they are signed, each look of staff recorded."""

from __future__ import annotations

import pytest
from desk_client import desk_of
from foi_stories import ANSWER, PARTLY, delivered, received, signed, to_sign

from cast import at
from story import Story
from sunforest.core.organs.models import Organ
from sunforest.core.people import case_keys
from sunforest.core.people.models import AccessRecord
from sunforest.core.process import numbers
from sunforest.faces.sheets import paper
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.django_db

TYPES = [("pdf", "application/pdf", b"%PDF"), ("docx", "application/vnd.openxmlformats", b"PK")]


@pytest.fixture(autouse=True)
def on_the_last_day(time_machine):
    time_machine.move_to(at("2025-10-29", "12:00"), tick=False)


def own_page(story: Story) -> str:
    return f"/progress/{numbers.progress_token(case_keys.of(story.case.pk))}/"


def prove(client, story: Story) -> None:
    client.post(own_page(story), {"code": numbers.query_code(case_keys.of(story.case.pk))})


def desk_page(story: Story, key: str = "answer") -> str:
    return f"/desk/cases/{story.case.number}/papers/{key}"


def text(response) -> str:
    return response.content.decode()


def test_the_applicant_reads_the_answer_from_the_progress_page(client, cast):
    story = delivered(cast, **PARTLY)
    prove(client, story)
    listed = text(client.get(own_page(story)))
    assert f"{own_page(story)}papers/answer/" in listed
    shown = text(client.get(f"{own_page(story)}papers/answer/"))
    assert "应当先申请行政复议" in shown
    assert "陈秀英：" in shown


@pytest.mark.parametrize(("ending", "kind", "begins"), TYPES)
def test_the_applicant_saves_the_answer(client, cast, ending, kind, begins):
    story = delivered(cast)
    prove(client, story)
    response = client.get(f"{own_page(story)}papers/answer.{ending}")
    assert response["Content-Type"].startswith(kind)
    assert response.content.startswith(begins)
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("place", ["answer/", "answer.pdf"])
def test_nobody_reads_a_letter_without_the_second_proof(client, cast, place):
    story = delivered(cast)
    response = client.get(f"{own_page(story)}papers/{place}")
    assert (response.status_code, response["Location"]) == (302, own_page(story))


def test_the_proof_of_one_case_opens_no_other(client, cast):
    mine, other = delivered(cast), delivered(cast)
    prove(client, mine)
    assert client.get(f"{own_page(other)}papers/answer/").status_code == 302


def test_the_applicant_does_not_find_what_is_not_delivered(client, cast):
    story = signed(cast)
    prove(client, story)
    assert client.get(f"{own_page(story)}papers/answer/").status_code == 404
    assert "papers/answer" not in text(client.get(own_page(story)))


@pytest.mark.parametrize("ending", ["exe", "html"])
def test_a_form_of_file_that_is_not_made_is_not_found(client, cast, ending):
    story = delivered(cast)
    prove(client, story)
    assert client.get(f"{own_page(story)}papers/answer.{ending}").status_code == 404


def test_an_address_tells_nothing_of_the_person(cast):
    story = delivered(cast)
    assert "陈" not in own_page(story)
    assert "330304" not in own_page(story)


def test_the_head_reads_the_letter_before_signing(cast):
    story = to_sign(received(cast), on="2025-10-29", draft=PARTLY)
    desk = desk_of(cast.zhao)
    assert desk_page(story) in text(desk.get(f"/desk/cases/{story.case.number}/acts/answer/"))
    shown = text(desk.get(f"{desk_page(story)}/"))
    assert "这是草稿" in shown
    assert "应当先申请行政复议" in shown


def test_a_gap_in_the_remedies_is_told_to_the_head_and_is_no_part_of_the_letter(cast):
    Organ.objects.update(reconsidered_by="")
    story = to_sign(received(cast), on="2025-10-29", draft=PARTLY)
    shown = text(desk_of(cast.zhao).get(f"{desk_page(story)}/"))
    assert "本机关的行政复议机关还没有设置，不能签发。" in shown.split("<main")[0]
    assert "还没有设置" not in shown.split("<main")[1]


def test_staff_s_look_at_a_letter_is_recorded(cast):
    story = delivered(cast)
    desk_of(cast.zhao).get(f"{desk_page(story)}.docx")
    look = AccessRecord.objects.get(case_id=story.case.pk)
    assert (look.officer_id, look.purpose) == (cast.zhao.officer_id, AccessRecord.HANDLING)


def test_another_organ_s_clerk_finds_no_letter(cast):
    story = delivered(cast)
    assert desk_of(cast.sun).get(f"{desk_page(story)}/").status_code == 404


def test_an_inspector_states_a_purpose_first(cast):
    story = delivered(cast)
    desk = desk_of(cast.inspector)
    response = desk.get(f"{desk_page(story)}/")
    assert (response.status_code, response["Location"]) == (302, f"/desk/cases/{story.case.number}/")
    desk.post(f"/desk/cases/{story.case.number}/purpose/", {"purpose": "supervision"})
    assert desk.get(f"{desk_page(story)}/").status_code == 200
    assert AccessRecord.objects.get(case_id=story.case.pk).purpose == AccessRecord.SUPERVISION


def test_the_desk_lists_letters_to_third_parties(cast):
    story = received(cast).perform(Foi.consult, on="2025-10-09", third_party="甲公司", letter="是否同意")
    assert "征求第三方意见书" in text(desk_of(cast.wang).get(f"/desk/cases/{story.case.number}/"))
    assert "甲公司：" in text(desk_of(cast.wang).get(f"{desk_page(story, 'consult-3')}/"))


def test_the_page_is_english_and_the_letter_stays_chinese(client, cast):
    story = delivered(cast, **ANSWER)
    prove(client, story)
    client.cookies["django_language"] = "en"
    shown = text(client.get(f"{own_page(story)}papers/answer/"))
    assert "Back to the case" in shown
    assert "Download PDF" in shown
    assert "政府信息公开申请答复书" in shown
    assert "按照您要求的形式提供：网上查看和下载" in shown


def test_where_no_pdf_is_drawn_the_page_says_so(client, cast, monkeypatch):
    def is_off(_markup):
        raise paper.PdfIsOff

    monkeypatch.setattr(paper, "pdf", is_off)
    story = delivered(cast)
    prove(client, story)
    response = client.get(f"{own_page(story)}papers/answer.pdf")
    assert response.status_code == 503
    assert "请改用 Word 格式" in text(response)


def test_nothing_of_a_letter_stays_on_the_machine(client, cast, settings):
    story = delivered(cast)
    prove(client, story)
    before = set(settings.SUNFOREST_DATA.rglob("*.pdf"))
    client.get(f"{own_page(story)}papers/answer.pdf")
    assert set(settings.SUNFOREST_DATA.rglob("*.pdf")) == before
