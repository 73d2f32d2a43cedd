"""A person of 72 asks on one page: what is public first, seven fields at most, a code, a receipt."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from filing_steps import HOUSING, ORGANISATION_PAGE, PERSON_PAGE, WHO, file, filled

from applicants import PERSON
from phone import code_sent
from sunforest.core.people import case_phones
from sunforest.core.process import records
from sunforest.core.process.models import Case, PartyDraft
from sunforest.matters.foi.models import InformationRequest, SearchSpared

pytestmark = pytest.mark.django_db

WORDS = "申请公开今年公租房配租的时间安排"


def text(response):
    return response.content.decode()


def look_first(client, wanted=WORDS):
    return client.post("/request/", {"wanted": wanted}, follow=True)


def counts():
    row = SearchSpared.objects.get()
    return row.offered, row.enough, row.went_on


def names_of_fields(html):
    form = html[html.index('<form method="post" class="filing"') : html.index("</form>", html.index('class="filing"'))]
    named = re.findall(r'<(?:input|select|textarea)[^>]*? name="([^"]+)"', form)
    return set(named) - {"csrfmiddlewaretoken", "filing-key"}


# Before filing


def test_the_statutory_page_begins_with_one_field(client, cast):
    page = text(client.get("/request/"))
    assert page.index('name="wanted"') < page.index("申请时写什么")
    assert '<meta name="ColumnName" content="依申请公开">' in page


def test_what_is_public_is_offered_and_counted(client, published):
    page = text(look_first(client))
    assert "公租房配租公告" in page
    assert "这就是我要的" in page
    assert counts() == (1, 0, 0)


def test_what_was_found_is_enough_and_leads_there(client, published):
    look_first(client)
    assert client.post("/request/enough/", {"identity": "d2"})["Location"] == "/documents/2/"
    assert counts() == (1, 1, 0)
    assert not PartyDraft.objects.exists()


def test_what_is_gone_meanwhile_leads_to_the_search(client, published):
    assert client.post("/request/enough/", {"identity": "d9"})["Location"] == "/search/"


def test_the_words_go_on_into_the_form_and_going_on_is_counted(client, published):
    look_first(client)
    page = text(client.post(PERSON_PAGE, {"wanted": WORDS, "looked_first": "1", "filing-step": "begin"}))
    assert f">\n{WORDS}</textarea>" in page
    assert counts() == (1, 0, 1)


def test_where_nothing_is_found_nothing_is_counted_and_the_way_goes_on(client, published):
    page = text(look_first(client, "天文台望远镜口径"))
    assert "没有找到已经公开的，可以接着申请。" in page
    assert "以单位名义申请" in page
    assert not SearchSpared.objects.exists()


def test_the_words_are_in_no_address_and_survive_the_way_back(client, published):
    response = look_first(client)
    assert response.redirect_chain == [("/request/already-public/", 302)]
    assert WORDS in text(client.get("/request/"))
    assert WORDS in text(client.get("/request/already-public/"))


def test_after_half_an_hour_the_words_are_not_shown_to_whoever_sits_there(client, published):
    look_first(client)
    PartyDraft.objects.update(saved_at=timezone.now() - timedelta(minutes=31))
    assert WORDS not in text(client.get("/request/"))


def test_once_it_is_filed_nothing_of_it_stays_in_the_browser(client, published):
    look_first(client)
    file(client)
    assert not PartyDraft.objects.exists()


def test_without_words_the_second_step_leads_back_to_the_first(client, cast):
    assert client.get("/request/already-public/")["Location"] == "/request/"
    assert client.post("/request/", {"wanted": " "}).status_code == 422


# The form


def test_a_person_gives_seven_fields_at_most(client, cast):
    html = text(client.get(PERSON_PAGE))
    assert names_of_fields(html) == {
        "where-organ",
        "wanted",
        "supply",
        "address",
        "who-name",
        "who-number",
        "who-phone",
    }


def test_an_organisation_adds_its_kind_and_who_may_be_asked(client, cast):
    html = text(client.get(ORGANISATION_PAGE))
    assert names_of_fields(html) - names_of_fields(text(client.get(PERSON_PAGE))) == {
        "applicant_type",
        "contact_person",
    }
    assert "统一社会信用代码" in html


def test_the_form_needs_no_script(client, cast):
    html = text(client.get(PERSON_PAGE))
    form = html[html.index('<form method="post" class="filing"') : html.index("</form>", html.index('class="filing"'))]
    assert '<button class="primary" type="submit">' in form
    assert "<script" not in form and "onclick" not in form and " hidden>" not in form


def test_the_generic_way_in_leads_here(client, cast):
    assert client.get("/processes/foi/apply/")["Location"] == "/request/"
    assert client.get("/processes/foi/apply/submit/")["Location"] == PERSON_PAGE
    assert client.get("/processes/foi/apply/submit_for_organisation/")["Location"] == ORGANISATION_PAGE


def test_the_organ_is_proposed_with_the_reason_and_every_other_can_be_chosen(client, published):
    page = text(client.post(PERSON_PAGE, {"wanted": WORDS, "filing-step": "begin"}))
    proposed, others = page[page.index("可能是下面的机关") :].split("<details>", 1)
    assert "晴林县住房和城乡建设局" in proposed and "它公开过 1 条类似的信息。" in proposed
    assert f'value="{HOUSING}" checked' in proposed
    assert "晴林县教育局" in others


def test_an_organ_that_the_words_name_is_marked_and_says_so(client, cast):
    page = text(client.post(PERSON_PAGE, {"wanted": "教育局去年的预算", "filing-step": "begin"}))
    assert "您写到了“教育局”。" in page
    assert 'value="001008003012012" checked' in page


def test_what_the_applicant_chose_stays_chosen(client, cast):
    page = text(client.post(PERSON_PAGE, filled(wanted="教育局去年的预算", supply="")))
    assert f'value="{HOUSING}" checked' in page
    assert 'value="001008003012012" checked' not in page


def test_without_words_every_organ_is_shown_and_none_is_marked(client, cast):
    page = text(client.get(PERSON_PAGE))
    choice = page[page.index('id="id_where-organ"') : page.index("</fieldset>")]
    assert "<details open>" in choice
    assert "checked" not in choice


def test_an_organ_not_chosen_is_told_at_its_place(client, cast):
    response = client.post(PERSON_PAGE, filled(**{"where-organ": ""}))
    page = text(response)
    assert response.status_code == 422
    assert 'href="#id_where-organ"' in page and 'id="id_where-organ"' in page
    assert PERSON["number"] in page


def test_an_address_is_asked_only_where_something_is_sent(client, cast):
    assert "选择邮寄或电子邮件的，请填写地址。" in text(client.post(PERSON_PAGE, filled(supply="post")))
    assert "还没有提交" in text(client.post(PERSON_PAGE, filled(supply="reading")))


# Submitting


def test_a_person_files_and_gets_number_and_code(client, cast):
    receipt = text(client.get(file(client)["Location"]))
    case, row = Case.objects.get(), InformationRequest.objects.get()
    assert (case.state, case.organ.code) == ("arrived", HOUSING)
    assert (row.applicant_type, row.way, row.supply) == ("natural", "web", "online")
    assert case.number in receipt and "幸福小区加装电梯的审批文件" in receipt
    assert case_phones.of(case.pk) == PERSON["phone"]


def test_an_organisation_files(client, cast):
    changes = {"who-name": "晴林县望林养老服务中心", "who-number": "91350100M000100Y43"}
    answers = {"applicant_type": "welfare", "contact_person": "吴小满"}
    assert file(client, ORGANISATION_PAGE, **changes, **answers).status_code == 302
    assert InformationRequest.objects.get().applicant_type == "welfare"


def test_the_number_of_an_organisation_is_none_of_a_person(client, cast):
    assert client.post(PERSON_PAGE, filled(**{"who-number": "91350100M000100Y43"})).status_code == 422
    assert client.post(ORGANISATION_PAGE, filled()).status_code == 422


def test_nothing_of_the_person_can_be_read_in_the_database(client, cast):
    client.post(PERSON_PAGE, filled())
    file(client)
    deed = records.of(Case.objects.get())[0]
    for secret in (*WHO.values(), "幸福小区"):
        assert secret.encode() not in bytes(deed.record.data)
    assert not PartyDraft.objects.exists()


def test_no_code_is_asked_of_what_staff_registers_because_it_is_asked_on_the_portal_alone(client, cast):
    client.post(PERSON_PAGE, filled(**{"filing-step": "confirm"}))
    assert not Case.objects.exists()
    assert len(code_sent()) == 6


def test_the_page_reads_in_english(client, cast):
    page = text(client.get(f"{PERSON_PAGE}?lang=en"))
    main = page[page.index("<main") : page.index("</main>")]
    for words in ("Request information as a person", "Which organ do you ask?", "Citizen number"):
        assert words in main


@pytest.mark.parametrize("address", ["/request/", PERSON_PAGE, ORGANISATION_PAGE])
def test_the_pages_ask_the_database_little(client, published, address, django_assert_max_num_queries):
    client.get(address)
    with django_assert_max_num_queries(6):
        client.get(address)


@pytest.mark.parametrize(("step", "most"), [("", 8), ("confirm", 26)])
def test_each_step_asks_the_database_little(client, published, step, most, django_assert_max_num_queries):
    client.post(PERSON_PAGE, filled())
    with django_assert_max_num_queries(most):
        client.post(PERSON_PAGE, filled(**{"filing-step": step}))
