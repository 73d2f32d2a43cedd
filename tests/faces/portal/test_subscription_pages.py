"""Subscribing to a search by e-mail: the same answer for every address, and nothing without a button."""

import pytest
from django.urls import reverse

from sunforest.core.notify import subscriptions
from sunforest.core.notify.models import Subscription

pytestmark = pytest.mark.usefixtures("county")


def subscribe(client, address, **values):
    return client.post("/subscriptions/", {"email": address, **values})


def asked(client):
    subscribe(client, "reader@example.org", q="公租房")
    return Subscription.objects.get()


def test_the_form_keeps_the_search(client):
    page = client.get(
        "/subscriptions/", {"q": "公租房", "genre": "公告", "page": "3", "nonsense": "1"}
    ).content.decode()
    assert 'name="q" value="公租房"' in page and 'name="genre" value="公告"' in page and 'name="nonsense"' not in page


def test_what_is_asked_is_the_search_of_the_form(client):
    subscribe(client, "reader@example.org", q="公租房", organ="001008003012011")
    row = Subscription.objects.get()
    assert row.question == {"text": "公租房", "organ": "001008003012011"}
    assert row.page.startswith("/search/?q=")


def test_every_address_gets_the_same_answer(client):
    answers = [subscribe(client, "reader@example.org", q="公租房").content for _round in range(6)]
    answers.append(subscribe(client, "another@example.org", q="公租房").content)
    assert len(set(answers)) == 1
    assert Subscription.objects.count() == 4


def test_a_mistyped_address_is_told_and_the_search_is_kept(client):
    page = subscribe(client, "reader@", q="公租房").content.decode()
    assert 'aria-invalid="true"' in page and 'value="公租房"' in page
    assert not Subscription.objects.exists()


def test_to_open_the_link_confirms_nothing_the_button_does(client):
    row = asked(client)
    address = subscriptions.path_of(subscriptions.CONFIRM_PATH, row.pk, "confirm")
    assert client.get(address).status_code == 200
    row.refresh_from_db()
    assert row.confirmed_at is None
    assert "订阅好了" in client.post(address).content.decode()
    row.refresh_from_db()
    assert row.confirmed_at is not None


def test_the_way_out_is_a_button_too_and_works_twice(client):
    row = asked(client)
    address = subscriptions.path_of(subscriptions.STOP_PATH, row.pk, "stop")
    assert client.get(address).status_code == 200 and Subscription.objects.exists()
    assert "已经退订" in client.post(address).content.decode()
    assert "已经退订" in client.post(address).content.decode()
    assert not Subscription.objects.exists()


def test_a_confirmation_that_comes_too_late_says_so(client):
    row = asked(client)
    Subscription.objects.all().delete()
    page = client.post(subscriptions.path_of(subscriptions.CONFIRM_PATH, row.pk, "confirm")).content.decode()
    assert "链接已经失效" in page


@pytest.mark.parametrize("purpose", ["confirm", "stop"])
def test_a_guessed_link_is_not_found(client, purpose):
    row = asked(client)
    assert client.post(f"/subscriptions/{row.pk}/{purpose}/{'0' * 64}/").status_code == 404


def test_the_links_of_the_messages_are_the_addresses_of_the_pages():
    for name, template in (("confirm", subscriptions.CONFIRM_PATH), ("stop", subscriptions.STOP_PATH)):
        assert reverse(f"portal:{name}_subscription", args=[7, "abc"]) == template.format(id=7, token="abc")


def test_a_question_of_ten_thousand_characters_is_answered_calmly(client):
    assert subscribe(client, "reader@example.org", q="词" * 10_000, genre="<script>" * 500).status_code == 200
    assert len(Subscription.objects.get().question["text"]) == 200


def test_the_search_page_links_to_the_subscription_of_its_query(client, published):
    page = client.get("/search/", {"q": "公租房"}).content.decode()
    assert "/subscriptions/?q=" in page
