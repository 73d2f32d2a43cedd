"""An applicant of 72 with a phone of 375 px and no JavaScript asks for information; then the pages are measured."""

import os
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from live_county import chromium, served

from cast import assemble
from phone import code_sent
from sunforest.core.ledger import followers
from sunforest.core.organs.models import Organ
from sunforest.core.process.models import Case
from sunforest.core.search import current
from sunforest.core.search.entry import SearchEntry

pytestmark = pytest.mark.browser

SCREENS = (
    (375, "light", False),
    (320, "light", False),
    (1280, "dark", False),
    (375, "light", True),
    (1280, "light", True),
)
PICTURES = Path(os.environ["SUNFOREST_PICTURES"]) if os.environ.get("SUNFOREST_PICTURES") else None
CHEN = {"name": "陈秀英", "number": "339921195403071232", "phone": "13900000101"}
WORDS = "今年公租房配租的时间，住建局"
HOUSING, EDUCATION = "001008003012011", "001008003012012"
CONTROLS = (
    "main a.button, main button, main select, main textarea, main input:not([type=hidden]), main summary, main label"
)
SMALL_TARGETS = """([controls, least]) => [...document.querySelectorAll(controls)]
  .map(one => one.matches('[type=radio], [type=checkbox]') ? one.closest('label') : one)
  .filter(one => !one.matches('.field > label'))
  .map(one => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < least || box.width < least))
  .map(([words, box]) => `${words} ${box.width}×${box.height}`)"""
SMALL_TEXT = """least => [...document.querySelectorAll('main *')]
  .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .filter(one => !one.closest('.unseen, .print-only'))
  .map(one => [one.textContent.trim().slice(0, 30), parseFloat(getComputedStyle(one).fontSize)])
  .filter(([, size]) => size < least).map(([words, size]) => `${words} ${size}`)"""


@pytest.fixture
def county_with_a_document(db, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    cast = assemble()
    Organ.objects.filter(code=EDUCATION).update(functions="负责义务教育管理，组织义务教育招生和学区划分。")
    Organ.objects.filter(code=HOUSING).update(functions="负责住房保障、公租房配租和老旧小区改造。")
    entry = SearchEntry(
        "d2",
        "document",
        "公租房配租公告",
        "今年公租房配租从四月开始。",
        "/documents/2/",
        organ=HOUSING,
        organ_name=cast.housing.name,
        published_on=date(2026, 3, 2),
    )
    current.index().write((entry,), (), 0)
    yield cast
    current.index().write((), ("d2",), 0)


def picture(page, name):
    if PICTURES is not None:
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def look(page, name, *, least=44, text=16):
    """A picture, axe, the size of what is touched and read, and no sideways scroll."""
    picture(page, name)
    found = Axe().run(page)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    assert page.evaluate(SMALL_TARGETS, [CONTROLS, least]) == [], name
    assert page.evaluate(SMALL_TEXT, text) == [], name
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name


def ask(page, county, words=WORDS):
    page.goto(f"{county.address}/request/")
    page.fill("[name=wanted]", words)
    page.click("button:has-text('先查有没有公开')")


def fill_in(page):
    for name, value in CHEN.items():
        page.fill(f"[name=who-{name}]", value)


def test_an_applicant_of_72_files_without_script(county_with_a_document):
    with served() as county, chromium() as browser:
        page = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 720}).new_page()
        page.goto(f"{county.address}/")
        page.locator("a[href='/request/']").last.click()
        picture(page, "request-375-statutory")
        ask(page, county)
        picture(page, "request-375-already-public")
        assert "公租房配租公告" in page.locator("main").inner_text()
        page.click("button:has-text('以个人名义申请')")
        picture(page, "request-375-form")
        controls = page.locator("form.filing :is(input:not([type=hidden]), select, textarea)")
        names = set(controls.evaluate_all("all => all.map(one => one.name)"))
        assert len(names) == 7, names
        assert page.locator("[name=where-organ]:checked").get_attribute("value") == HOUSING
        assert not page.locator("[name=address]").is_visible()
        page.select_option("[name=supply]", "post")
        assert page.locator("[name=address]").is_visible()

        fill_in(page)
        page.fill("[name=who-number]", "339921195403071233")
        page.click("button:has-text('下一步')")
        picture(page, "request-375-error")
        assert "校验位不符" in page.locator(".error-summary").inner_text()
        assert page.input_value("[name=wanted]") == WORDS
        page.fill("[name=who-number]", CHEN["number"])
        page.fill("[name=address]", "晴林县映月路12号楼302室")
        page.click("button:has-text('下一步')")
        picture(page, "request-375-look-over")
        page.click("button:has-text('返回修改')")
        assert page.input_value("[name=address]") == "晴林县映月路12号楼302室"
        page.click("button:has-text('下一步')")
        page.click("button:has-text('提交')")
        picture(page, "request-375-code")
        assert "139****0101" in page.locator(".lead").inner_text()
        code = county.do(code_sent)
        page.fill("[name=filing-code]", f"{(int(code) + 1) % 10**6:06d}")
        page.click("button:has-text('提交')")
        picture(page, "request-375-wrong-code")
        assert "验证码不对" in page.locator(".error-summary").inner_text()
        page.fill("[name=filing-code]", code)
        page.click("button:has-text('提交')")
        assert "已收到您的申请" in page.locator("h1").inner_text()
        picture(page, "request-375-receipt")
        assert county.do(Case.objects.get).organ_id == county.do(lambda: Organ.objects.get(code=HOUSING).pk)

        county.do(followers.catch_up, timezone.now())
        page.click("a:has-text('看进度')")
        picture(page, "request-375-progress")
        assert WORDS in page.locator(".timeline").inner_text()
        assert "双方确认" in page.locator(".lead").inner_text()


