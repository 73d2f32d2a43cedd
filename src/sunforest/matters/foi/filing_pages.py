"""A request is filed: first what is public already, then one page, in two entries, for a person and an organisation."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sunforest.core.organs.models import Organ
from sunforest.core.process.party_drafts import KeptDraft
from sunforest.faces.filing import OrganisationForm, PersonForm
from sunforest.faces.portal import applying, draft_cookie, filters, handbook
from sunforest.faces.portal.application import Application, Entry

from . import already_public, organ_choice
from .process import InformationRequestProcess

WANTED = "foi wanted"


class WantedForm(forms.Form):
    """The one field of the first step."""

    wanted = forms.CharField(
        label=_("您想要什么信息"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("用自己的话写，例如：映月路加装电梯的审批结果。"),
    )


def way(*further: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page of filing."""
    return [(gettext("依申请公开"), reverse("foi:request")), *further]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_information(request: HttpRequest) -> HttpResponse:
    """How do I ask for what is not there? The statutory column, and the first step: what is wanted (条例 art. 27–42)."""
    at = timezone.now()
    draft = draft_cookie.find(request, WANTED, at=at)
    form = WantedForm(request.POST if request.method == "POST" else None, initial=_words_in(draft, at))
    if form.is_valid():
        token = draft_cookie.keep(request, WANTED, request.POST, at=at)
        if already_public.like(form.cleaned_data["wanted"]):
            already_public.count(already_public.OFFERED, on=timezone.localdate())
        response = HttpResponseRedirect(reverse("foi:already_public"))
        draft_cookie.remember(response, token)
        return response
    context = {
        **handbook.page_of("request"),
        "section": "request",
        "breadcrumbs": [(gettext("依申请公开"), "")],
        "offices": Organ.objects.existing_on(timezone.localdate()).filter(supervises_disclosure=True),
        "form": form,
    }
    return render(request, "foi/request.html", context, status=422 if form.errors else 200)


def _words_in(draft: KeptDraft | None, at: datetime) -> dict[str, str]:
    """What was wanted a short while ago; later somebody else may sit there."""
    if draft is None or at - draft.saved_at > draft_cookie.SHOWN_WHOLE_FOR:
        return {"wanted": ""}
    return {"wanted": draft_cookie.typed_in(draft, at=at).get("wanted", "")}


@never_cache
@require_safe
def look_first(request: HttpRequest) -> HttpResponse:
    """Is it public already? What is like the words, and the two ways on."""
    at = timezone.now()
    wanted = _words_in(draft_cookie.find(request, WANTED, at=at), at)["wanted"]
    if not wanted:
        return redirect("foi:request")
    found = already_public.like(wanted)
    lead = gettext("先看看这些已经公开的信息，有您要的就不用申请了。")
    if not found:
        lead = gettext("没有找到已经公开的，可以接着申请。")
    context = {
        "section": "request",
        "title": gettext("已经公开的信息"),
        "lead": lead,
        "breadcrumbs": way((gettext("已经公开的信息"), "")),
        "wanted": wanted,
        "entries": found,
        "names": filters.names(),
        "kinds": filters.KINDS,
    }
    return render(request, "foi/already_public.html", context)


@never_cache
@require_POST
def enough(request: HttpRequest) -> HttpResponse:
    """What was found is enough: count it, forget the words, and go there."""
    already_public.count(already_public.ENOUGH, on=timezone.localdate())
    draft_cookie.drop(request, WANTED)
    address = already_public.address_of(request.POST.get("identity", "")[:200])
    return HttpResponseRedirect(address or reverse("portal:search"))


def person(request: HttpRequest) -> HttpResponse:
    """A person asks: seven fields at most (条例 art. 29)."""
    return _fill_in(request, PERSON)


def organisation(request: HttpRequest) -> HttpResponse:
    """An enterprise or another organisation asks."""
    return _fill_in(request, ORGANISATION)


def _fill_in(request: HttpRequest, entry: Entry) -> HttpResponse:
    if request.method == "POST" and request.POST.get("looked_first"):
        already_public.count(already_public.WENT_ON, on=timezone.localdate())
    response: HttpResponse = applying.fill_in(request, entry)
    if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
        draft_cookie.drop(request, WANTED)
    return response


def beside(application: Application) -> dict[str, Any]:
    """The organs, those proposed first, for the words as they stand; and whether an address is asked for."""
    wanted = str(application.answers["wanted"].value() or "")
    organ = application.organ
    if organ is None:
        return {}
    chosen = str(organ["organ"].value() or "")
    return {"organ_field": organ["organ"], "choice": organ_choice.of(wanted, chosen, today=timezone.localdate())}


PERSON = Entry(
    process=InformationRequestProcess,
    act=InformationRequestProcess.submit,
    identity_form=PersonForm,
    template="foi/filing.html",
    beside=beside,
    title=_("个人申请政府信息"),
    lead=_("填好先核对，再提交。不用说明用途，一般不收费。"),
    section="request",
    breadcrumbs=lambda: way((gettext("个人申请"), "")),
)
ORGANISATION = Entry(
    process=InformationRequestProcess,
    act=InformationRequestProcess.submit_for_organisation,
    identity_form=OrganisationForm,
    template="foi/filing.html",
    beside=beside,
    title=_("单位申请政府信息"),
    lead=_("填好先核对，再提交。不用说明用途，一般不收费。"),
    section="request",
    breadcrumbs=lambda: way((gettext("单位申请"), "")),
)


def to_the_request(_request: HttpRequest, **_named: str) -> HttpResponse:
    """The generic way in leads here."""
    return redirect("foi:request")


urlpatterns = [
    path("request/", request_information, name="request"),
    path("request/already-public/", look_first, name="already_public"),
    path("request/enough/", enough, name="enough"),
    path("request/person/", person, name="person"),
    path("request/organisation/", organisation, name="organisation"),
    path("processes/foi/apply/", to_the_request),
    path("processes/foi/apply/submit/", lambda _request: redirect("foi:person")),
    path("processes/foi/apply/submit_for_organisation/", lambda _request: redirect("foi:organisation")),
]
