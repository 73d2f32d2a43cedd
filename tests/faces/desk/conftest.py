"""Pages of the desk under test: static files by their plain names."""

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def plain_static_names(settings: LazySettings) -> None:
    """No manifest is collected for the tests."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
