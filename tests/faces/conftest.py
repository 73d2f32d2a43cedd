"""Pages of the faces are drawn without the manifest of collected files: nothing has been collected here."""

import pytest
from django.conf import LazySettings

from sunforest.core.calendar import county_calendar


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
