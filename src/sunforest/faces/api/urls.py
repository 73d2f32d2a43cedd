"""Addresses of the open interface."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from sunforest.faces.api import handbook
from sunforest.faces.api.interface import interface

app_name = "api"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="api:handbook")),
    path("v1/docs", RedirectView.as_view(pattern_name="api:handbook")),
    path("v1/docs/", handbook.handbook, name="handbook"),
    path("v1/", interface.urls),
    re_path("^v1/", handbook.no_such_address),
]
