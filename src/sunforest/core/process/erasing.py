"""To erase a case (design §3): its key, the faces and salts of its leaves, and every row and file that speaks of it.

The records stay, unreadable; the log stays, with a redaction for each muted leaf; the numbers stay without gaps.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, models, transaction

from sunforest.core.calendar import county_calendar
from sunforest.core.ledger import leaves
from sunforest.core.ledger.models import Leaf
from sunforest.core.notify.models import QueuedNotice
from sunforest.core.people import case_keys, case_phones, parties
from sunforest.core.people.models import AccessRecord, CaseKey, Party
from sunforest.core.process import records, registry, uploads
from sunforest.core.process.models import Case, Draft, Upload
from sunforest.core.process.records import Deed
from sunforest.pure.grounds import Ground

BATCH = 500
CHANGED_COLUMNS = ("party", "query_code_index", "token_index", "due_on", "due_at", "lapses_at", "closed_on")


@dataclass(frozen=True)
class Erased:
    """What an erasure destroyed: how many faces, rows of the matter, and files."""

    faces: int
    rows: int
    files: int


def erase(case: Case, *, ground: Ground, at: datetime) -> Erased:
    """Erase one case. To repeat it is harmless. Call ``overwrite`` after the transaction, and let the index follow."""
    with transaction.atomic():
        locked = records.lock(case)
        own_files = files_of(locked)
        digests = own_files - files_of_others(locked, own_files)
        faces = _mute(locked, ground, at)
        rows = _forget_rows(locked)
        party, locked.party = locked.party, None
        locked.query_code_index, locked.token_index = None, None
        locked.due_on, locked.due_at, locked.lapses_at = None, None, None
        locked.closed_on = locked.closed_on or county_calendar.local_day(at)
        locked.save(update_fields=CHANGED_COLUMNS)
        _forget_party(party)
        case_keys.destroy(locked.pk)
        Upload.objects.filter(digest__in=digests).delete()
    for digest in digests:
        default_storage.delete(uploads.path_of(digest))
    return Erased(faces=faces, rows=rows, files=len(digests))


def is_erased(case: Case) -> bool:
    """True where the case's key is gone."""
    return not CaseKey.objects.filter(case_id=case.pk).exists()


def _mute(case: Case, ground: Ground, at: datetime) -> int:
    speaking = list(Leaf.objects.filter(case_id=case.pk, face__isnull=False).order_by("pk"))
    for leaf in speaking:
        leaves.redact(leaf, ground=ground.key, at=at)
    return len(speaking)


def _forget_rows(case: Case) -> int:
    """Delete what queue, drafts and the matter's own tables say of the case."""
    deleted = QueuedNotice.objects.filter(case_id=case.pk).delete()[0]
    deleted += Draft.objects.filter(case=case).delete()[0] + case_phones.forget(case.pk)
    for rows in rows_of_matter(case):
        deleted += rows.delete()[0]
    return deleted


def rows_of_matter(case: Case) -> Iterator[models.QuerySet[Any]]:
    """The rows of the matter's own tables that name the case: by a key to it, its id, or its number."""
    if not registry.is_known(case.process_key, case.process_version):
        return
    matter = registry.matter_of(case.process)
    for model in apps.get_app_config(matter.rsplit(".", 1)[-1]).get_models():
        for field in model._meta.concrete_fields:
            if field.related_model is Case:
                yield model._default_manager.filter(**{field.name: case})
            elif field.name == "case_id":
                yield model._default_manager.filter(case_id=case.pk)
            elif field.name == "case_number":
                yield model._default_manager.filter(case_number=case.number)


def _forget_party(party: Party | None) -> None:
    """A party without any other case is no longer known; where its looks must stay, only their empty row does."""
    if party is None or Case.objects.filter(party=party).exists():
        return
    QueuedNotice.objects.filter(party=party).delete()
    if AccessRecord.objects.filter(party=party).exists():
        parties.forget(party)
    else:
        party.delete()


def files_of(case: Case) -> set[str]:
    """The digests of the files that the case's records and the matter's own rows name (columns ``…_digest``)."""
    named = {digest for deed in records.of(case) if deed.case_key for digest in _files_in(deed)}
    for rows in rows_of_matter(case):
        named |= _files_in_rows(rows)
    return named


def _files_in_rows(rows: models.QuerySet[Any]) -> set[str]:
    columns = [field.name for field in rows.model._meta.concrete_fields if field.name.endswith("_digest")]
    return {digest for row in rows.values_list(*columns) for digest in row if digest} if columns else set()


def files_of_others(case: Case, digests: set[str]) -> set[str]:
    """Those of the digests that other cases name too: these files stay. Reads all their records, batch by batch."""
    if not digests:
        return set()
    needed: set[str] = _named_in_other_rows(case) & digests
    others = Case.objects.exclude(pk=case.pk).order_by("pk").values_list("pk", flat=True)
    for batch in _batches(others.iterator(chunk_size=BATCH)):
        for deeds in records.of_many(list(Case.objects.filter(pk__in=batch))).values():
            needed |= {digest for deed in deeds if deed.case_key for digest in _files_in(deed)} & digests
    return needed


def _named_in_other_rows(case: Case) -> set[str]:
    named: set[str] = set()
    for model in _models_of_matters():
        keys = [field.name for field in model._meta.concrete_fields if field.related_model is Case]
        for key in keys:
            named |= _files_in_rows(model._default_manager.exclude(**{key: case}))
    return named


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for number in numbers:
        batch.append(number)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _files_in(deed: Deed) -> Iterator[str]:
    for answered in deed.fields:
        values = answered["value"]
        if isinstance(values, list):
            yield from (value["digest"] for value in values if isinstance(value, dict) and "digest" in value)


def muted_by(redactions: Sequence[Leaf]) -> list[Leaf]:
    """The leaves that those among ``redactions`` muted which are redactions; for followers that must forget."""
    muted: list[Leaf] = []
    for leaf in redactions:
        if (leaf.process, leaf.act) == ("ledger", "redact") and leaf.face:
            told = json.loads(leaf.face)["redacted"]
            muted.extend(Leaf.objects.filter(series=told["series"], counter=told["counter"]))
    return muted


def overwrite() -> None:
    """Write the tables anew, so that no freed page of the database file holds what was erased. Takes a while."""
    if connection.vendor == "postgresql":
        tables = (
            *("ledger_leaf", "people_casekey", "people_casephone", "people_party"),
            *("process_draft", "notify_queuednotice"),
        )
        with connection.cursor() as cursor:
            for table in (*tables, *_tables_of_matters()):
                cursor.execute(f'VACUUM FULL "{table}"')
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _tables_of_matters() -> list[str]:
    return sorted({model._meta.db_table for model in _models_of_matters()})


def _models_of_matters() -> Iterator[type[models.Model]]:
    matters = {registry.matter_of(process).rsplit(".", 1)[-1] for process in registry.every_version()}
    return (model for matter in sorted(matters) for model in apps.get_app_config(matter).get_models())
