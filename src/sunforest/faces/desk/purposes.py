"""Nobody reads a person's data without a purpose, and every look is recorded (R7.21, design §4).

At the organ that handles the case the purpose is handling, and stands by itself; everybody else states one first and
sees personal fields masked until then. A purpose holds for one case and half an hour of one session.
"""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from sunforest.core.organs.roles import CLERK, HEAD, LEGAL_REVIEWER, REVIEWER
from sunforest.core.people import parties
from sunforest.core.people.models import AccessRecord
from sunforest.core.process.models import Case
from sunforest.faces.desk import access, finding
from sunforest.faces.desk.access import DeskRequest
from sunforest.pure import grounds

HOLDS_FOR = timedelta(minutes=30)
STATED = "desk_purposes"
PERSONAL = (grounds.PERSONAL_INFORMATION, grounds.COMMERCIAL_SECRET_OR_PRIVACY)
WORDS = {
    AccessRecord.HANDLING: _("办理"),
    AccessRecord.SUPERVISION: _("督查"),
    AccessRecord.RECONSIDERATION: _("复议、诉讼"),
    AccessRecord.CORRECTION: _("更正"),
    AccessRecord.AUDIT: _("审计"),
}
HANDLERS = (CLERK, REVIEWER, LEGAL_REVIEWER, HEAD)


class PurposeForm(forms.Form):
    """For what the reader needs the personal data."""

    purpose = forms.ChoiceField(
        label=_("查看目的"),
        choices=[(key, words) for key, words in WORDS.items() if key != AccessRecord.HANDLING],
        widget=forms.RadioSelect,
    )


def of(request: DeskRequest, case: Case) -> str:
    """The purpose for which this officer reads personal data of the case now; empty where none was stated.

    At the handling organ it is handling, and the look is recorded here.
    """
    if stated := _stated(request, case):
        return stated
    if not handles(request, case):
        return ""
    state(request, case, AccessRecord.HANDLING)
    return AccessRecord.HANDLING


def handles(request: DeskRequest, case: Case) -> bool:
    """True where one of the officer's posts works on such cases at the case's organ."""
    return any(
        acting.post.organ_id == case.organ_id and any(acting.has(role, case.process_key) for role in HANDLERS)
        for acting in request.posts
    )


def state(request: DeskRequest, case: Case, purpose: str) -> None:
    """Record a look at the case's personal data for a purpose, and let it hold for a while."""
    at_organ = next((acting for acting in request.posts if acting.post.organ_id == case.organ_id), request.posts[0])
    parties.record_look(
        case_id=case.pk,
        party=case.party,
        officer_id=request.officer.pk,
        organ_id=at_organ.post.organ_id,
        purpose=purpose,
        at=request.at,
    )
    stated = {key: value for key, value in request.session.get(STATED, {}).items() if _holds(request, value[1])}
    request.session[STATED] = {**stated, str(case.pk): [purpose, request.at.timestamp()]}


def _stated(request: DeskRequest, case: Case) -> str:
    purpose, since = request.session.get(STATED, {}).get(str(case.pk), ("", 0.0))
    return str(purpose) if _holds(request, since) else ""


def _holds(request: DeskRequest, since: float) -> bool:
    return request.at.timestamp() - since < HOLDS_FOR.total_seconds()


@access.signed_in
@require_POST
def choose(request: DeskRequest, number: str) -> HttpResponseBase:
    """State a purpose for one case, and go back to it."""
    case = finding.case_with(request, number)
    form = PurposeForm(request.POST)
    if form.is_valid():
        state(request, case, form.cleaned_data["purpose"])
    return redirect(case)
