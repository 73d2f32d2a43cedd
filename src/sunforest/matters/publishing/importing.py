"""Official material in and out: each document that was public before is one act ``import_existing`` (R1.12).

Chunks are written whole or not at all; the key of a document is its source, so a run that was cut off is simply
run again, and a second run adds nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from sunforest.core.organs.models import Organ, Post
from sunforest.core.process import records
from sunforest.core.process.actor import Actor
from sunforest.core.process.bulk import Opening, open_cases
from sunforest.core.process.models import Case
from sunforest.core.process.perform import Incomplete, Refused, perform

from . import effects
from .imports import export, reading
from .imports.document import ReadDocument
from .imports.odd import OddRow
from .models import Document
from .process import OfficialDocument

CHUNK = 250
JUSTIFICATION = "原发布机关已经公开，导入人确认"


@dataclass
class Report:
    """What an import did: counts of rows, and every row that was rejected, with the reason."""

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[OddRow] = field(default_factory=list)
    remarks: list[tuple[str, int, str]] = field(default_factory=list)


def import_documents(
    paths: Sequence[Path],
    *,
    actor: Actor,
    at: datetime,
    dry_run: bool,
    progress: Callable[[int, int | None], None],
) -> Report:
    """Import every document of the files on behalf of ``actor``. With ``dry_run`` nothing is written.

    The same documents give the same content in whatever order they come; a row that cannot be imported is reported
    with file and line, and the others go on. ``progress`` is told the number of rows read so far.
    """
    report = Report()
    organ = Post.objects.select_related("organ").get(pk=actor.post_id).organ
    kept = _one_of_each_source(paths, report, progress)
    for chunk in _chunks(iter(sorted(kept.values(), key=lambda document: document.source_key))):
        _import_chunk(chunk, report, organ=organ, actor=actor, at=at, dry_run=dry_run)
        progress(min(report.added + report.updated + report.unchanged, report.read), report.read)
    report.rejected.sort(key=lambda row: (row.file, row.line))
    return report


def _one_of_each_source(
    paths: Sequence[Path], report: Report, progress: Callable[[int, int | None], None]
) -> dict[str, ReadDocument]:
    """Every row of the files; of several rows with one source key the same one wins in whatever order they come."""
    kept: dict[str, ReadDocument] = {}
    for path in paths:
        for row in reading.read_file(path):
            report.read += 1
            progress(report.read, None)
            if isinstance(row, OddRow):
                report.rejected.append(row)
                continue
            report.remarks += [(row.file, row.line, remark.text) for remark in row.remarks]
            other = kept.get(row.source_key)
            if other is not None:
                report.unchanged += 1
            if other is None or _recency(row) > _recency(other):
                kept[row.source_key] = row
    return kept


def _recency(document: ReadDocument) -> tuple[str, str]:
    return (document.published_on.isoformat() if document.published_on else "", document.digest)


def _chunks(documents: Iterator[ReadDocument]) -> Iterator[list[ReadDocument]]:
    while chunk := list(islice(documents, CHUNK)):
        yield chunk


def _import_chunk(
    chunk: Sequence[ReadDocument], report: Report, *, organ: Organ, actor: Actor, at: datetime, dry_run: bool
) -> None:
    known = {
        row.source_key: row
        for row in Document.objects.filter(source_key__in=[document.source_key for document in chunk])
        .select_related("case")
        .defer("body", "source_row")
    }
    new, changed = [], []
    for document in chunk:
        if problem := _problem_of(document):
            report.rejected.append(OddRow(document.file, document.line, problem))
        elif document.source_key not in known:
            new.append(document)
        elif known[document.source_key].source_digest != document.digest:
            changed.append((known[document.source_key].case, document))
        else:
            report.unchanged += 1
    report.added += len(new)
    if dry_run:
        report.updated += len(changed)
        return
    if new:
        _add(new, organ=organ, actor=actor, at=at)
    for case, document in changed:
        _update(case, document, report, actor=actor, at=at)


def _problem_of(document: ReadDocument) -> str:
    """Why a document that was read cannot be kept; an empty text where it can."""
    form = OfficialDocument.import_existing.asks(_answers(document))  # type: ignore[misc]
    if form.is_valid():
        return ""
    return "；".join(f"{name}：{'、'.join(map(str, errors))}" for name, errors in form.errors.items())


def _answers(document: ReadDocument) -> dict[str, Any]:
    return {
        "title": document.title,
        "genre": document.genre,
        "document_number": document.document_number,
        "index_number": document.index_number or "",
        "issuer": document.issuer or "",
        "formed_on": document.formed_on,
        "published_on": document.published_on,
        "topics": ["/".join(path) for path in document.topics],
        "body": document.body_html,
        "articles": [{"number": one.number, "suffix": one.suffix, "anchor": one.anchor} for one in document.articles],
        "version_group": document.version_group,
        "source_key": document.source_key,
        "source_url": document.source_url or "",
        "source_digest": document.digest,
    }


def _add(documents: Sequence[ReadDocument], *, organ: Organ, actor: Actor, at: datetime) -> None:
    by_source = {document.source_key: document for document in documents}

    def write_details(opened: Sequence[tuple[Case, Mapping[str, Any]]]) -> None:
        rows = [effects.imported_document(case, answers) for case, answers in opened]
        for row in rows:
            row.source_row = dict(by_source[str(row.source_key)].source)
        Document.objects.bulk_create(rows, batch_size=100)

    open_cases(
        OfficialDocument,
        OfficialDocument.import_existing,
        [Opening(_answers(document), _key(document)) for document in documents],
        organ=organ,
        actor=actor,
        at=at,
        justify=JUSTIFICATION,
        write_details=write_details,
    )


def _key(document: ReadDocument) -> str:
    return hashlib.sha256(f"{document.source_key}\0{document.digest}".encode()).hexdigest()


def _update(case: Case, document: ReadDocument, report: Report, *, actor: Actor, at: datetime) -> None:
    """One act on one case: the source has new content."""
    answers = _answers(document)
    try:
        perform(
            case,
            OfficialDocument.import_newer,
            actor=actor,
            data={**answers, "justified": _Always(JUSTIFICATION)},
            at=at,
            seen=records.last_number_by_people(records.of(case)),
            key=f"{_key(document)[:52]}-{case.last_number}",
        )
    except (Incomplete, Refused) as error:
        report.rejected.append(OddRow(document.file, document.line, str(error)))
        return
    Document.objects.filter(case=case).update(source_row=dict(document.source))
    report.updated += 1


class _Always(dict[str, str]):
    """One reason for whatever finding: the operator answers for all that the source had published."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason

    def get(self, _name: str, _default: Any = None) -> str:  # type: ignore[override]
        return self.reason

    def __getitem__(self, _name: str) -> str:
        return self.reason

    def __bool__(self) -> bool:
        return True


def export_documents(stream: TextIO) -> int:
    """Write every imported document back as one JSON line of its own format, by source; gives their number."""
    count = 0
    rows = Document.objects.exclude(source_row=None).order_by("source_key").values_list("source_row", flat=True)
    for source in rows.iterator(chunk_size=50):
        stream.write(export.canonical_row(source) + "\n")
        count += 1
    return count
