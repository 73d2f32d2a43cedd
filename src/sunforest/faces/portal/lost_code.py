"""The query code was lost: it is sent again to the phone on file. Everybody gets the same answer, in the same time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sunforest.core.people.proofs import TooMany
from sunforest.core.process import reminders
from sunforest.faces.filing import MOBILE, half_width
from sunforest.faces.visitors import address_of


class LostCodeForm(forms.Form):
    """Which case, or whose, and the phone that was given then."""

    number = forms.CharField(
        label=_("办件编号，或者身份证号、统一社会信用代码"),
        max_length=80,
        help_text=_("哪个记得就写哪个。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label=_("申请时留的手机号"),
        max_length=20,
        validators=[RegexValidator(MOBILE, _("手机号应为11位数字，以1开头。"))],
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if self.is_bound:
            self.data = {name: self.data.get(name, "") for name in self.fields}
            self.data["phone"] = half_width(self.data["phone"])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost(request: HttpRequest) -> HttpResponse:
    """Ask for the code again. Whether number and phone fit, the page does not know and does not say (R7.15)."""
    form, status = LostCodeForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound:
        status = _asked(request, form) if form.is_valid() else 422
    is_asked = form.is_bound and not form.errors
    lead = gettext("写下编号和当时留的手机号，查询码会用短信再发一次。")
    if is_asked:
        lead = gettext("如果编号和手机号对得上，几分钟内会收到短信。")
    context = {
        "section": "processes",
        "title": gettext("请查看短信") if is_asked else gettext("忘了查询码"),
        "lead": lead,
        "breadcrumbs": [(gettext("查进度"), reverse("portal:progress")), (gettext("忘了查询码"), "")],
        "form": form,
        "is_asked": is_asked,
    }
    return render(request, "portal/lost_code.html", context, status=status)


def _asked(request: HttpRequest, form: LostCodeForm) -> int:
    """Write the question down; gives 200, or 429 where too many were asked, which the form then says."""
    try:
        reminders.ask(
            form.cleaned_data["number"],
            form.cleaned_data["phone"],
            language=translation.get_language() or "zh-hans",
            address=address_of(request),
            at=timezone.now(),
        )
    except TooMany as error:
        form.add_error(None, str(error))
        return 429
    return 200
