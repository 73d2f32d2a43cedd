"""What is counted of a request follows from who asks and what happened, not from what was chosen beside it."""

import pytest
from foi_stories import ASKED

from cast import at
from story import Story
from sunforest.core.process.perform import open_case
from sunforest.matters.foi.models import InformationRequest
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.django_db


def registered(cast, *, party, applicant_type):
    data = {**ASKED, "way": "in_person", "received_on": "2025-09-25", "applicant_type": applicant_type, "scans": "[]"}
    open_case(
        Foi, Foi.register_received, organ=cast.housing, party=party, actor=cast.wang, data=data,
        at=at("2025-09-25"), key=applicant_type,
    )  # fmt: skip
    return InformationRequest.objects.get().applicant_type


def test_a_person_is_a_natural_person_whatever_was_chosen(cast):
    assert registered(cast, party=cast.chen, applicant_type="biz") == "natural"


def test_an_organisation_is_of_the_kind_that_was_chosen(cast):
    assert registered(cast, party=cast.lin, applicant_type="research") == "research"


def test_an_organisation_for_which_none_was_chosen_is_another_organisation(cast):
    assert registered(cast, party=cast.lin, applicant_type="natural") == "other"


def test_what_was_withdrawn_before_its_receipt_was_never_received(cast):
    story = Story(Foi, cast).perform(Foi.submit, on="2025-09-25", wanted="电梯", supply="online", address="")
    story.perform(Foi.withdraw, on="2025-09-26")
    assert InformationRequest.objects.get().received_on is None
