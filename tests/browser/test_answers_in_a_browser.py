"""Public answers, their figures and what stands beside a draft in a real browser: no axe violation, fit for a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import LazySettings
from foi_stories import PARTLY, asked_by_another, delivered, public_answer, received
from live_county import LiveCounty, chromium, served
from playwright.sync_api import Browser

from cast import assemble
from faces.desk.desk_client import desk_of

pytestmark = pytest.mark.browser

MODES = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "narrow and dark": {"viewport": {"width": 375, "height": 800}, "color_scheme": "dark"},
}


@dataclass
class Answers:
    """The county served, with an answer in part, a late one and one to the same question; a draft waits at the desk."""

    county: LiveCounty
    browser: Browser
    session: str
    pages: dict[str, str]


@pytest.fixture
def answers(db: None, settings: LazySettings) -> Iterator[Answers]:
    """Everything said above, served."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    cast = assemble()
    partly = public_answer(delivered(cast, **PARTLY)).get_absolute_url()
    late = delivered(cast, on="2025-10-28", to="2025-10-30", question="幸福小区5幢加装电梯的审批文件")
    asked_by_another(cast)
    draft = received(cast, on="2025-11-10")
    assert draft.case is not None
    pages = {
        "list": "/answers/",
        "answer": partly,
        "late": public_answer(late).get_absolute_url(),
        "print": f"{partly}print/",
        "figures": "/answers/figures/?year=2025",
        "English": f"{partly}?lang=en",
        "questions of several": "/desk/requests/shared/",
        "draft": f"/desk/cases/{draft.case.number}/acts/send_to_review/",
    }
    session = desk_of(cast.wang).cookies["sessionid"].value
    with served() as county, chromium() as browser:
        yield Answers(county, browser, session, pages)


def test_the_pages_have_no_axe_violation_and_fit_a_telephone(answers: Answers) -> None:
    found = []
    for mode, options in MODES.items():
        context = answers.browser.new_context(**options)  # type: ignore[arg-type]
        context.add_cookies([{"name": "sessionid", "value": answers.session, "url": answers.county.address}])
        for name, address in answers.pages.items():
            page = context.new_page()
            page.goto(answers.county.address + address)
            violations = Axe().run(page).response["violations"]
            found += [(name, mode, each["id"], each["nodes"][0]["html"][:120]) for each in violations]
            wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            found += [(name, mode, "wider than the window", "")] if wide else []
    assert found == []


def test_a_reader_goes_from_a_filter_to_an_answer_and_its_proof_without_scripts(answers: Answers) -> None:
    page = answers.browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{answers.county.address}/answers/")
    page.click("#facet-result a:has-text('部分公开')")
    page.click(".entries h3 a")
    assert "部分内容涉及第三方商业秘密" in page.inner_text("main")
    page.click("text=核验这条记录")
    assert "/log/verify/" in page.url
