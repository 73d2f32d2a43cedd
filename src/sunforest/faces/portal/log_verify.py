"""The page that checks a receipt: in the browser by a script of ours, or here where there is no script."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from sunforest.core.ledger import tile_store
from sunforest.faces.portal.log_pages import LARGEST_INDEX, receipt_of
from sunforest.pure import receipt_check
from sunforest.pure.canonical_encodings import Malformed
from sunforest.pure.verifier_key import VerifierKey, parse_verifier_key

LARGEST_UPLOAD = 100_000
OUTCOMES = (
    receipt_check.HOLDS,
    receipt_check.CHANGED_ENTRY,
    receipt_check.OTHER_ENTRY,
    receipt_check.OTHER_LOG,
    receipt_check.FORGED,
    receipt_check.NOT_A_RECEIPT,
)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The form, filled with the receipt of ``?entry=N`` where one is named; the outcome where it was sent here.

    Sending the form changes nothing, so it needs no token.
    """
    filled = sent(request) if request.method == "POST" else of_entry(request.GET.get("entry", ""))
    context = {
        "section": "help",
        "title": gettext("核验回执"),
        "lead": gettext("放进回执和条目，当场就能看出登记的内容有没有被人改过。"),
        "breadcrumbs": [(gettext("公开日志"), "/log/"), (gettext("核验回执"), "")],
        "outcomes": OUTCOMES,
        **filled,
    }
    if request.method == "POST":
        context |= outcome_of(filled)
    return render(request, "portal/log_verify.html", context)


def of_entry(number: str) -> dict[str, Any]:
    """The form for one entry of our log; empty where no number was given. Raises Http404."""
    filled: dict[str, Any] = {"key": own_key(), "receipt": "", "leaf": "", "face": "", "index": None}
    if not number:
        return filled
    if not number.isdecimal() or not number.isascii() or int(number) >= LARGEST_INDEX:
        raise Http404
    made = receipt_of(int(number))
    filled |= {"receipt": str(made.proof), "leaf": made.entry.decode("utf-8", "replace"), "index": int(number)}
    return filled | {"face": made.opening or ""}


def own_key() -> str:
    """The key that the log shows beside itself; empty while there is no log."""
    return (tile_store.current().read(tile_store.KEY) or b"").decode().strip()


def sent(request: HttpRequest) -> dict[str, Any]:
    """What was sent: files come before what was pasted. Line ends are those of a receipt, whatever a browser makes of them."""
    return {
        "key": request.POST.get("key", "").strip(),
        "receipt": _text(request, "receipt").rstrip("\n") + "\n",
        "leaf": _text(request, "leaf").rstrip("\n"),
        "face": _text(request, "face"),
    }


def _text(request: HttpRequest, name: str) -> str:
    if upload := request.FILES.get(f"{name}_file"):
        return str(upload.read(LARGEST_UPLOAD).decode("utf-8", "replace")).replace("\r\n", "\n")
    return request.POST.get(name, "")[:LARGEST_UPLOAD].replace("\r\n", "\n")


def outcome_of(filled: dict[str, Any]) -> dict[str, Any]:
    """The outcome, and what fills its sentences."""
    keys = _keys(filled["key"])
    if not keys:
        return {"outcome": "no_key"}
    entry = filled["leaf"].encode()
    found = receipt_check.check_receipt(filled["receipt"].encode(), entry, log_keys=keys)
    if found.proof is None or found.signed is None:
        return {"outcome": found.code}
    checkpoint = found.signed.checkpoint
    facts = {"index": found.proof.index, "size": checkpoint.size, "origin": checkpoint.origin}
    return {"outcome": found.code, **facts, "content": content_of(entry, filled["face"])}


def _keys(lines: str) -> list[VerifierKey]:
    try:
        return [parse_verifier_key(line) for line in lines.splitlines() if line.strip()]
    except Malformed:
        return []


def content_of(entry: bytes, opening: str) -> str:
    """Whether face and salt open the commitment in the entry: ``opens``, ``differs``, or empty where none was given."""
    if not opening.strip():
        return ""
    try:
        given, commitment = json.loads(opening), json.loads(entry)["c"]
        found = hmac.new(bytes.fromhex(given["salt"]), str(given["face"]).encode(), hashlib.sha256).hexdigest()
    except (ValueError, KeyError, TypeError):
        return "differs"
    return "opens" if found == commitment else "differs"
