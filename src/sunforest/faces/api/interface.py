"""The open interface, version 1: one document describes it, read from types and declarations."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from sunforest.core.process import registry
from sunforest.faces.api import acting, bulk, county, finding, log, procedures
from sunforest.faces.api.open_data import licence_url, open_data
from sunforest.faces.api.problems import MEDIA_TYPE, Problem, tell_problems

PROBLEM_REFERENCE = {"$ref": "#/components/schemas/Problem"}


class ReadableRenderer(JSONRenderer):
    """JSON with Chinese as it is written."""

    json_dumps_params = {"ensure_ascii": False}


class OpenInterface(NinjaAPI):
    """Every operation may answer with a problem, and the document says so."""

    def get_openapi_schema(self, **arguments: Any) -> Any:
        """The OpenAPI document, with the problem that every operation may answer and the licence."""
        document = super().get_openapi_schema(**arguments)
        document["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        document["info"]["license"] = {"name": gettext("再利用许可"), "url": licence_url()}
        for operations in document["paths"].values():
            for operation in operations.values():
                _complete(operation)
        return document


def _complete(operation: dict[str, Any]) -> None:
    operation["responses"]["default"] = {
        "description": gettext("办不成的理由"),
        "content": {MEDIA_TYPE: {"schema": PROBLEM_REFERENCE}},
    }
    if answers := operation.get("x-answers"):
        body = operation["requestBody"]["content"]["application/json"]
        body["schema"] = {"allOf": [body["schema"], {"type": "object", "properties": {"answers": answers}}]}


def build() -> OpenInterface:
    """The interface with the routers of the core and of every matter that has an ``api`` room."""
    interface = OpenInterface(
        title="Sunforest",
        version="1",
        description="开放接口 / open interface: everything that is public, and a party's own acts.",
        docs_url=None,
        renderer=ReadableRenderer(),
        urls_namespace="api:v1",
        docs_decorator=open_data,
    )
    tell_problems(interface)
    registry.rooms("process")
    acting.add_openings()
    for router in (finding.router, county.router, procedures.router, log.router, acting.router, bulk.router):
        interface.add_router("", router)
    for _matter, room in registry.rooms("api"):
        interface.add_router("", room.router)
    interface.add_decorator(open_data, mode="view")
    return interface


interface = build()
