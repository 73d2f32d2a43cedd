"""The whole life of six requests, in a real browser from both sides; each due day beside its reckoning by hand."""

import pytest
from walking import walking

from cast import assemble
from story import Story
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.browser

DRAFT = {
    "document_number": "晴建依复〔2026〕3号",
    "question": "幸福小区加装电梯的审批文件",
    "answer": "现提供所申请的审批文件。",
}


@pytest.fixture
def cast(db, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return assemble()


def test_disclosed_at_once(cast):
    story = Story(Foi, cast).perform(Foi.submit, on="2025-09-25", wanted="幸福小区电梯", supply="online", address="")
    number = story.case.number
    with walking(cast, since="2025-09-25") as walk:
        walk.number = number
        walk.on("2025-09-25", "11:00").act(cast.wang, "confirm", received_on="2025-09-25", how="phone")
        walk.on("2025-09-26").act(cast.wang, "send_to_sign", result="G2", **DRAFT)
        # received Thu 09-25; 20 working days, 09-28 and 10-11 at work, 10-01 to 10-08 off
        assert walk.due == "2025-10-29"
        walk.act(cast.zhao, "answer")
        walk.act(cast.wang, "deliver", method="online", delivered_on="2025-09-26")
        assert walk.case.state == "delivered"