def test_what_was_found_is_enough_without_script(county_with_a_document):
    with served() as county, chromium() as browser:
        page = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 720}).new_page()
        ask(page, county)
        page.click("button:has-text('这就是我要的')")
        assert page.url == f"{county.address}/documents/2/"


def test_the_pages_of_filing_are_large_enough_and_without_axe_violation(county_with_a_document):
    with served() as county, chromium() as browser:
        for width, scheme, large in (
            (375, "light", False),
            (1280, "dark", False),
            (375, "light", True),
            (1280, "light", True),
        ):
            name, least = f"request-{width}-{scheme}{'-large' if large else ''}", 60 if large else 44
            context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
            page = context.new_page()
            page.goto(f"{county.address}/request/")
            if large:
                page.locator("button:has-text('大字版'), button:has-text('长者')").first.click()
            sizes = {"least": least, "text": 24 if large else 16}
            look(page, f"{name}-statutory", **sizes)
            page.fill("[name=wanted]", WORDS)
            page.click("button:has-text('先查有没有公开')")
            look(page, f"{name}-already-public", **sizes)
            page.click("button:has-text('以个人名义申请')")
            look(page, f"{name}-form", **sizes)
            page.select_option("[name=supply]", "online")
            page.click("button:has-text('下一步')")
            page.wait_for_selector(".error-summary")
            page.locator("details summary").first.click()
            look(page, f"{name}-error", **sizes)
            fill_in(page)
            page.click("button:has-text('下一步')")
            page.wait_for_selector(".look-over")
            look(page, f"{name}-look-over", **sizes)
            page.click("button:has-text('提交')")
            page.wait_for_selector("[name=filing-code]")
            look(page, f"{name}-code", **sizes)
            page.goto(f"{county.address}/progress/lost/")
            look(page, f"{name}-lost", **sizes)
            page.goto(f"{county.address}/request/organisation/")
            look(page, f"{name}-organisation", **sizes)
            context.close()


def test_what_is_typed_is_kept_while_one_types_and_comes_back_after_the_page_was_lost(county_with_a_document):
    with served() as county, chromium() as browser:
        page = browser.new_context(viewport={"width": 375, "height": 720}).new_page()
        page.goto(f"{county.address}/request/person/")
        page.fill("[name=wanted]", WORDS)
        page.fill("[name=who-name]", CHEN["name"])
        page.wait_for_selector(".saved:has-text('保存')", timeout=15_000)
        picture(page, "request-375-saved")
        page.goto("about:blank")
        page.goto(f"{county.address}/request/person/")
        assert page.input_value("[name=wanted]") == WORDS
        assert page.input_value("[name=who-name]") == CHEN["name"]
        page.locator("#draft button").click()
        assert page.input_value("[name=wanted]") == ""
