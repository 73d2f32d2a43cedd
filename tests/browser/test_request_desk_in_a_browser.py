"""The desk's pages of information requests in a real browser: no axe violation, nothing wider than a telephone, no script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import LazySettings
from django.utils import timezone
from live_county import LiveCounty, chromium, served
from playwright.sync_api import Browser, BrowserContext

from cast import Cast, assemble
from faces.desk.desk_client import desk_of
from story import Story
from sunforest.core.calendar import county_calendar
from sunforest.core.process.models import Case
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.browser

MODES = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "narrow and dark": {"viewport": {"width": 375, "height": 800}, "color_scheme": "dark"},
}
PAGES = {
    "lists": "/desk/requests/",
    "calendar": "/desk/requests/calendar/",
    "registering": "/desk/requests/register/",
    "supervision": "/desk/requests/supervision/",
    "opening": "/desk/open/foi/register_arrived/?way=letter&who-channel=letter",
}


def day(offset: int) -> str:
    """The working day so many working days from today."""
    return county_calendar.current().add_working_days(timezone.localdate(), offset).isoformat()


@dataclass
class Desk:
    """The county served, with a late request, one in time and one that waits for confirmation."""

    county: LiveCounty
    browser: Browser
    sessions: dict[str, str]
    number: str
    today: str
    soon: str

    def of(self, who: str, **options: object) -> BrowserContext:
        """A browser in which that officer has signed in."""
        context = self.browser.new_context(**options)  # type: ignore[arg-type]
        context.add_cookies([{"name": "sessionid", "value": self.sessions[who], "url": self.county.address}])
        return context


def received(cast: Cast, on: str) -> Story:
    story = Story(Foi, cast).perform(Foi.submit, on=on, wanted="幸福小区的审批文件", supply="online", address="")
    return story.perform(Foi.confirm, on=on, received_on=on, how="phone")


@pytest.fixture
def desk(db: None, settings: LazySettings) -> Iterator[Desk]:
    """Everything said above, served."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    cast = assemble()
    late = received(cast, day(-25)).perform(Foi.ask_organ, on=day(-25), organ_asked="教育局", question="是否同意")
    late.perform(Foi.organ_replies, on=day(-25), heard_on=day(-25), agrees="yes", opinion="")
    story = received(cast, day(-3))
    Story(Foi, cast).perform(Foi.submit, on=day(-3), wanted="电梯", supply="online", address="")
    assert story.case is not None
    sessions = {who: desk_of(getattr(cast, who)).cookies["sessionid"].value for who in ("wang", "inspector")}
    today, soon = day(0), day(8)
    with served() as county, chromium() as browser:
        yield Desk(county, browser, sessions, story.case.number, today, soon)


def test_the_pages_have_no_axe_violation_and_fit_a_telephone(desk: Desk) -> None:
    found = []
    for mode, options in MODES.items():
        for name, address in PAGES.items():
            page = desk.of("inspector" if name == "supervision" else "wang", **options).new_page()
            page.goto(desk.county.address + address)
            violations = Axe().run(page).response["violations"]
            found += [(name, mode, each["id"], each["nodes"][0]["html"][:120]) for each in violations]
            wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            found += [(name, mode, "wider than the window", "")] if wide else []
    assert found == []


def test_an_officer_sees_the_new_date_before_asking_for_a_supplement(desk: Desk) -> None:
    page = desk.of("wang", java_script_enabled=False).new_page()
    page.goto(f"{desk.county.address}/desk/cases/{desk.number}/acts/ask_to_supplement/")
    assert "答复期限" in page.inner_text(".clock-preview")
    page.fill("#id_until", desk.soon)
    page.fill("#id_missing", "请写明楼栋")
    page.click("#preview")
    assert "“补正”之后重新计算20 个工作日" in page.inner_text(".clock-preview")
    assert page.is_visible("#do")


def test_a_request_is_registered_for_somebody_at_the_counter_without_scripts(desk: Desk) -> None:
    page = desk.of("wang", java_script_enabled=False).new_page()
    page.goto(f"{desk.county.address}/desk/requests/register/")
    page.click("text=当面提交")
    page.fill("#id_who-name", "吴小满")
    page.fill("#id_who-number", "11010519491231002X")
    page.fill("#id_wanted", "电梯审批文件")
    page.fill("#id_received_on", desk.today)
    page.click("#preview")
    page.click("#do")
    assert page.url.endswith("/receipt/")
    number = page.inner_text(".receipt .facts strong >> nth=0")
    assert desk.county.do(lambda: Case.objects.get(number=number).state) == "received"
