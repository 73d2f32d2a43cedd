"""The public reports follow the log: each sealed leaf of an annual report, read from its public face alone."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sunforest.core.ledger.models import Leaf

from . import rules
from .models import PublicReport, PublicReportVersion

PUBLISHING = ("publish", "correct", "import_earlier")


def follow(leaf: Leaf) -> None:
    """Bring the public tables up to this leaf. Idempotent: a leaf read twice changes nothing the second time."""
    if leaf.process != "annual_report" or leaf.face is None:
        return
    face = json.loads(leaf.face)
    values = {item["name"]: item["value"] for item in face["fields"]}
    if leaf.act in PUBLISHING:
        _published(leaf, face, values)
    elif leaf.act == "hand_in":
        PublicReport.objects.filter(case_number=face["case"]).update(submitted_on=face["day"])


def _published(leaf: Leaf, face: dict[str, Any], values: dict[str, Any]) -> None:
    earlier = PublicReport.objects.filter(case_number=face["case"]).first()
    if earlier is not None and leaf.index is not None and earlier.leaf_index >= leaf.index:
        return
    day = date.fromisoformat(face["day"])
    assert leaf.case_id is not None and leaf.index is not None, "a sealed leaf of a case has both"
    chapters = {key: values.get(key, "") for key in rules.CHAPTERS}
    report = PublicReport(
        case_number=face["case"],
        case_id=leaf.case_id,
        organ_code=face["organ"],
        organ_name=face["organ_name"],
        scope=values["scope"],
        year=values["year"],
        version=earlier.version + 1 if earlier else 1,
        chapters=chapters,
        tables=values["tables"],
        carry_over_reason=values.get("carry_over_reason", ""),
        late_reason=earlier.late_reason if earlier else values.get("late_reason", ""),
        due_on=values.get("due_on"),
        published_on=earlier.published_on if earlier else day,
        updated_on=day,
        imported_on=day if leaf.act == "import_earlier" else None,
        submitted_on=earlier.submitted_on if earlier else None,
        leaf_index=leaf.index,
    )
    report.save(force_insert=earlier is None, force_update=earlier is not None)
    PublicReportVersion.objects.create(
        report=report,
        number=report.version,
        chapters=chapters,
        tables=values["tables"],
        reason=values.get("reason", ""),
        published_on=day,
        leaf_index=leaf.index,
    )
