"""Public pages of documents and responses."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "publishing"


def document(request: HttpRequest, case_number: str) -> HttpResponse:
    """A document."""
    return HttpResponse(case_number)


def response(request: HttpRequest, number: int) -> HttpResponse:
    """A response."""
    return HttpResponse(str(number))


urlpatterns = [
    path("documents/<str:case_number>/", document, name="document"),
    path("responses/<int:number>/", response, name="response"),
]
