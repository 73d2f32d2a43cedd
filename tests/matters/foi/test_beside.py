"""Beside a draft stand earlier answers like it and the applicant's earlier requests; an officer decides what they mean."""

import pytest
from desk_client import desk_of
from foi_stories import ASKED, asked_by_another, delivered, public_answer, received, signed

from cast import Cast
from sunforest.core.process import records
from sunforest.core.process.models import Case
from sunforest.matters.foi import beside
from sunforest.matters.foi.models import SharedQuestion
from sunforest.matters.foi.process import InformationRequestProcess as Foi
from sunforest.matters.foi.similar import similar_answers

pytestmark = pytest.mark.django_db


def drafting(cast: Cast, actor, story, act="send_to_review"):
    answer = desk_of(actor).get(f"/desk/cases/{story.case.number}/acts/{act}/")
    assert answer.status_code == 200
    return answer.content.decode()


def keys(story, act=Foi.send_to_review):
    return [panel.key for panel in beside.panels(story.case, act, records.of(story.case))]


def test_the_drafter_sees_earlier_answers_to_the_like(cast):
    earlier = asked_by_another(cast, question="幸福小区5幢加装电梯的审批文件")
    page = drafting(cast, cast.wang, received(cast))
    assert "以前的相近答复" in page
    assert public_answer(earlier).get_absolute_url() in page and "幸福小区5幢加装电梯的审批文件" in page


def test_the_drafter_sees_what_the_same_applicant_asked_before_and_what_came_of_it(cast):
    earlier = delivered(cast, result="U1b", reasons="由教育局负责公开")
    page = drafting(cast, cast.wang, received(cast, on="2025-11-03"))
    assert "该申请人以前的申请" in page and earlier.case.number in page and "第36条第6项" in page


def test_of_another_applicant_or_without_an_answer_nothing_is_a_repeat(cast):
    asked_by_another(cast)
    signed(cast)
    assert "repeated" not in keys(received(cast, on="2025-11-10"))


def test_where_nothing_is_like_it_nothing_stands_there(cast):
    assert keys(received(cast)) == []


def test_beside_any_other_act_stands_nothing(cast):
    delivered(cast)
    assert keys(received(cast, on="2025-11-03"), Foi.extend) == []


def test_several_askers_are_told_with_a_way_to_propose_and_nothing_opens_by_itself(cast):
    delivered(cast)
    asked_by_another(cast)
    page = drafting(cast, cast.wang, received(cast, on="2025-11-10"))
    assert "两人以上申请过相近信息" in page and "/desk/open/conversion/propose/?what=" in page
    assert not Case.objects.filter(process_key="conversion").exists()


def test_the_desk_lists_the_questions_and_opens_the_form_filled_in(cast):
    delivered(cast)
    asked_by_another(cast)
    desk = desk_of(cast.wang)
    page = desk.get("/desk/requests/shared/").content.decode()
    assert "有 1 个问题等您决定" in page and "2 人申请过" in page
    form = desk.get(beside.proposal_url(SharedQuestion.objects.get())).content.decode()
    assert "幸福小区加装电梯的审批文件</textarea>" in form and 'value="2"' in form


def test_another_organ_is_not_shown_the_questions_but_supervisors_are(cast):
    delivered(cast)
    asked_by_another(cast)
    assert "2 人申请过" not in desk_of(cast.sun).get("/desk/requests/shared/").content.decode()
    assert "2 人申请过" in desk_of(cast.inspector).get("/desk/requests/shared/").content.decode()


def test_similar_answers_are_found_by_the_words_of_a_request_in_one_query(cast, django_assert_num_queries):
    delivered(cast)
    with django_assert_num_queries(1):
        found = similar_answers(ASKED["wanted"], organ=cast.housing)
    assert [one.question for one in found] == ["幸福小区加装电梯的审批文件"]
    assert similar_answers(ASKED["wanted"], organ=cast.education) == []


def test_the_panels_cost_three_queries(cast, django_assert_max_num_queries):
    delivered(cast)
    asked_by_another(cast)
    story = received(cast, on="2025-11-10")
    deeds = records.of(story.case)
    assert [deed.fields for deed in deeds]
    with django_assert_max_num_queries(3):
        beside.panels(story.case, Foi.send_to_review, deeds)
