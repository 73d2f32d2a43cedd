"""The tests' own installation: a data folder that is thrown away, the guide's matter beside the county's own."""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SUNFOREST_SHARED", ROOT.parent / "shared"))
GUIDE = ROOT / "docs" / "guides" / "add_a_matter"

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunforest.settings")
os.environ["SUNFOREST_DATA"] = tempfile.mkdtemp(prefix="sunforest-tests-")
os.environ.setdefault("SUNFOREST_MATTERS", "road_occupation")
os.environ.setdefault("SUNFOREST_URL", "http://localhost:8000")
sys.path.insert(0, str(GUIDE))

import django  # noqa: E402
import pytest  # noqa: E402

pytest_plugins = ["databases"]

django.setup()
del os.environ["DJANGO_SETTINGS_MODULE"]  # else pytest-django sets up the workers of -n before they come to this file


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real material, read in place."""
    assert SHARED.is_dir(), f"{SHARED} is missing; name it in SUNFOREST_SHARED"
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def declarations(django_db_setup):
    """Declarations are loaded and checked once, as every start does."""
    from sunforest import starting

    starting.load_declarations()


@pytest.fixture(autouse=True)
def chinese():
    """Each test begins in Chinese, whatever language an earlier one chose for its pages."""
    from django.conf import settings
    from django.utils import translation

    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def new_log():
    """Each test begins with an empty log: what an earlier test published would look like a log ahead of its database."""
    import shutil

    from django.conf import settings

    shutil.rmtree(settings.SUNFOREST_DATA / "log", ignore_errors=True)
