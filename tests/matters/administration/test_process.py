"""Organs, posts, calendar, topics and settings change by acts, like everything else."""

import pytest
from road_occupation.process import RoadOccupation

from cast import assemble, at
from story import Story
from sunforest.core.organs import county
from sunforest.core.organs.models import Officer, Organ, Post, Topic
from sunforest.core.process.models import Case, ClockMove
from sunforest.core.process.perform import Incomplete, NotYours, Refused
from sunforest.matters.administration.bootstrap import record_what_stands
from sunforest.matters.administration.models import Subject
from sunforest.matters.administration.process import (
    AppointmentProcess,
    HolidayNoticeProcess,
    OrganProcess,
    SettingProcess,
    TopicProcess,
)

pytestmark = pytest.mark.django_db

ORGAN = {"code": "001008003012099", "name": "晴林县林业局", "short_name": "林业局", "functions": "森林资源管理。"}
NOTICE_2027 = {
    "year": 2027,
    "notice_number": "国办发明电〔2026〕7号",
    "rest_days": "2027-01-01…2027-01-03\n2027-02-05…2027-02-11",
    "work_days": "2027-01-30、2027-02-14",
}


@pytest.fixture
def cast():
    return assemble()


def test_an_organ_is_set_up_changed_and_abolished_by_acts(cast):
    story = Story(OrganProcess, cast).perform(OrganProcess.establish, on="2026-03-02", **ORGAN)
    changed = {name: value for name, value in ORGAN.items() if name != "code"} | {"phone": "0579-80000101"}
    story.perform(OrganProcess.change, on="2026-03-03", **changed)
    assert Organ.objects.get(code=ORGAN["code"]).phone == "0579-80000101"
    story.perform(OrganProcess.abolish, on="2026-06-01", abolished_on="2026-06-01", basis="机构改革方案")
    assert story.state == "abolished"
    assert "林业局" in story.public_text()


def test_an_organ_with_open_cases_is_not_abolished(cast):
    story = Story(OrganProcess, cast).perform(OrganProcess.establish, on="2026-03-02", **ORGAN)
    forestry = Organ.objects.get(code=ORGAN["code"])
    Story(RoadOccupation, cast, forestry).perform(
        RoadOccupation.apply,
        on="2026-03-03",
        purpose="works",
        first_day="2026-03-20",
        last_day="2026-03-21",
        place="门前",
    )
    with pytest.raises(Refused, match="还有 1 件未办结"):
        story.perform(OrganProcess.abolish, on="2026-06-01", abolished_on="2026-06-01", basis="机构改革方案")


def test_two_organs_never_share_a_code(cast):
    with pytest.raises(Incomplete) as refusal:
        Story(OrganProcess, cast).perform(
            OrganProcess.establish, on="2026-03-02", **{**ORGAN, "code": cast.housing.code}
        )
    assert "code" in refusal.value.form.errors


def test_a_clerk_may_not_set_up_an_organ(cast):
    with pytest.raises(NotYours):
        Story(OrganProcess, cast).perform(OrganProcess.establish, on="2026-03-02", by=cast.wang, **ORGAN)


def test_an_officer_enters_is_appointed_and_leaves_without_a_name_in_public(cast):
    story = Story(AppointmentProcess, cast)
    story.perform(AppointmentProcess.enter, on="2026-03-02", name="郑新", username="clerk.zheng")
    story.perform(
        AppointmentProcess.appoint,
        on="2026-03-02",
        organ=cast.housing.pk,
        title="窗口",
        roles=["clerk"],
        processes=["*"],
    )
    officer = Officer.objects.get(name="郑新")
    assert officer.posts.get().grants.get().role == "clerk"
    with pytest.raises(Refused, match="还担任 1 个岗位"):
        story.perform(AppointmentProcess.leave, on="2026-06-01", left_on="2026-06-01")
    story.perform(AppointmentProcess.relieve, on="2026-06-01", post=officer.posts.get().pk)
    story.perform(AppointmentProcess.leave, on="2026-06-01", left_on="2026-06-01")
    assert not Officer.objects.get(name="郑新").account.is_active
    assert "郑新" not in story.public_text()


def test_a_deputy_acts_only_while_the_holder_is_absent(cast):
    application = {"purpose": "works", "first_day": "2026-03-20", "last_day": "2026-03-21", "place": "门前"}
    story = Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2026-03-03", **application)
    clerk, head = Post.objects.get(holder=cast.wang.officer_id), Post.objects.get(holder=cast.zhao.officer_id)
    appointment = Story(AppointmentProcess, cast).perform(
        AppointmentProcess.enter, on="2026-03-02", name="郑新", username="clerk.zheng"
    )
    deputy = type(cast.wang)(role=cast.wang.role, officer_id=cast.zhao.officer_id, post_id=clerk.pk)
    with pytest.raises(NotYours):
        story.perform(RoadOccupation.accept, on="2026-03-04", by=deputy)
    appointment.perform(
        AppointmentProcess.note_absence, on="2026-03-04", post=clerk.pk, absent_from="2026-03-04",
        absent_until="2026-03-06", deputy=head.pk,
    )  # fmt: skip
    assert story.perform(RoadOccupation.accept, on="2026-03-05", by=deputy).state == "accepted"


