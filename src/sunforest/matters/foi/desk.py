"""The desk's pages of information requests: registering, lists of what is due, redaction."""

from django.utils.translation import gettext_lazy as _

from . import desk_lists, desk_registering, desk_shared, redacting

app_name = "foi_desk"
DESK_TABS = desk_lists.DESK_TABS
CASE_LINKS = [("foi", _("遮盖文件"), "foi_desk:redactions", "eraser")]
urlpatterns = [*desk_registering.urlpatterns, *desk_lists.urlpatterns, *desk_shared.urlpatterns, *redacting.urlpatterns]
