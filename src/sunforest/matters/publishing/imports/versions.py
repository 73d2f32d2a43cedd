"""Several versions of one title (trap 1): the key is the source, the group is the title, the bodies tell them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .document import ReadDocument


@dataclass(frozen=True)
class VersionGroup:
    """The versions of one title, oldest first, those without a date last.

    ``same_bodies`` lists the source keys of versions whose text is the same to the letter: one text kept twice.
    """

    title: str
    versions: tuple[ReadDocument, ...]
    same_bodies: tuple[tuple[str, ...], ...]


def group_versions(documents: Iterable[ReadDocument]) -> tuple[VersionGroup, ...]:
    """All documents by title; the same groups in the same order whatever order the documents are read in.

    Of rows with one source key only one is kept: see ``one_a_source``.
    """
    by_title: dict[str, list[ReadDocument]] = defaultdict(list)
    for document in one_a_source(documents):
        by_title[document.version_group].append(document)
    return tuple(_group(title, by_title[title]) for title in sorted(by_title))


def one_a_source(documents: Iterable[ReadDocument]) -> tuple[ReadDocument, ...]:
    """One document for each source key, sorted by key: of several contents the latest, then the greater digest."""
    kept: dict[str, ReadDocument] = {}
    for document in documents:
        other = kept.get(document.source_key)
        if other is None or _recency(other) < _recency(document):
            kept[document.source_key] = document
    return tuple(kept[key] for key in sorted(kept))


def version_order(document: ReadDocument) -> tuple[date, str]:
    """The place of a version among its group: by day of publication, unknown last (trap 2), then by source key."""
    return document.published_on or date.max, document.source_key


def _recency(document: ReadDocument) -> tuple[date, str]:
    return document.published_on or date.min, document.digest


def _group(title: str, documents: list[ReadDocument]) -> VersionGroup:
    by_body: dict[str, list[str]] = defaultdict(list)
    versions = sorted(documents, key=version_order)
    for document in versions:
        by_body[document.body_text].append(document.source_key)
    same = sorted(tuple(keys) for keys in by_body.values() if len(keys) > 1)
    return VersionGroup(title=title, versions=tuple(versions), same_bodies=tuple(same))
