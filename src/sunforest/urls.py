"""Addresses of the system: the faces, and the pages that matters add of their own."""

from django.urls import URLPattern, URLResolver, include, path

from sunforest.core.process import registry
from sunforest.faces import health


def _pages_of_matters() -> list[URLPattern | URLResolver]:
    """The ``urlpatterns`` of every matter's ``pages`` (public) and ``desk`` (staff) rooms."""
    public = [path("", include(module)) for _matter, module in registry.rooms("pages")]
    staff = [path("desk/", include(module)) for _matter, module in registry.rooms("desk")]
    return [*public, *staff]


urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("accounts/", include("allauth.urls")),
    path("desk/", include("sunforest.faces.desk.urls")),
    path("api/", include("sunforest.faces.api.urls")),
    *_pages_of_matters(),
    path("", include("sunforest.faces.portal.urls")),
]
handler400 = "sunforest.faces.errors.bad_request"
handler403 = "sunforest.faces.errors.forbidden"
handler404 = "sunforest.faces.errors.not_found"
handler500 = "sunforest.faces.errors.server_error"
