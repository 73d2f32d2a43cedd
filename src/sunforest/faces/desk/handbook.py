"""The desk's help: its shortcuts, and where everything is."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunforest.core.organs import county
from sunforest.faces.desk import access, page
from sunforest.faces.desk.access import DeskRequest


@access.signed_in
@require_safe
def handbook(request: DeskRequest) -> HttpResponse:
    """How to work here by keyboard, how drafts and sessions behave."""
    context = {
        "title": _("帮助"),
        "lead": _("办公台的每一步都可以只用键盘完成。"),
        "idle_minutes": county.setting("idle_minutes"),
    }
    return page.show(request, "desk/help.html", context, tab="desk:help")
