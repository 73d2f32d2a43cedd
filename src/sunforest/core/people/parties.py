"""Who a party is: found by a blind index, read only with the field key, shown masked (design §4, R7.18–7.19)."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from sunforest.core.people import keys
from sunforest.core.people.models import AccessRecord, Party


@dataclass(frozen=True)
class Identity:
    """What a party gives of itself: ``kind`` of Party, name, citizen number or USCC (normalised), mobile number."""

    kind: str
    name: str
    number: str
    phone: str = ""
    address: str = ""


def remember(identity: Identity, *, at: datetime) -> Party:
    """The party with that number, made when it is new; a later phone number replaces the earlier one."""
    index = keys.blind_index("number", identity.number)
    party = Party.objects.filter(blind_index=index).first()
    if party is None:
        party = _make(identity, index, at)
    elif identity.phone:
        party.contact, party.phone_index = _sealed_contact(identity), keys.blind_index("phone", identity.phone)
        party.save(update_fields=["contact", "phone_index"])
    return party


def _make(identity: Identity, index: bytes, at: datetime) -> Party:
    try:
        with transaction.atomic():
            return Party.objects.create(
                kind=identity.kind,
                blind_index=index,
                identity=_sealed({"name": identity.name, "number": identity.number}),
                contact=_sealed_contact(identity),
                phone_index=keys.blind_index("phone", identity.phone) if identity.phone else None,
                known_since=at,
            )
    except IntegrityError:
        return Party.objects.get(blind_index=index)


def with_number(number: str) -> Party | None:
    """The party with that citizen number or USCC, or None."""
    return Party.objects.filter(blind_index=keys.blind_index("number", number)).first()


def read(party: Party) -> Identity:
    """What is known of a party. The caller records the look (``record_look``) wherever staff is the reader."""
    known = json.loads(keys.open_text(party.identity))
    contact = json.loads(keys.open_text(party.contact)) if party.contact else {}
    return Identity(kind=party.kind, **known, **contact)


def forget(party: Party) -> None:
    """Overwrite all that is known of a party; the row stays only because records of looks at it name it."""
    party.identity, party.contact, party.phone_index = _sealed({"name": "", "number": ""}), None, None
    party.blind_index = secrets.token_bytes(32)
    party.save(update_fields=["identity", "contact", "phone_index", "blind_index"])


def record_look(
    *, case_id: int, party: Party | None, officer_id: int, organ_id: int, purpose: str, at: datetime
) -> None:
    """Record that an officer looked at a person's data, for what purpose, in which case (R7.21)."""
    AccessRecord.objects.create(
        case_id=case_id, party=party, officer_id=officer_id, organ_id=organ_id, purpose=purpose, looked_at=at
    )


def _sealed(values: dict[str, str]) -> bytes:
    return keys.seal_text(json.dumps(values, ensure_ascii=False))


def _sealed_contact(identity: Identity) -> bytes:
    return _sealed({name: value for name, value in asdict(identity).items() if name in ("phone", "address")})
