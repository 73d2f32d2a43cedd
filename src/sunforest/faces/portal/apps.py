"""The public's face."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Home, search, organs, the statutory platform and the procedures, for everybody."""

    name = "sunforest.faces.portal"
    label = "portal"
