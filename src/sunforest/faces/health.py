"""``/healthz``: this process lives. ``/readyz``: it can serve. For whoever watches the machines, not for readers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from sunforest.core.ledger import sealer
from sunforest.core.process import protection
from sunforest.core.search import current
from sunforest.core.search.index import IndexBroken


@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    """Always 200: the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(_request: HttpRequest) -> JsonResponse:
    """200 where database, triggers and index are in order, 503 with the reason otherwise."""
    state: dict[str, Any] = {"ready": True, "worker_seen_seconds_ago": _worker_seen()}
    try:
        protection.check(connection)
        state["log_size"] = sealer.size()
        state["index_behind"] = max(state["log_size"] - current.index().position(), 0)
    except (DatabaseError, protection.Unprotected, IndexBroken) as error:
        state |= {"ready": False, "reason": type(error).__name__}
    return JsonResponse(state, status=200 if state["ready"] else 503)


def _worker_seen() -> float | None:
    """Seconds since the worker of this machine last went round; None where it never did."""
    try:
        beat = (settings.SUNFOREST_DATA / "worker.beat").read_text().strip()
        return round((datetime.now(UTC) - datetime.fromisoformat(beat)).total_seconds(), 1)
    except (OSError, ValueError):
        return None
