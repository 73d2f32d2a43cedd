"""What every answer to GET carries: validators, leave for pages of other sites to read it, and the licence of reuse."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page

Answer = Callable[..., HttpResponse]
SECONDS_IN_A_SHARED_CACHE, SECONDS_WHILE_REVALIDATING = 2, 30


def licence_url() -> str:
    """Under which licence all of this may be reused."""
    return f"{settings.SUNFOREST_URL}{reverse('portal:about_page', args=['reuse'])}"


def open_data(answer: Answer) -> Answer:
    """GET is open data for everybody; what a party sends or is shown is kept by no cache and read by no other site."""

    @wraps(answer)
    def opened(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        response = answer(request, *arguments, **named)
        if request.method != "GET":
            patch_cache_control(response, no_store=True)
            return response
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link"
        response["Link"] = f'<{licence_url()}>; rel="license"'
        patch_cache_control(
            response,
            public=True,
            max_age=0,
            s_maxage=SECONDS_IN_A_SHARED_CACHE,
            stale_while_revalidate=SECONDS_WHILE_REVALIDATING,
        )
        return response

    validated: Answer = conditional_page(opened)
    return validated
