"""A party begins its business: fill in, look over, submit, receipt."""

from datetime import timedelta

import pytest
from django.utils import timezone
from party_pages import APPLY, apply, filled

from applicants import PERSON
from cast import assemble
from phone import code_sent, messages
from sunforest.core.ledger.models import Leaf
from sunforest.core.organs.models import County, Grant
from sunforest.core.people import case_keys, case_phones, parties, phone_codes
from sunforest.core.people.models import PhoneCode
from sunforest.core.process import numbers
from sunforest.core.process.models import Case, PartyDraft

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db):
    return assemble()


def text(response):
    return response.content.decode()


def test_the_page_asks_who_where_and_what_on_one_page(client, cast):
    page = text(client.get(APPLY))
    for words in (
        "您是谁",
        "向谁申请",
        "申请内容",
        "占用位置和面积",
        "晴林县住房和城乡建设局",
        "《城市道路管理条例》第31条",
    ):
        assert words in page


def test_the_guide_leads_to_the_only_opening_act(client, cast):
    assert client.get("/processes/road_occupation/apply/")["Location"] == APPLY
    assert client.get("/processes/document/apply/").status_code == 404
    assert client.get("/processes/road_occupation/apply/accept/").status_code == 404


def test_where_one_organ_alone_handles_it_nobody_is_asked(client, cast):
    Grant.objects.exclude(post__organ=cast.housing).delete()
    assert "where-organ" not in text(client.get(APPLY))
    assert apply(client).status_code == 302
    assert Case.objects.get().organ == cast.housing


def test_nothing_is_submitted_before_it_was_looked_over(client, cast):
    page = text(client.post(APPLY, filled()))
    assert "还没有提交" in page
    assert "公众将看到" in page
    assert "望林路" in page
    assert not Case.objects.exists()


def test_looked_over_is_what_the_public_will_see_and_what_it_will_not(client, cast):
    page = text(client.post(APPLY, filled()))
    seen = page[page.index("公众将看到") : page.index("以下内容不公开")]
    assert "工程施工" in seen
    assert "望林路" not in seen
    assert "个人信息" in page[page.index("以下内容不公开") :]


def test_what_was_looked_over_is_what_is_filed(client, cast):
    assert apply(client).status_code == 302
    case = Case.objects.get()
    assert (case.state, case.organ, case.records.get().channel) == ("submitted", cast.housing, "web")
    assert parties.read(case.party).name == PERSON["name"]
    assert "望林路" not in Leaf.objects.get().face


def test_the_way_back_to_the_form_keeps_everything(client, cast):
    page = text(client.post(APPLY, filled(**{"filing-step": "change"})))
    assert "望林路 3 号门前 12 平方米" in page
    assert PERSON["number"] in page


def test_a_second_click_is_no_second_case(client, cast):
    assert apply(client)["Location"] == apply(client)["Location"]
    assert Case.objects.count() == 1


def test_errors_are_listed_at_the_top_and_at_the_field_and_nothing_is_lost(client, cast):
    response = client.post(APPLY, filled(**{"who-number": "110105194912310021", "place": ""}))
    page = text(response)
    assert response.status_code == 422
    assert page.index('href="#id_who-number"') < page.index('id="id_who-number"')
    assert page.count("校验位不符，请逐位核对号码。") == 2
    assert "110105194912310021" in page
    assert PERSON["phone"] in page


def test_what_is_missing_is_asked_for_in_plain_words(client, cast):
    page = text(client.post(APPLY, filled(**{"place": "", "where-organ": ""})))
    assert "请填写这一项。" in page and "请选择一项。" in page


def test_a_rule_of_law_is_heard_before_anything_is_submitted(client, cast):
    response = client.post(APPLY, filled(first_day="2020-01-01"))
    assert response.status_code == 422
    assert "开始日期须晚于今天，先批准后占用" in text(response)


def test_a_mobile_number_may_be_typed_with_blanks_and_full_width_digits(client, cast):
    assert apply(client, **{"who-phone": "１39 0000 0003"}).status_code == 302


def test_too_many_submissions_from_one_place_are_told_to_wait(client, cast):
    for _time in range(20):
        apply(client)
    response = apply(client)
    assert response.status_code == 429
    assert "提交次数过多" in text(response)
    assert "望林路" in text(response)


def test_the_receipt_has_number_code_qr_and_what_happens_next(client, cast):
    receipt = text(client.get(apply(client)["Location"]))
    case = Case.objects.get()
    code = numbers.query_code(case_keys.of(case.pk))
    for words in (case.number, f"{code[:4]} {code[4:]}", 'class="qr"', "接下来", "法定期限：5 个工作日", "望林路"):
        assert words in receipt
    assert PERSON["number"] not in receipt


def test_the_receipt_is_shown_to_nobody_else(client, cast):
    address = apply(client)["Location"]
    client.cookies.clear()
    assert client.get(address)["Location"] == address.removesuffix("receipt/")


def test_the_whole_way_reads_in_english(client, cast):
    page = text(client.get(f"{APPLY}?lang=en"))
    for words in ("Who you are", "Whom you ask", "Next: look it over"):
        assert words in page


def test_the_page_asks_the_database_little(client, cast, django_assert_max_num_queries):
    client.get(APPLY)
    with django_assert_max_num_queries(5):
        client.get(APPLY)


