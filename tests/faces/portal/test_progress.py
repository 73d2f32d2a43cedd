"""Where is my case? Asked by number and code, or by the QR code of the receipt."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone
from party_pages import apply
from road_occupation.process import RoadOccupation

from applicants import APPLICATION
from cast import assemble
from sunforest.core.people import case_keys, parties
from sunforest.core.process import numbers
from sunforest.core.process.models import Case
from sunforest.core.process.perform import perform
from sunforest.faces.portal import proof_cookie

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db):
    return assemble()


@pytest.fixture
def page(client, cast):
    """The address of the progress page of a case just filed; the browser has proved nothing yet."""
    address = apply(client)["Location"].removesuffix("receipt/")
    client.cookies.clear()
    return address


def text(response):
    return response.content.decode()


def code():
    return numbers.query_code(case_keys.of(Case.objects.get().pk))


def ask_to_supplement(cast):
    case, until = Case.objects.get(), timezone.localdate() + timedelta(days=20)
    data = {"until": until.isoformat(), "missing": "缺少平面图"}
    act = RoadOccupation.ask_to_supplement
    perform(case, act, actor=cast.wang, data=data, at=timezone.now(), seen=1, key="ask")
    return until


def test_number_and_code_lead_to_the_case(client, page):
    response = client.post("/progress/", {"number": Case.objects.get().number, "code": code()})
    assert response["Location"] == page
    assert "望林路" in text(client.get(page))


def test_an_unknown_number_and_a_wrong_code_are_told_the_same(client, page):
    wrong = client.post("/progress/", {"number": Case.objects.get().number, "code": "1"})
    unknown = client.post("/progress/", {"number": "339921-250925-000000-0", "code": "1"})
    assert wrong.status_code == unknown.status_code == 403
    for response in (wrong, unknown):
        assert text(response).count("编号或查询码不对，请核对回执。") == 2


def test_after_five_failures_there_is_a_pause(client, page):
    for _time in range(5):
        client.post(page, {"code": "1"})
    response = client.post(page, {"code": code()})
    assert response.status_code == 429
    assert "尝试次数过多，请稍后再试。" in text(response)


def test_who_holds_the_qr_code_sees_where_it_is_and_nothing_that_was_answered(client, page):
    shown = text(client.get(page))
    assert "正由住建局办理（待受理）" in shown
    for hidden in ("望林路", "工程施工", "吴小满", code()):
        assert hidden not in shown


def test_the_code_opens_everything(client, page):
    assert client.post(page, {"code": code()})["Location"] == page
    shown = text(client.get(page))
    for words in ("望林路", "办理过程", "现场勘查", "谁看过您的信息", 'class="qr"', "日期是怎么算的"):
        assert words in shown


def test_the_sentence_names_organ_day_and_what_is_left(client, page):
    shown = text(client.get(page))
    assert "应于" in shown and "还有5个工作日" in shown


def test_a_computed_day_unfolds_into_every_day_that_does_not_count(client, page):
    client.post(page, {"code": code()})
    shown = text(client.get(page))
    unfolded = shown[shown.index("日期是怎么算的") :]
    assert "5 个工作日" in unfolded
    assert "周末" in unfolded


def test_the_proof_ends_after_twenty_minutes_without_a_look(client, page, monkeypatch):
    client.post(page, {"code": code()})
    later = time.time() + proof_cookie.IDLE_SECONDS + 1
    monkeypatch.setattr("time.time", lambda: later)
    assert "望林路" not in text(client.get(page))


def test_the_proof_of_one_case_opens_no_other(client, cast, page):
    other = apply(client, **{"filing-key": "another"})["Location"].removesuffix("receipt/")
    assert "望林路" in text(client.get(other))
    assert "望林路" not in text(client.get(page))


def test_whoever_ends_the_look_leaves_nothing_behind(client, page):
    client.post(page, {"code": code()})
    client.post("/progress/leave/")
    assert "望林路" not in text(client.get(page))


def test_an_unknown_token_and_an_erased_case_are_not_found(client, page):
    assert client.get("/progress/nothing/").status_code == 404
    case_keys.destroy(Case.objects.get().pk)
    assert client.get(page).status_code == 404


def test_the_party_is_told_that_it_is_its_turn_and_supplements(client, cast, page):
    ask_to_supplement(cast)
    client.post(page, {"code": code()})
    shown = text(client.get(page))
    assert "请您在" in shown and "补正" in shown and "缺少平面图" in shown
    act = f"{page}acts/supplement/"
    form = text(client.get(act))
    assert "望林路" in form, "what was answered before is there again"
    data = {**APPLICATION, "filing-key": "s", "filing-seen": "2"}
    assert "请核对" in text(client.post(act, data))
    done = client.post(act, {**data, "filing-step": "confirm"})
    assert done["Location"] == page
    assert "已收到：补正。" in text(client.get(page))
    assert Case.objects.get().state == "submitted"


def test_an_act_without_the_code_is_asked_for_it_and_one_that_is_not_open_is_not_found(client, cast, page):
    ask_to_supplement(cast)
    assert client.get(f"{page}acts/supplement/")["Location"] == page
    client.post(page, {"code": code()})
    assert client.get(f"{page}acts/accept/").status_code == 404
    assert client.post(f"{page}acts/supplement/", {"filing-step": "confirm"}).status_code == 422


def test_what_changed_in_between_is_told_and_what_was_typed_stays(client, cast, page):
    ask_to_supplement(cast)
    client.post(page, {"code": code()})
    data = {**APPLICATION, "filing-key": "s", "filing-seen": "1", "filing-step": "confirm"}
    response = client.post(f"{page}acts/supplement/", data)
    assert response.status_code == 409
    assert "望林路" in text(response)
    assert 'name="filing-seen" value="2"' in text(response)


def test_the_party_sees_who_looked_at_its_data(client, cast, page):
    case = Case.objects.get()
    parties.record_look(
        case_id=case.pk,
        party=case.party,
        officer_id=cast.wang.officer_id,
        organ_id=cast.housing.pk,
        purpose="handling",
        at=timezone.now(),
    )
    client.post(page, {"code": code()})
    shown = text(client.get(page))
    assert "王敏" in shown[shown.index("谁看过您的信息") :]


def test_how_the_organ_distributes_its_work_is_not_shown(client, cast, page):
    case = Case.objects.get()
    data = {"post": cast.wang.post_id}
    perform(case, RoadOccupation.act("assign"), actor=cast.li, data=data, at=timezone.now(), seen=1, key="a")
    client.post(page, {"code": code()})
    assert "指定承办岗位" not in text(client.get(page))


def test_a_finished_case_says_how_it_ended(client, cast, page):
    case = Case.objects.get()
    data = {"reason": "不属于本机关职权"}
    perform(case, RoadOccupation.decline, actor=cast.wang, data=data, at=timezone.now(), seen=1, key="d")
    client.post(page, {"code": code()})
    shown = text(client.get(page))
    assert "已办结：不予受理" in shown
    assert "不属于本机关职权" in shown
    assert "日期是怎么算的" not in shown


def test_the_pages_are_kept_by_no_cache(client, page):
    for address in (page, "/progress/"):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_the_case_s_page_asks_the_database_little(client, page, django_assert_max_num_queries):
    client.post(page, {"code": code()})
    client.get(page)
    with django_assert_max_num_queries(9):
        client.get(page)


def test_the_pages_read_in_english(client, page):
    assert "Follow a case" in text(client.get("/progress/?lang=en"))
    client.post(page, {"code": code()})
    shown = text(client.get(f"{page}?lang=en"))
    for words in ("Steps", "Who looked at your data", "How the days were counted"):
        assert words in shown
