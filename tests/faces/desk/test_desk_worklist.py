"""The worklist: what is due comes first, each tab one query, nobody sees another organ's cases."""

from __future__ import annotations

import pytest
from desk_client import desk_of
from road_occupation.process import RoadOccupation

from cast import Cast, assemble
from story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def applied(cast: Cast, on: str = "2026-11-16") -> Story:
    return Story(RoadOccupation, cast).perform(
        RoadOccupation.apply, on=on, purpose="works", first_day="2027-03-01", last_day="2027-03-05", place="林荫路 8 号"
    )


def test_the_worklist_shows_the_organs_cases(cast: Cast) -> None:
    story = applied(cast)
    page = desk_of(cast.wang).get("/desk/?tab=organ").content.decode()
    assert story.case.number in page and "临时占用道路许可" in page
