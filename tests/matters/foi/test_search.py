"""A published answer is found by search, and nothing beside it tells who asked."""

import io
import json
from dataclasses import asdict

import docx
import pytest
from foi_stories import ASKED, PARTLY, delivered, received, to_sign

from cast import at
from sunforest.core.ledger import leaves
from sunforest.core.ledger.models import Leaf
from sunforest.core.process import uploads
from sunforest.core.search import current
from sunforest.core.search.query import Query
from sunforest.matters.foi.process import InformationRequestProcess as Foi
from sunforest.matters.foi.search import entries_of
from sunforest.pure import grounds

pytestmark = pytest.mark.django_db


def found(text):
    return [hit.entry for hit in current.index().search(Query(text=text, kind="answer")).hits]


def word_file(words):
    document = docx.Document()
    document.add_paragraph(words)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_an_answer_is_found_by_the_words_of_a_file_that_was_handed_over(cast):
    file = uploads.receive(io.BytesIO(word_file("第三幢加装电梯施工许可")), name="审批文件.docx", at=at("2025-10-20"))
    delivered(cast, files=[file])
    assert [entry.title for entry in found("施工许可")] == ["幸福小区加装电梯的审批文件"]


@pytest.mark.parametrize("words", ["加装电梯 审批", "晴建依复〔2025〕3号", "第三方商业秘密"])
def test_an_answer_is_found_by_question_number_and_reasons(cast, words):
    delivered(cast, **PARTLY)
    assert [entry.title for entry in found(words)] == ["幸福小区加装电梯的审批文件"]


def test_beside_the_answer_nothing_tells_who_asked(cast, client):
    """Issue 6, 8: 陈秀英 asked and named herself; the answer, its entry and its pages do not."""
    assert "陈秀英" in ASKED["wanted"]
    story = delivered(cast, private_note="陈秀英女士：请携带身份证领取。")
    entry = found("加装电梯")[0]
    told = [json.dumps(asdict(entry), ensure_ascii=False, default=str), story.public_text()]
    for address in (entry.url, "/answers/", "/answers/feed.atom", "/search/?q=电梯", f"/cases/{story.case.number}/",
                    f"/api/v1/answers/{story.case.number}"):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 200
        told.append(answer.content.decode())
    for text in told:
        for personal in ("陈秀英", "陈**", "330304195403071230", "13900000001", "139****0001"):
            assert personal not in text
    assert found("陈秀英") == []


def test_an_answer_that_a_ground_closes_is_not_found(cast):
    story = to_sign(received(cast), on="2025-10-28", draft=PARTLY)
    story.perform(
        Foi.answer_without_publication, on="2025-10-28", **PARTLY, ground="third_party", why="商业秘密"
    ).sealed()
    assert found("加装电梯") == []


def test_an_answer_whose_leaf_was_redacted_is_found_no_more(cast):
    story = delivered(cast)
    assert found("加装电梯")
    leaf = Leaf.objects.get(case_id=story.case.pk, act="answer")
    leaves.redact(leaf, ground=grounds.PERSONAL_INFORMATION.key, at=at("2025-11-12"))
    story.sealed()
    assert found("加装电梯") == []


def test_a_batch_of_leaves_costs_two_queries(cast, django_assert_num_queries):
    delivered(cast)
    sealed = list(Leaf.objects.filter(index__isnull=False))
    with django_assert_num_queries(2):
        entries_of(sealed)
