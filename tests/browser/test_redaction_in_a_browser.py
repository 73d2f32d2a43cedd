"""A file is redacted in a real browser: by words, by a drawn box, without scripts; and given in the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import LazySettings
from live_county import LiveCounty, chromium, served
from playwright.sync_api import Browser, Page
from tests.core.redaction import planted

from cast import Cast, assemble
from faces.desk.desk_client import desk_of
from story import Story
from sunforest.core.process import uploads
from sunforest.matters.foi.models import Redaction
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.browser

MODES = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "narrow and dark": {"viewport": {"width": 375, "height": 800}, "color_scheme": "dark"},
}


@dataclass
class Desk:
    """The clerk's browser, where the county is served, and one request that waits for its answer."""

    county: LiveCounty
    browser: Browser
    session: str
    number: str
    file: Path

    def page(self, **options: object) -> Page:
        """A page of the clerk, at the request."""
        context = self.browser.new_context(**options)  # type: ignore[arg-type]
        context.add_cookies([{"name": "sessionid", "value": self.session, "url": self.county.address}])
        page = context.new_page()
        page.goto(f"{self.county.address}/desk/cases/{self.number}/")
        return page

    def opened(self, **options: object) -> Page:
        """A page with the original opened for redaction."""
        page = self.page(**options)
        page.click("text=遮盖文件")
        page.set_input_files("#original", self.file)
        page.click("text=打开并遮盖")
        page.wait_for_selector(".redaction")
        return page

    def new_file(self) -> bytes:
        """The bytes of the new file."""
        return bytes(self.county.do(lambda: uploads.content_of(Redaction.objects.get().new_digest)))


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture
def desk(cast: Cast, settings: LazySettings, tmp_path: Path) -> Iterator[Desk]:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    asked = {"wanted": "幸福小区加装电梯的审批文件", "supply": "online", "address": ""}
    story = Story(Foi, cast).perform(Foi.submit, on="2026-11-20", **asked)
    story.perform(Foi.confirm, on="2026-11-20", received_on="2026-11-20", how="phone")
    assert story.case is not None
    file = tmp_path / "审批表.pdf"
    file.write_bytes(planted.pdf(tmp_path))
    session = desk_of(cast.wang).cookies["sessionid"].value
    with served() as county, chromium() as browser:
        yield Desk(county, browser, session, story.case.number, file)


def test_a_box_is_drawn_with_the_mouse_and_is_black_in_the_new_file(desk: Desk) -> None:
    page = desk.opened(viewport={"width": 1280, "height": 900})
    taken = page.locator(".marks li").count()
    sheet = page.locator("#sheet").bounding_box()
    assert sheet is not None
    scale = sheet["width"] / 595
    page.mouse.move(sheet["x"] + 60 * scale, sheet["y"] + 110 * scale)
    page.mouse.down()
    page.mouse.move(sheet["x"] + 260 * scale, sheet["y"] + 145 * scale, steps=5)
    page.mouse.up()
    page.wait_for_selector("text=已标记 1 处。")
    assert page.locator(".marks li").count() == taken + 1
    page.click("text=制作新文件并核对")
    page.wait_for_selector(".new-page")
    page.click("text=用作答复的文件")
    page.wait_for_selector("text=已生成的新文件")
    assert planted.left_in(desk.new_file(), [planted.KEPT[:6], planted.NAMES[3], planted.MOBILES[0]]) == set()


def test_without_scripts_words_are_typed_and_taken_out_everywhere(desk: Desk) -> None:
    page = desk.opened(java_script_enabled=False)
    page.fill("#words", "幸福小区")
    page.select_option("#reason", "third_party")
    page.click("text=查找并遮盖")
    assert "已标记 1 处。" in page.inner_text(".notices")
    page.click("text=制作新文件并核对")
    assert "加装电梯事项已经批准" in page.inner_text(".new-text")
    assert "幸福小区" not in page.inner_text(".new-text")


@pytest.mark.parametrize("mode", MODES)
def test_no_page_has_a_violation_scrolls_sideways_or_breaks_the_policy(desk: Desk, mode: str) -> None:
    page = desk.page(**MODES[mode])
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.click("text=遮盖文件")
    assert_sound(page)
    page.set_input_files("#original", desk.file)
    page.click("text=打开并遮盖")
    page.wait_for_selector(".redaction")
    assert_sound(page)
    page.click("text=制作新文件并核对")
    page.wait_for_selector(".new-page")
    assert_sound(page)
    assert faults == []


def assert_sound(page: Page) -> None:
    found = [(each["id"], each["nodes"][0]["html"]) for each in Axe().run(page).response["violations"]]
    assert found == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url
