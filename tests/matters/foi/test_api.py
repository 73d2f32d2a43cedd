"""The open interface tells of answers what their pages tell."""

import pytest
from foi_stories import PARTLY, delivered, public_answer

pytestmark = pytest.mark.django_db


def told(client, address, **values):
    answer = client.get(f"/api/v1/{address}", values)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_the_list_names_each_answer_with_its_standing_and_address(client, cast):
    story = delivered(cast, to="2025-10-30", **PARTLY)
    (row,) = told(client, "answers")["items"]
    assert (row["question"], row["result"], row["standing"]) == ("幸福小区加装电梯的审批文件", "P1", "late")
    assert row["url"].endswith(public_answer(story).get_absolute_url())


def test_conditions_narrow_and_pages_follow_one_another(client, cast):
    delivered(cast)
    delivered(cast, on="2025-10-28", **PARTLY)
    first = told(client, "answers", limit=1)
    assert len(first["items"]) == 1 and "after=" in first["next"]
    second = client.get(first["next"]).json()
    assert second["items"][0]["result"] == "P1" and second["next"] is None
    assert [row["result"] for row in told(client, "answers", result="P1")["items"]] == ["P1"]
    assert told(client, "answers", organ="nobody")["items"] == []
    assert told(client, "answers", signed_from="2025-10-29")["items"][0]["result"] == "G2"


def test_one_answer_comes_whole_with_its_grounds(client, cast):
    story = delivered(cast, **PARTLY)
    whole = told(client, f"answers/{story.case.number}")
    assert whole["reasons"] == PARTLY["reasons"]
    assert whole["withheld"] == [{"code": "N4", "title": "商业秘密、个人隐私", "article": "《政府信息公开条例》第15条"}]
    assert whole["leaf_index"] == public_answer(story).leaf_index


def test_figures_tell_what_was_late(client, cast):
    delivered(cast, to="2025-10-30")
    told_of = told(client, "answer-figures", year=2025)
    assert (told_of["county"]["answered"], told_of["county"]["late"], told_of["county"]["rate"]) == (1, 1, 0.0)
    assert told_of["results"] == {"G2": 1}


def test_what_is_not_there_or_not_readable_is_a_problem(client, cast):
    for address, status in (("answers/none", 404), ("answers?after=x", 422), ("answer-figures?year=1", 422)):
        answer = client.get(f"/api/v1/{address}")
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_an_unchanged_answer_is_not_sent_twice(client, cast):
    delivered(cast)
    first = client.get("/api/v1/answers")
    assert client.get("/api/v1/answers", headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_list_costs_few_queries(client, cast, django_assert_max_num_queries):
    delivered(cast)
    told(client, "answers")
    with django_assert_max_num_queries(4):
        told(client, "answers")
