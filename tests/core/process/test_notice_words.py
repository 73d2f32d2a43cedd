"""A notice goes to the phone that was proved for its case; where none was, to the party's own."""

import pytest
from road_occupation.process import RoadOccupation

from applicants import APPLICATION
from cast import assemble
from story import Story
from sunforest.core.notify.models import QueuedNotice
from sunforest.core.people import case_phones
from sunforest.core.process import notice_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    told = Story(RoadOccupation, assemble()).perform(RoadOccupation.apply, on="2025-09-25", **APPLICATION)
    return told.perform(RoadOccupation.accept, on="2025-09-26")


def phone_of_the_notice():
    return notice_words.message_of(QueuedNotice.objects.get(receiver="party")).phone


def test_the_phone_proved_for_the_case_is_told(story):
    case_phones.keep(story.case.pk, "13900000009")
    assert phone_of_the_notice() == "13900000009"


def test_where_none_was_proved_the_party_s_own_is_told(story):
    assert phone_of_the_notice() == "13900000001"
