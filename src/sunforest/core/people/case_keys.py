"""One key for each case: what a case's records say can be read only with it, and is gone when it is destroyed."""

from __future__ import annotations

import secrets

from sunforest.core.people import keys
from sunforest.core.people.models import CaseKey


class Erased(Exception):
    """The case was erased: its key is destroyed and its records can no longer be read."""


def fresh() -> bytes:
    """A key for a case about to be opened; ``keep`` writes it once the case has its row."""
    return secrets.token_bytes(32)


def keep(case_id: int, plain: bytes) -> None:
    """Keep the key of a new case, wrapped."""
    CaseKey.objects.create(case_id=case_id, wrapped=keys.seal(plain, keys.key("fields")))


def make_for_many(case_ids: list[int]) -> dict[int, bytes]:
    """Make and keep the keys of many new cases in one statement."""
    made = {case_id: secrets.token_bytes(32) for case_id in case_ids}
    wrapping = keys.key("fields")
    CaseKey.objects.bulk_create(
        [CaseKey(case_id=case_id, wrapped=keys.seal(plain, wrapping)) for case_id, plain in made.items()]
    )
    return made


def of(case_id: int) -> bytes:
    """The key of a case. Raises Erased."""
    return unwrap(case_id, CaseKey.objects.filter(case_id=case_id).values_list("wrapped", flat=True).first())


def unwrap(case_id: int, wrapped: bytes | memoryview[int] | None) -> bytes:
    """The key of a case from its wrapped form. Raises Erased where there is none."""
    if wrapped is None:
        raise Erased(f"case {case_id}")
    return keys.open_sealed(wrapped, keys.key("fields"))


def of_many(case_ids: list[int]) -> dict[int, bytes]:
    """The keys of those cases that are not erased, in one query."""
    wrapping = keys.key("fields")
    rows = CaseKey.objects.filter(case_id__in=case_ids)
    return {row.case_id: keys.open_sealed(row.wrapped, wrapping) for row in rows}


def destroy(case_id: int) -> None:
    """Destroy the key; nothing that the case's records say can be read afterwards."""
    CaseKey.objects.filter(case_id=case_id).delete()
