"""The transparency log as it is served: checkpoint, tiles, receipts, and the page of its health (docs/reference/log.md)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from sunforest.core.ledger import log_health, receipts, sealer, served_files, tile_store
from sunforest.core.ledger.models import Leaf, LogState
from sunforest.faces.portal.caching import public_page

FOR_SECONDS, FOR_EVER = "public, max-age=2", "public, max-age=31536000, immutable"
PLAIN, OCTETS = "text/plain; charset=utf-8", "application/octet-stream"
LARGEST_INDEX = 2**62


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest signed checkpoint, with the lines of its witnesses."""
    return _file(tile_store.current().read(tile_store.CHECKPOINT), kind=PLAIN, keep=FOR_SECONDS)


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The log's verifier key on one line; a second line during a change of keys."""
    return _file(tile_store.current().read(tile_store.KEY), kind=PLAIN, keep=FOR_SECONDS)


@require_safe
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """A tile or a bundle of entries, never beyond the published size."""
    store = tile_store.current()
    published = served_files.published(store)
    size = published.size if published else 0
    return _file(served_files.served(f"tile/{path}", size=size, store=store), kind=OCTETS, keep=FOR_EVER)


def _file(content: bytes | None, *, kind: str, keep: str) -> HttpResponse:
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type=kind)
    response["Cache-Control"] = keep
    response["X-Content-Type-Options"] = "nosniff"
    return response


@public_page
def health(request: HttpRequest) -> HttpResponse:
    """Size, last checkpoint, key, witnesses, longest delay of the month, and how to follow the log without us."""
    at = timezone.localtime()
    month_began_at = at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    found = log_health.health(tile_store.current(), month_began_at=month_began_at, at=at)
    lead = ngettext(
        "已登记 %(size)s 条。这本日志只能往后加，任何人都能发现改动。",
        "已登记 %(size)s 条。这本日志只能往后加，任何人都能发现改动。",
        found.size,
    ) % {"size": found.size}
    context = {
        "section": "help",
        "title": gettext("公开日志"),
        "lead": lead,
        "breadcrumbs": [(gettext("公开日志"), "")],
        "log": found,
        "longest_seconds": None if found.longest_wait_ms is None else found.longest_wait_ms / 1000,
        "column": {"name": gettext("公开日志"), "description": lead, "keywords": "", "type": gettext("帮助")},
    }
    return render(request, "portal/log.html", context)


@require_safe
def receipt(request: HttpRequest, index: int) -> HttpResponse:
    """The receipt of an entry, as a file to keep."""
    made = receipt_of(index)
    return _download(str(made.proof).encode(), kind=PLAIN, name=f"{index}.tlog-proof")


@require_safe
def entry(request: HttpRequest, index: int) -> HttpResponse:
    """The exact bytes of an entry."""
    return _download(receipt_of(index).entry, kind=OCTETS, name=f"{index}.leaf")


@require_safe
def face(request: HttpRequest, index: int) -> HttpResponse:
    """Face and salt of a public act; not found where the act is closed or was erased."""
    opening = receipt_of(index).opening
    if opening is None:
        raise Http404
    return _download(opening.encode(), kind="application/json", name=f"{index}.face.json")


def receipt_of(index: int) -> receipts.Receipt:
    """The receipt of a published entry. Raises Http404."""
    leaf = Leaf.objects.filter(index=index, index__lt=sealer.size()).first() if index < LARGEST_INDEX else None
    made = receipts.receipt_of(leaf, tile_store.current()) if leaf else None
    if made is None:
        raise Http404
    return made


def verify_url(index: int) -> str:
    """Where anybody checks an entry."""
    return f"{reverse('portal:log_verify')}?entry={index}"


def indices_of(case_id: int) -> dict[int, int]:
    """The published entries of a case: for the number of each record its index. One query."""
    published = LogState.objects.filter(pk=1).values("published_size")
    rows = Leaf.objects.filter(case_id=case_id, index__lt=published)
    return dict(rows.values_list("record_number", "index"))


def _download(content: bytes, *, kind: str, name: str) -> HttpResponse:
    response = _file(content, kind=kind, keep=FOR_SECONDS)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
