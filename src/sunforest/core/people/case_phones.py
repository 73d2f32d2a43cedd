"""The phone of a case: proved when it was filed. Its notices and its lost code go there, and nowhere else (R7.14 b).

It belongs to the case and not to the party: who proves a phone has not proved to be the person whose number was typed,
and must not be told of that person's other cases.
"""

from __future__ import annotations

from collections.abc import Mapping

from sunforest.core.people import keys
from sunforest.core.people.models import CasePhone, Party


def keep(case_id: int, phone: str) -> None:
    """Keep the proven phone of a case just filed; a repeat changes nothing."""
    CasePhone.objects.get_or_create(
        case_id=case_id,
        defaults={"phone_index": _index(phone), "phone": keys.seal_text(phone)},
    )


def of(case_id: int) -> str:
    """The phone of a case, or an empty text where none was proved."""
    row = CasePhone.objects.filter(case_id=case_id).first()
    return keys.open_text(row.phone) if row else ""


def those_on_file(parties: Mapping[int, Party], phone: str) -> set[int]:
    """Of these cases, each with its party, those of which this is the phone; the party's where none was proved for it."""
    own = dict(CasePhone.objects.filter(case_id__in=parties).values_list("case_id", "phone_index"))
    known = {case_id: own.get(case_id, party.phone_index) for case_id, party in parties.items()}
    return {case_id for case_id, index in known.items() if index is not None and bytes(index) == _index(phone)}


def forget(case_id: int) -> int:
    """The case was erased: its phone goes too; gives how many rows went."""
    return CasePhone.objects.filter(case_id=case_id).delete()[0]


def _index(phone: str) -> bytes:
    return keys.blind_index("phone", phone)
