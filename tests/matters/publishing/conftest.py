"""Publishing is told with the cast and one topic."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from cast import Cast, assemble
from sunforest.core.organs.models import Topic


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
