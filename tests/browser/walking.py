"""Walks a case through a real browser from both sides: officers at the desk, the party at home, each on its own day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import time_machine
from live_county import LiveCounty, chromium, served
from playwright.sync_api import Browser, BrowserContext, Page

from cast import Cast, at
from faces.desk.desk_client import desk_of
from sunforest.core.ledger import followers
from sunforest.core.process import overdue
from sunforest.core.process.actor import Actor
from sunforest.core.process.models import Case


class Walk:
    """One county, one browser, and a calendar that is set by hand."""

    def __init__(self, cast: Cast, county: LiveCounty, browser: Browser, traveller: Any) -> None:
        self.cast, self.county, self.browser, self.traveller = cast, county, browser, traveller
        self.desks: dict[Actor, Page] = {}
        self.number = ""

    def on(self, day: str, clock: str = "10:00") -> Walk:
        """It is that day now; what fell due meanwhile is carried out, and what was written becomes public."""
        self.traveller.move_to(at(day, clock))
        self.county.do(self._night_work, at(day, clock))
        return self

    @staticmethod
    def _night_work(moment: datetime) -> None:
        overdue.carry_out(moment)
        followers.catch_up(moment)

    def at_home(self, *, width: int = 375) -> BrowserContext:
        """A phone without scripts."""
        return self.browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 720})

    def at_desk(self, officer: Actor) -> Page:
        """The officer's own page; a fresh sign-in, because a long time has passed since the last."""
        session = self.county.do(lambda: desk_of(officer).cookies["sessionid"].value)
        context = self.browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": session, "url": self.county.address}])
        return context.new_page()

    def act(self, officer: Actor, name: str, **filled: Any) -> Page:
        """One act from the desk: open its page, fill in, preview, confirm, do."""
        page = self.at_desk(officer)
        page.goto(f"{self.county.address}/desk/cases/{self.number}/acts/{name}/")
        if "purpose" in page.url:
            raise AssertionError(page.inner_text("main"))
        fill(page, filled)
        if page.locator("#preview").count():
            page.click("#preview")
        if page.locator("#confirmed").count():
            page.check("#confirmed")
        page.click("#do")
        assert page.url.endswith(f"/desk/cases/{self.number}/"), page.inner_text("main")
        return page

    @property
    def case(self) -> Case:
        """The case as it is in the database now."""
        return self.county.do(lambda: Case.objects.select_related("information_request").get(number=self.number))

    @property
    def due(self) -> str:
        """The next due day, or an empty text while no clock runs."""
        day = self.case.due_on
        return day.isoformat() if day else ""


def fill(page: Page, filled: dict[str, Any], prefix: str = "") -> None:
    """Fill in fields by name, whatever they are: text, days, choices, several choices, ticks."""
    for name, value in filled.items():
        field = page.locator(f"[name={prefix}{name}]")
        kind = field.first.evaluate("each => each.tagName === 'SELECT' ? (each.multiple ? 'several' : 'one') : each.type")
        if kind in ("one", "several"):
            field.first.select_option(value)
        elif kind == "radio":
            page.check(f"[name={prefix}{name}][value='{value}']")
        elif kind == "checkbox" and isinstance(value, list):
            for each in value:
                page.check(f"[name={prefix}{name}][value='{each}']")
        elif kind == "checkbox":
            field.first.set_checked(bool(value))
        else:
            field.first.fill(str(value))


@contextmanager
def walking(cast: Cast, *, since: str) -> Iterator[Walk]:
    """A walk that begins on that day."""
    with time_machine.travel(at(since), tick=True) as traveller, served() as county, chromium() as browser:
        yield Walk(cast, county, browser, traveller)
