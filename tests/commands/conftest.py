"""One installation is set up for all tests of the commands; each test gets a copy of it."""

import pytest

from commands.installation_on_disk import new


@pytest.fixture(scope="session")
def set_up(tmp_path_factory):
    """An empty installation, migrated, with its static files gathered."""
    installation = new(tmp_path_factory.mktemp("set-up") / "data")
    installation.run("migrate")
    installation.do("from sunforest.commands import static_files; static_files.collect()")
    return installation


@pytest.fixture
def installation(set_up, tmp_path):
    """An empty installation of the test's own."""
    return set_up.copied_to(tmp_path / "data")
