"""What all faces share: frames, parts, the sheet, language and large type."""

from django.apps import AppConfig


class FacesConfig(AppConfig):
    """The root of the faces."""

    name = "sunforest.faces"
    label = "faces"
