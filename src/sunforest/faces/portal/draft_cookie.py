"""Drafts on the portal: a random token in this browser's cookie finds and opens what was typed here (party_drafts)."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict

from sunforest.core.process import party_drafts
from sunforest.core.process.party_drafts import KeptDraft
from sunforest.faces.portal import looked_over

NAME = "filing_draft"
LONGEST_TOKEN = 64
SHOWN_WHOLE_FOR = timedelta(minutes=30)
NOT_RECEIVED = "_files"
WHO_IT_IS = ("who-number", "who-phone")


def keep(request: HttpRequest, form: str, posted: QueryDict, *, at: datetime) -> str:
    """Keep what was posted; gives the token, for ``remember``."""
    token = _token(request) or secrets.token_urlsafe(32)
    typed: dict[str, list[str]] = {}
    for name, value in looked_over.kept(posted):
        if not name.endswith(NOT_RECEIVED):
            typed.setdefault(name, []).append(value)
    party_drafts.keep(token, form, typed, at=at)
    return token


def remember(response: HttpResponse, token: str) -> None:
    """Set the cookie for as long as the draft is kept."""
    kept: dict[str, Any] = {"httponly": True, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
    response.set_cookie(NAME, token, max_age=int(party_drafts.KEPT_FOR.total_seconds()), **kept)


def find(request: HttpRequest, form: str, *, at: datetime) -> KeptDraft | None:
    """The draft of this browser, or None."""
    token = _token(request)
    return party_drafts.find(token, form, at=at) if token else None


def typed_in(draft: KeptDraft | None, *, at: datetime) -> QueryDict:
    """What was typed. After half an hour without citizen number and phone: somebody else may sit there by then."""
    typed = QueryDict(mutable=True)
    for name, values in draft.typed.items() if draft else ():
        if name not in WHO_IT_IS or at - draft.saved_at <= SHOWN_WHOLE_FOR:  # type: ignore[union-attr]
            typed.setlist(name, values)
    return typed


def drop(request: HttpRequest, form: str) -> None:
    """The draft was filed, or thrown away."""
    if token := _token(request):
        party_drafts.drop(token, form)


def _token(request: HttpRequest) -> str:
    token = request.COOKIES.get(NAME, "")
    return token if len(token) <= LONGEST_TOKEN else ""
