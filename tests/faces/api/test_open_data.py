"""What every answer to GET carries, and how lists are cut into pages."""

import gzip
import json

import pytest
from road_occupation.process import RoadOccupation

from applicants import APPLICATION
from cast import at
from story import Story
from sunforest.core.ledger import followers

pytestmark = pytest.mark.django_db
BASE = "/api/v1/"


def test_an_answer_can_be_read_by_pages_of_other_sites_and_names_its_licence(client, permit):
    answer = client.get(f"{BASE}organs")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Link"] == '<http://localhost:8000/about/reuse/>; rel="license"'
    assert answer.json()["license"] == "http://localhost:8000/about/reuse/"


def test_what_has_not_changed_is_not_sent_again(client, permit):
    first = client.get(f"{BASE}organs")
    again = client.get(f"{BASE}organs", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_a_party_sends_is_kept_by_no_cache_and_read_by_no_other_site(client, permit):
    answer = client.post(f"{BASE}cases/1/progress", {"query_code": "1"}, content_type="application/json")
    assert "no-store" in answer["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "after=x"])
def test_a_page_has_at_most_a_hundred_rows(client, permit, query):
    answer = client.get(f"{BASE}leaves?{query}")
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert list(answer.json()["errors"]) == [query.partition("=")[0]]


def test_pages_follow_one_another_and_leave_nothing_out(client, cast):
    for day in range(10, 15):
        Story(RoadOccupation, cast).perform(RoadOccupation.apply, on=f"2025-09-{day}", **APPLICATION)
    followers.catch_up(at("2025-09-26"))
    seen, address = [], f"{BASE}leaves?limit=2"
    while address:
        page = client.get(address.removeprefix("http://localhost:8000")).json()
        seen += [leaf["index"] for leaf in page["items"]]
        address = page["next"]
    assert seen == [0, 1, 2, 3, 4]


def test_a_problem_is_told_in_the_language_that_was_asked_for(client, permit):
    assert client.get(f"{BASE}cases/1?lang=en").json()["detail"] == "There is no such item."
    assert client.get(f"{BASE}cases/1").json()["detail"] == "没有这一项。"


def test_every_face_comes_in_one_file(client, permit):
    answer = client.get(f"{BASE}bulk/faces.jsonl.gz")
    lines = gzip.decompress(b"".join(answer.streaming_content)).decode().splitlines()
    assert [json.loads(line)["face"]["act"] for line in lines] == ["apply", "accept"]
    assert client.get(f"{BASE}bulk/faces.jsonl.gz", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_the_file_of_faces_is_read_in_portions(client, permit, django_assert_num_queries):
    with django_assert_num_queries(3):
        b"".join(client.get(f"{BASE}bulk/faces.jsonl.gz").streaming_content)


def test_the_handbook_names_every_operation_and_no_other_host(client, permit):
    page = client.get(f"{BASE}docs/").content.decode()
    document = client.get(f"{BASE}openapi.json").json()
    for path in document["paths"]:
        assert path in page
    assert 'src="http' not in page


def test_the_document_describes_the_answers_that_a_procedure_asks(client, permit):
    document = client.get(f"{BASE}openapi.json").json()
    opening = document["paths"]["/api/v1/processes/road_occupation/acts/apply"]["post"]
    answers = opening["x-answers"]
    assert answers["required"] == ["purpose", "first_day", "last_day", "place"]
    assert answers["properties"]["purpose"]["enum"] == ["works", "event", "scaffold"]
    assert answers["properties"]["first_day"]["format"] == "date"
    assert answers["properties"]["place"]["maxLength"] == 300


def test_an_address_that_is_not_there_is_told_as_a_problem(client, permit):
    for path in ("nothing", "organs/", "documents/1/2/3"):
        answer = client.get(f"{BASE}{path}")
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert client.get("/api/v1/docs")["Location"] == "/api/v1/docs/"
