"""The public steps of a case, for everybody."""

import pytest
from road_occupation.process import RoadOccupation

from applicants import APPLICATION
from cast import assemble
from story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db):
    return Story(RoadOccupation, assemble()).perform(RoadOccupation.apply, on="2025-09-25", **APPLICATION)


def test_everybody_sees_the_sealed_steps_with_their_open_fields(client, story):
    story.perform(RoadOccupation.accept, on="2025-09-26").sealed()
    page = client.get(f"/cases/{story.case.number}/").content.decode()
    for words in ("审查中，晴林县住房和城乡建设局，2025-09-26。", "工程施工", "受理", "2025-09-25"):
        assert words in page
    assert "望林路" not in page
    assert "陈秀英" not in page


def test_before_it_is_sealed_nobody_sees_it(client, story):
    assert client.get(f"/cases/{story.case.number}/").status_code == 404


def test_an_unknown_number_is_not_found(client, story):
    assert client.get("/cases/339921-250925-000000-0/").status_code == 404
    assert client.get("/cases/%00/").status_code == 404


def test_it_asks_the_database_little(client, story, django_assert_max_num_queries):
    story.sealed()
    with django_assert_max_num_queries(5):
        client.get(f"/cases/{story.case.number}/")
