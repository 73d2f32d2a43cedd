"""The case page: every field, every clock, who may do what next; nothing personal without a purpose."""

from __future__ import annotations

from datetime import date

import pytest
from desk_client import desk_of
from django.test import Client
from road_occupation.process import RoadOccupation

from cast import Cast, assemble
from story import Story
from sunforest.core.organs.models import Grant, Post
from sunforest.core.people.models import AccessRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(RoadOccupation, cast).perform(
        RoadOccupation.apply,
        on="2026-09-23",
        purpose="works",
        first_day="2027-03-01",
        last_day="2027-03-05",
        place="林荫路 8 号",
    )


def page_of(desk: Client, story: Story) -> str:
    return desk.get(f"/desk/cases/{story.case.number}/").content.decode()


def test_the_records_show_every_field_and_why_it_is_closed(cast: Cast, story: Story) -> None:
    page = page_of(desk_of(cast.wang), story)
    assert "工程施工" in page and "林荫路 8 号" in page and "不公开：个人信息" in page


def test_a_clock_names_its_article_and_each_day_that_does_not_count(cast: Cast, story: Story) -> None:
    story.perform(RoadOccupation.accept, on="2026-09-24")
    page = page_of(desk_of(cast.wang), story)
    assert "《行政许可法》第42条" in page and "10-01</time> 法定节假日" in page and "周末" in page


def test_the_acts_of_the_post_are_links_and_the_others_are_named(cast: Cast, story: Story) -> None:
    page = page_of(desk_of(cast.wang), story)
    assert f"/desk/cases/{story.case.number}/acts/accept/" in page
    assert f"/desk/cases/{story.case.number}/acts/rectify/" not in page
    assert "系统（“受理期限”届满时）" in page


def test_four_eyes_are_said_and_not_only_enforced(cast: Cast, story: Story) -> None:
    story.perform(RoadOccupation.accept, on="2026-09-24")
    Grant.objects.create(post=Post.objects.get(pk=cast.li.post_id), role="head", process="*")
    story.perform(RoadOccupation.inspect, on="2026-09-25", inspected_on="2026-09-25", findings="可以占用")
    page = page_of(desk_of(cast.li), story)
    assert "disabled" in page and "由您办理" in page
    assert "disabled" not in page_of(desk_of(cast.zhao), story).split("acts-title")[1].split("engine-title")[0]


def test_looking_at_the_handling_organ_is_recorded_once_in_a_while(cast: Cast, story: Story) -> None:
    desk = desk_of(cast.wang)
    page_of(desk, story)
    assert "办理" in page_of(desk, story)
    look = AccessRecord.objects.get()
    assert (look.purpose, look.officer_id, look.party_id) == ("handling", cast.wang.officer_id, cast.chen.pk)


def test_an_auditor_sees_personal_fields_masked_until_a_purpose_is_stated(cast: Cast, story: Story) -> None:
    desk = desk_of(cast.auditor)
    page = page_of(desk, story)
    assert "林荫路" not in page and "陈秀英" not in page and "陈*英" in page and not AccessRecord.objects.exists()
    desk.post(f"/desk/cases/{story.case.number}/purpose/", {"purpose": "audit"})
    page = page_of(desk, story)
    assert "林荫路 8 号" in page and "陈秀英" in page and AccessRecord.objects.get().purpose == "audit"


def test_a_citizen_number_is_never_shown_whole(cast: Cast, story: Story) -> None:
    page = page_of(desk_of(cast.wang), story)
    assert "330304195403071230" not in page and "330304********1230" in page


def test_handling_is_no_purpose_that_others_can_choose(cast: Cast, story: Story) -> None:
    desk = desk_of(cast.auditor)
    desk.post(f"/desk/cases/{story.case.number}/purpose/", {"purpose": "handling"})
    assert not AccessRecord.objects.exists() and "林荫路" not in page_of(desk, story)


def test_an_absent_handler_and_the_deputy_are_named(cast: Cast, story: Story) -> None:
    story.perform(RoadOccupation.act("assign"), on="2026-09-24", by=cast.li, post=cast.wang.post_id)
    Post.objects.filter(pk=cast.wang.post_id).update(absent_from=date(2020, 1, 1), deputy=cast.li.post_id)
    assert "缺勤，由李涛代理" in page_of(desk_of(cast.li), story)
    assert "经办科员（代理）" in page_of(desk_of(cast.li), story)


def test_the_flowchart_shows_where_the_case_is(cast: Cast, story: Story) -> None:
    assert "chart-current" in page_of(desk_of(cast.wang), story)


def test_the_page_asks_a_bounded_number_of_questions(cast: Cast, story: Story, django_assert_max_num_queries) -> None:
    desk = desk_of(cast.wang)
    story.perform(RoadOccupation.accept, on="2026-09-24")
    page_of(desk, story)
    with django_assert_max_num_queries(20):
        page_of(desk, story)
