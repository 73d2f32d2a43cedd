"""Official documents in the open interface tell what their pages tell, and nothing that is not public."""

import gzip
import json

import pytest

from cast import assemble
from story import Story
from sunforest.core.organs.models import Topic
from sunforest.matters.publishing.process import OfficialDocument, PublicConcernProcess
from sunforest.matters.publishing.queries import proposal_of, publication_of

pytestmark = pytest.mark.django_db
BASE = "/api/v1/"
CONTENT = {
    "title": "关于做好冬季燃气安全检查的通知",
    "genre": "通知",
    "document_number": "晴建发〔2026〕12号",
    "topics": ["城乡建设、环境保护/城乡建设"],
    "article_20_head": "13",
    "summary": "部署冬季燃气安全检查。",
    "body": "<p>各镇人民政府：</p><p>请于十二月前完成检查。</p>",
}
OPEN_TO_ALL = {"public_interest_wide": True, "disclosure": "PROACTIVE"}
CLOSED = {"process_kind": "请示报告", "disclosure": "CLOSED"}


@pytest.fixture
def people(db):
    first = Topic.objects.create(name="城乡建设、环境保护")
    Topic.objects.create(name="城乡建设", parent=first)
    return assemble()


def written(people, *, title=CONTENT["title"], gate=OPEN_TO_ALL, act=OfficialDocument.approve):
    content = {**CONTENT, "title": title}
    story = Story(OfficialDocument, people)
    story.perform(OfficialDocument.draft, on="2026-09-01", **content)
    story.perform(OfficialDocument.classify, on="2026-09-02", **gate)
    story.perform(OfficialDocument.submit, on="2026-09-03")
    story.perform(OfficialDocument.check, on="2026-09-04")
    story.perform(OfficialDocument.clear, on="2026-09-05", **content)
    if act is OfficialDocument.hold:
        holding = {"disclosure": "CLOSED", "ground": "process_information", "review_on": "2027-09-18"}
        return story.perform(act, on="2026-09-18", formed_on="2026-09-18", **holding)
    return story.perform(act, on="2026-09-18", formed_on="2026-09-18")


def published(people, *, on="2026-09-21", **named):
    story = written(people, **named)
    return story.perform(OfficialDocument.publish, on=on, **publication_of(story.case))


def get(client, path):
    answer = client.get(f"{BASE}{path}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def test_a_draft_is_nowhere_in_the_interface(client, people):
    story = written(people).sealed()
    assert get(client, "documents")["items"] == []
    assert client.get(f"{BASE}documents/{story.case.number}").status_code == 404
    assert client.get(f"{BASE}cases/{story.case.number}").status_code == 404
    for path in ("leaves?limit=100", "faces", "statistics"):
        told = client.get(f"{BASE}{path}").content.decode()
        assert "燃气" not in told
        assert story.case.number not in told


def test_a_closed_leaf_tells_neither_kind_nor_minute(client, people):
    written(people).sealed()
    for leaf in get(client, "leaves?limit=100")["items"]:
        assert set(leaf["entry"]) == {"c", "n", "s", "v"}
        assert (leaf["face"], leaf["salt"]) == (None, None)


def test_a_published_document_is_told_whole(client, people):
    story = published(people).sealed()
    told = get(client, f"documents/{story.case.number}")
    assert (told["title"], told["index_number"]) == (CONTENT["title"], "001008003012011/2026-00001")
    assert (told["effect"], told["published_on"]) == ("in_force", "2026-09-21")
    assert "请于十二月前完成检查" in told["body"]
    assert [version["number"] for version in told["versions"]] == [1]
    assert told["url"] == f"http://localhost:8000/documents/{story.case.number}/"


def test_documents_are_listed_newest_first_page_by_page(client, people):
    for number, day in enumerate(("2026-09-21", "2026-09-23", "2026-09-22")):
        published(people, title=f"第{number}号通知", on=day).sealed()
    first = get(client, "documents?limit=2")
    assert [row["published_on"] for row in first["items"]] == ["2026-09-23", "2026-09-22"]
    second = client.get(first["next"].removeprefix("http://localhost:8000")).json()
    assert [row["published_on"] for row in second["items"]] == ["2026-09-21"]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("organ=001008003012011", 1),
        ("organ=001008003012012", 0),
        ("genre=通知", 1),
        ("genre=公告", 0),
        ("published_from=2026-09-21&published_until=2026-09-21", 1),
        ("published_from=2026-09-22", 0),
        ("index_number=001008003012011/2026-00001", 1),
    ],
)
def test_documents_can_be_narrowed(client, people, query, found):
    published(people).sealed()
    assert len(get(client, f"documents?{query}")["items"]) == found


