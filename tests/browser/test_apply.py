"""A citizen applies, keeps the receipt, follows the case and supplements: on a small screen, without script."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from live_county import chromium, served
from road_occupation.process import RoadOccupation

from applicants import APPLICATION, PERSON
from cast import assemble
from phone import code_sent
from sunforest.core.ledger import followers
from sunforest.core.process.models import Case
from sunforest.core.process.perform import perform

pytestmark = pytest.mark.browser

PICTURES = Path(os.environ["SUNFOREST_PICTURES"]) if os.environ.get("SUNFOREST_PICTURES") else None
SMALL_TARGETS = """() => [...document.querySelectorAll('main a, main button, main input, main select, main summary')]
  .filter(element => !element.closest('p:not(.actions, .form-foot), dd, dt, td, th, li') && element.type !== 'hidden')
  .filter(element => !element.closest('.tick, fieldset'))
  .map(element => [element.outerHTML.slice(0, 80), element.getBoundingClientRect()])
  .filter(([, box]) => box.width && box.height < 44).map(([words, box]) => words + ' ' + box.height)"""


@pytest.fixture
def cast(db, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return assemble()


def picture(page, name):
    if PICTURES is not None:
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def fill_in(page):
    for name in ("name", "number", "phone"):
        page.fill(f"[name=who-{name}]", PERSON[name])
    if page.locator("[name=where-organ]").count():
        page.select_option("[name=where-organ]", "001008003012011")
    page.select_option("[name=purpose]", APPLICATION["purpose"])
    for name in ("first_day", "last_day", "place"):
        page.fill(f"[name={name}]", APPLICATION[name])


def type_the_code(page, county):
    page.click("button:has-text('提交')")
    page.fill("[name=filing-code]", county.do(code_sent))


def ask_to_supplement(cast):
    until = timezone.localdate() + timedelta(days=20)
    perform(
        Case.objects.get(),
        RoadOccupation.ask_to_supplement,
        actor=cast.wang,
        data={"until": until.isoformat(), "missing": "缺少平面图"},
        at=timezone.now(),
        seen=1,
        key="ask",
    )
    followers.catch_up(timezone.now())


def test_a_citizen_applies_follows_and_supplements_without_script(cast):
    with served() as county, chromium() as browser:
        page = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 720}).new_page()
        page.goto(f"{county.address}/processes/road_occupation/")
        page.click("main a.button")
        picture(page, "375-apply")
        fill_in(page)
        page.fill("[name=who-number]", "110105194912310021")
        page.click("button:has-text('下一步')")
        assert page.locator(".error-summary").inner_text().count("校验位不符") == 1
        picture(page, "375-apply-error")
        page.fill("[name=who-number]", PERSON["number"])
        page.click("button:has-text('下一步')")
        picture(page, "375-look-over")
        type_the_code(page, county)
        picture(page, "375-code")
        page.click("button:has-text('提交')")
        assert "已收到您的申请" in page.locator("h1").inner_text()
        number, code = page.locator(".receipt-numbers dd").all_inner_texts()
        picture(page, "375-receipt")
        page.emulate_media(media="print")
        picture(page, "print-receipt")
        page.emulate_media(media="screen")

        county.do(ask_to_supplement, cast)
        later = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 720}).new_page()
        later.goto(f"{county.address}/progress/")
        picture(later, "375-ask")
        later.fill("[name=number]", number.replace("-", " "))
        later.fill("[name=code]", code)
        later.click("main button")
        assert "请您在" in later.locator(".lead").inner_text()
        picture(later, "375-progress")
        later.click("main a.button:has-text('补正')")
        picture(later, "375-supplement")
        later.click("button:has-text('下一步')")
        later.click("button:has-text('提交')")
        assert "已收到：补正。" in later.locator("main").inner_text()
        assert county.do(Case.objects.get).state == "submitted"
        picture(later, "375-progress-after")
        later.click("main button:has-text('结束查看')")
        assert "查进度" in later.locator("h1").inner_text()


def test_the_party_s_pages_have_no_axe_violation_small_target_or_sideways_scroll(cast):
    with served() as county, chromium() as browser:
        for width, scheme in ((375, "light"), (1280, "light"), (1280, "dark")):
            page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
            page.goto(f"{county.address}/processes/road_occupation/apply/apply/")
            look(page, f"{width}-{scheme}-apply")
            fill_in(page)
            page.click("button:has-text('下一步')")
            look(page, f"{width}-{scheme}-look-over")
            type_the_code(page, county)
            look(page, f"{width}-{scheme}-code")
            page.click("button:has-text('提交')")
            page.wait_for_selector(".receipt")
            look(page, f"{width}-{scheme}-receipt")
            county.do(followers.catch_up, timezone.now())
            page.click("a:has-text('看进度')")
            page.wait_for_selector(".timeline")
            page.click("summary")
            look(page, f"{width}-{scheme}-progress")
            number = page.locator("aside .number, .aside .number").first.inner_text()
            page.goto(f"{county.address}/cases/{number}/")
            look(page, f"{width}-{scheme}-case")
            page.goto(f"{county.address}/progress/")
            look(page, f"{width}-{scheme}-ask")
            page.goto(f"{county.address}/api/v1/docs/")
            look(page, f"{width}-{scheme}-docs")


def look(page, name):
    picture(page, name)
    found = Axe().run(page)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    assert page.evaluate(SMALL_TARGETS) == [], name
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
