"""The interface described for people: our own page, read from the OpenAPI document, without any other host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page, require_safe

from sunforest.faces.api.interface import interface
from sunforest.faces.api.problems import problem
from sunforest.faces.frame import frame_of

GROUPS = {
    "search": gettext_lazy("检索"),
    "documents": gettext_lazy("公开文件"),
    "county": gettext_lazy("本县"),
    "processes": pgettext_lazy("栏目", "程序"),
    "log": gettext_lazy("公开记录与统计"),
    "party": gettext_lazy("当事人办理"),
    "bulk": gettext_lazy("整批下载"),
}


@dataclass(frozen=True)
class Operation:
    """One address of the interface."""

    anchor: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[dict[str, Any], ...]
    answers: tuple[tuple[str, dict[str, Any]], ...]
    example: str


@dataclass(frozen=True)
class Group:
    """Operations of one kind."""

    key: str
    title: str
    operations: tuple[Operation, ...]


@require_safe
@conditional_page
def handbook(request: HttpRequest) -> HttpResponse:
    """Everything that may be asked, with an example of each."""
    document = interface.get_openapi_schema()
    groups = groups_of(document, frame_of(request).site)
    context = {
        "section": "data",
        "title": gettext("开放接口"),
        "lead": gettext("页面上能看到的，程序都能取到；不用注册，不用密钥。"),
        "breadcrumbs": [(gettext("开放数据"), reverse("portal:open_data")), (gettext("开放接口"), "")],
        "groups": groups,
        "count": sum(len(group.operations) for group in groups),
        "document_url": reverse("api:v1:openapi-json"),
        "column": {"name": gettext("开放接口"), "description": gettext("开放接口"), "type": gettext("开放数据")},
    }
    return render(request, "api/handbook.html", context)


@csrf_exempt
def no_such_address(_request: HttpRequest) -> HttpResponse:
    """What programs are told at an address that the interface does not have."""
    return problem(404, gettext("接口没有这个地址，请看说明。"))


def groups_of(document: dict[str, Any], site: str) -> tuple[Group, ...]:
    """The operations of an OpenAPI document, by tag, in the order of the tags here; others after them."""
    found: dict[str, list[Operation]] = {tag: [] for tag in GROUPS}
    for tag, operation in _operations(document, site):
        found.setdefault(tag, []).append(operation)
    return tuple(Group(tag, str(GROUPS.get(tag, tag)), tuple(listed)) for tag, listed in found.items() if listed)


def _in_language(words: str) -> str:
    """The half of ``中文 / English`` that the reader reads."""
    chinese, _mark, english = words.partition(" / ")
    return english if english and get_language() == "en" else chinese


def _operations(document: dict[str, Any], site: str) -> Iterator[tuple[str, Operation]]:
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield told.get("tags", [""])[0], _operation(path, method.upper(), told, site)


def _operation(path: str, method: str, told: dict[str, Any], site: str) -> Operation:
    answers = told.get("x-answers", {})
    required = set(answers.get("required", ()))
    return Operation(
        anchor=told["operationId"],
        method=method,
        path=path,
        summary=_in_language(told.get("summary", "")),
        description=told.get("description", "") if get_language() == "en" else "",
        parameters=tuple(
            {**one, "description": _in_language(one.get("description", ""))} for one in told.get("parameters", ())
        ),
        answers=tuple(
            (name, {**one, "is_required": name in required}) for name, one in answers.get("properties", {}).items()
        ),
        example=f"curl '{site}{path}'"
        if method == "GET"
        else f"curl -X {method} -H 'Content-Type: application/json' --data @body.json '{site}{path}'",
    )
