"""Declared procedures as data: read from the same declaration as desk, flowchart and clocks."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from ninja import Router, Schema

from sunforest.core.process import disclosure, engine_acts, registry
from sunforest.core.process.citation import cite
from sunforest.core.process.declaration import Act, Deadline, Process, SetInTheAct, State
from sunforest.faces.api.open_data import licence_url
from sunforest.faces.frame import frame_of
from sunforest.pure.deadlines import CalendarDays, ClockHours, WorkingDays

router = Router(tags=["processes"])


class Summary(Schema):
    """A procedure."""

    key: str
    version: int
    title: str
    about: str
    url: str
    flowchart_svg: str
    flowchart_bpmn: str


class StateFacts(Schema):
    """Where a case can be."""

    name: str
    title: str
    is_final: bool
    rests: str


class DeadlineFacts(Schema):
    """How long the law gives: a number of ``unit`` (working_days, calendar_days, clock_hours) or a day set in the act."""

    name: str
    title: str
    unit: str
    count: int | None = None
    field: str | None = None
    law: str


class FieldFacts(Schema):
    """What an act asks, and whether the public sees the answer; if not, on which ground."""

    name: str
    label: str
    is_required: bool
    is_public: bool
    ground: str | None = None
    ground_title: str | None = None
    article: str | None = None


class ActFacts(Schema):
    """What may be done to a case: by whom, from where to where, on which article, with which clocks."""

    name: str
    title: str
    by: list[str]
    source: list[str]
    target: str | None = None
    not_by: list[str]
    law: str
    clocks: dict[str, list[str]]
    when_over: str | None = None
    fields: list[FieldFacts]


class Declaration(Summary):
    """A procedure with its states, deadlines and acts."""

    states: list[StateFacts]
    deadlines: list[DeadlineFacts]
    acts: list[ActFacts]
    license: str


class Summaries(Schema):
    """Every procedure of the county."""

    items: list[Summary]
    license: str


@router.get("/processes", response=Summaries, summary="全部程序 / every procedure")
def processes(request: HttpRequest) -> dict[str, Any]:
    """The newest version of every declared procedure."""
    return {"items": [_summary(request, one) for one in registry.processes()], "license": licence_url()}


@router.get("/processes/{key}", response=Declaration, summary="一个程序 / one procedure")
def process(request: HttpRequest, key: str) -> dict[str, Any]:
    """The whole declaration: states, acts, deadlines with their law, closed fields with their ground."""
    shown = with_key(key)
    return {
        **_summary(request, shown),
        "states": [_state(state) for state in shown.states],
        "deadlines": [_deadline(deadline) for deadline in shown.deadlines],
        "acts": [_act(act) for act in shown.acts if act.name not in engine_acts.NAMES],
        "license": licence_url(),
    }


def with_key(key: str) -> type[Process]:
    """The procedure with that key. Raises Http404."""
    try:
        return registry.process_with_key(key)
    except KeyError as error:
        raise Http404 from error


def _summary(request: HttpRequest, process: type[Process]) -> dict[str, Any]:
    frame = frame_of(request)
    return {
        "key": process.key,
        "version": process.version,
        "title": gettext(str(process.title)),
        "about": gettext(str(process.about)) if process.about else "",
        "url": frame.absolute(reverse("portal:process", args=[process.key])),
        "flowchart_svg": frame.absolute(reverse("portal:flowchart", args=[process.key, "svg"])),
        "flowchart_bpmn": frame.absolute(reverse("portal:flowchart", args=[process.key, "bpmn"])),
    }


def _state(state: State) -> dict[str, Any]:
    rests = gettext(str(state.rests)) if state.rests else ""
    return {"name": state.name, "title": gettext(str(state.title)), "is_final": state.final, "rests": rests}


def _deadline(deadline: Deadline) -> dict[str, Any]:
    limit = deadline.limit
    units = {WorkingDays: "working_days", CalendarDays: "calendar_days", ClockHours: "clock_hours"}
    return {
        "name": deadline.name,
        "title": gettext(str(deadline.title)),
        "unit": "set_in_the_act" if isinstance(limit, SetInTheAct) else units[type(limit)],
        "count": None if isinstance(limit, SetInTheAct) else limit.count,
        "field": limit.field if isinstance(limit, SetInTheAct) else None,
        "law": cite(deadline.law),
    }


def _act(act: Act) -> dict[str, Any]:
    verbs = ("starts", "pauses", "resumes", "suspends", "restarts", "extends", "meets", "ends")
    clocks = {verb: [deadline.name for deadline in getattr(act, verb)] for verb in verbs}
    return {
        "name": act.name,
        "title": gettext(str(act.title)),
        "by": [role.key for role in act.by],
        "source": [state.name for state in act.source],
        "target": act.target.name if act.target else None,
        "not_by": [other.name for other in act.not_by],
        "law": cite(act.law),
        "clocks": {verb: names for verb, names in clocks.items() if names},
        "when_over": act.when_over.name if act.when_over else None,
        "fields": _fields(act),
    }


def _fields(act: Act) -> list[dict[str, Any]]:
    declared = getattr(act.asks, "base_fields", {}) if act.asks else {}
    closed, opened = disclosure.closed_fields(act.asks), disclosure.open_field_names(act) or set()
    fields = []
    for name, field in declared.items():
        ground = closed.get(name)
        fields.append(
            {
                "name": name,
                "label": str(field.label or name),
                "is_required": field.required,
                "is_public": name in opened,
                "ground": ground.key if ground else None,
                "ground_title": gettext(ground.title) if ground else None,
                "article": ground.article if ground else None,
            }
        )
    return fields
