"""Several third parties in one consultation, and the same one asked twice (条例 art. 32, 33; R1.64)."""

import pytest
from foi_stories import received

from sunforest.core.process.perform import Refused
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.django_db


def heard(story, name, *, on):
    return story.perform(Foi.hear, on=on, third_party=name, heard_on=on, agrees="yes", reasons="")


def test_two_third_parties_are_asked_side_by_side_and_the_days_end_with_the_last_reply(cast):
    story = received(cast).perform(Foi.consult, on="2025-10-09", third_party="甲公司", letter="是否同意")
    story.perform(Foi.consult, on="2025-10-10", third_party="乙公司", letter="是否同意")
    heard(story, "甲公司", on="2025-10-13")
    with pytest.raises(Refused, match="乙公司"):
        story.perform(Foi.conclude, on="2025-10-13", ended_on="2025-10-13")
    heard(story, "乙公司", on="2025-10-21").perform(Foi.conclude, on="2025-10-22", ended_on="2025-10-21")
    # 10-09 to 10-21 are left out once though two were asked: ten working days, so 10-29 becomes 11-12 (domain §1.3)
    assert story.due == "2025-11-12"


def test_who_is_asked_again_answers_again(cast):
    story = received(cast).perform(Foi.consult, on="2025-10-09", third_party="甲公司", letter="是否同意")
    heard(story, "甲公司", on="2025-10-10").perform(Foi.conclude, on="2025-10-10", ended_on="2025-10-10")
    story.perform(Foi.consult, on="2025-10-13", third_party="甲公司", letter="附件是否同意")
    with pytest.raises(Refused, match="还没有收到甲公司"):
        story.perform(Foi.conclude, on="2025-10-14", ended_on="2025-10-10")
