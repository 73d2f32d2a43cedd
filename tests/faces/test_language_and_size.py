"""Language and type size: an address or a cookie decides, and going back leads only to this site."""

import pytest
from django.test import Client


def language_of(client: Client, address: str = "/robots.txt") -> str:
    return client.get(address)["Content-Language"]


def test_chinese_is_the_first_language_whatever_the_browser_prefers(client: Client, db: None) -> None:
    assert client.get("/robots.txt", HTTP_ACCEPT_LANGUAGE="fr,en")["Content-Language"] == "zh-Hans"


def test_an_address_can_ask_for_english(client: Client, db: None) -> None:
    assert language_of(client, "/robots.txt?lang=en") == "en"


def test_the_choice_is_remembered(client: Client, db: None) -> None:
    response = client.post("/language/", {"language": "en", "next": "/organs/?a=1"})
    assert (response.status_code, response["Location"]) == (302, "/organs/?a=1")
    assert language_of(client) == "en"


def test_the_address_wins_over_what_is_remembered(client: Client, db: None) -> None:
    client.post("/language/", {"language": "en"})
    assert language_of(client, "/robots.txt?lang=zh-CN") == "zh-Hans"


@pytest.mark.parametrize("language", ["fr", "", "en-GB", "../en"])
def test_an_unknown_language_changes_nothing(client: Client, db: None, language: str) -> None:
    client.post("/language/", {"language": language})
    assert language_of(client) == "zh-Hans"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_one_is_never_led_to_another_site(client: Client, db: None, target: str) -> None:
    assert client.post("/language/", {"language": "en", "next": target})["Location"] == "/"


def test_large_type_is_switched_on_and_off(client: Client, db: None) -> None:
    client.post("/large-type/", {"size": "large"})
    assert 'class="large-type"' in client.get("/about/").content.decode()
    client.post("/large-type/", {"size": "normal"})
    assert 'class="large-type"' not in client.get("/about/").content.decode()


def test_the_switches_lead_back_to_the_same_page_without_the_language(client: Client, db: None) -> None:
    html = client.get("/organs/?lang=en&a=1").content.decode()
    assert '<input type="hidden" name="next" value="/organs/?a=1">' in html
