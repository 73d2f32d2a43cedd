"""What the interface tells about county, procedures and cases is what the pages tell."""

import pytest

from sunforest.core.ledger.models import Leaf

pytestmark = pytest.mark.django_db
BASE = "/api/v1/"


def test_an_organ_is_told_with_its_page(client, permit):
    organ = client.get(f"{BASE}organs/001008003012011").json()
    assert (organ["short_name"], organ["url"]) == ("住建局", "http://localhost:8000/organs/001008003012011/")
    assert client.get(f"{BASE}organs/1").status_code == 404


def test_five_working_days_across_the_national_day_are_told_day_by_day(client, permit):
    told = client.get(f"{BASE}calendar/sum?start=2025-09-25&working_days=5").json()
    assert told["day"] == "2025-10-09"
    assert {"day": "2025-10-01", "reason": "holiday"} in told["not_counted"]
    assert len(told["not_counted"]) == 9


def test_a_make_up_sunday_is_a_working_day_of_its_year(client, permit):
    told = client.get(f"{BASE}calendar/2025").json()
    assert "2025-09-28" in told["working_days"]
    assert len(told["working_days"]) + len(told["days_off"]) == 365
    assert told["is_provisional"] is False


def test_a_procedure_is_told_with_law_clocks_and_grounds(client, permit):
    told = client.get(f"{BASE}processes/road_occupation").json()
    apply = next(act for act in told["acts"] if act["name"] == "apply")
    place = next(field for field in apply["fields"] if field["name"] == "place")
    assert apply["law"] == "《城市道路管理条例》第31条"
    assert apply["clocks"] == {"starts": ["accept_by"]}
    assert (place["is_public"], place["ground"], place["article"]) == (
        False,
        "personal_information",
        "《个人信息保护法》第25条",
    )
    assert {key: value for key, value in told["deadlines"][0].items() if key != "law"} == {
        "name": "accept_by",
        "title": "受理期限",
        "unit": "working_days",
        "count": 5,
        "field": None,
    }


def test_the_public_steps_of_a_case_are_its_open_fields_and_nothing_else(client, permit):
    told = client.get(f"{BASE}cases/{permit.case.number}")
    assert [step["act"] for step in told.json()["steps"]] == ["apply", "accept"]
    assert told.json()["state_title"] == "审查中"
    assert "望林路" not in told.content.decode()


def test_a_case_without_a_sealed_step_is_not_found(client, cast):
    from road_occupation.process import RoadOccupation

    from applicants import APPLICATION
    from story import Story

    case = Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2025-09-25", **APPLICATION).case
    assert client.get(f"{BASE}cases/{case.number}").status_code == 404
    assert client.get(f"{BASE}leaves").json()["items"] == []


def test_a_leaf_can_be_checked_against_its_commitment(client, permit):
    from sunforest.core.ledger import leaves
    from sunforest.core.process.disclosure import canonical

    told = client.get(f"{BASE}leaves/1").json()
    assert leaves.opens(bytes.fromhex(told["entry"]["c"]), bytes.fromhex(told["salt"]), canonical(told["face"]))
    assert client.get(f"{BASE}leaves/2").status_code == 404


def test_faces_can_be_asked_for_one_procedure(client, permit):
    assert len(client.get(f"{BASE}faces?process=road_occupation").json()["items"]) == 2
    assert client.get(f"{BASE}faces?process=document").json()["items"] == []


def test_the_counts_count(client, permit):
    told = client.get(f"{BASE}statistics").json()
    assert (told["log_size"], told["public_faces"]) == (Leaf.objects.count(), 2)
    road = next(row for row in told["by_process"] if row["process"] == "road_occupation")
    assert (road["opened"], road["open"], road["closed"], road["late_acts"]) == (1, 1, 0, 0)


def test_the_interface_says_that_it_is_well(client, permit):
    assert client.get(f"{BASE}health").json() == {"status": "ok", "log_size": 2, "index_behind": 0}


@pytest.mark.parametrize("query", ["q=" + "道" * 9000, "q=%27%20OR%201=1--", "q=……", "q=x&organ=nobody&year=0000"])
def test_whatever_is_asked_search_answers_calmly(client, permit, query):
    answer = client.get(f"{BASE}search?{query}")
    assert answer.status_code == 200
    assert answer.json()["total"] >= 0


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("organs", 1),
        ("topics", 1),
        ("calendar/2025", 1),
        ("processes", 0),
        ("processes/road_occupation", 0),
        ("leaves", 2),
        ("faces", 2),
        ("statistics", 4),
        ("health", 1),
        ("search?q=道路", 0),
        ("documents", 2),
        ("corrections", 1),
    ],
)
def test_an_answer_costs_few_queries(client, permit, django_assert_num_queries, path, queries):
    client.get(f"{BASE}health")
    with django_assert_num_queries(queries):
        assert client.get(f"{BASE}{path}").status_code == 200


def test_what_is_in_the_log_but_not_signed_yet_is_seen_by_nobody(client, permit):
    from sunforest.core.ledger.models import LogState

    state = LogState.objects.get()
    state.published_size = 1
    state.save(update_fields=["published_size"])
    assert [leaf["index"] for leaf in client.get(f"{BASE}leaves").json()["items"]] == [0]
    assert client.get(f"{BASE}leaves/1").status_code == 404
    assert [step["act"] for step in client.get(f"{BASE}cases/{permit.case.number}").json()["steps"]] == ["apply"]
