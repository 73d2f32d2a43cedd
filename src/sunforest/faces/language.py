"""In which language and type size a page is written: the visitor's own choice, kept in two cookies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

LARGE_TYPE_COOKIE = "large_type"
ONE_YEAR_IN_SECONDS = 365 * 24 * 3600
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


class ChosenLanguageMiddleware:
    """Writes the page in the language of ``?lang=``, else of the cookie, else in Chinese.

    The browser's own preference is not asked: an address and a cookie decide, so that caches stay simple.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language_tag(language))
        patch_vary_headers(response, ("Cookie",))
        return response


def chosen_language(request: HttpRequest) -> str:
    """The language of this request: one of the two that Sunforest speaks."""
    for choice in (request.GET.get("lang", ""), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")):
        if choice.lower() in LANGUAGES:
            return choice.lower()
        if choice.lower() in ("zh", "zh-cn"):
            return "zh-hans"
    return "zh-hans"


def language_tag(language: str) -> str:
    """The tag of BCP 47 for the ``lang`` attribute."""
    return {"zh-hans": "zh-Hans"}.get(language, language)


@csrf_exempt
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language that was posted and go back to where the visitor was.

    No token is asked: it changes nothing but how a page reads, and a token would keep public pages out of caches.
    """
    response = _back(request)
    language = request.POST.get("language", "")
    if language in LANGUAGES:
        _remember(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


@csrf_exempt
@require_POST
def choose_large_type(request: HttpRequest) -> HttpResponse:
    """Switch large type on (``size=large``) or off, and go back to where the visitor was; no token, as above."""
    response = _back(request)
    if request.POST.get("size") == "large":
        _remember(response, LARGE_TYPE_COOKIE, "1")
    else:
        response.delete_cookie(LARGE_TYPE_COOKIE)
    return response


def _back(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if is_ours else "/")


def _remember(response: HttpResponse, name: str, value: str) -> None:
    kept: dict[str, Any] = {"samesite": "Lax", "httponly": True, "secure": settings.SESSION_COOKIE_SECURE}
    response.set_cookie(name, value, max_age=ONE_YEAR_IN_SECONDS, **kept)
