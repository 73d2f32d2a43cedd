"""Pages for when something is wrong: what happened, that nothing is lost, and what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request cannot be read. The page stands by itself."""
    return HttpResponse(loader.render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not for this person; the reason, where the view gave one, is the lead."""
    return render(request, "403.html", {"lead": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page; the search is offered with the last words of the address."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. The page stands by itself and says nothing about the request."""
    return HttpResponse(loader.render_to_string("500.html"), status=500)
