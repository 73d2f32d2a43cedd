"""Annual reports in a real browser, public and at the desk: no axe violation, no sideways scroll."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk_client import desk_of
from django.conf import LazySettings
from playwright.sync_api import Page
from portal_browser import SITE, browser
from report_stories import corrected, opened, public_copy, published, published_county, requested

from cast import assemble
from sunforest.core.search import current
from sunforest.core.search.index import open_index

pytestmark = pytest.mark.browser

MODES = {
    "wide": {},
    "narrow and dark": {"width": 375, "scheme": "dark"},
    "narrow large type in English": {"width": 375, "cookies": {"large_type": "1", "django_language": "en"}},
}

DESK_MODES = ("wide", "narrow and dark")


@pytest.fixture
def pages(
    db: None, settings: LazySettings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[dict[str, str]]:
    """Every kind of page, public and at the desk, and the session of a clerk."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    index = open_index(tmp_path / "index")
    monkeypatch.setattr(current, "index", lambda: index)
    cast = assemble()
    requested(cast.housing)
    published(cast, year=2024)
    report = public_copy(corrected(cast)).get_absolute_url()
    county = public_copy(published_county(cast)).get_absolute_url()
    writing = opened(cast, year=2026, on="2026-11-02").case
    assert writing is not None
    at_desk = f"/desk/annual-reports/{writing.number}/"
    session = desk_of(cast.wang).cookies["sessionid"].value
    yield {
        **dict.fromkeys([report, f"{report}versions/1/", county, "/annual-reports/"], ""),
        **dict.fromkeys(["/desk/annual-reports/?year=2025", at_desk, f"{at_desk}chapters/"], session),
        **dict.fromkeys([f"{at_desk}cases/r02/total/", "/desk/annual-reports/import/"], session),
    }
    index.close()


def faults(page: Page) -> list[str]:
    found = [f"{one['id']}: {one['nodes'][0]['html'][:90]}" for one in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append("scrolls sideways")
    return found


@pytest.mark.parametrize("mode", MODES)
def test_every_page_of_a_report_is_accessible_and_fits(pages: dict[str, str], mode: str) -> None:
    chosen = MODES[mode]
    shown = {address: session for address, session in pages.items() if not session or mode in DESK_MODES}
    for session in sorted(set(shown.values())):
        cookies = {**chosen.get("cookies", {}), **({"sessionid": session} if session else {})}
        with browser(**{**chosen, "cookies": cookies}) as context:
            page = context.new_page()
            for address in [address for address, of in shown.items() if of == session]:
                answer = page.goto(SITE + address)
                assert answer is not None and answer.status == 200, address
                assert faults(page) == [], address
