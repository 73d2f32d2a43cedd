"""Rows given back: canonical JSON lines of both formats, the same bytes for the same content."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from .document import ReadDocument


def canonical_row(source: Mapping[str, object]) -> str:
    """One JSON line without its line break: keys sorted, no spaces, characters as they are (UTF-8 when encoded)."""
    return json.dumps(source, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def export_row(document: ReadDocument) -> str:
    """The row that this document was read from, in canonical form."""
    return canonical_row(document.source)


def state_council_row(
    *,
    url: str,
    index_no: str,
    title: str,
    issuer: str,
    doc_no: str,
    subject: str,
    date_made: str,
    date_published: str,
    body_text: str,
    html: str,
) -> str:
    """A row in the format of State Council documents, from stored fields; also for documents born in this system."""
    return canonical_row(locals())


def law_row(
    *,
    path: str,
    category: str,
    title: str,
    file_date: str | None,
    history: Sequence[str],
    doc_numbers: Sequence[str],
    n_articles: int,
    body: str,
) -> str:
    """A row in the format of laws, from stored fields."""
    return canonical_row(locals())
