"""Walks a case through a real browser from both sides: officers at the desk, the party at home, each on its own day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pypdfium2
import time_machine
from live_county import LiveCounty, chromium, served
from playwright.sync_api import Browser, Page

from cast import Cast, at
from faces.desk.desk_client import desk_of
from phone import code_sent
from sunforest.core.ledger import followers
from sunforest.core.process import overdue
from sunforest.core.process.actor import Actor
from sunforest.core.process.models import Case


class Walk:
    """One county, one browser, and a calendar that is set by hand."""

    def __init__(self, cast: Cast, county: LiveCounty, browser: Browser, traveller: Any) -> None:
        self.cast, self.county, self.browser, self.traveller = cast, county, browser, traveller
        self.number = ""
        self.home = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 720}).new_page()
        self.progress = self.query_code = ""

    def on(self, day: str, clock: str = "10:00") -> Walk:
        """It is that day now; what fell due meanwhile is carried out, and what was written becomes public."""
        self.traveller.move_to(at(day, clock))
        self.county.do(self._night_work, at(day, clock))
        return self

    @staticmethod
    def _night_work(moment: datetime) -> None:
        overdue.carry_out(moment)
        followers.catch_up(moment)

    def file(self, identity: dict[str, str], **filled: Any) -> Walk:
        """The applicant files on a phone of 375 px without scripts, with the code that came to it."""
        page = self.home
        page.goto(f"{self.county.address}/request/person/")
        fill(page, identity, "who-")
        fill(page, {"organ": self.cast.housing.code}, "where-")
        fill(page, filled)
        page.click("button:has-text('下一步')")
        page.click("button:has-text('提交')")
        page.fill("[name=filing-code]", self.county.do(code_sent))
        page.click("button:has-text('提交')")
        assert "已收到您的申请" in page.inner_text("h1"), page.inner_text("main")
        self.number = self.county.do(lambda: Case.objects.latest("pk").number)
        self.query_code = re.search(r"(?<!\d)\d{8}(?!\d)", page.inner_text("main").replace(" ", ""))[0]
        page.click("a:has-text('看进度')")
        self.progress = page.url
        return self

    def seen_at_home(self) -> str:
        """What the applicant reads on the progress page today."""
        self._at_progress()
        return self.home.inner_text("main")

    def _at_progress(self) -> None:
        """The progress page, proved once more with the query code of the receipt: the last proof has long run out."""
        self.home.goto(self.progress)
        if self.home.locator("main form[method=post] [name=code]").count():
            self.home.fill("main form[method=post] [name=code]", self.query_code)
            self.home.click("main button:has-text('查看全部')")

    def letter_at_home(self, title: str) -> str:
        """The words of the PDF that the applicant downloads under that title."""
        self._at_progress()
        link = self.home.locator(f"main a:has-text('{title}')").first.get_attribute("href")
        answer = self.home.context.request.get(f"{self.county.address}{link}")
        pages = pypdfium2.PdfDocument(answer.body())
        return "".join(page.get_textpage().get_text_bounded() for page in pages)

    def act_at_home(self, name: str, **filled: Any) -> Walk:
        """An act of the applicant from the progress page."""
        page = self.home
        self._at_progress()
        page.click(f"a[href$='/acts/{name}/']")
        fill(page, filled)
        while page.locator("main button:has-text('提交'), main button:has-text('下一步')").count():
            page.locator("main button:has-text('提交'), main button:has-text('下一步')").first.click()
        assert page.url.startswith(self.progress.rstrip("/")), page.inner_text("main")
        return self

    def at_desk(self, officer: Actor) -> Page:
        """The officer's own page; a fresh sign-in, because a long time has passed since the last."""
        session = self.county.do(lambda: desk_of(officer).cookies["sessionid"].value)
        context = self.browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": session, "url": self.county.address}])
        return context.new_page()

    def act(self, officer: Actor, name: str, **filled: Any) -> Walk:
        """One act from the desk: open its page, fill in, preview, confirm, do."""
        page = self.at_desk(officer)
        page.goto(f"{self.county.address}/desk/cases/{self.number}/acts/{name}/")
        self._do(page, filled)
        assert page.url.endswith(f"/desk/cases/{self.number}/"), page.inner_text("main")
        page.context.close()
        return self

    def open(self, officer: Actor, path: str, **filled: Any) -> Walk:
        """An act that opens a case, from the page at ``path`` below the desk; the walk goes on with the new case."""
        page = self.at_desk(officer)
        page.goto(f"{self.county.address}/desk/{path}")
        self._do(page, filled)
        opened = self.county.do(lambda: Case.objects.latest("pk").number)
        assert opened in page.url and opened != self.number, page.inner_text("main")
        self.number = opened
        page.context.close()
        return self

    def refused(self, officer: Actor, name: str, words: str, **filled: Any) -> Walk:
        """The act is refused in these words, and nothing changed."""
        page, before = self.at_desk(officer), self.case.last_number
        page.goto(f"{self.county.address}/desk/cases/{self.number}/acts/{name}/")
        self._do(page, filled)
        assert words in page.inner_text("main"), page.inner_text("main")
        assert self.case.last_number == before
        page.context.close()
        return self

    @staticmethod
    def _do(page: Page, filled: dict[str, Any]) -> None:
        fill(page, filled)
        if page.locator("#preview").count():
            page.click("#preview")
        if page.locator("#confirmed").count():
            page.check("#confirmed")
        if page.locator("#do").count():
            page.click("#do")

    @property
    def case(self) -> Case:
        """The case as it is in the database now."""
        return self.county.do(lambda: Case.objects.select_related("information_request").get(number=self.number))

    @property
    def number_of_the_original(self) -> str:
        """The number of the case that this one handles anew."""
        return self.county.do(lambda: Case.objects.get(number=self.number).information_request.original.case.number)

    @property
    def due(self) -> str:
        """The next due day, or an empty text while no clock runs."""
        day = self.case.due_on
        return day.isoformat() if day else ""


def fill(page: Page, filled: dict[str, Any], prefix: str = "") -> None:
    """Fill in fields by name, whatever they are: text, days, choices, several choices, ticks."""
    for name, value in filled.items():
        field = page.locator(f"[name={prefix}{name}]")
        kind = field.first.evaluate(
            "each => each.tagName === 'SELECT' ? (each.multiple ? 'several' : 'one') : each.type"
        )
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
