"""The day of the answer is the day of its delivery (国办公开办函〔2016〕235号): in time, late, and late for ever.

Received 2025-09-25; twenty working days with 09-28 and 10-11 at work: the last day is Wednesday 2025-10-29 (R1.27).
"""

from __future__ import annotations

import pytest
from desk_client import desk_of
from foi_stories import ANSWER, PARTLY, public_answer, received, signed, to_sign

from cast import at
from story import Story
from sunforest.core.calendar import county_calendar
from sunforest.core.people import case_keys
from sunforest.core.process import numbers, statistics
from sunforest.core.process.models import Case
from sunforest.core.process.perform import Incomplete, Refused
from sunforest.matters.foi import delivery, figures
from sunforest.matters.foi.models import InformationRequest
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.django_db

LAST_DAY, NEXT_DAY = "2025-10-29", "2025-10-30"
POSTED = {"mail_number": "XA12345678933"}
# way, day of delivery, what else is asked, late
TABLE = [
    ("online", LAST_DAY, {}, False),
    ("email", LAST_DAY, {}, False),
    ("registered_post", LAST_DAY, POSTED, False),
    ("ems", LAST_DAY, POSTED, False),
    ("in_person", LAST_DAY, {}, False),
    ("other_organ", LAST_DAY, {}, False),
    ("online", NEXT_DAY, {}, True),
    ("email", NEXT_DAY, {}, True),
    ("registered_post", NEXT_DAY, POSTED, True),
    ("ems", NEXT_DAY, POSTED, True),
    ("in_person", NEXT_DAY, {}, True),
    ("other_organ", NEXT_DAY, {}, True),
]


def delivered(story: Story, *, method: str = "in_person", on: str = NEXT_DAY, clock: str = "08:30", **more) -> Story:
    return story.perform(Foi.deliver, on=on, clock=clock, method=method, delivered_on=on, **more).sealed()


def is_late(story: Story) -> bool:
    return story.case.records.get(act="deliver").is_late


def rectified(story: Story, to: str) -> Story:
    """The head sets another day of delivery."""
    number = story.case.records.get(act="deliver").number
    values = f"delivered_on={to}"
    return story.perform(Foi.act("rectify"), on="2025-10-31", record=number, values=values, reason="登记有误").sealed()


@pytest.mark.parametrize(("method", "on", "more", "late"), TABLE, ids=lambda value: str(value)[:15])
def test_the_last_minute_of_the_last_day_is_in_time_and_the_next_morning_is_late(cast, method, on, more, late):
    clock = "08:30" if late else "23:59"
    story = delivered(signed(cast, on=LAST_DAY), method=method, on=on, clock=clock, **more)
    assert is_late(story) is late
    assert InformationRequest.objects.get().is_late is late


def test_a_letter_that_was_posted_on_the_last_day_and_recorded_the_next_morning_is_in_time(cast):
    story = signed(cast, on=LAST_DAY)
    story.perform(Foi.deliver, on=NEXT_DAY, clock="08:30", method="registered_post", delivered_on=LAST_DAY, **POSTED)
    assert not is_late(story)


def test_what_is_sent_online_now_cannot_count_as_sent_yesterday(cast):
    with pytest.raises(Refused, match="网上送达以发出之日为准"):
        signed(cast, on=LAST_DAY).perform(
            Foi.deliver, on=NEXT_DAY, clock="00:01", method="online", delivered_on=LAST_DAY
        )


def test_no_courier_is_offered(cast):
    choices = {key for key, _words in Foi.deliver.asks.base_fields["method"].choices}
    assert choices == {"online", "email", "registered_post", "ems", "in_person", "other_organ"}
    with pytest.raises(Incomplete):
        delivered(signed(cast, on=LAST_DAY), method="courier", on=LAST_DAY, **POSTED)


def party_page(client, story: Story) -> str:
    key = case_keys.of(story.case.pk)
    address = f"/progress/{numbers.progress_token(key)}/"
    client.post(address, {"code": numbers.query_code(key)})
    return client.get(address).content.decode()


def late_steps(page: str) -> int:
    return page.count('<li class="is-late">')


def test_late_is_shown_late_to_the_party_to_everybody_at_the_desk_and_in_supervision(cast, client, time_machine):
    story = delivered(signed(cast, on=LAST_DAY))
    time_machine.move_to(at(NEXT_DAY, "12:00"), tick=False)
    assert late_steps(party_page(client, story)) == 1
    assert late_steps(client.get(f"/cases/{story.case.number}/").content.decode()) == 1
    assert public_answer(story).is_late
    assert "比期限晚了 1 个工作日" in client.get(f"/answers/{story.case.number}/").content.decode()
    assert "超过时限" in desk_of(cast.wang).get(f"/desk/cases/{story.case.number}/").content.decode()
    shown = desk_of(cast.inspector).get("/desk/requests/supervision/").context
    assert next(figure["value"] for figure in shown["figures"] if figure["words"] == "今年迟答") == 1


