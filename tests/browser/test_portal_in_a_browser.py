"""The portal in a real browser: no axe violation, big enough targets, no sideways scroll, partial updates keep focus."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import LazySettings
from playwright.sync_api import Page
from portal_browser import SITE, browser

from cast import Cast, assemble
from sunforest.core.search import current
from sunforest.core.search.entry import SearchEntry

pytestmark = pytest.mark.browser

PAGES = (
    *("/", "/search/?q=公租房", "/search/?q=潜水艇", "/organs/", "/organs/001008003012011/", "/statutory/", "/guide/"),
    *(
        "/rules/",
        "/annual-reports/",
        "/request/",
        "/processes/",
        "/processes/road_occupation/",
        "/open-data/",
        "/about/",
    ),
    *("/about/accessibility/", "/about/site-map/", "/no-such-page/"),
)
MODES = {
    "wide": {},
    "narrow and dark": {"width": 375, "scheme": "dark"},
    "narrow large type": {"width": 375, "cookies": {"large_type": "1"}},
    "large type in English": {"cookies": {"large_type": "1", "django_language": "en"}},
}
SMALL_TARGETS = """least => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
  .filter(element => !element.closest('p, dd, dt, td, th, h2, h3, li li, .prose, .skip, .empty li'))
  .map(element => [element.outerHTML.slice(0, 80), element.getBoundingClientRect()])
  .filter(([, box]) => box.width && box.height < least).map(([words, box]) => words + ' ' + box.height)"""


@pytest.fixture
def published(db: None, settings: LazySettings) -> Iterator[Cast]:
    """A county with twelve public things."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    cast, index = assemble(), current.index()
    entries = [
        SearchEntry(
            identity=f"b{number}",
            kind="document" if number % 3 else "law",
            title=f"公租房第{number}号公告",
            body="公租房保障办法" * 40,
            url=f"/documents/{number}/",
            organ=cast.housing.code,
            organ_name=cast.housing.name,
            genre="公告",
            effect=("in_force", "expired", "repealed", "amended")[number % 4],
            year=2026,
        )
        for number in range(12)
    ]
    index.write(entries, (), 0)
    yield cast
    index.write((), [entry.identity for entry in entries], 0)


def violations(page: Page, *, enhanced: bool) -> list[str]:
    """What axe finds, one line a rule."""
    results = Axe().run(page, options={"rules": {"color-contrast-enhanced": {"enabled": enhanced}}})
    return [f"{found['id']}: {found['nodes'][0]['html'][:120]}" for found in results.response["violations"]]


@pytest.mark.parametrize("mode", MODES)
def test_every_page_is_accessible_and_fits(published: Cast, mode: str) -> None:
    large = "large" in mode
    with browser(**MODES[mode]) as context:
        page, refused = context.new_page(), []
        page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
        for address in PAGES:
            page.goto(SITE + address)
            assert violations(page, enhanced=large) == [], address
            assert page.evaluate(SMALL_TARGETS, 60 if large else 44) == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert refused == []


@pytest.mark.parametrize("cookies", [{}, {"large_type": "1"}], ids=["normal", "large type"])
def test_no_page_scrolls_sideways_at_320_pixels(published: Cast, cookies: dict[str, str]) -> None:
    with browser(width=320, cookies=cookies) as context:
        page = context.new_page()
        for address in PAGES:
            page.goto(SITE + address)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_choosing_a_filter_keeps_focus_and_the_address_true(published: Cast) -> None:
    with browser() as context:
        page = context.new_page()
        page.goto(SITE + "/search/?q=公租房")
        page.evaluate("window.stays = true")
        page.locator("#facet-kind-1").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**kind=document*")
        page.wait_for_selector("#facet-kind-1[aria-current]")
        assert page.evaluate("window.stays")
        assert page.evaluate("document.activeElement.id") == "facet-kind-1"
        assert page.locator("#found").inner_text() == "找到 8 条与“公租房”有关的公开信息。"


def test_suggestions_are_chosen_by_keyboard(published: Cast) -> None:
    with browser() as context:
        page = context.new_page()
        page.goto(SITE + "/about/")
        page.locator("#header-search").press_sequentially("住房")
        page.wait_for_selector("[role=option]")
        page.keyboard.press("ArrowDown")
        assert page.locator("[role=option][aria-selected=true]").count() == 1
        page.keyboard.press("Escape")
        assert page.locator("[role=listbox]").is_hidden()


def test_the_menu_of_a_small_screen_opens_and_closes_by_keyboard(published: Cast) -> None:
    with browser(width=375) as context:
        page = context.new_page()
        page.goto(SITE + "/about/")
        page.get_by_role("button", name="菜单", exact=True).press("Enter")
        assert page.locator("#menu").is_visible()
        page.keyboard.press("Escape")
        assert page.locator("#menu").is_hidden()


def test_the_first_key_leads_to_the_text(published: Cast) -> None:
    with browser() as context:
        page = context.new_page()
        page.goto(SITE + "/about/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
