"""Stories of remedies are told by the cast."""

import pytest

from cast import Cast, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody."""
    return assemble()
