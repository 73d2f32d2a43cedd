"""The public reports follow the log: each sealed leaf of an annual report, read from its public face alone."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sunforest.core.ledger.models import Leaf

from . import rules
from .models import PublicReport, PublicReportVersion

IMPORTING = ("import_earlier", "import_last_year", "import_again")
PUBLISHING = ("publish", "correct", *IMPORTING)


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


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _published(leaf: Leaf, face: dict[str, Any], values: dict[str, Any]) -> None:
    earlier = PublicReport.objects.filter(case_number=face["case"]).first()
    if earlier is not None and leaf.index is not None and earlier.leaf_index >= leaf.index:
        return
    day = date.fromisoformat(face["day"])
    assert leaf.case_id is not None and leaf.index is not None, "a sealed leaf of a case has both"
    kept = earlier.chapters if earlier and leaf.act in IMPORTING else {}
    chapters = {key: values.get(key, kept.get(key, "")) for key in rules.CHAPTERS}
    report = PublicReport(
        case_number=face["case"],
        case_id=leaf.case_id,
        organ_code=face["organ"],
        organ_name=face["organ_name"],
        scope=values["scope"],
        year=values["year"],
        chapters=chapters,
        tables=values["tables"],
        carry_over_reason=values.get("carry_over_reason", ""),
        updated_on=day,
        leaf_index=leaf.index,
        **(_as_before(earlier) if earlier else _as_first(leaf.act, day, values)),
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


def _as_before(earlier: PublicReport) -> dict[str, Any]:
    """What a correction leaves as it was: when the report was due and published, and whether that was late."""
    kept = ("late_reason", "due_on", "published_on", "imported_on", "submitted_on")
    return {"version": earlier.version + 1, **{name: getattr(earlier, name) for name in kept}}


def _as_first(act: str, day: date, values: dict[str, Any]) -> dict[str, Any]:
    return {
        "late_reason": values.get("late_reason", ""),
        "due_on": _day(values.get("due_on")),
        "published_on": day,
        "imported_on": day if act in IMPORTING else None,
        "submitted_on": _day(values.get("submitted_on")),
    }
