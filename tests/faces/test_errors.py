"""Pages for when something is wrong: in both languages, with a way on, and without a word about the request."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse

from sunforest.faces import errors

SECRET = "330304195403071230"


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda request: errors.server_error(request), 500),
        (lambda request: errors.bad_request(request, ValueError(SECRET)), 400),
    ],
    ids=["500", "400"],
)
def test_a_page_that_stands_by_itself_needs_no_database_and_repeats_nothing(
    rf: RequestFactory, answer: object, status: int
) -> None:
    response = answer(rf.get("/", {"number": SECRET}))  # type: ignore[operator]
    html = response.content.decode()
    assert response.status_code == status
    assert SECRET not in html
    assert '<html lang="zh-Hans">' in html and 'lang="en"' in html
    assert '<a class="button secondary" href="/">' in html
    assert 'href="/static/sunforest/sunforest.css"' in html


def test_a_missing_page_offers_the_search(client: Client, db: None) -> None:
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert f'action="{reverse("portal:search")}"' in response.content.decode()


def test_a_forbidden_page_says_the_reason_that_was_given(rf: RequestFactory, db: None) -> None:
    response = errors.forbidden(rf.get("/"), PermissionDenied("只有本机关的岗位能打开。"))
    assert response.status_code == 403
    assert "只有本机关的岗位能打开。" in response.content.decode()


def test_a_form_without_its_token_is_answered_by_a_page_of_ours(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert "这一页放得太久了" in response.content.decode()
