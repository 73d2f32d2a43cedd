"""An act is previewed, then done; whatever comes between, nothing typed is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from desk_client import desk_of, form_in
from django.test import Client
from road_occupation.process import RoadOccupation

from cast import Cast, assemble
from story import Story
from sunforest.core.process.models import ActRecord, Case, Draft, JustifiedFinding

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(RoadOccupation, cast).perform(
        RoadOccupation.apply,
        on="2026-11-23",
        purpose="works",
        first_day="2027-03-01",
        last_day="2027-03-05",
        place="林荫路 8 号",
    )


def hidden(page: str) -> dict[str, str]:
    """The values that the page itself carries."""
    return {name: re.search(rf'name="{name}" value="([^"]*)"', page).group(1) for name in ("key", "seen", "previewed")}


def address(story: Story, act: str) -> str:
    return f"/desk/cases/{story.case.number}/acts/{act}/"


def preview(desk: Client, url: str, **answers: Any) -> str:
    page = desk.get(url).content.decode()
    return desk.post(url, {**hidden(page), **answers, "preview": "1"}).content.decode()


def do(desk: Client, url: str, page: str, **answers: Any):
    return desk.post(url, {**hidden(page), **answers, "do": "1"})


def test_an_act_without_a_form_shows_at_once_what_the_public_will_see(cast: Cast, story: Story) -> None:
    page = desk_of(cast.wang).get(address(story, "accept")).content.decode()
    assert "公众将看到" in page and "审查中" in page and "期限的变化" in page


def test_a_preview_changes_nothing(cast: Cast, story: Story) -> None:
    desk_of(cast.wang).get(address(story, "accept"))
    story.case.refresh_from_db()
    assert story.state == "submitted" and ActRecord.objects.count() == 1


def test_an_act_is_done_after_its_preview(cast: Cast, story: Story) -> None:
    desk, url = desk_of(cast.wang), address(story, "accept")
    answer = do(desk, url, desk.get(url).content.decode())
    assert answer.status_code == 302 and answer["Location"] == f"/desk/cases/{story.case.number}/"
    assert Case.objects.get(pk=story.case.pk).state == "accepted"


def test_an_act_that_was_not_previewed_as_it_is_now_is_shown_once_more(cast: Cast, story: Story) -> None:
    desk, url = desk_of(cast.wang), address(story, "decline")
    page = preview(desk, url, reason="材料不属于本机关")
    answer = do(desk, url, page, reason="材料不属于本机关职权", confirmed="on")
    assert "内容在预览之后改过" in answer.content.decode()
    assert Case.objects.get(pk=story.case.pk).state == "submitted"


def test_an_act_that_ends_a_case_asks_for_a_confirmation(cast: Cast, story: Story) -> None:
    desk, url = desk_of(cast.wang), address(story, "decline")
    page = preview(desk, url, reason="不属于本机关职权")
    refused = do(desk, url, page, reason="不属于本机关职权").content.decode()
    assert "请先勾选确认" in refused and Case.objects.get(pk=story.case.pk).state == "submitted"
    assert do(desk, url, refused, reason="不属于本机关职权", confirmed="on").status_code == 302
    assert Case.objects.get(pk=story.case.pk).state == "declined"


def test_personal_data_in_open_text_is_shown_in_its_place(cast: Cast, story: Story) -> None:
    page = preview(desk_of(cast.wang), address(story, "decline"), reason="请联系 13812345678 补交")
    assert "公开内容里有 1 处个人信息" in page and "<mark>13812345678</mark>" in page


def test_a_finding_is_masked_by_one_button(cast: Cast, story: Story) -> None:
    desk, url = desk_of(cast.wang), address(story, "decline")
    page = preview(desk, url, reason="请联系 13812345678 补交")
    masked = desk.post(
        url, {**hidden(page), "reason": "请联系 13812345678 补交", "mask": "reason:13812345678"}
    ).content.decode()
    assert "请联系 138****5678 补交" in masked and "处个人信息" not in masked


def test_a_finding_may_stand_when_a_named_person_gives_the_reason(cast: Cast, story: Story) -> None:
    desk, url = desk_of(cast.wang), address(story, "decline")
    typed = {"reason": "请联系 13812345678 补交", "confirmed": "on"}
    preview(desk, url, **typed)
    typed |= {"finding-0": "reason:13812345678", "reason-0": ""}
    without = do(desk, url, preview(desk, url, **typed), **typed).content.decode()
    assert "还有没处理的个人信息" in without
    typed |= {"reason-0": "对外公布的值班电话"}
    assert do(desk, url, preview(desk, url, **typed), **typed).status_code == 302
    assert JustifiedFinding.objects.get().officer_id == cast.wang.officer_id


def test_typing_survives_an_act_of_somebody_else(cast: Cast, story: Story) -> None:
    desk, url = desk_of(cast.wang), address(story, "decline")
    typed = {"reason": "不属于本机关职权", "confirmed": "on"}
    page = preview(desk, url, **typed)
    story.perform(RoadOccupation.act("assign"), on="2026-11-24", by=cast.li, post=cast.wang.post_id)
    answer = do(desk, url, page, **typed)
    text = answer.content.decode()
    assert answer.status_code == 409 and "不属于本机关职权" in text and "指定承办岗位" in text
    assert do(desk, url, preview(desk, url, **typed), **typed).status_code == 302


def test_typing_survives_when_the_act_is_no_longer_possible(cast: Cast, story: Story) -> None:
    desk, url = desk_of(cast.wang), address(story, "decline")
    typed = {"reason": "不属于本机关职权", "confirmed": "on"}
    page = preview(desk, url, **typed)
    story.perform(RoadOccupation.accept, on="2026-11-24")
    answer = do(desk, url, page, **typed)
    assert answer.status_code == 409 and "这个动作现在不能办了" in answer.content.decode()
    assert Draft.objects.filter(act="decline").exists()


def test_a_repeat_of_the_same_act_is_harmless(cast: Cast, story: Story) -> None:
    desk, url = desk_of(cast.wang), address(story, "accept")
    page = desk.get(url).content.decode()
    do(desk, url, page)
    assert do(desk, url, page).status_code == 302
    assert ActRecord.objects.filter(act="accept").count() == 1


def test_errors_of_the_form_keep_what_was_typed(cast: Cast, story: Story) -> None:
    page = preview(desk_of(cast.wang), address(story, "ask_to_supplement"), until="", missing="缺营业执照")
    assert "请检查以下内容" in page and "缺营业执照" in page


def test_a_rule_that_says_no_is_said_before_the_act(cast: Cast, story: Story) -> None:
    page = preview(desk_of(cast.wang), address(story, "ask_to_supplement"), until="2020-01-01", missing="缺图")
    assert "补正截止日期须晚于今天" in page


def test_who_has_no_post_for_an_act_is_refused(cast: Cast, story: Story) -> None:
    assert desk_of(cast.zhao).get(address(story, "accept")).status_code == 403
    assert desk_of(cast.sun).get(address(story, "accept")).status_code == 404


def test_what_the_party_will_see_stands_beside_what_the_public_will(cast: Cast, story: Story) -> None:
    page = preview(desk_of(cast.wang), address(story, "ask_to_supplement"), until="2027-01-20", missing="缺占道示意图")
    assert "当事人将看到" in page and "以下内容不公开" in page


def test_a_draft_is_kept_restored_and_discarded(cast: Cast, story: Story) -> None:
    desk, url = desk_of(cast.wang), address(story, "decline")
    desk.post("/desk/drafts/", {"draft_case": story.case.number, "draft_act": "decline", "reason": "写到一半的理由"})
    assert b"\xe5\x86\x99\xe5\x88\xb0" not in bytes(Draft.objects.get().data)
    assert "写到一半的理由" in desk.get(url).content.decode()
    assert "不予受理" in desk.get("/desk/?tab=drafts").content.decode()
    desk.post(f"/desk/drafts/{Draft.objects.get().pk}/discard/")
    assert not Draft.objects.exists()


def test_a_record_is_rectified_and_both_values_stay_visible(cast: Cast, story: Story) -> None:
    desk, url = desk_of(cast.zhao), address(story, "rectify")
    typed = {"record": "1", "values": "last_day=2027-03-08", "reason": "笔误"}
    assert "last_day" in desk.get(url).content.decode()
    assert do(desk, url, preview(desk, url, **typed), **typed).status_code == 302
    page = desk.get(f"/desk/cases/{story.case.number}/").content.decode()
    assert "<del>2027-03-05</del>" in page and "<ins>2027-03-08</ins>" in page


def test_a_case_is_assigned_and_handed_over(cast: Cast, story: Story) -> None:
    desk, url = desk_of(cast.li), address(story, "assign")
    typed = {"post": str(cast.wang.post_id)}
    assert do(desk, url, preview(desk, url, **typed), **typed).status_code == 302
    assert Case.objects.get(pk=story.case.pk).handler_id == cast.wang.post_id


def test_what_was_masked_can_be_done_at_once(cast: Cast, story: Story) -> None:
    desk, url = desk_of(cast.wang), address(story, "decline")
    found = desk.post(url, {"reason": "请电 13812345678", "preview": "1"}).content.decode()
    masked = desk.post(url, {**form_in(found), "mask": "*"}).content.decode()
    assert desk.post(url, {**form_in(masked), "confirmed": "on", "do": "1"}).status_code == 302
    assert "138****5678" in story.sealed().public_text() and "13812345678" not in story.public_text()
