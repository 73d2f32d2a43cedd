"""An officer opens a case for somebody at the counter, on the telephone or who wrote; the receipt is theirs alone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from desk_client import desk_of, form_in
from django.test import Client
from django.utils import timezone

from cast import Cast, assemble
from sunforest.core.people import parties
from sunforest.core.people.models import AccessRecord, Party
from sunforest.core.process import party_proof, records
from sunforest.core.process.models import ActRecord, Case
from sunforest.core.process.perform import NotYours, open_case
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.django_db

RECEIVED, ROAD = "/desk/open/foi/register_received/", "/desk/open/road_occupation/apply/"
WHO = {"who-channel": "counter", "who-kind": "person", "who-name": "吴小满", "who-number": "11010519491231002X"}
ASKED = {"wanted": "幸福小区加装电梯的审批文件", "supply": "online", "applicant_type": "natural", "way": "in_person"}


@pytest.fixture
def cast() -> Cast:
    return assemble()


def today() -> str:
    return timezone.localdate().isoformat()


def opened(desk: Client, url: str, **answers: Any):
    """Preview, then do, as a browser does."""
    page = desk.get(url).content.decode()
    seen = desk.post(url, {**form_in(page), **answers, "preview": "1"}).content.decode()
    return desk.post(url, {**form_in(seen), "do": "1"})


def registered(desk: Client, **answers: Any) -> Case:
    answer = opened(desk, RECEIVED, **{**WHO, **ASKED, "received_on": today(), **answers})
    assert answer.status_code == 302, re.findall(r'<ul class="plain-list">.*?</ul>', answer.content.decode(), re.S)
    return Case.objects.get()


def test_a_request_registered_at_the_counter_belongs_to_its_applicant(cast: Cast) -> None:
    case = registered(desk_of(cast.wang))
    assert case.party is not None
    assert parties.read(case.party).name == "吴小满"
    record = case.records.get()
    assert (record.act, record.channel, record.officer_id) == ("register_received", "counter", cast.wang.officer_id)
    assert records.of(case)[0].content["proof"]["assisted_by"] == cast.wang.officer_id


def test_a_mobile_number_is_not_demanded_at_the_counter(cast: Cast) -> None:
    assert parties.read(registered(desk_of(cast.wang)).party).phone == ""


@pytest.fixture
def known(cast: Cast) -> Party:
    """吴小满, who has been here before and gave a telephone number."""
    identity = parties.Identity(kind=Party.PERSON, name="吴小满", number=WHO["who-number"], phone="13900000003")
    return parties.remember(identity, at=timezone.now())


def test_a_known_number_joins_the_party_it_belongs_to_and_is_said_to_be_known(cast: Cast, known: Party) -> None:
    desk = desk_of(cast.wang)
    answers = {**WHO, **ASKED, "received_on": today(), "preview": "1"}
    page = desk.post(RECEIVED, {**form_in(desk.get(RECEIVED).content.decode()), **answers})
    assert "已经登记在“吴*满”名下" in page.content.decode()
    assert registered(desk).party == known


def test_a_number_given_at_the_counter_is_kept(cast: Cast, known: Party) -> None:
    assert parties.read(registered(desk_of(cast.wang), **{"who-phone": "13900000099"}).party).phone == "13900000099"


def test_a_letter_does_not_change_the_telephone_number_on_file(cast: Cast, known: Party) -> None:
    who = {"who-channel": "letter", "who-phone": "13900000099"}
    assert parties.read(registered(desk_of(cast.wang), **who).party).phone == "13900000003"


def test_a_wrong_number_is_said_and_nothing_is_opened(cast: Cast) -> None:
    answer = opened(
        desk_of(cast.wang), RECEIVED, **{**WHO, **ASKED, "who-number": "110105194912310021"}, received_on=today()
    )
    assert answer.status_code == 200
    assert "请检查以下内容" in answer.content.decode()
    assert not Case.objects.exists()


def test_what_was_typed_about_the_applicant_is_kept_as_a_draft(cast: Cast) -> None:
    desk = desk_of(cast.wang)
    desk.post(RECEIVED, {**form_in(desk.get(RECEIVED).content.decode()), **WHO, **ASKED, "save": "1"})
    assert form_in(desk.get(RECEIVED).content.decode())["who-name"] == ["吴小满"]


def test_the_receipt_shows_number_query_code_and_qr_code_but_no_identity_number(cast: Cast) -> None:
    desk = desk_of(cast.wang)
    case = registered(desk)
    page = desk.get(f"/desk/cases/{case.number}/receipt/").content.decode()
    code = party_proof.of_case(case).query_code
    assert f"{code[:4]} {code[4:]}" in page and case.number in page and "<svg" in page
    assert WHO["who-number"] not in page and "吴小满" not in page


def test_the_receipt_opens_for_nobody_else_and_not_on_another_day(cast: Cast) -> None:
    desk = desk_of(cast.wang)
    url = f"/desk/cases/{registered(desk).number}/receipt/"
    assert desk_of(cast.li).get(url).status_code == 404
    Case.objects.update(opened_at=timezone.now() - timedelta(days=1))
    assert desk.get(url).status_code == 404


def test_the_look_at_the_applicant_is_recorded(cast: Cast) -> None:
    case = registered(desk_of(cast.wang))
    look = AccessRecord.objects.get(case_id=case.pk)
    assert (look.officer_id, look.purpose, look.party) == (cast.wang.officer_id, "handling", case.party)


def test_a_clerk_files_the_party_s_own_act_where_the_staff_has_none(cast: Cast) -> None:
    answers = {"purpose": "works", "first_day": "2030-11-20", "last_day": "2030-11-25", "place": "望林路 3 号"}
    assert opened(desk_of(cast.wang), ROAD, **WHO, **answers).status_code == 302
    record = ActRecord.objects.get(act="apply")
    assert (record.role, record.channel, record.officer_id) == ("party", "counter", None)
    assert records.of(record.case)[0].content["proof"]["assisted_by"] == cast.wang.officer_id


def test_only_a_clerk_files_for_a_party(cast: Cast) -> None:
    assert desk_of(cast.zhao).get(ROAD).status_code == 403


def test_where_the_staff_registers_requests_the_act_of_the_web_is_not_filed_at_the_counter(cast: Cast) -> None:
    assert desk_of(cast.wang).get("/desk/open/foi/submit/").status_code == 403


def test_the_engine_refuses_a_registered_request_of_nobody(cast: Cast) -> None:
    with pytest.raises(NotYours, match="请先写明申请人"):
        open_case(
            Foi, Foi.register_received, organ=cast.housing, actor=cast.wang, at=timezone.now(), key="nobody",
            data={**ASKED, "received_on": today()},
        )  # fmt: skip