def confirm(client, **changes):
    return client.post(APPLY, filled(**{"filing-step": "confirm", **changes}))


def prove(client, code, **changes):
    return client.post(APPLY, filled(**{"filing-step": "prove", "filing-code": code, **changes}))


def test_before_it_is_submitted_the_code_on_the_phone_is_asked(client, cast):
    page = text(confirm(client))
    assert "请输入短信验证码" in page
    assert "139****0003" in page
    assert messages()[-1].phone == PERSON["phone"]
    assert code_sent() not in page
    assert not Case.objects.exists()


def test_the_code_submits_and_the_phone_stays_with_the_case(client, cast):
    confirm(client)
    assert prove(client, f" {code_sent()[:3]} {code_sent()[3:]}").status_code == 302
    assert case_phones.of(Case.objects.get().pk) == PERSON["phone"]


def test_a_wrong_code_is_told_and_nothing_is_lost(client, cast):
    confirm(client)
    response = prove(client, "000000" if code_sent() != "000000" else "111111")
    page = text(response)
    assert response.status_code == 422
    assert page.count("验证码不对，请核对短信里的6位数字。") == 2
    assert "望林路" in page
    assert prove(client, code_sent()).status_code == 302


def test_a_code_left_empty_is_asked_for_again(client, cast):
    confirm(client)
    assert prove(client, "").status_code == 422


def test_an_old_code_is_told_to_be_old_and_another_can_be_sent(client, cast):
    confirm(client)
    PhoneCode.objects.update(made_at=timezone.now() - phone_codes.VALID_FOR)
    assert "验证码已经过期，请重新发送一个。" in text(prove(client, code_sent()))
    again = client.post(APPLY, filled(**{"filing-step": "resend"}))
    assert "已经重新发送" in text(again)
    assert len(messages()) == 2
    assert prove(client, code_sent()).status_code == 302


def test_after_five_wrong_codes_one_waits_and_nothing_is_lost(client, cast):
    confirm(client)
    wrong = "000000" if code_sent() != "000000" else "111111"
    for _time in range(5):
        prove(client, wrong)
    response = prove(client, code_sent())
    assert response.status_code == 429
    assert "错的次数太多了" in text(response)
    assert "望林路" in text(response)


def test_a_second_click_sends_no_second_code_and_the_sixth_is_refused(client, cast):
    for _time in range(3):
        confirm(client)
    assert len(messages()) == 1
    for _time in range(4):
        client.post(APPLY, filled(**{"filing-step": "resend"}))
    response = client.post(APPLY, filled(**{"filing-step": "resend"}))
    assert response.status_code == 429
    assert "要的验证码太多了" in text(response)
    assert prove(client, code_sent()).status_code == 302


def test_another_phone_needs_another_code(client, cast):
    confirm(client)
    assert prove(client, code_sent(), **{"who-phone": "13900000004"}).status_code == 422


def test_the_phone_of_a_known_party_is_not_replaced_by_who_only_knows_its_number(client, cast):
    known = parties.remember(parties.Identity(**PERSON | {"phone": "13900000009"}), at=timezone.now())
    assert apply(client).status_code == 302
    assert parties.read(known).phone == "13900000009"
    assert case_phones.of(Case.objects.get().pk) == PERSON["phone"]


def test_in_the_demonstration_the_code_is_on_the_page(client, cast):
    County.objects.update(is_demonstration=True)
    page = text(confirm(client))
    assert f"验证码是 {code_sent()}" in page


def test_the_code_is_in_no_line_of_the_log(client, cast, caplog):
    caplog.set_level(0)
    confirm(client)
    prove(client, "123")
    prove(client, code_sent())
    assert code_sent() not in caplog.text


def test_what_was_typed_is_there_again_on_the_next_visit(client, cast):
    client.post(APPLY, filled(place=""))
    client.post(APPLY, filled())
    page = text(client.get(APPLY))
    assert "填的内容还在" in page
    for words in ("望林路 3 号门前 12 平方米", PERSON["name"], PERSON["number"], PERSON["phone"]):
        assert words in page
    assert 'value="001008003012011" selected' in page


def test_after_half_an_hour_number_and_phone_are_not_shown_to_whoever_sits_there(client, cast):
    client.post(APPLY, filled())
    PartyDraft.objects.update(saved_at=timezone.now() - timedelta(minutes=31))
    page = text(client.get(APPLY))
    assert "望林路" in page
    assert PERSON["number"] not in page and PERSON["phone"] not in page


def test_a_draft_can_be_thrown_away(client, cast):
    client.post(APPLY, filled())
    assert "填过的内容已经删除。" in text(client.post(APPLY, {"filing-step": "discard"}, follow=True))
    assert "望林路" not in text(client.get(APPLY))
    assert not PartyDraft.objects.exists()


def test_what_was_filed_is_no_draft_any_more(client, cast):
    apply(client)
    assert not PartyDraft.objects.exists()


def test_another_browser_sees_no_draft(client, cast):
    client.post(APPLY, filled())
    client.cookies.clear()
    assert "望林路" not in text(client.get(APPLY))


def test_what_is_typed_is_kept_meanwhile_where_there_is_script(client, cast):
    kept = client.post(APPLY, filled(**{"filing-step": "keep", "place": "望林路 9 号", "who-number": ""}))
    assert "保存" in text(kept)
    assert "望林路 9 号" in text(client.get(APPLY))
    assert not Case.objects.exists()
