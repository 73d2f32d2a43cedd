"""Annual reports are told with the cast."""

import pytest

from cast import Cast, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast."""
    return assemble()
