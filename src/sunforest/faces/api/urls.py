"""Addresses of the open interface."""

from django.urls import path

from sunforest.faces.api import handbook
from sunforest.faces.api.interface import interface

app_name = "api"
urlpatterns = [
    path("v1/docs/", handbook.handbook, name="handbook"),
    path("v1/", interface.urls),
]
