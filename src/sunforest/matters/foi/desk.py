"""The desk's pages of information requests: registering, lists of what is due, redaction."""

from . import desk_lists, desk_registering

app_name = "foi_desk"
DESK_TABS = desk_lists.DESK_TABS
urlpatterns = [*desk_registering.urlpatterns, *desk_lists.urlpatterns]