def test_in_time_is_not_shown_late_anywhere(cast, client, time_machine):
    story = delivered(signed(cast, on=LAST_DAY), on=LAST_DAY, clock="23:59")
    time_machine.move_to(at(NEXT_DAY, "12:00"), tick=False)
    assert late_steps(party_page(client, story)) == 0
    assert late_steps(client.get(f"/cases/{story.case.number}/").content.decode()) == 0
    assert not public_answer(story).is_late


def test_the_head_cannot_rectify_lateness_away(cast, client, time_machine):
    story = rectified(delivered(signed(cast, on=LAST_DAY)), LAST_DAY)
    time_machine.move_to(at("2025-10-31", "12:00"), tick=False)
    assert is_late(story)
    assert InformationRequest.objects.get().is_late
    assert public_answer(story).is_late
    assert figures.by_organ(2025, at("2025-10-31").date())[0].late == 1
    page = party_page(client, story)
    assert late_steps(page) == 1
    assert late_steps(client.get(f"/cases/{story.case.number}/").content.decode()) == 1


def test_both_days_stay_visible_after_a_correction(cast, client, time_machine):
    story = rectified(delivered(signed(cast, on=LAST_DAY)), LAST_DAY)
    time_machine.move_to(at("2025-10-31", "12:00"), tick=False)
    public = client.get(f"/cases/{story.case.number}/").content.decode()
    desk = desk_of(cast.wang).get(f"/desk/cases/{story.case.number}/").content.decode()
    for page in (party_page(client, story), public, desk):
        assert NEXT_DAY in page
        assert LAST_DAY in page


def test_a_correction_that_shows_lateness_is_itself_shown_late(cast, client, time_machine):
    """It was recorded as handed over in time, and was not."""
    story = rectified(delivered(signed(cast, on=LAST_DAY), on=LAST_DAY), NEXT_DAY)
    time_machine.move_to(at("2025-10-31", "12:00"), tick=False)
    assert not is_late(story)
    assert story.case.records.get(act="rectify").is_late
    assert InformationRequest.objects.get().is_late
    assert late_steps(client.get(f"/cases/{story.case.number}/").content.decode()) == 1


def test_a_correction_of_something_else_counts_no_second_lateness(cast):
    story = delivered(signed(cast, on=LAST_DAY), method="ems", **POSTED)
    number = story.case.records.get(act="deliver").number
    story.perform(
        Foi.act("rectify"), on="2025-10-31", record=number, values="mail_number=XA99999999933", reason="号码写错"
    )
    assert not story.case.records.get(act="rectify").is_late
    months = statistics.by_month(Case.objects.all(), since=at("2025-10-01").date(), until=at("2025-10-31").date())
    assert [month.late_acts for month in months] == [1]


def test_a_letter_that_is_signed_for_goes_out_a_working_day_earlier():
    """Domain §1.3 [D]: 10-29 is a Wednesday; a Thursday after the holiday falls back before it."""
    calendar = county_calendar.at_version(None)
    assert delivery.hand_over_by(at(LAST_DAY).date(), calendar).isoformat() == "2025-10-28"
    assert delivery.hand_over_by(at("2025-10-09").date(), calendar).isoformat() == "2025-09-30"


@pytest.mark.parametrize("place", ["", "acts/deliver/"])
def test_the_desk_warns_that_handing_over_takes_a_day_longer(cast, place, time_machine):
    story = signed(cast, on="2025-10-27")
    time_machine.move_to(at("2025-10-27", "12:00"), tick=False)
    page = desk_of(cast.wang).get(f"/desk/cases/{story.case.number}/{place}").content.decode()
    assert "请在2025-10-28以前" in page
    assert "最迟2025-10-29当天" in page


def test_an_extended_request_is_warned_of_by_its_new_day(cast, time_machine):
    story = received(cast).perform(Foi.extend, on=LAST_DAY, reason="需要核实")
    to_sign(story, on="2025-11-03", draft=PARTLY).perform(Foi.answer, on="2025-11-03", **PARTLY)
    time_machine.move_to(at("2025-11-03", "12:00"), tick=False)
    # R1.28: with full extension 2025-11-26
    assert "请在2025-11-25以前" in desk_of(cast.wang).get(f"/desk/cases/{story.case.number}/").content.decode()


def test_what_is_delivered_is_warned_of_no_more(cast, time_machine):
    story = delivered(signed(cast, on="2025-10-27", **ANSWER), on="2025-10-27", clock="11:00")
    time_machine.move_to(at("2025-10-27", "12:00"), tick=False)
    assert "当面交付和转交" not in desk_of(cast.wang).get(f"/desk/cases/{story.case.number}/").content.decode()
