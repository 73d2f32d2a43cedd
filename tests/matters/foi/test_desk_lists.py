"""The desk's pages of information requests: lights, calendar, file for calendar programs, registering, supervision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from desk_client import desk_of
from django.utils import timezone

from cast import Cast, assemble
from story import Story
from sunforest.core.calendar import county_calendar
from sunforest.core.process.models import Case
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def day(offset: int) -> str:
    """The working day so many working days from today."""
    return county_calendar.current().add_working_days(timezone.localdate(), offset).isoformat()


def received(cast: Cast, offset: int) -> Story:
    """A request received so many working days ago, whose answer is due next."""
    on = day(offset)
    story = Story(Foi, cast).perform(Foi.submit, on=on, wanted="幸福小区的审批文件", supply="online", address="")
    story.perform(Foi.confirm, on=on, received_on=on, how="phone")
    story.perform(Foi.ask_organ, on=on, organ_asked="教育局", question="是否同意")
    return story.perform(Foi.organ_replies, on=on, heard_on=on, agrees="yes", opinion="")


def page(actor, address: str = "") -> str:
    answer = desk_of(actor).get(f"/desk/requests/{address}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_tab_stands_in_the_desk_s_navigation(cast: Cast) -> None:
    assert "依申请公开" in desk_of(cast.wang).get("/desk/").content.decode()


def test_late_requests_come_first_with_a_word_and_a_shape(cast: Cast) -> None:
    late, early = received(cast, -25), received(cast, -2)
    shown = page(cast.wang)
    assert "1 件已逾期" in shown and late.case.number in shown and early.case.number not in shown
    assert 'class="state tone-late"' in shown and "陈*英" in shown and "幸福小区" not in shown


def test_each_light_has_its_list(cast: Cast) -> None:
    early = received(cast, -2)
    assert early.case.number in page(cast.wang, "?light=open")
    assert "没有逾期的申请。" in page(cast.wang, "?light=late")


def test_the_lists_can_be_narrowed_to_one_s_own_and_to_a_way(cast: Cast) -> None:
    number = received(cast, -2).case.number
    assert number in page(cast.wang, "?light=open&way=web")
    assert number not in page(cast.wang, "?light=open&way=fax")
    assert number not in page(cast.wang, "?light=open&handler=mine")


def test_a_list_goes_on_after_fifty(cast: Cast) -> None:
    story = received(cast, -25)
    for number in range(60):
        story.case.pk, story.case.number, story.case.token_index = None, f"339921-260101-{number:06d}-0", None
        story.case.save(force_insert=True)
    first = page(cast.wang)
    assert first.count("case-link") == 50 and "61 件已逾期" in first
    following = first.split('id="page-next" rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert page(cast.wang, following).count("case-link") == 11


def test_the_calendar_shows_on_which_day_how_many_answers_are_due(cast: Cast) -> None:
    due_on = date.fromisoformat(received(cast, -2).due)
    month = page(cast.wang, f"calendar/{due_on.year}/{due_on.month}/")
    assert "1 件答复" in month and f"?day={due_on.isoformat()}" in month


def test_a_day_of_the_calendar_lists_its_requests(cast: Cast) -> None:
    story = received(cast, -2)
    assert story.case.number in page(cast.wang, f"calendar/?day={story.due}")
    assert "这一天没有到期的申请。" in page(cast.wang, "calendar/?day=2030-01-01")


@pytest.mark.parametrize("address", ["calendar/1900/1/", "calendar/2026/13/"])
def test_there_is_no_such_month(cast: Cast, address: str) -> None:
    assert desk_of(cast.wang).get(f"/desk/requests/{address}").status_code == 404


def test_the_calendar_file_names_numbers_and_no_person(cast: Cast) -> None:
    story = received(cast, -2)
    answer = desk_of(cast.wang).get("/desk/requests/due.ics")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar") and story.case.number in text
    assert f"DTSTART;VALUE=DATE:{story.due.replace('-', '')}" in text and "陈" not in text


def test_registering_offers_four_ways_of_receipt_each_with_the_day_that_counts(cast: Cast) -> None:
    shown = page(cast.wang, "register/")
    for way, act in (("in_person", "received"), ("signed_mail", "received"), ("letter", "arrived"), ("fax", "arrived")):
        channel = "counter" if way == "in_person" else "letter"
        assert f"/desk/open/foi/register_{act}/?way={way}&amp;who-channel={channel}" in shown


def test_only_clerks_are_offered_to_register(cast: Cast) -> None:
    assert "/desk/open/foi/" not in page(cast.zhao, "register/")


def test_a_confirmation_that_lags_is_said(cast: Cast) -> None:
    story = Story(Foi, cast).perform(Foi.submit, on=day(-3), wanted="审批文件", supply="online", address="")
    shown = page(cast.wang, "register/")
    assert "1 件收到后超过一个工作日没有确认" in shown and "已过 3 个工作日" in shown
    assert f"/desk/cases/{story.case.number}/acts/confirm/" in shown


def test_the_inspector_sees_every_organ_with_what_is_late_and_what_lags(cast: Cast) -> None:
    received(cast, -25)
    Story(Foi, cast).perform(Foi.submit, on=day(-3), wanted="审批文件", supply="online", address="")
    shown = page(cast.inspector, "supervision/")
    assert "全县 1 件申请逾期未答复，1 件收到后超过一个工作日没有确认。" in shown and "住建局" in shown
    assert "?organ=001008003012011" in shown


def test_a_clerk_does_not_see_the_supervision_of_all_organs(cast: Cast) -> None:
    assert desk_of(cast.wang).get("/desk/requests/supervision/").status_code == 403
    assert "各机关办理情况" not in page(cast.wang)


def test_the_inspector_can_narrow_the_list_to_an_organ(cast: Cast) -> None:
    number = received(cast, -25).case.number
    assert number in page(cast.inspector, "?organ=001008003012011")
    assert number not in page(cast.inspector, "?organ=001008003012012")


def test_a_part_is_registered_from_the_page_of_its_original(cast: Cast) -> None:
    desk = desk_of(cast.wang)
    story = Story(Foi, cast).perform(Foi.submit, on=day(-2), wanted="三件事", supply="online", address="")
    story.perform(Foi.confirm, on=day(-2), received_on=day(-2), how="phone")
    address = f"/desk/cases/{story.case.number}/"
    assert "open/register_part/" not in desk.get(address).content.decode()
    story.perform(Foi.split, on=day(-1), units=2, agreed_on=day(-1), kept="第一件")
    assert f"{address}open/register_part/" in desk.get(address).content.decode()
    part = opened(desk, f"{address}open/register_part/", wanted="第二件")
    assert (part.parent_id, part.party_id) == (story.case.pk, story.case.party_id)
    assert part.information_request.split_from_id == story.case.pk
    assert part.information_request.received_on == story.case.information_request.received_on
    shown = desk.get(address).content.decode()
    assert part.number in shown and "open/register_part/" not in shown, "both units are registered now"


def opened(desk, address: str, **answers: str) -> Case:
    from desk_client import form_in

    seen = desk.post(address, {**form_in(desk.get(address).content.decode()), **answers, "preview": "1"})
    answer = desk.post(address, {**form_in(seen.content.decode()), "do": "1"})
    assert answer.status_code == 302
    return Case.objects.select_related("information_request").order_by("-pk")[0]


def test_an_annulled_answer_is_redone_from_the_page_of_its_original(cast: Cast) -> None:
    draft = {"result": "G2", "document_number": "晴建依复〔2026〕3号", "question": "审批文件", "answer": "<p>现提供。</p>",
             "reasons": "", "withheld": [], "right_organ": "", "files": []}  # fmt: skip
    story = received(cast, -10).perform(Foi.send_to_sign, on=day(-9), **draft)
    address = f"/desk/cases/{story.case.number}/open/redo/"
    assert desk_of(cast.wang).get(address).status_code == 404, "there is no answer yet"
    story.perform(Foi.answer, on=day(-9), **draft)
    story.perform(Foi.deliver, on=day(-9), method="online", delivered_on=day(-9))
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    again = opened(desk_of(cast.wang), address, decision="晴政复决〔2026〕8号", received_on=day(-1), until=until)
    assert (again.state, again.due_on.isoformat(), again.parent_id) == ("reopened", until, story.case.pk)
    assert again.information_request.original_id == story.case.pk


@pytest.mark.parametrize("who", ["sun", "inspector", "auditor", "zhao"])
def test_nobody_but_a_clerk_of_that_organ_redoes_an_answer(cast: Cast, who: str) -> None:
    story = received(cast, -10)
    story.case.information_request.answered_on = timezone.localdate()
    story.case.information_request.save()
    answer = desk_of(getattr(cast, who)).get(f"/desk/cases/{story.case.number}/open/redo/")
    assert answer.status_code in (403, 404)
