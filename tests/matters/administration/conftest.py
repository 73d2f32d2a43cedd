"""Pages of administration are drawn without the manifest of collected files."""

import sys
from pathlib import Path

import pytest
from django.conf import LazySettings

from sunforest.core.calendar import county_calendar

sys.path.insert(0, str(Path(__file__).parents[2] / "faces" / "desk"))


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
