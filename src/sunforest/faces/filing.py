"""How a party brings its business in, by whatever face: who it is, at which organ, what it asks, at most so often.

Whoever files on the portal has proved the mobile number by a code before ``file`` is called (``faces.portal.phone_proof``);
that number is kept with the case. A known party's own number is never replaced by what a filing says: to hold a phone
is not to be the person whose number was typed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sunforest.core.organs import names
from sunforest.core.organs.models import Grant, Organ, OrganQuerySet
from sunforest.core.organs.roles import CLERK, PARTY
from sunforest.core.people import case_phones, parties, proofs
from sunforest.core.people.models import Party
from sunforest.core.people.parties import Identity
from sunforest.core.process import body, uploads
from sunforest.core.process.actor import party as party_actor
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.fields import UploadsField
from sunforest.core.process.models import ActRecord
from sunforest.core.process.party_proof import OwnCase
from sunforest.core.process.perform import open_case, perform
from sunforest.pure import citizen_number, uscc
from sunforest.pure.citizen_number import HALF_WIDTH
from sunforest.pure.moment import Refusal

PERSON, ENTERPRISE = Party.PERSON, Party.ENTERPRISE
PHONE_CODE = "phone_code"
MOBILE = r"^1[3-9][0-9]{9}$"
PHONE_WORDS = _("提交前发一个验证码到这个手机，以后有进展也发到这里。")
KINDS = [(PERSON, _("个人")), (ENTERPRISE, _("企业或其他组织"))]


def ask_kindly(form: forms.Form) -> None:
    """What was left empty is asked for in plain words, in place of the framework's."""
    for asked in form.fields.values():
        is_choice = isinstance(asked, (forms.ChoiceField, forms.ModelChoiceField))
        asked.error_messages["required"] = _("请选择一项。") if is_choice else _("请填写这一项。")


def half_width(typed: str) -> str:
    """A number as people type it, without blanks and full-width digits."""
    return "".join(str(typed).translate(HALF_WIDTH).split())


class IdentityForm(forms.Form):
    """Who asks (R7.1–R7.4, §7.2): nothing more than the case needs (R7.11)."""

    kind_given = ""
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
        validators=[RegexValidator(MOBILE, _("手机号应为11位数字，以1开头。"))],
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if self.is_bound:
            self.data = {self.add_prefix(name): self.data.get(self.add_prefix(name), "") for name in self.fields}
            phone = self.add_prefix("phone")
            self.data[phone] = half_width(self.data[phone])
        ask_kindly(self)

    def clean(self) -> dict[str, Any]:
        """The number as it is stored, judged as what the kind says it is."""
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned.setdefault("kind", self.kind_given)
        if cleaned.get("number") and cleaned["kind"]:
            is_person = cleaned["kind"] == PERSON
            judged = _judge_person(cleaned["number"]) if is_person else uscc.check(cleaned["number"])
            if judged.verdict == "invalid":
                self.add_error("number", ValidationError(gettext(judged.reason)))
            cleaned["number"] = judged.normalised
        return cleaned

    def identity(self) -> Identity:
        """What a valid form says."""
        return Identity(**{name: self.cleaned_data[name] for name in ("kind", "name", "number", "phone")})


class PersonForm(IdentityForm):
    """A person, where the entry has told that it is one."""

    kind_given, kind = PERSON, None  # type: ignore[assignment]

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["name"].label, self.fields["number"].label = _("姓名"), _("身份证号")
        self.fields["name"].help_text = _("与身份证上的一致。")
        self.fields["phone"].help_text = PHONE_WORDS


class OrganisationForm(IdentityForm):
    """An enterprise or another organisation, where the entry has told that it is one."""

    kind_given, kind = ENTERPRISE, None  # type: ignore[assignment]

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["name"].label, self.fields["number"].label = _("单位名称"), _("统一社会信用代码")
        self.fields["name"].help_text = _("与营业执照或登记证上的一致。")
        self.fields["phone"].help_text = PHONE_WORDS
        self.fields["name"].widget.attrs["autocomplete"] = "organization"


def _judge_person(number: str) -> citizen_number.CitizenNumber:
    return citizen_number.check(number, today=timezone.localdate())


class OrganChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An organ, by its code, under its name."""

    def label_from_instance(self, organ: Any) -> str:
        return names.organ(organ)


class OrganForm(forms.Form):
    """Which organ is asked, where several handle such cases."""

    organ = OrganChoice(
        label=_("向哪个机关申请"), queryset=Organ.objects.none(), to_field_name="code", empty_label=_("请选择")
    )

    def __init__(self, process: type[Process], *arguments: Any, today: date, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choice: Any = self.fields["organ"]
        choice.queryset = organs_for(process, today)
        ask_kindly(self)


def organs_for(process: type[Process], today: date) -> OrganQuerySet:
    """The organs that handle such cases: those with a post that grants the clerk's role for the process."""
    granting = Grant.objects.filter(
        role=CLERK.key, process__in=(process.key, Grant.EVERY_PROCESS), post__abolished_on=None
    )
    return Organ.objects.existing_on(today).filter(pk__in=granting.values("post__organ")).order_by("position", "code")


