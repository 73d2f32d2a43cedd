"""The public steps of one case, for everybody: the open fields of its sealed acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from sunforest.core.organs import names
from sunforest.core.organs.models import Organ
from sunforest.core.process import registry
from sunforest.faces import face_words
from sunforest.faces.portal import case_links, log_pages
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
    organs = {organ.code: names.organ(organ) for organ in Organ.objects.filter(code__in=codes)}
    said, day = face_words.in_words(last), date.fromisoformat(last["day"])
    context = {
        "section": "processes",
        "title": said.process,
        "lead": gettext("%(state)s，%(organ)s，%(day)s。")
        % {
            "state": said.state,
            "organ": organs.get(last["organ"], last["organ_name"]),
            "day": day.isoformat(),
        },
        "breadcrumbs": [(gettext("办事流程"), "/processes/"), (last["case"], "")],
        "case_number": last["case"],
        "process_key": last["process"] if _is_current(last["process"]) else "",
        "steps": [_step(step, organs) for step in steps],
        "links": case_links.of_case(last["process"], last["case"]),
        "column": {"name": said.process, "description": said.process, "type": gettext("政务服务")},
    }
    return render(request, "portal/case.html", context)


def _is_current(key: str) -> bool:
    return any(process.key == key for process in registry.processes())


def _step(step: dict[str, Any], organs: dict[str, str]) -> dict[str, Any]:
    said = face_words.in_words(step)
    return {
        "state": "late" if step["is_late"] else "done",
        "title": said.act,
        "on": date.fromisoformat(step["day"]),
        "organ": organs.get(step["organ"], step["organ_name"]),
        "fields": said.fields,
        "law": said.law,
        "proof_url": log_pages.verify_url(step["index"]),
    }
