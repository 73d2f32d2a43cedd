"""Late, soon, in time or resting: each open request has one light, and what waits for somebody else is never red."""

from __future__ import annotations

from datetime import date

import pytest

from cast import Cast, assemble
from story import Story
from sunforest.core.calendar import county_calendar
from sunforest.core.organs.models import Officer
from sunforest.core.process import authority
from sunforest.core.process.actor import Actor
from sunforest.core.process.authority import ActingPost
from sunforest.matters.foi import open_requests
from sunforest.matters.foi.open_requests import IN_TIME, LATE, LIGHTS, RESTING, SOON
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.django_db

DRAFT = {"result": "G2", "document_number": "晴建依复〔2025〕3号", "question": "审批文件", "answer": "<p>现提供。</p>",
         "reasons": "", "withheld": [], "right_organ": "", "files": []}  # fmt: skip


@pytest.fixture
def cast() -> Cast:
    return assemble()


def posts_of(actor: Actor) -> tuple[ActingPost, ...]:
    return authority.acting_posts(Officer.objects.get(pk=actor.officer_id), date(2025, 10, 1))


def received(cast: Cast, on: str = "2025-09-25") -> Story:
    story = Story(Foi, cast).perform(Foi.submit, on=on, wanted="审批文件", supply="online", address="")
    return story.perform(Foi.confirm, on=on, received_on=on, how="phone")


def drafted(cast: Cast) -> Story:
    """Received on 2025-09-25, so to be answered by 2025-10-29; nothing else is due before."""
    return received(cast).perform(Foi.send_to_sign, on="2025-09-26", **DRAFT)


def light(cast: Cast, on: str) -> str:
    """The one light of the one request on a day, by the database and by the function alike."""
    today = date.fromisoformat(on)
    soon = open_requests.soon_until(today, county_calendar.current())
    cases = open_requests.of(posts_of(cast.wang))
    found = [each for each in LIGHTS if cases.filter(open_requests.condition(each, today=today, soon=soon)).exists()]
    counts = open_requests.counts(cases, today=today, soon=soon)
    assert [each for each in LIGHTS if counts[each]] == found and len(found) == 1
    assert open_requests.light_of(cases.get(), today=today, soon=soon) == found[0]
    return found[0]


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2025-10-23", IN_TIME), ("2025-10-24", SOON), ("2025-10-29", SOON), ("2025-10-30", LATE)],
)
def test_three_working_days_before_its_last_day_a_request_is_soon_and_after_it_late(
    cast: Cast, on: str, expected: str
) -> None:
    drafted(cast)
    assert light(cast, on) == expected


def test_a_supplement_that_could_still_be_asked_for_makes_nothing_amber(cast: Cast) -> None:
    assert received(cast).due == "2025-10-11"
    assert light(cast, "2025-10-10") == IN_TIME


def test_a_suspended_request_rests_whatever_the_day(cast: Cast) -> None:
    received(cast).perform(Foi.ask_to_supplement, on="2025-10-11", until="2025-10-24", missing="请写明楼栋")
    assert light(cast, "2025-12-01") == RESTING


def test_a_request_under_consultation_rests(cast: Cast) -> None:
    received(cast).perform(Foi.ask_organ, on="2025-10-09", organ_asked="教育局", question="是否同意")
    assert light(cast, "2025-10-29") == RESTING


def test_a_request_that_is_not_confirmed_yet_rests(cast: Cast) -> None:
    Story(Foi, cast).perform(Foi.submit, on="2025-09-25", wanted="审批文件", supply="online", address="")
    assert light(cast, "2025-12-01") == RESTING


def test_an_answer_that_is_delivered_is_on_no_list(cast: Cast) -> None:
    story = drafted(cast).perform(Foi.answer, on="2025-09-26", **DRAFT)
    story.perform(Foi.deliver, on="2025-09-26", method="online", delivered_on="2025-09-26")
    assert not open_requests.of(posts_of(cast.wang)).exists()


def test_confirmation_lags_after_more_than_one_working_day(cast: Cast) -> None:
    Story(Foi, cast).perform(Foi.submit, on="2025-10-05", wanted="审批文件", supply="online", address="")
    # 10-05 lies in the holiday: the first working day after it is 10-09, the second 10-10
    lags = {day: open_requests.unconfirmed(posts_of(cast.wang), date(2025, 10, day))[0].lags for day in (8, 9, 10)}
    assert lags == {8: False, 9: False, 10: True}


def test_the_month_counts_answers_apart_from_other_days(cast: Cast) -> None:
    drafted(cast)
    received(cast)
    days = open_requests.days_between(open_requests.of(posts_of(cast.wang)), date(2025, 10, 1), date(2025, 10, 31))
    assert {on: (day.answers, day.others) for on, day in days.items()} == {
        date(2025, 10, 29): (1, 0),
        date(2025, 10, 11): (0, 1),
    }


def test_an_organ_s_standing_adds_up(cast: Cast) -> None:
    drafted(cast)
    Story(Foi, cast).perform(Foi.submit, on="2025-10-10", wanted="审批文件", supply="online", address="")
    (standing,) = open_requests.by_organ(
        open_requests.of(posts_of(cast.inspector)), today=date(2025, 10, 30), calendar=county_calendar.current()
    )
    assert (standing.name, standing.lights[LATE], standing.lights[RESTING], standing.lagging, standing.all) == (
        "住建局", 1, 1, 1, 2,
    )  # fmt: skip


def test_a_clerk_of_another_organ_has_no_requests_on_the_lists(cast: Cast) -> None:
    drafted(cast)
    assert not open_requests.of(posts_of(cast.sun)).exists()
    assert open_requests.unconfirmed(posts_of(cast.sun), date(2025, 12, 1)) == []
