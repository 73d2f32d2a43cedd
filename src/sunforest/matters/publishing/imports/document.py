"""A document as read from a file: everything the publishing matter needs to keep, and nothing of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .odd import Remark

STATE_COUNCIL = "state_council"
LAW = "law"


@dataclass(frozen=True)
class Article:
    """One article of a law: ``第十七条之一`` has number 17 and suffix ``之一``. ``line`` counts from 0."""

    number: int
    suffix: str
    anchor: str
    first_line: str
    line: int


@dataclass(frozen=True)
class Heading:
    """A part, chapter or section in the body, for the table of contents. ``level`` is that of the HTML heading."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True)
class Body:
    """The document itself, safe to show (``html``) and to search (``text``: the original characters without markup)."""

    html: str
    text: str
    articles: tuple[Article, ...] = ()
    headings: tuple[Heading, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class ReadDocument:
    """One row. ``source_key`` is its identity, ``digest`` its content: both free of file name and line.

    ``source`` holds the given fields unchanged, so that ``export.canonical_row`` gives the row back.
    """

    source_key: str
    file: str
    line: int
    kind: str
    title: str
    version_group: str
    issuer: str | None
    document_number: str
    document_number_normalised: str
    document_numbers: tuple[str, ...]
    index_number: str | None
    formed_on: date | None
    published_on: date | None
    subject_raw: str
    topics: tuple[tuple[str, ...], ...]
    genre: str
    category: str
    history: tuple[str, ...]
    source_url: str | None
    body: Body
    remarks: tuple[Remark, ...]
    digest: str
    source: Mapping[str, object]

    @property
    def body_html(self) -> str:
        return self.body.html

    @property
    def body_text(self) -> str:
        return self.body.text

    @property
    def articles(self) -> tuple[Article, ...]:
        return self.body.articles

    @property
    def headings(self) -> tuple[Heading, ...]:
        return self.body.headings
