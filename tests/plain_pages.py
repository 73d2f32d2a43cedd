"""Pages are drawn without the manifest of collected files (nothing has been collected here), each test with an index of its own.

A conftest that wants this imports the three fixtures.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from sunforest.core.calendar import county_calendar
from sunforest.core.search import current
from sunforest.core.search.index import open_index


@pytest.fixture(autouse=True)
def plain_static_files(settings: LazySettings) -> None:
    """Names of static files without digests."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def no_calendar_of_another_test():
    """Notices of other tests were undone, but their numbers come again."""
    county_calendar.at_version.cache_clear()


@pytest.fixture(autouse=True)
def index_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """What one test publishes is not found by another: the database is undone, the files of an index are not."""
    index = open_index(tmp_path / "index")
    monkeypatch.setattr(current, "index", lambda: index)
    yield
    index.close()
