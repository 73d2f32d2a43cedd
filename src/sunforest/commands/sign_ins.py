"""``officer sign-in``: a new password and a new second factor for one officer, shown once to the operator."""

from __future__ import annotations

import secrets
from argparse import Namespace
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.db import transaction

from sunforest.commands.outcome import DONE, USAGE, Failure
from sunforest.core.organs.models import Officer


@dataclass(frozen=True)
class SignIn:
    """What an officer needs to sign in for the first time; stored nowhere readable."""

    username: str
    password: str
    secret: str

    @property
    def enrolment(self) -> str:
        """The address that an authenticator reads, also from a QR code."""
        issuer = quote(settings.MFA_TOTP_ISSUER)
        return f"otpauth://totp/{issuer}:{quote(self.username)}?secret={self.secret}&issuer={issuer}"

    def shown(self) -> str:
        """The lines that the operator hands over."""
        return (
            f"  登录名 / username: {self.username}\n"
            f"  一次性密码 / one-time password: {self.password}\n"
            f"  验证器密钥 / authenticator secret: {self.secret}\n"
            f"  {self.enrolment}"
        )


@transaction.atomic
def let_in(account: Any) -> SignIn:
    """Give an account a new password and a new second factor; earlier ones, passkeys included, open no longer."""
    sign_in = SignIn(account.get_username(), secrets.token_urlsafe(12), generate_totp_secret())
    account.set_password(sign_in.password)
    account.save(update_fields=["password"])
    Authenticator.objects.filter(user=account).delete()
    TOTP.activate(account, sign_in.secret)
    return sign_in


def renew(arguments: Namespace) -> int:
    """Let one officer in. Raises Failure for a sign-in name that nobody in service has."""
    officer = Officer.objects.filter(account__username=arguments.username, left_on=None).first()
    if officer is None:
        raise Failure(
            f"没有登录名为 {arguments.username} 的在职人员。 / nobody in service has this sign-in name.", USAGE
        )
    print(f"{officer.name}，只显示这一次，请当面交给本人 / shown only once, hand it over in person:")
    print(let_in(officer.account).shown())
    return DONE
