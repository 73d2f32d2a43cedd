"""One sentence says where a case is; every day in it can be reckoned again."""

from datetime import date

import pytest
from django.utils import translation
from road_occupation.process import RoadOccupation

from applicants import APPLICATION
from cast import assemble, at
from story import Story
from sunforest.core.calendar import county_calendar
from sunforest.core.process import clocks, records
from sunforest.core.process.clocks import Clock
from sunforest.core.process.declaration import Act, Deadline, Process, State, clock_hours, working_days
from sunforest.core.process.models import Case
from sunforest.faces import course
from sunforest.faces.portal import clock_sentences
from sunforest.matters.foi.process import InformationRequestProcess

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db):
    return Story(RoadOccupation, assemble()).perform(RoadOccupation.apply, on="2025-09-25", **APPLICATION)


def sentence(story, on, clock="10:00"):
    case, calendar = story.case, county_calendar.current()
    running = clocks.clocks_of(records.events_of(case.process, records.of(case)), calendar)
    return clock_sentences.sentence(case, running, at(on, clock), calendar)


def reckonings(story, on):
    case, calendar = story.case, county_calendar.current()
    running = clocks.clocks_of(records.events_of(case.process, records.of(case)), calendar)
    return clock_sentences.reckonings(running, date.fromisoformat(on), calendar)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2025-09-26", "正由住建局办理（待受理），应于10月9日（星期四）前办好，还有4个工作日。"),
        ("2025-10-09", "正由住建局办理（待受理），应于10月9日（星期四）前办好，今天是最后一天。"),
        ("2025-10-10", "正由住建局办理（待受理），应于10月9日（星期四）前办好，已超过1个工作日。"),
    ],
)
def test_it_names_organ_state_day_and_what_is_left(story, on, words):
    assert sentence(story, on) == words


def test_where_the_party_is_asked_it_says_so(story):
    story.perform(RoadOccupation.ask_to_supplement, on="2025-09-26", until="2025-10-20", missing="平面图")
    assert sentence(story, "2025-10-10") == "请您在10月20日（星期一）前“补正”，还有10天。"


def test_a_day_of_another_year_is_told_with_its_year(story):
    story.perform(RoadOccupation.ask_to_supplement, on="2025-09-26", until="2026-01-20", missing="平面图")
    assert "2026年1月20日（星期二）" in sentence(story, "2025-10-10")


def test_a_finished_case_says_how_and_when(story):
    story.perform(RoadOccupation.decline, on="2025-09-26", reason="不属于本机关职权")
    assert sentence(story, "2025-10-10") == "已办结：不予受理，9月26日（星期五）。"
    assert reckonings(story, "2025-10-10") == []


def test_in_english_it_is_one_english_sentence(story):
    with translation.override("en"):
        told = sentence(story, "2025-09-26")
    assert told.endswith("due by Thursday 9 October, 4 working days from now.")


def test_each_day_that_does_not_count_is_listed_with_its_reason(story):
    (reckoning,) = reckonings(story, "2025-09-26")
    days = dict(reckoning.not_counted)
    assert days[date(2025, 9, 27)] == "周末"
    assert days[date(2025, 10, 1)] == "法定节假日（2025年放假安排）"
    assert date(2025, 9, 28) not in days, "a Sunday that was made a working day"
    assert (reckoning.started_on, reckoning.limit, len(days)) == (date(2025, 9, 25), "5 个工作日", 9)


def test_a_suspended_clock_says_when_counting_starts_anew():
    deadline = Deadline("答复期限", working_days(20))
    clock = Clock(deadline, date(2025, 9, 25), at("2025-09-25"), suspended=True)
    (told,) = clock_sentences.reckonings([clock], date(2025, 10, 10), county_calendar.current())
    assert told.rests == "期限已暂停。您补正或缴费之后，从收到的第二天起重新计算。"
    assert (told.due_words, told.not_counted) == ("", ())


def test_a_clock_of_hours_is_told_in_hours():
    clock = Clock(Deadline("回应时限", clock_hours(48)), date(2025, 9, 25), at("2025-09-25"), due_at=at("2025-09-27"))
    calendar = county_calendar.current()
    assert clock_sentences.left_words(clock, at("2025-09-26"), calendar) == "还有24小时"
    assert clock_sentences.left_words(clock, at("2025-09-27", "12:00"), calendar) == "已超过2小时"


def test_the_course_of_a_permit_leads_to_its_delivery_with_every_way_out():
    stages = course.course_from(RoadOccupation, "submitted")
    assert [[act.name for act in stage.acts] for stage in stages] == [
        ["accept", "decline", "ask_to_supplement"],
        ["inspect"],
        ["grant", "refuse"],
        ["deliver"],
    ]
    assert [stage.deadline.name if stage.deadline else "" for stage in stages] == [
        "accept_by",
        "",
        "decide_by",
        "deliver_by",
    ]


def test_from_an_end_no_course_leads_on():
    assert course.course_from(RoadOccupation, "delivered") == ()


def test_it_is_the_party_s_turn_only_where_a_clock_waits_for_it():
    assert course.is_the_party_s_turn(RoadOccupation, "incomplete")
    assert not course.is_the_party_s_turn(RoadOccupation, "submitted")


def test_a_procedure_that_goes_round_in_a_circle_ends_the_course():
    class Circle(Process):
        key, title = "circle", "圆"
        first, second = State("甲"), State("乙")
        states = (first, second)
        there = Act("去", source=first, target=second)
        back = Act("回", source=second, target=first)
        acts = (there, back)

    assert [stage.acts[0].name for stage in course.course_from(Circle, "first")] == ["there"]


def test_a_case_without_a_running_clock_still_has_a_sentence(story):
    case = Case.objects.select_related("organ").get()
    case.due_deadline = ""
    told = clock_sentences.sentence(case, (), at("2025-09-26"), county_calendar.current())
    assert told == "正由住建局办理（待受理）。"


def test_the_course_of_a_request_goes_by_its_answer_and_not_by_what_interrupts_it():
    stages = course.course_from(InformationRequestProcess, "arrived")
    assert [stage.onward.name for stage in stages] == [
        *("confirm", "send_to_review", "pass_review", "answer", "deliver", "archive"),
    ]
    assert "withdraw" not in [act.name for stage in stages for act in stage.acts]
    assert stages[4].deadline.name == "answer_by"


@pytest.mark.parametrize(
    ("state", "onward"),
    [
        ("to_sign", "answer"),
        ("in_review", "pass_review"),
        ("consulting", "conclude"),
        ("unpaid", "pay"),
        ("reopened", "send_to_review"),
        ("delivered", "archive"),
    ],
)
def test_from_each_state_the_likely_way_leads_on(state, onward):
    assert course.course_from(InformationRequestProcess, state)[0].onward.name == onward


def test_while_a_supplement_is_waited_for_the_party_leads_on():
    first = course.course_from(InformationRequestProcess, "supplementing")[0]
    assert (first.onward.name, first.by_party) == ("supplement", True)


def test_what_leads_back_and_what_the_party_gives_up_are_no_steps_to_come():
    stages = course.course_from(InformationRequestProcess, "arrived")
    assert [act.name for act in stages[0].acts] == ["confirm"]
    assert [act.name for act in stages[3].acts] == ["answer", "answer_without_publication"]
