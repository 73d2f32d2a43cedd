"""Who has an account: officers only, none by their own hand; secrets of second factors are sealed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import LoginForm
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sunforest.core.calendar import county_calendar
from sunforest.core.organs.models import Officer
from sunforest.core.people import keys

JUST_NOW = timedelta(minutes=5)


class SignInForm(LoginForm):  # type: ignore[misc]
    """Account and password, without a way to a new password: that is a matter for ``administration``."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["login"].label = _("账号")
        self.fields["password"].help_text = ""
        for asked in self.fields.values():
            asked.widget.attrs.pop("placeholder", None)


class OfficersOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by ``administration``; whoever is no officer, or has left, cannot sign in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account here."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **named: Any) -> HttpResponse | None:
        """Refuse those who are no officers of today, after the password was right and before a session begins."""
        if officer_of(user.pk, county_calendar.local_day(timezone.now())) is None:
            raise ImmediateHttpResponse(render(request, "account/not_an_officer.html", status=403))
        response: HttpResponse | None = super().pre_login(request, user, **named)
        return response

    def is_reauthentication_required(self, *, app: str, **named: Any) -> bool:
        """Factors are set right after signing in; whoever comes later is asked for a proof once more."""
        if _gave_password_just_now(self.request):
            return False
        return bool(super().is_reauthentication_required(app=app, **named))

    def send_mail(self, *arguments: Any, **named: Any) -> None:
        """Nothing is sent to an address that somebody typed: a lost password is a matter for ``administration``."""

    def send_notification_mail(self, *arguments: Any, **named: Any) -> None:
        """Nothing is sent: accounts have no mail address of their own."""

    def is_login_by_code_required(self, login: Login) -> bool:
        """Codes by mail are not used."""
        return False


class SealedFactorsAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: secrets sealed under the field key, the QR code as an SVG element of the page."""

    def encrypt(self, text: str) -> str:
        """The secret as it is stored."""
        return keys.seal(text.encode(), keys.key("fields")).hex()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret as it is used. Raises keys.Unreadable."""
        return keys.open_sealed(bytes.fromhex(encrypted_text), keys.key("fields")).decode()

    def build_totp_svg(self, url: str) -> str:
        """The QR code as an ``<svg>`` element without style, for a policy that allows no ``data:`` address."""
        drawn: str = segno.make(url, error="m").svg_inline(scale=5, border=4, light="#FFFFFF", dark="#16211B")
        return drawn


def _gave_password_just_now(request: HttpRequest) -> bool:
    steps = get_authentication_records(request, request.user)
    given = max((step["at"] for step in steps if step["method"] == "password"), default=0)
    return timezone.now().timestamp() - given < JUST_NOW.total_seconds()


def officer_of(account_id: int, today: date) -> Officer | None:
    """The officer of an account, unless there is none or the officer has left."""
    officer = Officer.objects.filter(account_id=account_id).first()
    if officer is None or (officer.left_on is not None and officer.left_on <= today):
        return None
    return officer
