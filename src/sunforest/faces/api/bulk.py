"""Everything at once: gzipped JSON lines, written while they are read, never whole in memory."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified, StreamingHttpResponse
from ninja import Router

from sunforest.core.ledger import sealer
from sunforest.faces.api.log import leaf_facts
from sunforest.faces.public_view import public_leaves

router = Router(tags=["bulk"])
GZIP_WITHOUT_A_DATE = 31
LEVEL = 6
MEDIA_TYPE = "application/gzip"
IN_THE_DOCUMENT = {
    "responses": {
        200: {
            "description": "JSON Lines, gzip",
            "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
        },
        304: {"description": "Not Modified"},
    }
}


@router.get("/bulk/faces.jsonl.gz", summary="全部公开面 / every public face", openapi_extra=IN_THE_DOCUMENT)
def faces(request: HttpRequest) -> HttpResponseBase:
    """Every public face in the order of the log, one a line, as ``/faces`` gives it."""
    size = sealer.size()
    return download(request, "faces", _faces(size), validator=str(size))


def _faces(size: int) -> Iterator[Mapping[str, Any]]:
    rows = public_leaves(size).filter(face__isnull=False)
    return (leaf_facts(leaf) for leaf in in_portions(rows, "index", first=-1))


def in_portions(rows: Any, key: str, *, first: Any, size: int = 200) -> Iterator[Any]:
    """All rows by one unique column, so many in memory at a time."""
    last = first
    while portion := list(rows.filter(**{f"{key}__gt": last}).order_by(key)[:size]):
        yield from portion
        last = getattr(portion[-1], key)


def download(request: HttpRequest, name: str, rows: Iterable[Mapping[str, Any]], *, validator: str) -> HttpResponseBase:
    """The rows as ``name.jsonl.gz``, or 304 where the reader has them; the same rows give the same bytes."""
    tag = f'"{name}-{validator}"'
    if request.headers.get("If-None-Match") == tag:
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        response = StreamingHttpResponse(_compressed(rows), content_type=MEDIA_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{name}.jsonl.gz"'
    response["ETag"] = tag
    return response


def _compressed(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP_WITHOUT_A_DATE)
    for row in rows:
        line = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
        if packed := packer.compress(line.encode() + b"\n"):
            yield packed
    yield packer.flush()
