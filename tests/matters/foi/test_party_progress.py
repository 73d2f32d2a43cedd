"""The applicant's own page: every clock with its days, what to do now, and afterwards the rating and a suggestion."""

import pytest
from foi_stories import delivered, received

from applicants import PERSON
from cast import at
from phone import code_sent
from sunforest.core.people import case_keys
from sunforest.core.process import numbers
from sunforest.core.process.models import Case
from sunforest.matters.foi.models import InformationRequest
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.django_db


@pytest.fixture
def on(time_machine):
    """Move to a day."""
    return lambda day: time_machine.move_to(at(day), tick=False)


def page_of(story):
    return f"/progress/{numbers.progress_token(case_keys.of(story.case.pk))}/"


def opened(client, story):
    client.post(page_of(story), {"code": numbers.query_code(case_keys.of(story.case.pk))})
    return client.get(page_of(story)).content.decode()


def test_each_clock_tells_article_start_due_day_and_each_day_that_does_not_count(client, cast, on):
    on("2025-09-26")
    shown = opened(client, received(cast))
    unfolded = shown[shown.index("日期是怎么算的") :]
    for words in ("补正告知期限", "答复期限", "第33条", "第30条", "2025-09-25", "10月29日", "20 个工作日"):
        assert words in unfolded
    # 1–8 October are the holiday of 2025; 28 September and 11 October are worked
    for day in ("2025-10-01", "2025-10-08", "2025-09-27"):
        assert f">{day}</time>" in unfolded
    for day in ("2025-09-28", "2025-10-11"):
        assert f">{day}</time>" not in unfolded


def test_days_of_consulting_a_third_party_are_named_as_not_counted(client, cast, on):
    on("2025-10-15")
    story = received(cast).perform(Foi.consult, on="2025-10-10", third_party="甲公司", letter="请说明是否同意公开")
    shown = opened(client, story)
    assert "期限已中止" in shown
    assert "甲公司" not in shown


def test_a_supplement_is_answered_from_the_page(client, cast, on):
    on("2025-09-28")
    story = received(cast).perform(Foi.ask_to_supplement, on="2025-09-28", until="2025-10-20", missing="请写明哪一年")
    shown = opened(client, story)
    assert "请写明哪一年" in shown and "请您在" in shown
    act = f"{page_of(story)}acts/supplement/"
    assert "幸福小区加装电梯的审批文件" in client.get(act).content.decode()
    answered = {
        "wanted": "2024年幸福小区加装电梯的审批文件",
        "filing-key": "s",
        "filing-seen": "3",
        "filing-step": "confirm",
    }
    assert client.post(act, answered).status_code == 302
    assert Case.objects.get().state == "received"


def test_after_the_answer_the_applicant_rates_and_may_suggest_publication(client, cast, on):
    on("2025-10-29")
    story = delivered(cast)
    shown = opened(client, story)
    assert "建议向所有人公开" in shown
    rating = {"score": "5", "words": "", "filing-key": "r", "filing-step": "confirm"}
    rating["filing-seen"] = str(story.case.last_number)
    assert client.post(f"{page_of(story)}acts/rate/", rating).status_code == 302
    assert InformationRequest.objects.get().score == 5


def test_the_suggestion_is_a_case_of_its_own(client, cast, on):
    on("2025-10-29")
    assert "/processes/conversion/apply/suggest/" in opened(client, delivered(cast))
    who = {f"who-{name}": value for name, value in PERSON.items()}
    data = {**who, "where-organ": cast.housing.code, "what": "加装电梯的审批文件", "filing-key": "k"}
    client.post("/processes/conversion/apply/suggest/", {**data, "filing-step": "confirm"})
    proven = {**data, "filing-step": "prove", "filing-code": code_sent()}
    assert client.post("/processes/conversion/apply/suggest/", proven).status_code == 302
    assert Case.objects.filter(process_key="conversion", state="proposed").exists()


def test_before_the_answer_nothing_is_suggested(client, cast, on):
    on("2025-09-26")
    assert "建议向所有人公开" not in opened(client, received(cast))


def test_what_is_waited_for_stands_out_and_giving_up_does_not(client, cast, on):
    on("2025-09-28")
    story = received(cast)
    assert 'class="button secondary"' in opened(client, story) and "撤回申请" in opened(client, story)
    story.perform(Foi.ask_to_supplement, on="2025-09-28", until="2025-10-20", missing="请写明哪一年")
    shown = opened(client, story)
    assert shown.index('class="button" href') < shown.index("补正</a>") < shown.index("撤回申请</a>")


def test_after_the_answer_the_case_is_done_for_the_applicant(client, cast, on):
    on("2025-10-29")
    assert "已办好：已答复。剩下的手续由住建局自己办。" in opened(client, delivered(cast))


def test_while_a_fee_is_unpaid_the_case_waits_for_the_applicant(client, cast, on):
    on("2025-09-26")
    fee = {
        "basis": "pages",
        "already": 0,
        "count": 31,
        "amount": 10,
        "how": "到窗口缴纳",
        "reason": "数量明显超过合理范围",
    }
    story = received(cast).perform(Foi.charge, on="2025-09-26", notified_on="2025-09-26", **fee)
    assert "现在等您（待缴费），请在" in opened(client, story)
