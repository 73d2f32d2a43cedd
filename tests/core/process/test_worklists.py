"""Which states wait for whom, read from declarations alone; and where a page begins."""

from __future__ import annotations

from datetime import date

import pytest
from road_occupation.process import RoadOccupation

from sunforest.core.organs.roles import HEAD, LEGAL_REVIEWER, REVIEWER
from sunforest.core.process import worklists
from sunforest.core.process.worklists import Place
from sunforest.matters.publishing.process import DisclosureReview, OfficialDocument, PublicConcernProcess


def test_a_permit_waits_for_the_reviewer_and_then_for_the_head() -> None:
    assert worklists.waits_for(RoadOccupation) == {"accepted": (REVIEWER,), "inspected": (HEAD,)}


def test_a_document_waits_for_checks_and_signature_and_not_when_it_is_public() -> None:
    waits = worklists.waits_for(OfficialDocument)
    assert waits["checking"] == waits["clearing"] == (REVIEWER, LEGAL_REVIEWER)
    assert waits["approving"] == waits["in_review"] == waits["in_revision"] == (HEAD,)
    assert not {"drafting", "approved", "published", "held"} & set(waits)


def test_a_review_waits_for_the_head_once_it_was_examined() -> None:
    assert worklists.waits_for(DisclosureReview) == {"examined": (HEAD,)}


def test_a_concern_waits_for_those_who_grade_and_answer() -> None:
    assert set(worklists.waits_for(PublicConcernProcess)) == {"detected", "in_hand", "responded"}


@pytest.mark.parametrize("place", [Place(date(2026, 11, 25), 7), Place(None, 12)])
def test_a_place_is_read_as_it_was_written(place: Place) -> None:
    assert worklists.place_in(str(place)) == place


@pytest.mark.parametrize("text", ["", "x", "2026-13-01.4", "2026-11-25", ".x", "'; DROP TABLE"])
def test_anything_else_is_no_place(text: str) -> None:
    assert worklists.place_in(text) is None


@pytest.mark.parametrize(
    ("due_on", "range_of"),
    [
        (date(2026, 11, 24), worklists.LATE),
        (date(2026, 11, 25), worklists.TODAY),
        (date(2026, 11, 29), worklists.THIS_WEEK),
        (date(2026, 11, 30), worklists.LATER),
        (None, worklists.NO_DAY),
    ],
)
def test_an_answer_on_the_last_day_is_in_time(due_on: date | None, range_of: str) -> None:
    assert worklists.when_due(due_on, date(2026, 11, 25)) == range_of
