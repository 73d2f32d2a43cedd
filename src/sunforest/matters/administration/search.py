"""What of administration can be found: the organs, by their names, functions and initials."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sunforest.core.ledger.models import Leaf
from sunforest.core.organs.models import Organ
from sunforest.core.search.entry import SearchEntry

from .models import Subject


def entries_of(leaves: Sequence[Leaf]) -> dict[str, SearchEntry | None]:
    """The organs that these leaves change, by identity; an organ that was abolished is found no longer."""
    cases = {leaf.case_id for leaf in leaves if leaf.process == "organ"}
    if not cases:
        return {}
    subjects = Subject.objects.filter(case_id__in=cases).exclude(organ=None).select_related("organ")
    organs = {subject.organ for subject in subjects if subject.organ is not None}
    return {f"organ:{organ.code}": None if organ.abolished_on else _entry(organ) for organ in organs}


def _entry(organ: Organ) -> SearchEntry:
    return SearchEntry(
        identity=f"organ:{organ.code}",
        kind="organ",
        title=organ.name,
        body="\n".join(filter(None, (organ.short_name, organ.functions, organ.address, organ.hours, organ.phone))),
        url=reverse("portal:organ", args=[organ.code]),
        organ=organ.code,
        organ_name=organ.name,
    )
