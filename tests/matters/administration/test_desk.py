"""The administrator's screens: who may open them, what they show, and how few queries they need."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import polib
import pytest
from desk_client import desk_of
from django.core.cache import cache
from django.urls import reverse
from road_occupation.process import RoadOccupation

from cast import assemble, at
from story import Story
from sunforest.core.calendar.models import Notice
from sunforest.core.organs.models import Post, Topic
from sunforest.matters.administration import bootstrap, forms, queries
from sunforest.matters.administration.models import Subject
from sunforest.matters.administration.process import HolidayNoticeProcess, SettingProcess, TopicProcess

pytestmark = pytest.mark.django_db

NOTICE_2027 = {
    "year": 2027,
    "notice_number": "国办发明电〔2026〕7号",
    "rest_days": "2027-01-01…2027-01-03\n2027-02-05…2027-02-12",
    "work_days": "2027-02-14",
}
SCREENS = ("overview", "organs", "officers", "calendar", "topics", "settings")
QUERIES = {"overview": 16, "organs": 10, "officers": 12, "calendar": 10, "topics": 9, "settings": 9}


@pytest.fixture
def cast():
    cache.clear()
    cast = assemble()
    bootstrap.record_what_stands(cast.administrator, organ=cast.education, at=at("2026-01-05"))
    return cast


def address(name, *places):
    return reverse(f"administration:{name}", args=places)


@pytest.mark.parametrize("screen", SCREENS)
def test_administrator_and_auditor_see_every_screen(cast, screen):
    for actor in (cast.administrator, cast.auditor):
        assert desk_of(actor).get(address(screen)).status_code == 200


@pytest.mark.parametrize("screen", (*SCREENS, "notice"))
def test_a_clerk_sees_none(cast, screen):
    assert desk_of(cast.wang).get(address(screen)).status_code == 403


def test_the_auditor_changes_nothing(cast):
    desk = desk_of(cast.auditor)
    assert desk.get(address("notice")).status_code == 403
    for screen in SCREENS:
        page = desk.get(address(screen)).content.decode()
        assert not re.search(r'href="/desk/(open|cases/[^"]+/acts)/\w', page), screen


@pytest.mark.parametrize(("screen", "count"), QUERIES.items())
def test_a_screen_needs_few_queries(cast, screen, count, django_assert_num_queries):
    desk = desk_of(cast.administrator)
    desk.get(address(screen))
    with django_assert_num_queries(count):
        desk.get(address(screen))


def test_each_organ_links_to_its_case_and_to_the_act_that_changes_it(cast):
    number = Subject.objects.get(organ=cast.housing).case.number
    page = desk_of(cast.administrator).get(address("organs")).content.decode()
    assert f"/desk/cases/{number}/acts/change/" in page
    assert cast.housing.name in page


def test_what_has_no_case_yet_is_offered_to_be_entered(cast):
    topic = Topic.objects.create(name="林业")
    page = desk_of(cast.administrator).get(address("topics")).content.decode()
    assert f"/desk/open/topic/record_existing/?topic={topic.pk}" in page
    assert "有 1 项初始资料" in desk_of(cast.administrator).get(address("overview")).content.decode()


def test_empty_posts_and_absences_without_deputy_are_told(cast):
    Post.objects.create(organ=cast.housing, title="档案员")
    Post.objects.filter(title="局长").update(absent_from="2026-01-01")
    page = desk_of(cast.administrator).get(address("officers")).content.decode()
    assert "空缺岗位" in page and "档案员" in page
    assert "没有代理" in page
    assert "不在岗而没有代理的岗位" in desk_of(cast.administrator).get(address("overview")).content.decode()


def test_posts_of_one_organ_can_be_looked_at_alone(cast):
    page = desk_of(cast.administrator).get(address("officers"), {"organ": cast.housing.code}).content.decode()
    assert "经办科员" in page and "管理员</th>" not in page


def test_a_notice_that_is_tried_shows_what_moves_and_writes_nothing(cast):
    application = {"purpose": "works", "first_day": "2027-03-20", "last_day": "2027-03-21", "place": "门前"}
    story = Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2027-01-25", **application)
    story.perform(RoadOccupation.accept, on="2027-01-26")
    before = story.due
    page = desk_of(cast.administrator).post(address("notice"), NOTICE_2027)
    assert [(case.number, was.isoformat()) for case, was, _is in page.context["moves"]] == [(story.case.number, before)]
    assert page.context["moves"][0][2].isoformat() > before
    assert Notice.objects.count() == 0
    story.case.refresh_from_db()
    assert story.due == before


def test_from_the_trial_one_goes_on_to_the_act_with_what_was_typed(cast):
    desk = desk_of(cast.administrator)
    onwards = desk.post(address("notice"), NOTICE_2027).context["act_url"]
    parts = urlsplit(onwards)
    assert parts.path == reverse("desk:open", args=["holiday_notice", "load"])
    assert parse_qs(parts.query)["notice_number"] == ["国办发明电〔2026〕7号"]
    assert "2027-02-05…2027-02-12" in desk.get(onwards).content.decode()


def test_a_second_notice_of_a_year_replaces_the_first_in_its_case(cast):
    story = Story(HolidayNoticeProcess, cast).perform(HolidayNoticeProcess.load, on="2026-11-20", **NOTICE_2027)
    page = desk_of(cast.administrator).post(address("notice"), NOTICE_2027)
    assert page.context["act_url"].startswith(reverse("desk:act", args=[story.case.number, "replace"]))


def test_a_notice_that_the_rules_refuse_says_why(cast):
    page = desk_of(cast.administrator).post(address("notice"), {**NOTICE_2027, "work_days": "2027-02-15"})
    assert "本来就是工作日" in page.content.decode()
    assert "picture" not in page.context


def test_a_year_without_notice_is_called_provisional(cast):
    desk = desk_of(cast.administrator)
    assert "暂按法定节假日和周末计算" in desk.get(address("calendar_year", 2027)).content.decode()
    Story(HolidayNoticeProcess, cast).perform(HolidayNoticeProcess.load, on="2026-11-20", **NOTICE_2027)
    page = desk.get(address("calendar_year", 2027)).content.decode()
    assert "国办发明电〔2026〕7号" in page and "暂按法定节假日" not in page


def test_a_setting_tells_who_changed_it_when_and_why(cast):
    Story(SettingProcess, cast).perform(
        SettingProcess.set_first,
        on="2026-03-02",
        key="interpretation_limit_working_days",
        value=0,
        reason="解读同步公开",
    )
    row = next(row for row in queries.setting_rows() if row.key == "interpretation_limit_working_days")
    assert (row.value, row.default, row.changed_by, row.reason) == (0, 3, "顾安", "解读同步公开")
    assert "解读同步公开" in desk_of(cast.administrator).get(address("settings")).content.decode()


def test_every_word_of_administration_is_said_in_english():
    catalogue = polib.pofile(str(Path(forms.__file__).parent / "locale/en/LC_MESSAGES/django.po"))
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []


def test_topics_stand_in_two_levels(cast):
    Story(TopicProcess, cast).perform(TopicProcess.add, on="2026-03-02", name="农业、林业、水利")
    parent = Topic.objects.get(name="农业、林业、水利")
    Story(TopicProcess, cast).perform(TopicProcess.add, on="2026-03-03", name="林业", parent=parent.pk)
    assert [(row.topic.name, [topic.name for topic, _number in row.below]) for row in queries.topic_rows()] == [
        ("农业、林业、水利", ["林业"])
    ]
