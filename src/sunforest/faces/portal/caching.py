"""Public pages carry validators and may be kept for two seconds by a cache in front (design §5)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

SECONDS_IN_A_SHARED_CACHE, SECONDS_WHILE_REVALIDATING = 2, 30

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """GET and HEAD only; an entity tag; kept briefly by shared caches, but never the page of somebody signed in."""

    @wraps(view)
    def kept(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        response = view(request, *arguments, **named)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(response, private=True, no_cache=True)
        else:
            patch_cache_control(
                response,
                public=True,
                max_age=0,
                s_maxage=SECONDS_IN_A_SHARED_CACHE,
                stale_while_revalidate=SECONDS_WHILE_REVALIDATING,
            )
        return response

    return require_safe(conditional_page(kept))