def test_a_holiday_notice_moves_open_cases_and_says_what_moved(cast):
    application = {"purpose": "works", "first_day": "2027-03-20", "last_day": "2027-03-21", "place": "门前"}
    story = Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2027-01-25", **application)
    story.perform(RoadOccupation.accept, on="2027-01-26")
    before = story.due
    Story(HolidayNoticeProcess, cast).perform(HolidayNoticeProcess.load, on="2027-01-27", **NOTICE_2027).sealed(
        at("2027-01-27")
    )
    story.case.refresh_from_db()
    move = ClockMove.objects.get()
    assert (move.was_on.isoformat(), move.is_on) == (before, story.case.due_on)
    assert story.due != before


def test_a_working_day_is_no_make_up_day(cast):
    with pytest.raises(Refused, match="本来就是工作日"):
        Story(HolidayNoticeProcess, cast).perform(
            HolidayNoticeProcess.load, on="2026-11-20", **{**NOTICE_2027, "work_days": "2027-02-15"}
        )


def test_a_day_that_is_none_is_named(cast):
    with pytest.raises(Incomplete) as refusal:
        Story(HolidayNoticeProcess, cast).perform(
            HolidayNoticeProcess.load, on="2026-11-20", **{**NOTICE_2027, "rest_days": "2027-02-30"}
        )
    assert "2027-02-30" in str(refusal.value.form.errors["rest_days"])


def test_a_topic_with_others_below_is_not_retired(cast):
    story = Story(TopicProcess, cast).perform(TopicProcess.add, on="2026-03-02", name="林业")
    parent = Topic.objects.get(name="林业")
    Story(TopicProcess, cast).perform(TopicProcess.add, on="2026-03-02", clock="11:00", name="防火", parent=parent.pk)
    with pytest.raises(Refused, match="还有 1 个子类"):
        story.perform(TopicProcess.retire, on="2026-03-03", reason="合并")


def test_a_setting_stays_within_its_limits(cast):
    story = Story(SettingProcess, cast)
    with pytest.raises(Refused, match="须在 0 与 3 之间"):
        story.perform(
            SettingProcess.set_first, on="2026-03-02", key="interpretation_limit_working_days", value=9, reason="试行"
        )
    story.perform(
        SettingProcess.set_first, on="2026-03-02", key="interpretation_limit_working_days", value=0, reason="同步公开"
    )
    assert county.setting("interpretation_limit_working_days") == 0
    assert Case.objects.get(process_key="setting").state == "in_force"


def test_the_days_of_a_notice_are_shown_as_spans(cast):
    story = Story(HolidayNoticeProcess, cast).perform(HolidayNoticeProcess.load, on="2026-11-20", **NOTICE_2027)
    assert "2027-02-05…2027-02-11" in story.public_text()
    assert "datetime" not in story.public_text()


def test_what_stood_before_the_first_act_gets_its_case_once(cast):
    assert record_what_stands(cast.administrator, organ=cast.education, at=at("2026-01-05")) == 10
    assert record_what_stands(cast.administrator, organ=cast.education, at=at("2026-01-06")) == 0
    assert str(Subject.objects.get(organ=cast.housing)) == cast.housing.name


def test_a_deputy_is_another_post_of_the_same_organ(cast):
    story = Story(AppointmentProcess, cast).perform(
        AppointmentProcess.enter, on="2026-03-02", name="郑新", username="clerk.zheng"
    )
    answers = {"organ": cast.education.pk, "title": "科长", "roles": ["head"], "processes": ["*"]}
    with pytest.raises(Incomplete) as refusal:
        story.perform(AppointmentProcess.appoint, on="2026-03-03", **answers, deputy=cast.zhao.post_id)
    assert "deputy" in refusal.value.form.errors
    story.perform(AppointmentProcess.appoint, on="2026-03-03", **answers, deputy=cast.sun.post_id)
    assert Post.objects.get(organ=cast.education, title="科长").deputy_id == cast.sun.post_id


def test_the_name_of_a_court_is_set_by_an_act_too(cast):
    Story(SettingProcess, cast).perform(
        SettingProcess.set_first, on="2026-03-02", key="administrative_court", value="晴林县人民法院", reason="管辖调整"
    )
    assert county.setting("administrative_court") == "晴林县人民法院"


def test_a_setting_that_is_a_number_takes_no_words(cast):
    with pytest.raises(Incomplete):
        Story(SettingProcess, cast).perform(
            SettingProcess.set_first, on="2026-03-02", key="idle_minutes", value="很久", reason="试行"
        )
