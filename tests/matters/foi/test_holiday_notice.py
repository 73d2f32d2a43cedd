"""A holiday notice loaded later moves open requests, tells officers and applicants which days and why, and no more (R8.5)."""

from __future__ import annotations

from datetime import date

import pytest
from desk_client import desk_of

from cast import Cast, assemble, at
from story import Story
from sunforest.core.calendar import county_calendar
from sunforest.core.notify.models import QueuedNotice
from sunforest.core.process import notice_words, party_proof, recomputing, records
from sunforest.core.process.models import Case, ClockMove
from sunforest.faces.desk import clock_words
from sunforest.matters.administration.process import HolidayNoticeProcess
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.django_db

NOTICE_2027 = {
    "year": 2027,
    "notice_number": "国办发明电〔2026〕7号",
    "rest_days": "2027-01-01…2027-01-03\n2027-02-05…2027-02-11",
    "work_days": "2027-01-30、2027-02-14",
}


@pytest.fixture
def cast() -> Cast:
    return assemble()


def received(cast: Cast, on: str) -> Story:
    story = Story(Foi, cast).perform(Foi.submit, on=on, wanted="审批文件", supply="online", address="")
    return story.perform(Foi.confirm, on=on, received_on=on, how="phone")


def in_hand(cast: Cast, on: str) -> Story:
    """A request whose answer is due next: another organ was asked and has replied on the same day."""
    story = received(cast, on).perform(Foi.ask_organ, on=on, organ_asked="教育局", question="是否同意")
    return story.perform(Foi.organ_replies, on=on, heard_on=on, agrees="yes", opinion="")


def notice_loaded(cast: Cast, on: str = "2027-01-27") -> None:
    Story(HolidayNoticeProcess, cast).perform(HolidayNoticeProcess.load, on=on, **NOTICE_2027).sealed(at(on, "11:00"))


def told(case: Case, receiver: str) -> list[str]:
    rows = QueuedNotice.objects.filter(case_id=case.pk, receiver=receiver, notice__startswith="moved")
    messages = [notice_words.message_of(row) for row in rows]
    return [message.text for message in messages if message]


def test_the_last_day_of_an_open_request_moves(cast: Cast) -> None:
    story = in_hand(cast, "2027-01-25")
    # Without a notice 2027 is provisional: weekends and the statutory days alone are off (02-05 to 02-08, with the 6th
    # and 7th a weekend): 26–29, 1–4, 9–12, 15–19, 22–24 February are twenty days.
    assert story.due == "2027-02-24"
    notice_loaded(cast)
    story.case.refresh_from_db()
    # 26–30 January (the 30th a Saturday at work), 1–4, 12, 14 (a Sunday at work), 15–19, 22–25 February
    assert story.due == "2027-02-25"


def test_applicant_and_officers_are_told_which_day_moved_and_why(cast: Cast) -> None:
    story = in_hand(cast, "2027-01-25")
    notice_loaded(cast)
    story.case.refresh_from_db()
    words = "答复期限由2027年2月24日调整为2027年2月25日（国办发明电〔2026〕7号）"
    assert [words in text for text in told(story.case, "party")] == [True]
    assert [words in text for text in told(story.case, "officer")] == [True]


def test_officers_of_another_organ_are_not_told(cast: Cast) -> None:
    in_hand(cast, "2027-01-25")
    notice_loaded(cast)
    receivers = set(QueuedNotice.objects.filter(notice="moved_for_officers").values_list("officer", flat=True))
    assert receivers == {cast.wang.officer_id}


def test_a_day_that_is_not_the_next_one_is_told_too(cast: Cast) -> None:
    story = received(cast, "2027-01-20")
    # seven working days: 21, 22, 25–29 January: before every day that the notice changes
    assert story.due == "2027-01-29"
    notice_loaded(cast)
    story.case.refresh_from_db()
    assert story.due == "2027-01-29"
    assert [move.deadline for move in ClockMove.objects.filter(case=story.case)] == ["answer_by"]


def test_a_second_reading_of_the_notice_tells_nobody_twice(cast: Cast) -> None:
    in_hand(cast, "2027-01-25")
    notice_loaded(cast)
    moves, notices = ClockMove.objects.count(), QueuedNotice.objects.count()
    recomputing.recompute_open_clocks(at("2027-01-28"))
    assert (ClockMove.objects.count(), QueuedNotice.objects.count()) == (moves, notices)


def test_a_closed_request_is_left_alone(cast: Cast) -> None:
    story = in_hand(cast, "2027-01-25").perform(Foi.withdraw, on="2027-01-26")
    before = Case.objects.values().get(pk=story.case.pk)
    notice_loaded(cast)
    assert Case.objects.values().get(pk=story.case.pk) == before
    assert not ClockMove.objects.filter(case=story.case).exists() and told(story.case, "party") == []


def test_an_answer_that_was_late_by_the_days_of_then_stays_late(cast: Cast) -> None:
    draft = {"result": "G2", "document_number": "晴建依复〔2027〕3号", "question": "审批文件", "answer": "<p>现提供。</p>",
             "reasons": "", "withheld": [], "right_organ": "", "files": []}  # fmt: skip
    story = in_hand(cast, "2027-01-25").perform(Foi.send_to_sign, on="2027-02-25", **draft)
    story.perform(Foi.answer, on="2027-02-25", **draft)
    story.perform(Foi.deliver, on="2027-02-25", method="online", delivered_on="2027-02-25")
    assert story.case.records.get(act="deliver").is_late
    notice_loaded(cast, "2027-02-26")
    sheets = clock_words.sheets_of(story.case, records.of(story.case), at("2027-03-01"), county_calendar.current())
    answer = next(sheet for sheet in sheets if str(sheet.title) == "答复期限")
    assert (answer.due_on, answer.face.tone) == (date(2027, 2, 24), "late")


def test_case_page_and_progress_page_say_what_moved(cast: Cast, client) -> None:
    story = in_hand(cast, "2027-01-25")
    notice_loaded(cast)
    own = party_proof.of_case(story.case)
    words = "答复期限由2027年2月24日调整为2027年2月25日（国办发明电〔2026〕7号）"
    assert words in desk_of(cast.wang).get(f"/desk/cases/{story.case.number}/").content.decode()
    client.post(f"/progress/{own.token}/", {"code": own.query_code})
    assert words in client.get(f"/progress/{own.token}/").content.decode()
