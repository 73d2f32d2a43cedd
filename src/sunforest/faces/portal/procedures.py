"""The guide page of every declared procedure: what it is for, how it runs, how long it takes, what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from sunforest.core.organs.roles import PARTY
from sunforest.core.process import disclosure, engine_acts, flowchart_formats, registry
from sunforest.core.process.citation import cite
from sunforest.core.process.declaration import Act, Deadline, Process, SetInTheAct
from sunforest.core.process.flowchart import flowchart_of
from sunforest.core.process.flowchart_svg import svg_of
from sunforest.faces.portal.caching import public_page
from sunforest.pure.deadlines import CalendarDays, ClockHours, WorkingDays
from sunforest.pure.grounds import Ground

INFORMATION_REQUEST = "foi"
MEDIA_TYPES = {"svg": "image/svg+xml", "bpmn": "application/xml"}


@dataclass(frozen=True)
class Step:
    """One act as the public reads it."""

    title: str
    roles: str
    sources: str
    target: str
    law: str
    limits: tuple[str, ...]
    open_fields: tuple[str, ...]
    closed_fields: tuple[tuple[str, Ground], ...]


@public_page
def processes(request: HttpRequest) -> HttpResponse:
    """Every procedure of the county; those that anybody may begin come first."""
    everybody = open_to_everybody()
    context = {
        "section": "processes",
        "title": gettext("办事流程"),
        "lead": gettext("权力怎样运行，一步一步都写在这里；共 %(count)s 个程序。")
        % {"count": len(registry.processes())},
        "breadcrumbs": [(gettext("办事流程"), "")],
        "everybody": everybody,
        "others": [process for process in registry.processes() if process not in everybody],
        "column": {"name": gettext("办事流程"), "description": gettext("全部办理程序"), "type": gettext("政务服务")},
    }
    return render(request, "portal/processes.html", context)


@public_page
def process(request: HttpRequest, key: str) -> HttpResponse:
    """What happens in this procedure, who does it, how long it may take, and what everybody can see of it."""
    shown = _process(key)
    title, chart = gettext(str(shown.title)), flowchart_of(shown, gettext)
    context = {
        "section": "processes",
        "title": title,
        "lead": gettext(str(shown.about)) if shown.about else _lead_of(shown),
        "breadcrumbs": [(gettext("办事流程"), "/processes/"), (title, "")],
        "process": shown,
        "steps": [step_of(act) for act in own_acts(shown)],
        "deadlines": [(one, limit_words(one), cite(one.law)) for one in shown.deadlines],
        "openings": opening_acts_of_the_party(shown),
        "drawing": mark_safe(svg_of(chart)),
        "sentences": chart.sentences(),
        "column": {"name": title, "description": title, "type": gettext("政务服务")},
    }
    return render(request, "portal/process.html", context)


@public_page
def flowchart(request: HttpRequest, key: str, format: str) -> HttpResponse:
    """The flowchart as SVG, or as BPMN 2.0 for other programs."""
    shown = _process(key)
    if format not in MEDIA_TYPES:
        raise Http404
    return HttpResponse(flowchart_formats.render(shown, format, translate=gettext), content_type=MEDIA_TYPES[format])


def open_to_everybody() -> list[type[Process]]:
    """The procedures that a party can begin."""
    return [process for process in registry.processes() if opening_acts_of_the_party(process)]


def opening_acts_of_the_party(process: type[Process]) -> list[Act]:
    """The acts by which a party begins a case."""
    return [act for act in process.opening_acts() if PARTY in act.by]


def own_acts(process: type[Process]) -> list[Act]:
    """The acts that the procedure itself declares."""
    return [act for act in process.acts if act.name not in engine_acts.NAMES]


def step_of(act: Act) -> Step:
    """One act in words."""
    closed = disclosure.closed_fields(act.asks)
    fields = getattr(act.asks, "base_fields", {}) if act.asks else {}
    shown = [name for name, field in fields.items() if name not in closed and _opens(act, field)]
    between = gettext("、")
    return Step(
        title=gettext(str(act.title)),
        roles=between.join(gettext(str(role.title)) for role in act.by),
        sources=between.join(gettext(str(state.title)) for state in act.source),
        target=gettext(str(act.target.title)) if act.target else "",
        law=cite(act.law),
        limits=tuple(gettext(str(deadline.title)) for deadline in (*act.starts, *act.restarts)),
        open_fields=tuple(str(fields[name].label or name) for name in shown),
        closed_fields=tuple(
            (str(fields[name].label or name), ground) for name, ground in closed.items() if name in fields
        ),
    )


def _opens(act: Act, field: Any) -> bool:
    """Text and files are open only where staff acts (design §3)."""
    return act.is_by_staff or not disclosure.is_text_or_file(field)


def limit_words(deadline: Deadline) -> str:
    """How long the law gives, as people say it."""
    limit = deadline.limit
    if isinstance(limit, SetInTheAct):
        return gettext("在通知中写明的日期之前")
    if isinstance(limit, WorkingDays):
        return gettext("%(count)s 个工作日") % {"count": limit.count}
    if isinstance(limit, CalendarDays):
        return gettext("%(count)s 天") % {"count": limit.count}
    if isinstance(limit, ClockHours):
        return gettext("%(count)s 小时") % {"count": limit.count}
    return str(limit)


def _process(key: str) -> type[Process]:
    try:
        return registry.process_with_key(key)
    except KeyError as error:
        raise Http404 from error


def _lead_of(process: type[Process]) -> str:
    count = len(own_acts(process))
    return gettext("这个程序共有 %(count)s 个动作，每个动作由谁办、依据什么、公开什么，都写在下面。") % {"count": count}
