"""Pages of remedies are drawn without the manifest of collected files; stories are told by the cast."""

import pytest
from django.conf import LazySettings

from cast import Cast, assemble
from sunforest.core.calendar import county_calendar


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


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody."""
    return assemble()
