"""``search`` and ``flowchart``: questions that an operator or a script asks."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import replace
from typing import Any

from django.db.models import Q

from sunforest.commands.outcome import DONE, USAGE, Failure
from sunforest.core.organs.models import Organ
from sunforest.core.process import flowchart_formats, registry
from sunforest.core.search import current
from sunforest.core.search.query import FACETS, Query
from sunforest.core.search.results import Hit, Passage, Results


def search(arguments: Namespace) -> int:
    """Search what is public, with the facets of the portal."""
    chosen: dict[str, Any] = {facet: getattr(arguments, facet) or "" for facet in FACETS}
    chosen["organ"] = organ_code(chosen["organ"])
    query = replace(Query(**chosen), text=arguments.query, sort=arguments.sort or "", page=arguments.page)
    results = current.index().search(query)
    if arguments.as_json:
        print(json.dumps(as_values(results), ensure_ascii=False, indent=1))
    else:
        _print(results)
    return DONE


def organ_code(typed: str) -> str:
    """The facet value of an organ that was named by its code, name or short name."""
    found = Organ.objects.filter(Q(code=typed) | Q(name=typed) | Q(short_name=typed)).values_list("code", flat=True)
    return found.first() or typed


def as_values(results: Results) -> dict[str, Any]:
    """The shape that scripts read (issue 4, interfaces)."""
    return {
        "total": results.total,
        "page": results.page,
        "pages": results.pages,
        "results": [_hit(hit) for hit in results.hits],
        "facets": {
            facet: [{"value": one.value, "label": one.label, "count": one.count} for one in values]
            for facet, values in results.facets.items()
        },
        "remarks": list(results.remarks),
    }


def _hit(hit: Hit) -> dict[str, Any]:
    entry = hit.entry
    return {
        "title": entry.title,
        "url": entry.url,
        "organ": entry.organ_name,
        "number": entry.number,
        "index_number": entry.index_number,
        "published_on": entry.published_on.isoformat() if entry.published_on else None,
        "passage": _plain(hit.passage),
    }


def _plain(passage: Passage) -> str:
    return "".join(text for text, _is_marked in passage)


def _print(results: Results) -> None:
    for remark in results.remarks:
        print(remark)
    print(f"共 {results.total} 条，第 {results.page}/{results.pages} 页 / {results.total} results")
    for hit in results.hits:
        entry = hit.entry
        print(f"\n{entry.title}\n  {' · '.join(filter(None, (entry.number, entry.organ_name, str(entry.day or ''))))}")
        print(f"  {_plain(hit.passage)}\n  {entry.url}")


def flowchart(arguments: Namespace) -> int:
    """Print the flowchart of a declared procedure. Raises Failure for a procedure that nobody declared."""
    try:
        process = registry.process_with_key(arguments.process)
    except KeyError as error:
        known = ", ".join(one.key for one in registry.processes())
        raise Failure(f"没有这个办理程序，可用：{known} / no such process", USAGE) from error
    print(flowchart_formats.render(process, arguments.format).rstrip())
    return DONE
