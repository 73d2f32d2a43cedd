"""The public steps of one case, for everybody: the open fields of its sealed acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from sunforest.core.organs.models import Organ
from sunforest.core.process import registry
from sunforest.core.process.citation import cite
from sunforest.faces import organ_names
from sunforest.faces.portal import log_pages
from sunforest.faces.portal.caching import public_page
from sunforest.faces.public_view import public_steps_of


@public_page
def public_case(request: HttpRequest, number: str) -> HttpResponse:
    """Where is it, who had it when? A case without a public step is not found."""
    steps = public_steps_of(number)
    if not steps:
        raise Http404
    last = steps[-1]
    codes = {step["organ"] for step in steps}
    organs = {organ.code: organ_names.full_name(organ) for organ in Organ.objects.filter(code__in=codes)}
    title, day = _words(last["process_title"]), date.fromisoformat(last["day"])
    context = {
        "section": "processes",
        "title": title,
        "lead": gettext("%(state)s，%(organ)s，%(day)s。")
        % {
            "state": _words(last["state_title"]),
            "organ": organs.get(last["organ"], last["organ_name"]),
            "day": day.isoformat(),
        },
        "breadcrumbs": [(gettext("办事流程"), "/processes/"), (last["case"], "")],
        "case_number": last["case"],
        "process_key": last["process"] if _is_current(last["process"]) else "",
        "steps": [_step(step, organs) for step in steps],
        "column": {"name": title, "description": title, "type": gettext("政务服务")},
    }
    return render(request, "portal/case.html", context)


def _is_current(key: str) -> bool:
    return any(process.key == key for process in registry.processes())


def _words(words: str) -> str:
    """The Chinese words of the day, or their English where the catalogue has them."""
    return gettext(words) if words else ""


def _step(step: dict[str, Any], organs: dict[str, str]) -> dict[str, Any]:
    return {
        "state": "done",
        "title": _words(step["act_title"]),
        "on": date.fromisoformat(step["day"]),
        "organ": organs.get(step["organ"], step["organ_name"]),
        "fields": [(_words(field["label"]), _words(field["shown"])) for field in step["fields"]],
        "law": _law(step),
        "proof_url": log_pages.verify_url(step["index"]),
    }


def _law(step: dict[str, Any]) -> str:
    """The citation of the day, or its English where the declaration still cites the same."""
    written = str(step.get("law", ""))
    try:
        law = registry.act_named(registry.process_with_key(step["process"]), step["act"]).law
    except KeyError:
        return written
    return cite(law) if cite(law, str) == written else written
