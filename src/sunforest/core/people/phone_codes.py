"""A code to a phone proves that whoever types it holds the phone (R7.14 b): at filing, before anything is submitted.

A code belongs to one phone and one purpose (the key of one filing), so nobody can use up another's tries. It is kept
sealed, for an hour; five wrong ones within fifteen minutes are the last (R7.15).
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from sunforest.core.people import keys, proofs
from sunforest.core.people.models import PhoneCode

DIGITS = 6
VALID_FOR = timedelta(minutes=10)
PROVEN_FOR = timedelta(minutes=30)
REMEMBERED_FOR = timedelta(hours=1)


class NotTheCode(Exception):
    """What was typed is not the code that was sent, or that code is too old; the words say which."""


def make(phone: str, purpose: str, *, address: str, at: datetime) -> str:
    """A new code for this phone and purpose, to be sent to the phone alone; an earlier one is no longer valid.

    Raises TooMany where the phone or the visitor's address asked for too many.
    """
    to_the_phone = proofs.take(proofs.CODES_TO_ONE_PHONE, (f"phone {phone}",), at=at)
    try:
        proofs.take(proofs.CODES_FROM_ONE_ADDRESS, (f"address {address}",), at=at)
    except proofs.TooMany:
        proofs.give_back(to_the_phone)
        raise
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    sealed = keys.seal_text(code)
    PhoneCode.objects.update_or_create(
        name=_name(phone, purpose), defaults={"code": sealed, "made_at": at, "proven_at": None}
    )
    return code


def waiting(phone: str, purpose: str, *, at: datetime) -> str:
    """The code that may still be typed, or an empty text. For the door that sends it; no page of a county shows it."""
    row = PhoneCode.objects.filter(name=_name(phone, purpose), made_at__gt=at - VALID_FOR).first()
    return keys.open_text(row.code) if row else ""


def prove(phone: str, purpose: str, code: str, *, address: str, at: datetime) -> None:
    """Remember that the phone is proved for this purpose. Raises NotTheCode, or TooMany after five failures."""
    taken = proofs.take(proofs.FAILED_PROOFS, (f"code {phone} {purpose}", f"address {address}"), at=at)
    expected = waiting(phone, purpose, at=at)
    if not expected:
        proofs.give_back(taken)
        raise NotTheCode(_("验证码已经过期，请重新发送一个。"))
    if not proofs.is_same_secret(expected, code):
        raise NotTheCode(_("验证码不对，请核对短信里的6位数字。"))
    proofs.give_back(taken)
    PhoneCode.objects.filter(name=_name(phone, purpose)).update(proven_at=at)


def is_proven(phone: str, purpose: str, *, at: datetime) -> bool:
    """True where the phone was proved for this purpose within the last half hour."""
    return PhoneCode.objects.filter(name=_name(phone, purpose), proven_at__gt=at - PROVEN_FOR).exists()


def forget_old(at: datetime) -> None:
    """Nothing is known an hour later of a code that was sent."""
    PhoneCode.objects.filter(made_at__lt=at - REMEMBERED_FOR).delete()


def _name(phone: str, purpose: str) -> bytes:
    return keys.blind_index("phone code", f"{phone}\0{purpose}")
