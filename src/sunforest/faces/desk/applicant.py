"""For whom an officer opens a case: somebody at the counter, on the telephone, or who wrote (条例 art. 29, 43)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sunforest.core.people import parties
from sunforest.core.people.models import Party
from sunforest.core.people.parties import Identity
from sunforest.core.process import on_behalf
from sunforest.core.process.actor import COUNTER, LETTER, PHONE, Actor
from sunforest.core.process.actor import party as party_actor
from sunforest.core.process.declaration import Act, Process
from sunforest.faces.filing import IdentityForm
from sunforest.pure import masking

PREFIX = "who"
CHANNELS = [
    (COUNTER, _("本人到窗口，已核对证件")),
    (LETTER, _("信函、邮件或传真")),
    (PHONE, _("电话")),
]


class ApplicantForm(IdentityForm):
    """Who applies, and how it came in; at the counter a mobile number is not demanded of anybody."""

    channel = forms.ChoiceField(label=_("怎样提出的"), choices=CHANNELS, initial=COUNTER)
    field_order = ["channel", "kind", "name", "number", "phone"]

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, prefix=PREFIX, **named)
        self.fields["kind"].label = _("申请人是")
        self.fields["phone"].required = False
        self.fields["phone"].help_text = _("没有手机的可以不填，进展凭回执查询。")

    def known_as(self) -> str:
        """Under which masked name the number is known already; empty where it is new or not right."""
        party = parties.with_number(self.cleaned_data.get("number", "")) if self.is_bound and self.is_valid() else None
        return masking.mask_name(parties.read(party).name) if party else ""


@dataclass(frozen=True)
class Applicant:
    """A valid form: who applies, by which way, helped by which officer."""

    identity: Identity
    channel: str
    officer_id: int | None

    def as_party(self, at: datetime) -> Party:
        """The party with that number. Only who showed a paper at the counter gives a new telephone number."""
        if self.channel == COUNTER:
            return parties.remember(self.identity, at=at)
        return parties.with_number(self.identity.number) or parties.remember(self.identity, at=at)

    def actor(self, process: type[Process], act: Act, officer: Actor, party: Party) -> Actor:
        """Who acts: the officer by that way, or the party itself, assisted by the officer."""
        if on_behalf.is_filed_for_party(process, act):
            return party_actor(party.pk, channel=self.channel, assisted_by=self.officer_id)
        return replace(officer, channel=self.channel, assisted_by=self.officer_id)


def judged(process: type[Process], act: Act, data: Mapping[str, Any]) -> ApplicantForm | None:
    """The form as it was posted, with its errors; None where the act opens no applicant's case."""
    if not on_behalf.asks_for_applicant(process, act):
        return None
    form = ApplicantForm(data)
    form.is_valid()
    return form


def unjudged(process: type[Process], act: Act, data: Mapping[str, Any]) -> ApplicantForm | None:
    """The form with what a draft or an address holds, not judged yet; None where the act opens no applicant's case."""
    if not on_behalf.asks_for_applicant(process, act):
        return None
    names = [name for name in ApplicantForm.base_fields if f"{PREFIX}-{name}" in data]
    return ApplicantForm(initial={name: data[f"{PREFIX}-{name}"] for name in names})


def of_form(form: ApplicantForm | None, officer_id: int | None) -> Applicant | None:
    """What a valid form says; None where nobody was asked for."""
    return Applicant(form.identity(), form.cleaned_data["channel"], officer_id) if form is not None else None


def words_of_known(form: ApplicantForm | None) -> str:
    """That the number is known already, in words; empty where it is not."""
    name = form.known_as() if form is not None else ""
    return gettext("这个号码已经登记在“%(name)s”名下，办件会归到同一当事人。") % {"name": name} if name else ""
