"""A party's proof, carried for twenty minutes in a signed cookie: no session, nothing kept on the server."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from sunforest.core.process.party_proof import OwnCase

NAME, PATH, SALT = "own_case", "/progress/", "a party has proved that the case is its own"
IDLE_SECONDS = 20 * 60


def remember(response: HttpResponse, own: OwnCase) -> None:
    """From now on, for twenty minutes, this browser has proved that the case is its party's own."""
    value = signing.dumps(own.case.pk, salt=SALT)
    kept: dict[str, Any] = {"path": PATH, "httponly": True, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
    response.set_cookie(NAME, value, max_age=IDLE_SECONDS, **kept)


def is_proven(request: HttpRequest, own: OwnCase) -> bool:
    """True where this browser proved it, and not longer ago than twenty minutes."""
    try:
        return bool(signing.loads(request.COOKIES.get(NAME, ""), salt=SALT, max_age=IDLE_SECONDS) == own.case.pk)
    except signing.BadSignature:
        return False


def forget(response: HttpResponse) -> None:
    """The proof ends now."""
    response.delete_cookie(NAME, path=PATH)
