"""What of remedies is found by search: decided challenges, and complaints that proved true."""

from __future__ import annotations

import pytest
from remedy_stories import claimed, complained, decided, registered, reported, to_rectify

from cast import Cast, at
from sunforest.core.ledger.models import Leaf
from sunforest.core.process import overdue
from sunforest.core.search import current
from sunforest.matters.remedies import search
from sunforest.matters.remedies.process import Challenge, DisclosureComplaint

pytestmark = pytest.mark.django_db


def entry(story):
    return current.index().find(f"case:{story.sealed().case.number}")


def test_a_decided_challenge_is_found_by_kind_and_result_and_leads_to_its_public_page(cast: Cast, client):
    found = entry(decided(cast, Challenge.register_direct_lawsuit, result="corrected"))
    assert found.title == "行政诉讼（未经复议直接起诉）：已有结果"
    assert "结果纠正" in found.body
    assert (found.organ_name, found.published_on.isoformat()) == (cast.housing.name, "2026-04-10")
    assert client.get(found.url).status_code == 200


def test_an_appealed_judgment_is_found_as_pending(cast: Cast):
    story = decided(cast, Challenge.register_lawsuit)
    story.perform(Challenge.record_appeal, on="2026-04-20", appealed_on="2026-04-20", appellant="organ")
    assert entry(story).title.endswith("审理中")


@pytest.mark.parametrize("stage", [registered, complained, reported, claimed], ids=lambda stage: stage.__name__)
def test_what_is_not_decided_and_what_concerns_a_person_alone_is_not_found(cast: Cast, stage):
    assert entry(stage(cast)) is None


def test_an_unfounded_complaint_is_not_found(cast: Cast):
    story = reported(cast).perform(DisclosureComplaint.dismiss, on="2026-03-10", reasons="已在规定期限内公开")
    assert entry(story) is None


def test_an_order_is_found_by_the_organ_and_says_when_it_was_not_carried_out(cast: Cast):
    story = to_rectify(cast)
    assert entry(story).title == "晴林县教育局：应当主动公开的没有公开：整改中"
    overdue.carry_out(at("2026-04-01", "00:10"))
    assert entry(story).title.endswith("逾期未整改")


def test_the_entries_of_many_leaves_take_two_queries(cast: Cast, django_assert_num_queries):
    for _story in range(3):
        decided(cast).sealed()
        to_rectify(cast).sealed()
    leaves = list(Leaf.objects.filter(index__isnull=False))
    with django_assert_num_queries(2):
        assert len(search.entries_of(leaves)) == 6
