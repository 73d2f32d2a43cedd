"""A matter's public columns stand on the home page and the site map without the portal knowing the matter."""

from types import ModuleType

import pytest
from django.test import Client

from sunforest.core.process import registry
from sunforest.faces.portal.columns import Column


@pytest.fixture
def matter_with_a_column(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = ModuleType("a_matter.pages")
    pages.COLUMNS = (Column("公开日志", "每一步都在这里", "portal:about", "scroll-text"),)  # type: ignore[attr-defined]
    pages.urlpatterns = []  # type: ignore[attr-defined]
    known = registry.rooms
    monkeypatch.setattr(
        registry, "rooms", lambda room: [*known(room), *([("a_matter", pages)] if room == "pages" else [])]
    )


@pytest.mark.parametrize("address", ["/", "/about/site-map/"])
def test_a_column_is_shown(client: Client, county: object, matter_with_a_column: None, address: str) -> None:
    assert "公开日志" in client.get(address).content.decode()


def test_a_column_is_in_the_site_map_for_machines(client: Client, county: object, matter_with_a_column: None) -> None:
    assert client.get("/sitemap.xml").content.decode().count("http://localhost:8000/about/</loc>") == 2
