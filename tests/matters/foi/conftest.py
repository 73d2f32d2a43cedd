"""Requests are told with the cast."""

from collections.abc import Iterator
from datetime import date

import pytest

from cast import Cast, assemble
from sunforest.core.organs.models import Organ
from sunforest.core.search import current
from sunforest.core.search.entry import SearchEntry


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast."""
    return assemble()


@pytest.fixture
def published(cast: Cast) -> Iterator[Cast]:
    """The cast, with two public documents in the index; it is emptied again."""
    entries = (
        entry_of_a_document("d2", "公租房配租公告", "今年公租房配租从四月开始。", cast.housing),
        entry_of_a_document("d3", "义务教育招生通知", "小学招生报名时间。", cast.education),
    )
    current.index().write(entries, (), 0)
    yield cast
    current.index().write((), [entry.identity for entry in entries], 0)


def entry_of_a_document(identity: str, title: str, body: str, organ: Organ) -> SearchEntry:
    """A document as the index knows it."""
    url, day = f"/documents/{identity.removeprefix('d')}/", date(2026, 3, 2)
    return SearchEntry(
        identity, "document", title, body, url, organ=organ.code, organ_name=organ.name, published_on=day
    )
