"""A case as everybody sees it: the sealed public faces of its acts, and nothing else."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import QuerySet

from sunforest.core.ledger import sealer
from sunforest.core.ledger.models import Leaf
from sunforest.core.process.models import Case


def public_leaves(size: int) -> QuerySet[Leaf]:
    """The leaves below the published size of the log (``sealer.size()``): what is not signed yet, nobody sees."""
    return Leaf.objects.filter(index__lt=size)


def public_steps_of(number: str) -> list[dict[str, Any]]:
    """The public faces of one case, first to last, each with its ``index`` in the log. Three queries.

    A file or text reads as it is shown, not as it is stored.
    """
    case_id = Case.objects.filter(number=number.replace("\0", "")).values_list("pk", flat=True).first()
    if case_id is None:
        return []
    rows = public_leaves(sealer.size()).filter(case_id=case_id, face__isnull=False).order_by("index")
    return [_step(index, face) for index, face in rows.values_list("index", "face") if face]


def _step(index: int | None, face: str) -> dict[str, Any]:
    step: dict[str, Any] = json.loads(face)
    step["index"] = index
    step["fields"] = [{name: field[name] for name in ("name", "label", "shown")} for field in step.get("fields", ())]
    return step
