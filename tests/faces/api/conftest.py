"""A county with a document, a permit and a held paper, all sealed, for the open interface."""

import pytest
from road_occupation.process import RoadOccupation

from applicants import APPLICATION
from cast import assemble
from story import Story


@pytest.fixture
def cast(db):
    return assemble()


@pytest.fixture
def permit(cast):
    """陈秀英's application, accepted."""
    story = Story(RoadOccupation, cast).perform(RoadOccupation.apply, on="2025-09-25", **APPLICATION)
    return story.perform(RoadOccupation.accept, on="2025-09-26").sealed()
