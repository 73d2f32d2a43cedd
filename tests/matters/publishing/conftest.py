"""Pages of publishing are drawn without the manifest of collected files, for the cast and one topic."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from cast import Cast, assemble
from sunforest.core.calendar import county_calendar
from sunforest.core.organs.models import Topic
from sunforest.core.search import current
from sunforest.core.search.index import open_index


@pytest.fixture(autouse=True)
def plain_static_names(settings: LazySettings) -> None:
    """No manifest is collected for the tests."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def no_calendar_of_another_test() -> None:
    """Notices of other tests were undone, but their numbers come again."""
    county_calendar.at_version.cache_clear()


@pytest.fixture(autouse=True)
def index_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """What one test publishes is not found by another: the database is undone, the files of an index are not."""
    index = open_index(tmp_path / "index")
    monkeypatch.setattr(current, "index", lambda: index)
    yield
    index.close()


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, and the topic under which they publish."""
    first = Topic.objects.create(name="城乡建设、环境保护", name_en="Construction and environment")
    Topic.objects.create(name="城乡建设", parent=first)
    return assemble()


@pytest.fixture
def own_data_folder(settings: LazySettings, tmp_path: Path) -> Path:
    """A data folder, and so made files, of the test's own."""
    settings.SUNFOREST_DATA = tmp_path
    return tmp_path
