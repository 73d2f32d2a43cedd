"""The last step before an application is submitted: the code that was sent to the phone (R7.14 b)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sunforest.core.notify import phone_messages
from sunforest.core.people import phone_codes
from sunforest.core.people.proofs import TooMany
from sunforest.core.process.numbers import digits_in
from sunforest.faces.frame import frame_of
from sunforest.faces.visitors import address_of
from sunforest.pure import masking

MINUTES = phone_codes.VALID_FOR // timedelta(minutes=1)


class PhoneCodeForm(forms.Form):
    """The code that was sent."""

    code = forms.CharField(
        label=_("短信验证码"),
        max_length=20,
        help_text=_("6位数字。收到短信可能要等一两分钟。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def add_prefix(self, field_name: str) -> str:
        """The control's name is none that an act could ask for."""
        return f"filing-{field_name}"


def send(request: HttpRequest, phone: str, key: str, *, again: bool, at: datetime) -> str:
    """Send a code where none is on its way, or another one; gives the words of what stands against it, if anything."""
    if phone_codes.waiting(phone, key, at=at) and not again:
        return ""
    try:
        code = phone_codes.make(phone, key, address=address_of(request), at=at)
    except TooMany:
        return gettext("这个手机号或者这里要的验证码太多了，请一小时后再试，或到窗口办理。")
    words = {"code": code, "minutes": MINUTES, "site": str(frame_of(request).name)}
    text = gettext("验证码%(code)s，用于在%(site)s提交申请，%(minutes)s分钟内有效。不要告诉别人。") % words
    phone_messages.queue(phone, title=gettext("验证码"), text=text, at=at, useful_for=phone_codes.VALID_FOR)
    return ""


def prove(request: HttpRequest, phone: str, key: str, form: PhoneCodeForm, *, at: datetime) -> int:
    """Judge the code that was typed; gives 200, or the status with which the page comes again, its words in the form."""
    if not form.is_valid():
        return 422
    try:
        phone_codes.prove(phone, key, digits_in(form.cleaned_data["code"]), address=address_of(request), at=at)
    except phone_codes.NotTheCode as error:
        form.add_error("code", str(error))
        return 422
    except TooMany:
        form.add_error("code", gettext("错的次数太多了，请十五分钟后再试。已填写的内容都还在。"))
        return 429
    return 200


def is_proven(phone: str, key: str, *, at: datetime) -> bool:
    """True where the phone was proved for this filing a short while ago."""
    return phone_codes.is_proven(phone, key, at=at)


def masked(phone: str) -> str:
    """``138****5678`` (R7.19)."""
    return masking.mask_mobile(phone)


def shown_in_the_demonstration(request: HttpRequest, phone: str, key: str, *, at: datetime) -> str:
    """In the demonstration, whose phones are invented, the code is on the page; elsewhere nothing."""
    return phone_codes.waiting(phone, key, at=at) if frame_of(request).county.is_demonstration else ""