@dataclass
class Answered:
    """What was posted, and the files that were not accepted: field name → words."""

    data: QueryDict
    refused_files: dict[str, str] = field(default_factory=dict)


def opening_acts(process: type[Process]) -> list[Act]:
    """The acts by which a party opens a case."""
    return [act for act in process.opening_acts() if PARTY in act.by]


def acts_of_the_party(process: type[Process]) -> list[Act]:
    """The acts by which a party goes on with its case."""
    return [act for act in process.acts if not act.opens and PARTY in act.by]


def form_of(act: Act, answers: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None) -> Any:
    """The act's own form, filled or empty; a form without fields where the act asks nothing."""
    asks: type[forms.Form] = act.asks or forms.Form
    form = asks(answers, initial=dict(initial or {}))
    ask_kindly(form)
    return form


def refusal_of(act: Act, form: forms.Form, *, facts: Any, at: datetime) -> Refusal | None:
    """What the rule of law would say to a valid form, so that it is heard before anything is submitted."""
    if act.guard is None:
        return None
    return act.guard(facts, form.cleaned_data, body.moment_of(act, form.cleaned_data, at))


def refusal_words(refusal: Refusal) -> str:
    """The refusal in the language of the page; values that are words are translated too."""
    words = gettext(str(refusal.words))
    return words % {name: _said(value) for name, value in refusal.values.items()} if refusal.values else words


def _said(value: Any) -> Any:
    if isinstance(value, tuple):
        return gettext("、").join(map(gettext, value))
    return gettext(value) if isinstance(value, str) and value else value


def receive_files(
    act: Act,
    data: QueryDict,
    files: MultiValueDict[str, UploadedFile[Any]],
    receive: Callable[[UploadedFile[Any]], dict[str, str]],
) -> Answered:
    """The posted answers, with files received on the way named by their digests; those not accepted say why.

    Files that were crossed out (``NAME_drop``) are left out.
    """
    answered = Answered(data.copy())
    for name in upload_fields(act):
        dropped = answered.data.getlist(f"{name}_drop")
        kept = [each for each in files_in(answered.data.get(name, "")) if each["digest"] not in dropped]
        for sent in files.getlist(f"{name}_files"):
            try:
                kept.append(receive(sent))
            except (uploads.NotAccepted, proofs.TooMany) as refusal:
                answered.refused_files[name] = gettext(str(refusal))
        answered.data[name] = files_text(kept)
        answered.data.pop(f"{name}_drop", None)
    return answered


def upload_fields(act: Act) -> list[str]:
    """The names of the fields that take files."""
    declared = getattr(act.asks, "base_fields", {}) if act.asks else {}
    return [name for name, asked in declared.items() if isinstance(asked, UploadsField)]


def receive_file(sent: UploadedFile[Any], *, address: str, at: datetime) -> dict[str, str]:
    """One file of a visitor, stored under its digest. Raises NotAccepted, or TooMany."""
    proofs.take(proofs.RECEIVED_FILES, (f"address {address}",), at=at)
    content: Any = sent.file
    return uploads.receive(content, name=sent.name or "", at=at)


def visitor_files(address: str, at: datetime) -> Callable[[UploadedFile[Any]], dict[str, str]]:
    """What receives the files of a visitor from that address, at most so many."""
    return partial(receive_file, address=address, at=at)


def files_text(received: list[dict[str, str]]) -> str:
    """Received files as a form carries them; empty where there are none."""
    return json.dumps(received, ensure_ascii=False) if received else ""


def files_in(text: str) -> list[dict[str, str]]:
    """The received files that a form carries in one field; none where the text is not what we wrote."""
    try:
        return [{"digest": str(file["digest"]), "name": str(file["name"])} for file in json.loads(text or "[]")]
    except (ValueError, TypeError, KeyError):
        return []


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
    proof: str = "",
) -> ActRecord:
    """Open a party's case; nothing of it stays where the act is refused. A phone proved by a code stays with the case.

    Raises TooMany, and what ``open_case`` raises: Incomplete, Refused.
    """
    counted = (f"address {address}", f"number {identity.number}")
    proofs.take(proofs.SUBMISSIONS, counted, at=at)
    with transaction.atomic():
        party = parties.with_number(identity.number) or parties.remember(identity, at=at)
        actor = party_actor(party.pk, channel=channel, proof=proof)
        record = open_case(process, act, organ=organ, party=party, actor=actor, data=answers, at=at, key=key)
        if proof == PHONE_CODE:
            case_phones.keep(record.case_id, identity.phone)
    return record


def go_on(
    own: OwnCase,
    act: Act,
    *,
    answers: Mapping[str, Any],
    channel: str,
    address: str,
    at: datetime,
    seen: int,
    key: str,
) -> ActRecord:
    """An act of the party on its own, proven case. Raises TooMany, and what ``perform`` raises."""
    proofs.take(proofs.SUBMISSIONS, (f"case {own.case.number}", f"address {address}"), at=at)
    return perform(own.case, act, actor=own.actor(channel), data=answers, at=at, seen=seen, key=key)
