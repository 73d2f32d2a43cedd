"""How one signs in to the demonstration county: a password and second factors that follow from the installation's key.

Nothing that can be read is kept: all is worked out anew from the key. The password is one for all accounts, so that it
is hashed once and typed easily; the second factor is each account's own.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from sunforest.core.organs import county
from sunforest.core.organs.models import Officer, Post
from sunforest.core.organs.roles import role_with_key
from sunforest.core.people import keys

TOTP_SECONDS = 30


class NotADemonstration(Exception):
    """This installation is a real county: it shows no accounts."""


@dataclass(frozen=True)
class SignIn:
    """An account with its password and the code that counts now."""

    username: str
    name: str
    organ: str
    roles: tuple[str, ...]
    password: str
    code: str


def open_accounts() -> int:
    """Give every officer's account the password and a second factor; gives how many accounts.

    Raises NotADemonstration in a real county.
    """
    _refuse_a_real_county()
    accounts = list(get_user_model().objects.filter(officer__left_on=None).order_by("pk"))
    get_user_model().objects.filter(pk__in=[account.pk for account in accounts]).update(
        password=make_password(password())
    )
    enrolled = set(Authenticator.objects.values_list("user_id", flat=True))
    for account in accounts:
        if account.pk not in enrolled:
            TOTP.activate(account, secret_of(account.get_username()))
    return len(accounts)


def sign_ins(at: datetime) -> list[SignIn]:
    """Every account with its password and its code of the moment. Raises NotADemonstration in a real county."""
    _refuse_a_real_county()
    officers = Officer.objects.filter(left_on=None).select_related("account")
    posts = Post.objects.filter(abolished_on=None, holder__isnull=False).select_related("organ")
    held: dict[int, list[Post]] = {}
    for post in posts.prefetch_related("grants").order_by("organ__position", "pk"):
        held.setdefault(post.holder_id or 0, []).append(post)
    return [
        SignIn(
            username=(username := officer.account.get_username()),
            name=officer.name,
            organ="、".join(post.organ.short_name for post in held.get(officer.pk, [])),
            roles=_roles(held.get(officer.pk, [])),
            password=password(),
            code=code_of(username, at),
        )
        for officer in officers.order_by("account__username")
    ]


def _roles(posts: list[Post]) -> tuple[str, ...]:
    keys_of_roles = dict.fromkeys(grant.role for post in posts for grant in post.grants.all())
    return tuple(role_with_key(key).title for key in keys_of_roles)


def _refuse_a_real_county() -> None:
    if not county.current().is_demonstration:
        raise NotADemonstration("只有演示县才显示账号。 / only the demonstration county shows its accounts.")


def password() -> str:
    """The password: four groups of four letters and digits."""
    letters = b32encode(_secret_bytes("password", "")[:10]).decode().lower()
    return "-".join(letters[place : place + 4] for place in range(0, 16, 4))


def secret_of(username: str) -> str:
    """The secret of the second factor (RFC 6238), 160 bits in base 32."""
    return b32encode(_secret_bytes("second factor", username)[:20]).decode()


def code_of(username: str, at: datetime) -> str:
    """The six digits that count at that moment."""
    period = int(getattr(settings, "MFA_TOTP_PERIOD", TOTP_SECONDS))
    return str(format_hotp_value(hotp_value(secret_of(username), int(at.timestamp()) // period)))


def _secret_bytes(purpose: str, username: str) -> bytes:
    return hmac.new(keys.key("fields"), f"demonstration {purpose}\0{username}".encode(), hashlib.sha256).digest()
