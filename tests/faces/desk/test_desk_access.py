"""The desk is closed unless an officer of today comes with a second factor, and stays open no longer than it must."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import auth as recovery_codes
from allauth.mfa.totp.internal import auth as totp
from desk_client import desk_of
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from road_occupation.process import RoadOccupation

from cast import Cast, assemble
from story import Story
from sunforest.core.organs.models import Officer, Setting

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


@pytest.fixture
def cast() -> Cast:
    cache.clear()
    return assemble()


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(RoadOccupation, cast).perform(
        RoadOccupation.apply,
        on="2026-11-23",
        purpose="works",
        first_day="2027-03-01",
        last_day="2027-03-05",
        place="林荫路 8 号",
    )


def desk_addresses(number: str) -> list[str]:
    """Every address below ``/desk/``, those of matters included, with something in each place."""
    values = {
        "number": number,
        "name": "accept",
        "digest": "0" * 64,
        "key": "road_occupation",
        "draft_id": "1",
        "kind": "late",
    }
    found = []

    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> None:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, route)
            elif route.startswith("desk/"):
                found.append("/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda place: values.get(place[1], "1"), route))

    walk(get_resolver().url_patterns, "")
    return found


def test_nobody_opens_any_page_of_the_desk(story: Story) -> None:
    addresses = desk_addresses(story.case.number)
    assert len(addresses) > 15
    for address in addresses:
        for answer in (Client().get(address), Client().post(address)):
            assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/"), address


def test_an_account_without_a_post_opens_no_page(cast: Cast, story: Story) -> None:
    account = get_user_model().objects.create_user("stranger")
    officer = Officer.objects.create(account=account, name="无岗")
    desk = desk_of(type(cast.wang)(role=cast.wang.role, officer_id=officer.pk))
    for address in desk_addresses(story.case.number):
        assert desk.get(address).status_code == 403 and desk.post(address).status_code == 403, address


def test_another_organ_cannot_tell_that_a_case_exists(cast: Cast, story: Story) -> None:
    desk = desk_of(cast.sun)
    for address in desk_addresses(story.case.number):
        if story.case.number in address:
            assert desk.get(address).status_code in (403, 404, 405), address
            assert story.case.number not in desk.get(address).content.decode().replace(address, "")
            assert desk.post(address).status_code in (403, 404, 405), address


def test_an_officer_without_the_second_factor_is_sent_to_it(cast: Cast) -> None:
    desk = desk_of(cast.wang, second_factor=False)
    assert desk.get("/desk/")["Location"].startswith("/accounts/2fa/totp/activate/?next=%2Fdesk%2F")
    Authenticator.objects.create(
        user=Officer.objects.get(pk=cast.wang.officer_id).account, type=Authenticator.Type.TOTP, data={"secret": ""}
    )
    assert desk.get("/desk/")["Location"].startswith("/accounts/2fa/reauthenticate/")


def test_a_partial_request_is_sent_away_as_a_whole(cast: Cast) -> None:
    answer = Client().post("/desk/drafts/", headers={"HX-Request": "true"})
    assert answer.status_code == 204 and answer["HX-Redirect"].startswith("/accounts/login/")


def test_an_officer_who_left_cannot_open_the_desk(cast: Cast) -> None:
    desk = desk_of(cast.wang)
    Officer.objects.filter(pk=cast.wang.officer_id).update(left_on=date(2020, 1, 1))
    assert desk.get("/desk/").status_code == 403


def test_a_session_ends_when_nothing_is_done(cast: Cast) -> None:
    desk = desk_of(cast.wang)
    session = desk.session
    session["desk_seen_at"] = time.time() - 16 * 60
    session.save()
    answer = desk.get("/desk/", follow=True)
    assert "您已有 15 分钟没有操作" in answer.content.decode()


def test_the_county_sets_after_how_many_minutes(cast: Cast) -> None:
    Setting.objects.create(key="idle_minutes", value=20)
    desk = desk_of(cast.wang)
    session = desk.session
    session["desk_seen_at"] = time.time() - 16 * 60
    session.save()
    assert desk.get("/desk/").status_code == 200


def test_a_session_ends_after_eight_hours_whatever_is_done(cast: Cast) -> None:
    desk = desk_of(cast.wang, since=time.time() - 8 * 3600 - 60)
    assert "本次登录已满八小时" in desk.get("/desk/", follow=True).content.decode()


def account_with_password(cast: Cast) -> str:
    account = Officer.objects.get(pk=cast.wang.officer_id).account
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    return account.username


def test_password_enrolment_code_desk(cast: Cast) -> None:
    client, username = Client(), account_with_password(cast)
    answer = client.post("/accounts/login/", {"login": username, "password": PASSWORD})
    assert answer.status_code == 302
    page = client.get("/desk/", follow=True).content.decode()
    assert "<svg" in page and "data:" not in page.split("<main")[1]
    secret = re.search(r'id="totp-secret">(\w+)<', page).group(1)
    code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
    codes = client.post("/accounts/2fa/totp/activate/", {"code": code}, follow=True).content.decode()
    assert "恢复码" in codes
    asked = client.get("/desk/", follow=True)
    assert "请输入验证器上的六位验证码" in asked.content.decode()
    entered = client.post("/accounts/2fa/reauthenticate/", {"code": code, "next": "/desk/"}, follow=True)
    assert "工作清单" in entered.content.decode()


def test_the_secret_of_a_second_factor_is_sealed(cast: Cast) -> None:
    account = Officer.objects.get(pk=cast.wang.officer_id).account
    kept = totp.TOTP.activate(account, "JBSWY3DPEHPK3PXP").instance
    assert "JBSWY3DPEHPK3PXP" not in str(kept.data)
    code = totp.format_hotp_value(totp.hotp_value("JBSWY3DPEHPK3PXP", int(time.time()) // 30))
    client = Client()
    username = account_with_password(cast)
    client.post("/accounts/login/", {"login": username, "password": PASSWORD})
    assert client.get("/desk/").status_code == 302
    assert client.post("/accounts/2fa/authenticate/", {"code": code})["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_wrong_passwords_lock_the_account_for_a_while(cast: Cast) -> None:
    client, username = Client(), account_with_password(cast)
    answers = [client.post("/accounts/login/", {"login": username, "password": "wrong"}) for _try in range(6)]
    assert answers[4].status_code == 429 and "登录失败次数太多" in answers[4].content.decode()
    assert client.post("/accounts/login/", {"login": username, "password": PASSWORD}).status_code != 302


def test_nobody_signs_up(cast: Cast) -> None:
    assert "这里不能注册" in Client().get("/accounts/signup/").content.decode()


def test_an_account_that_is_no_officers_cannot_sign_in(cast: Cast) -> None:
    get_user_model().objects.create_user("somebody", password=PASSWORD)
    answer = Client().post("/accounts/login/", {"login": "somebody", "password": PASSWORD})
    assert answer.status_code == 403 and "这个账号不能登录办公台" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/login/",
        "/accounts/logout/",
        "/accounts/password/change/",
        "/accounts/reauthenticate/",
        "/accounts/2fa/",
        "/accounts/2fa/reauthenticate/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/2fa/totp/deactivate/",
    ],
)
def test_pages_of_the_account_are_in_our_look(cast: Cast, address: str) -> None:
    account = Officer.objects.get(pk=cast.wang.officer_id).account
    totp.TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    recovery_codes.RecoveryCodes.activate(account)
    account_with_password(cast)
    client = Client() if address.endswith("/login/") else desk_of(cast.wang)
    answer = client.get(address, follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200 and 'class="plain"' in page and 'lang="zh-Hans"' in page
    assert "<style" not in page and 'style="' not in page and "onclick" not in page


def test_what_was_typed_survives_the_end_of_the_session(cast: Cast, story: Story) -> None:
    desk = desk_of(cast.wang)
    session = desk.session
    session["desk_seen_at"] = time.time() - 16 * 60
    session.save()
    typed = {"draft_case": story.case.number, "draft_act": "decline", "reason": "写了很久的理由", "do": "1"}
    answer = desk.post(f"/desk/cases/{story.case.number}/acts/decline/", typed)
    assert answer["Location"].startswith("/accounts/login/")
    page = desk_of(cast.wang).get(f"/desk/cases/{story.case.number}/acts/decline/").content.decode()
    assert "写了很久的理由" in page
