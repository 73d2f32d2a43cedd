"""What the public sees of cases: the sealed leaves of the log, and the counts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from ninja import Field, Router, Schema

from sunforest.core.ledger import sealer
from sunforest.core.ledger.models import Leaf
from sunforest.core.process import registry
from sunforest.core.process.models import ActRecord, Case
from sunforest.core.search import current
from sunforest.core.search.query import Query
from sunforest.faces.api import lists
from sunforest.faces.api.lists import AfterIndex, Limit, Page
from sunforest.faces.api.open_data import licence_url
from sunforest.faces.public_view import public_leaves, public_steps_of

router = Router(tags=["log"])


class FaceField(Schema):
    """One open answer of an act, with its label of the day."""

    name: str
    label: str
    shown: str


class Face(Schema):
    """What an act shows the public, and its place in the log."""

    index: int

    case: str = ""
    number: int | None = None
    process: str = ""
    process_title: str = ""
    act: str = ""
    act_title: str = ""
    law: str = ""
    organ: str = ""
    organ_name: str = ""
    day: date | None = None
    state: str = ""
    state_title: str = ""
    fields: list[FaceField] = []
    is_late: Annotated[bool, Field(description="晚于期限 / after its last day")] = False


class LeafFacts(Schema):
    """One entry of the log. Of a closed act only series, counter and commitment are there."""

    index: int
    entry: dict[str, Any]
    face: dict[str, Any] | None = None
    salt: str | None = None


class Timeline(Schema):
    """The public steps of a case, first to last."""

    case: str
    process: str
    process_title: str
    organ: str
    organ_name: str
    state: str
    state_title: str
    steps: list[Face]
    license: str


class ProcessCounts(Schema):
    """Cases of one procedure: opened, still open, closed; and acts that came after their last day."""

    process: str
    title: str
    opened: int
    open: int
    closed: int
    late_acts: int


class Statistics(Schema):
    """How much there is."""

    log_size: int
    public_faces: int
    entries: int
    by_kind: dict[str, int]
    by_organ: dict[str, int]
    by_year: dict[str, int]
    by_process: list[ProcessCounts]
    license: str


class Health(Schema):
    """Whether the interface answers, how long the log is, and how far search lies behind."""

    status: str
    log_size: int
    index_behind: int


@router.get("/leaves", response=Page[LeafFacts], summary="日志条目 / leaves of the log")
def leaves(request: HttpRequest, after: AfterIndex = -1, limit: Limit = lists.USUAL) -> dict[str, Any]:
    """Every sealed leaf in the order of the log, withheld ones without face."""
    found = lists.in_order_of(public_leaves(sealer.size()), "index", after=after, limit=limit)
    return lists.page(request, found, leaf_facts)


@router.get("/leaves/{index}", response=LeafFacts, summary="一条日志条目 / one leaf")
def leaf(request: HttpRequest, index: Annotated[int, Field(ge=0, le=2**62)]) -> dict[str, Any]:
    """One sealed leaf."""
    found = public_leaves(sealer.size()).filter(index=index).first()
    if found is None:
        raise Http404
    return leaf_facts(found)


@router.get("/faces", response=Page[LeafFacts], summary="公开面 / public faces")
def faces(
    request: HttpRequest,
    process: Annotated[str, Field(max_length=40)] = "",
    after: AfterIndex = -1,
    limit: Limit = lists.USUAL,
) -> dict[str, Any]:
    """The leaves that show something, in the order of the log; with ``process`` those of one procedure."""
    rows = public_leaves(sealer.size()).filter(face__isnull=False)
    if process:
        rows = rows.filter(process=process.replace("\0", ""))
    return lists.page(request, lists.in_order_of(rows, "index", after=after, limit=limit), leaf_facts)


@router.get("/cases/{number}", response=Timeline, summary="一件办件的公开过程 / the public steps of a case")
def case(request: HttpRequest, number: str) -> dict[str, Any]:
    """What everybody may see of one case; a case without a public step is not found."""
    steps = public_steps_of(number)
    if not steps:
        raise Http404
    last = steps[-1]
    same = ("process", "process_title", "organ", "organ_name", "state", "state_title")
    return {"case": last["case"], **{name: last[name] for name in same}, "steps": steps, "license": licence_url()}


@router.get("/statistics", response=Statistics, summary="统计 / counts")
def statistics(request: HttpRequest) -> dict[str, Any]:
    """Counts of leaves, of public entries by kind, organ and year, of cases by procedure."""
    results, size = current.index().search(Query(size=1)), sealer.size()
    counts = {facet: {value.value: value.count for value in results.facets.get(facet, ())} for facet in FACETS_COUNTED}
    return {
        "log_size": size,
        "public_faces": public_leaves(size).filter(face__isnull=False).count(),
        "entries": results.total,
        "by_kind": counts["kind"],
        "by_organ": counts["organ"],
        "by_year": counts["year"],
        "by_process": _by_process(),
        "license": licence_url(),
    }


FACETS_COUNTED = ("kind", "organ", "year")


@router.get("/health", response=Health, summary="运行状况 / health")
def health(request: HttpRequest) -> dict[str, Any]:
    """Whether this interface answers."""
    size = sealer.size()
    return {"status": "ok", "log_size": size, "index_behind": max(size - current.index().position(), 0)}


def leaf_facts(leaf: Leaf) -> dict[str, Any]:
    """A leaf as the public sees it: the entry itself says what of a closed act may be known."""
    return {
        "index": leaf.index,
        "entry": json.loads(bytes(leaf.entry)),
        "face": json.loads(leaf.face) if leaf.face else None,
        "salt": bytes(leaf.salt).hex() if leaf.salt else None,
    }


def _by_process() -> list[dict[str, Any]]:
    rows = Case.objects.values("process_key").annotate(
        opened=Count("pk"), open=Count("pk", filter=Q(closed_on=None)), closed=Count("pk", filter=~Q(closed_on=None))
    )
    late_rows = ActRecord.objects.filter(is_late=True).values("case__process_key").annotate(number=Count("pk"))
    late = {row["case__process_key"]: row["number"] for row in late_rows}
    counted: dict[str, Any] = {row["process_key"]: row for row in rows}
    return [_counts(process, counted.get(process.key, {}), late) for process in registry.processes()]


def _counts(process: Any, row: Mapping[str, int], late: Mapping[str, int]) -> dict[str, Any]:
    return {
        "process": process.key,
        "title": gettext(str(process.title)),
        **{name: row.get(name, 0) for name in ("opened", "open", "closed")},
        "late_acts": late.get(process.key, 0),
    }
