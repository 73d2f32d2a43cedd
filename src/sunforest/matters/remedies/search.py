"""What of remedies can be found: how challenges were decided, and what was ordered or criticised upon complaints.

A complaint is found once it proved true; one about which nothing is decided yet speaks against nobody.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from sunforest.core.ledger.models import Leaf
from sunforest.core.process.models import Case
from sunforest.core.search.entry import SearchEntry

KIND = "case"
TELLING = {
    "challenge": ("record_result", "record_redo_order", "confirm_new_answer"),
    "disclosure_complaint": ("order_rectification", "confirm_rectified", "criticise"),
}
PROCESSES = tuple(TELLING)

Face = dict[str, Any]


def entries_of(leaves: Sequence[Leaf]) -> dict[str, SearchEntry | None]:
    """The entries that these leaves change, by identity; None where nothing telling is left. Two queries."""
    cases = {leaf.case_id for leaf in leaves if leaf.process in PROCESSES and leaf.case_id is not None}
    if not cases:
        return {}
    faces: dict[int, list[Face]] = {case_id: [] for case_id in cases}
    written = Leaf.objects.filter(case_id__in=cases, index__isnull=False, face__isnull=False).order_by("record_number")
    for case_id, face in written.values_list("case_id", "face"):
        faces[case_id].append(json.loads(face))
    numbers = dict(Case.objects.filter(pk__in=cases).values_list("pk", "number"))
    return {f"{KIND}:{numbers[case_id]}": _entry(numbers[case_id], told) for case_id, told in faces.items()}


def _entry(number: str, faces: Sequence[Face]) -> SearchEntry | None:
    if not any(face["act"] in TELLING[face["process"]] for face in faces):
        return None
    last, day = faces[-1], date.fromisoformat(faces[-1]["day"])
    said = [field["shown"] for face in faces for field in face["fields"]]
    return SearchEntry(
        identity=f"{KIND}:{number}",
        kind=KIND,
        title=f"{_about(faces)}：{last['state_title']}",
        body="\n".join([last["process_title"], *said]),
        url=reverse("portal:case", args=[number]),
        organ=last["organ"],
        organ_name=last["organ_name"],
        year=day.year,
        number=number,
        published_on=day,
    )


def _about(faces: Sequence[Face]) -> str:
    """What it was about: the kind of the challenge, or the organ complained of and what was wrong."""
    first = faces[0]
    shown = {field["name"]: field["shown"] for field in first["fields"]}
    if first["process"] == "challenge":
        return str(first["act_title"]).removeprefix("登记")
    return f"{shown['complained_of']}：{shown['kind']}" if "kind" in shown else str(first["process_title"])
