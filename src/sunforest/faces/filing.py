"""How a party brings its business in, by whatever face: who it is, at which organ, what it asks, at most so often.

To prove a mobile number by a code belongs here too, before ``file`` is called; until then a known party's number
is not replaced by what an unproven filing says.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sunforest.core.organs.models import Grant, Organ, OrganQuerySet
from sunforest.core.organs.roles import CLERK, PARTY
from sunforest.core.people import parties, proofs
from sunforest.core.people.models import Party
from sunforest.core.people.parties import Identity
from sunforest.core.process.actor import party as party_actor
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.models import ActRecord
from sunforest.core.process.perform import open_case
from sunforest.pure import citizen_number, uscc
from sunforest.pure.citizen_number import HALF_WIDTH

PERSON, ENTERPRISE = Party.PERSON, Party.ENTERPRISE
KINDS = [(PERSON, _("个人")), (ENTERPRISE, _("企业或其他组织"))]


class IdentityForm(forms.Form):
    """Who asks (R7.1–R7.4, §7.2): nothing more than the case needs (R7.11)."""

    kind = forms.ChoiceField(label=_("您是"), choices=KINDS, widget=forms.RadioSelect, initial=PERSON)
    name = forms.CharField(
        label=_("姓名或单位名称"),
        max_length=60,
        help_text=_("与身份证或营业执照上的一致。"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    number = forms.CharField(
        label=_("身份证号或统一社会信用代码"),
        max_length=30,
        help_text=_("18位。只用来办这件事，加密保存，不会公开。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )
    phone = forms.CharField(
        label=_("手机号"),
        max_length=20,
        help_text=_("有进展时给您发短信。"),
        validators=[RegexValidator(r"^1[3-9][0-9]{9}$", _("手机号应为11位数字，以1开头。"))],
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if self.is_bound:
            self.data = {name: self.data.get(self.add_prefix(name), "") for name in self.fields}
            self.data["phone"] = "".join(str(self.data["phone"]).translate(HALF_WIDTH).split())

    def clean(self) -> dict[str, Any]:
        """The number as it is stored, judged as what the kind says it is."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("number") and cleaned.get("kind"):
            is_person = cleaned["kind"] == PERSON
            judged = _judge_person(cleaned["number"]) if is_person else uscc.check(cleaned["number"])
            if judged.verdict == "invalid":
                self.add_error("number", ValidationError(gettext(judged.reason)))
            cleaned["number"] = judged.normalised
        return cleaned

    def identity(self) -> Identity:
        """What a valid form says."""
        return Identity(**{name: self.cleaned_data[name] for name in ("kind", "name", "number", "phone")})


def _judge_person(number: str) -> citizen_number.CitizenNumber:
    return citizen_number.check(number, today=timezone.localdate())


class OrganChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An organ, by its code, under its name."""

    def label_from_instance(self, organ: Any) -> str:
        return str(organ.name)


class OrganForm(forms.Form):
    """Which organ is asked, where several handle such cases."""

    organ = OrganChoice(
        label=_("向哪个机关申请"), queryset=Organ.objects.none(), to_field_name="code", empty_label=_("请选择")
    )

    def __init__(self, process: type[Process], *arguments: Any, today: date, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field: Any = self.fields["organ"]
        field.queryset = organs_for(process, today)


def organs_for(process: type[Process], today: date) -> OrganQuerySet:
    """The organs that handle such cases: those with a post that grants the clerk's role for the process."""
    granting = Grant.objects.filter(
        role=CLERK.key, process__in=(process.key, Grant.EVERY_PROCESS), post__abolished_on=None
    )
    return Organ.objects.existing_on(today).filter(pk__in=granting.values("post__organ")).order_by("position", "code")


def opening_acts(process: type[Process]) -> list[Act]:
    """The acts by which a party opens a case."""
    return [act for act in process.opening_acts() if PARTY in act.by]


def acts_of_the_party(process: type[Process]) -> list[Act]:
    """The acts by which a party goes on with its case."""
    return [act for act in process.acts if not act.opens and PARTY in act.by]


def file(
    process: type[Process],
    act: Act,
    *,
    organ: Organ,
    identity: Identity,
    answers: Mapping[str, Any],
    channel: str,
    address: str,
    at: datetime,
    key: str,
) -> ActRecord:
    """Open a party's case; nothing of it stays where the act is refused.

    Raises TooMany, and what ``open_case`` raises: Incomplete, Refused.
    """
    names = (f"address {address}", f"number {identity.number}")
    proofs.take(proofs.SUBMISSIONS, names, at=at)
    with transaction.atomic():
        party = parties.with_number(identity.number) or parties.remember(identity, at=at)
        actor = party_actor(party.pk, channel=channel)
        return open_case(process, act, organ=organ, party=party, actor=actor, data=answers, at=at, key=key)
