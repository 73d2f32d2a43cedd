"""The desk in a real browser: by keyboard, without scripts, without an axe violation, without another host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import LazySettings
from live_county import chromium, served
from playwright.sync_api import Browser, BrowserContext
from road_occupation.process import RoadOccupation

from cast import Cast, assemble
from faces.desk.desk_client import desk_of
from story import Story
from sunforest.core.process.actor import Actor

pytestmark = pytest.mark.browser

MODES = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "narrow and dark": {"viewport": {"width": 375, "height": 800}, "color_scheme": "dark"},
}


@dataclass
class Desk:
    """One officer's browser and where the county is served."""

    address: str
    browser: Browser
    sessions: dict[Actor, str]
    number: str

    def of(self, actor: Actor, **options: object) -> BrowserContext:
        """A browser in which the officer has signed in."""
        context = self.browser.new_context(**options)  # type: ignore[arg-type]
        context.add_cookies([{"name": "sessionid", "value": self.sessions[actor], "url": self.address}])
        return context


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture
def desk(cast: Cast, settings: LazySettings) -> Iterator[Desk]:
    """A case that the clerk handles, and the county served."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    story = Story(RoadOccupation, cast).perform(
        RoadOccupation.apply,
        on="2026-11-23",
        purpose="works",
        first_day="2027-03-01",
        last_day="2027-03-05",
        place="林荫路 8 号",
    )
    story.perform(RoadOccupation.act("assign"), on="2026-11-24", by=cast.li, post=cast.wang.post_id)
    assert story.case is not None
    sessions = {who: desk_of(who).cookies["sessionid"].value for who in (cast.wang, cast.zhao, cast.auditor)}
    with served() as county, chromium() as browser:
        yield Desk(county.address, browser, sessions, story.case.number)


def test_an_act_is_two_keys_from_the_list_and_previewed_by_a_third(desk: Desk, cast: Cast) -> None:
    page = desk.of(cast.wang).new_page()
    page.goto(f"{desk.address}/desk/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/**")
    page.keyboard.press("2")
    page.wait_for_url("**/acts/decline/")
    page.fill("#id_reason", "请电 13812345678 联系")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#findings mark")
    assert page.inner_text("#findings mark") == "13812345678"
    assert page.evaluate("document.activeElement.id") == "findings"


def test_without_scripts_personal_data_is_masked_and_the_act_done(desk: Desk, cast: Cast) -> None:
    page = desk.of(cast.wang, java_script_enabled=False).new_page()
    page.goto(f"{desk.address}/desk/cases/{desk.number}/acts/decline/")
    page.fill("#id_reason", "请电 13812345678 联系")
    page.click("#preview")
    page.click("button[name=mask]")
    assert page.input_value("#id_reason") == "请电 138****5678 联系"
    page.check("#confirmed")
    page.click("#do")
    assert page.url.endswith(f"/desk/cases/{desk.number}/") and "已办理：不予受理。" in page.inner_text(".notices")


@pytest.mark.parametrize("mode", MODES)
def test_no_page_has_a_violation_scrolls_sideways_or_asks_another_host(desk: Desk, cast: Cast, mode: str) -> None:
    case = f"/desk/cases/{desk.number}/"
    places = {
        cast.wang: ["/desk/", case, f"{case}acts/decline/", f"{case}acts/accept/", "/desk/help/"],
        cast.zhao: [f"{case}acts/rectify/", "/desk/reports/"],
        cast.auditor: [case, "/desk/supervision/", "/desk/audit/", "/desk/audit/looks/"],
    }
    for who, addresses in places.items():
        page = desk.of(who, **MODES[mode]).new_page()
        asked: list[str] = []
        faults: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("console", lambda said, faults=faults: faults.append(said.text) if said.type == "error" else None)
        for address in addresses:
            page.goto(desk.address + address)
            found = [(each["id"], each["nodes"][0]["html"]) for each in Axe().run(page).response["violations"]]
            assert found == [], (address, found)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
        assert all(url.startswith(desk.address) for url in asked) and faults == []
