"""A case as everybody sees it: the sealed public faces of its acts, and nothing else."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from sunforest.core.ledger import sealer
from sunforest.core.ledger.models import Leaf
from sunforest.core.organs.roles import PARTY
from sunforest.core.process.models import ActRecord, Case


def public_leaves(size: int) -> QuerySet[Leaf]:
    """The leaves below the published size of the log (``sealer.size()``): what is not signed yet, nobody sees."""
    return Leaf.objects.filter(index__lt=size)


def public_steps_of(number: str) -> list[dict[str, Any]]:
    """The public faces of one case, first to last, each with its ``index`` in the log. Three queries.

    ``is_late`` tells what came after its last day; whose party was late stays between it and the organ.
    A file or text reads as it is shown, not as it is stored.
    """
    case_id = Case.objects.filter(number=number.replace("\0", "")).values_list("pk", flat=True).first()
    if case_id is None:
        return []
    came_late = ActRecord.objects.filter(case=case_id, number=OuterRef("record_number"), is_late=True)
    rows = public_leaves(sealer.size()).filter(case_id=case_id, face__isnull=False).order_by("index")
    rows = rows.annotate(is_late=Exists(came_late.exclude(role=PARTY.key)))
    return [_step(index, face, late) for index, face, late in rows.values_list("index", "face", "is_late") if face]


def _step(index: int | None, face: str, is_late: bool) -> dict[str, Any]:
    step: dict[str, Any] = json.loads(face)
    step |= {"index": index, "is_late": is_late}
    step["fields"] = [{name: field[name] for name in ("name", "label", "shown")} for field in step.get("fields", ())]
    return step
