"""The formats in which a flowchart is written to a file."""

from __future__ import annotations

from collections.abc import Callable

from sunforest.core.process.declaration import Process
from sunforest.core.process.flowchart import Flowchart, Translate, flowchart_of
from sunforest.core.process.flowchart_bpmn import bpmn_of
from sunforest.core.process.flowchart_svg import svg_file_of

FORMATS: dict[str, Callable[[Flowchart], str]] = {"svg": svg_file_of, "bpmn": bpmn_of}


def render(process: type[Process], format: str, *, translate: Translate = str) -> str:
    """The flowchart of a declared procedure as a document of that format. Raises KeyError for an unknown format."""
    chart: Flowchart = flowchart_of(process, translate)
    return FORMATS[format](chart)
