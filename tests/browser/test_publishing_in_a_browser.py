"""The public pages of publishing in a real browser: no axe violation, no sideways scroll, nothing from elsewhere."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import LazySettings
from playwright.sync_api import Page
from portal_browser import SITE, browser

from cast import assemble
from sunforest.core.organs.models import Topic
from sunforest.core.search import current
from sunforest.core.search.index import open_index
from sunforest.matters.publishing.models import Interpretation, OfficialResponse, PublicDocument
from sunforest.matters.publishing.process import OfficialDocument

sys.path.insert(0, str(Path(__file__).parents[1] / "matters" / "publishing"))

from publishing_stories import CLOSED, answered, approved, interpreted, public_copy, published, revised

pytestmark = pytest.mark.browser

MODES = {
    "wide": {},
    "narrow and dark": {"width": 375, "scheme": "dark"},
    "narrow large type in English": {"width": 375, "cookies": {"large_type": "1", "django_language": "en"}},
}
BODY = (
    "<p>各镇：</p><h2>一、标准</h2><table><tr><th>项目</th><th>金额</th></tr><tr><td>甲</td><td>1元</td></tr></table>"
    "<p>第一条　应当公开。</p><ul><li>说明</li></ul><p>晴林县住房和城乡建设局</p><p>2026年9月18日</p>"
)


@pytest.fixture
def pages(db: None, settings: LazySettings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[str]]:
    """Every kind of page, with something on it."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    index = open_index(tmp_path / "index")
    monkeypatch.setattr(current, "index", lambda: index)
    first = Topic.objects.create(name="城乡建设、环境保护", name_en="Construction")
    Topic.objects.create(name="城乡建设", parent=first)
    cast = assemble()
    late = public_copy(published(cast, on="2026-10-23", late_reason="等待会签", body=BODY)).get_absolute_url()
    changed = public_copy(revised(cast, body="<p>每户至少两次。</p>")).get_absolute_url()
    withdrawn = published(cast).perform(OfficialDocument.withdraw, on="2026-10-09", reason="原决定已被撤销").sealed()
    interpreted(cast)
    answered(cast)
    approved(cast, gate=CLOSED).sealed()
    yield [
        *(late, f"{late}print/", changed, f"{changed}versions/1/", f"{changed}compare/1/2/"),
        *(public_copy(withdrawn).get_absolute_url(), Interpretation.objects.get().get_absolute_url()),
        *(OfficialResponse.objects.get().get_absolute_url(), "/late/", "/not-disclosed/", "/corrections/"),
        *("/interpretations/", "/concerns/", "/subscriptions/?q=燃气"),
    ]
    index.close()


def faults(page: Page) -> list[str]:
    found = [f"{one['id']}: {one['nodes'][0]['html'][:90]}" for one in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append("scrolls sideways")
    return found


@pytest.mark.parametrize("mode", MODES)
def test_every_page_is_accessible_fits_and_asks_no_other_host(pages, mode):
    assert PublicDocument.objects.count() == 4
    with browser(**MODES[mode]) as context:
        page = context.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        for address in pages:
            page.goto(SITE + address)
            assert faults(page) == [], address
        assert [url for url in asked if not url.startswith((SITE, "data:"))] == []
