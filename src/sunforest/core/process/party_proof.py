"""A party proves that a case is its own: by case number and query code, or by the token of its QR code (R7.14 e).

The answer is the same, and takes as long, whether the case does not exist, is nobody's, was erased, or the code is
wrong (R7.15).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sunforest.core.people import case_keys, proofs
from sunforest.core.process import numbers
from sunforest.core.process.actor import WEB, Actor
from sunforest.core.process.actor import party as party_actor
from sunforest.core.process.models import Case, CaseQuerySet

QUERY_CODE = "query_code"
DECOY = secrets.token_bytes(32)


class NotProven(Exception):
    """No such case, or not the right code; nobody is told which."""

    def __init__(self) -> None:
        super().__init__(_("编号或查询码不对，请核对回执。"))


@dataclass(frozen=True)
class OwnCase:
    """A case whose party has proved that it is its own."""

    case: Case
    case_key: bytes

    @property
    def query_code(self) -> str:
        """The code on the receipt."""
        return numbers.query_code(self.case_key)

    @property
    def token(self) -> str:
        """The opaque token of the QR code."""
        return numbers.progress_token(self.case_key)

    def actor(self, channel: str = WEB) -> Actor:
        """The party, acting by this proof."""
        assert self.case.party_id is not None, "a case without a party is never proven"
        return party_actor(self.case.party_id, channel=channel, proof=QUERY_CODE)


def prove(number: str, code: str, *, address: str, at: datetime) -> OwnCase:
    """The case with that number, where the code is its own. Raises NotProven, or TooMany after five failures."""
    standard = numbers.standard_number(number)
    taken = proofs.take(proofs.FAILED_PROOFS, (f"case {standard or number[:80]}", f"address {address}"), at=at)
    own = _own(Case.objects.filter(number=standard))
    if not _fits(own, code):
        raise NotProven
    proofs.give_back(taken)
    assert own is not None
    return own


def prove_with_token(own: OwnCase, code: str, *, address: str, at: datetime) -> OwnCase:
    """The case behind a token, where the code is its own. Raises NotProven, or TooMany.

    Failures count for the token, not for the number: whoever only knows the number, which may be public, cannot lock
    out the party that holds the QR code.
    """
    taken = proofs.take(proofs.FAILED_PROOFS, (f"token {own.token}", f"address {address}"), at=at)
    if not _fits(own, code):
        raise NotProven
    proofs.give_back(taken)
    return own


def with_token(token: str) -> OwnCase | None:
    """The case that this token belongs to; the token itself has 192 bits and is not guessed."""
    return _own(Case.objects.filter(token_index=numbers.index_of_token(token[:80])))


def of_case(case: Case) -> OwnCase:
    """The case that its party has this moment opened itself. Raises Erased."""
    return OwnCase(case, case_keys.of(case.pk))


def _own(found: CaseQuerySet) -> OwnCase | None:
    case = found.select_related("organ", "party").first()
    case_key = case_keys.of_many([case.pk if case else 0]).get(case.pk if case else 0)
    if case is None or case_key is None or case.party_id is None:
        return None
    return OwnCase(case, case_key)


def _fits(own: OwnCase | None, code: str) -> bool:
    expected = numbers.query_code(own.case_key if own else DECOY)
    return proofs.is_same_secret(expected, numbers.digits_in(code)) and own is not None