@pytest.mark.parametrize("after", ["x", "2026-99-99~1", "~", "2026-09-21~"])
def test_a_place_that_no_page_named_is_refused(client, people, after):
    assert client.get(f"{BASE}documents?after={after}").status_code == 422


def test_a_revision_is_a_version_and_a_correction(client, people):
    story = published(people)
    changed = {**CONTENT, "body": "<p>请于十一月前完成检查。</p>"}
    story.perform(OfficialDocument.propose_revision, on="2026-10-10", **changed)
    revision = {**proposal_of(story.case), "reason": "提前完成"}
    story.perform(OfficialDocument.revise, on="2026-10-12", **revision).sealed()
    told = get(client, f"documents/{story.case.number}")
    assert [version["number"] for version in told["versions"]] == [2, 1]
    assert "十二月" in get(client, f"documents/{story.case.number}/versions/1")["body"]
    assert [row["kind"] for row in get(client, "corrections")["items"]] == ["revised"]


def test_a_withdrawn_document_tells_its_reason_and_no_text(client, people):
    story = published(people)
    story.perform(OfficialDocument.withdraw, on="2026-10-10", reason="内容有误，重新发布").sealed()
    told = get(client, f"documents/{story.case.number}")
    assert (told["effect"], told["withdrawal_reason"], told["body"]) == ("withdrawn", "内容有误，重新发布", "")
    assert client.get(f"{BASE}documents/{story.case.number}/versions/1").status_code == 404
    assert [row["kind"] for row in get(client, "corrections")["items"]] == ["withdrawn"]


def test_what_is_late_is_listed_as_late(client, people):
    published(people, on="2026-10-23").sealed()
    assert [row["days_late"] for row in get(client, "late-documents")["items"]] == [1]


def test_what_is_not_disclosed_is_listed_by_ground_without_a_title(client, people):
    written(people, gate=CLOSED, act=OfficialDocument.hold).sealed()
    answer = client.get(f"{BASE}not-disclosed")
    told = answer.json()
    assert told["by_ground"] == [{"disclosure": "CLOSED", "ground": "process_information", "count": 1}]
    assert told["items"][0]["article"] == "《政府信息公开条例》第16条第2款"
    assert "燃气" not in answer.content.decode()


def test_a_response_is_told_with_its_page(client, people):
    story = Story(PublicConcernProcess, people)
    story.perform(
        PublicConcernProcess.detect,
        on="2026-09-01",
        detected_at="2026-09-01T09:00",
        title="关于自来水浑浊的反映",
        story="居民反映自来水浑浊",
    )
    story.perform(PublicConcernProcess.grade_ordinary, on="2026-09-01", clock="11:00", since="2026-09-01T09:00")
    story.perform(
        PublicConcernProcess.respond, on="2026-09-02", title="关于自来水浑浊的回应", body="<p>已经修复。</p>"
    ).sealed()
    (told,) = get(client, "responses")["items"]
    assert (told["title"], told["is_late"]) == ("关于自来水浑浊的回应", False)
    assert get(client, f"responses/{told['id']}") == told
    assert "居民反映" not in json.dumps(told, ensure_ascii=False)


def test_all_documents_come_in_one_file_that_is_read_in_portions(client, people, django_assert_num_queries):
    for number in range(3):
        published(people, title=f"第{number}号通知").sealed()
    with django_assert_num_queries(3):
        packed = b"".join(client.get(f"{BASE}bulk/documents.jsonl.gz").streaming_content)
    lines = [json.loads(line) for line in gzip.decompress(packed).decode().splitlines()]
    assert sorted(line["title"] for line in lines) == ["第0号通知", "第1号通知", "第2号通知"]
    assert all("十二月" in line["body"] for line in lines)


def test_a_document_costs_as_many_queries_as_its_page(client, people, django_assert_num_queries):
    story = published(people).sealed()
    with django_assert_num_queries(6):
        client.get(f"{BASE}documents/{story.case.number}")
    with django_assert_num_queries(2):
        client.get(f"{BASE}documents")
