"""The search index of this installation, opened once in each process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from sunforest.core.search.index import SearchIndex, open_index


@lru_cache(maxsize=4)
def _opened(folder: Path) -> SearchIndex:
    return open_index(folder)


def index() -> SearchIndex:
    """The index in the data folder. Raises IndexBroken when its files are damaged."""
    return _opened(settings.SUNFOREST_DATA / "index")
