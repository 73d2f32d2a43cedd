"""A lost query code is sent again to the phone on file, and nowhere else (R7.13–R7.15).

The page only writes the question down: whether it fits, the worker finds out later, so that the answer and its time
are the same for everybody. Whoever is not told learns nothing.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from sunforest.core.notify import phone_messages
from sunforest.core.people import case_keys, case_phones, keys, parties, proofs
from sunforest.core.process import numbers
from sunforest.core.process.models import Case, Reminder
from sunforest.pure.citizen_number import HALF_WIDTH

BATCH = 50
MOST_CASES = 3
MOST_LOOKED_AT = 20
USEFUL_FOR = timedelta(hours=1)


def ask(number: str, phone: str, *, language: str, address: str, at: datetime) -> None:
    """Write the question down: a case number, or a citizen number or USCC, and a phone. Raises TooMany."""
    proofs.take(proofs.REMINDERS, (f"phone {phone}", f"number {normal(number)}", f"address {address}"), at=at)
    asked = json.dumps({"number": normal(number), "phone": phone, "language": language})
    Reminder.objects.create(asked=keys.seal_text(asked), asked_at=at)


def normal(number: str) -> str:
    """The number as it is looked up: a case number in its standard form, another without blanks, in capitals."""
    return numbers.standard_number(number) or "".join(number.translate(HALF_WIDTH).upper().split())[:80]


def answer_waiting(at: datetime) -> int:
    """Answer every question that waits; gives how many fitted. Question and message change in one transaction."""
    return sum(_answer(row, at) for row in Reminder.objects.order_by("pk")[:BATCH])


@transaction.atomic
def _answer(row: Reminder, at: datetime) -> bool:
    if not Reminder.objects.filter(pk=row.pk).delete()[0]:
        return False
    asked = json.loads(keys.open_text(row.asked))
    cases = cases_of(asked["number"], asked["phone"])
    codes = case_keys.of_many([case.pk for case in cases])
    with translation.override(asked["language"]):
        listed = [
            gettext("编号%(number)s，查询码%(code)s")
            % {"number": case.number, "code": numbers.query_code(codes[case.pk])}
            for case in cases
            if case.pk in codes
        ]
        if listed:
            text = gettext("您要的查询码：%(list)s。不要告诉别人。") % {"list": gettext("；").join(listed)}
            title = gettext("查询码")
            phone_messages.queue(asked["phone"], title=title, text=text, at=at, useful_for=USEFUL_FOR)
    return bool(listed)


def cases_of(number: str, phone: str) -> list[Case]:
    """The newest cases with this number, or of the party with it, of which this is the phone on file."""
    standard = numbers.standard_number(number)
    party = None if standard else parties.with_number(number)
    found = Case.objects.filter(number=standard) if standard else Case.objects.filter(party=party)
    looked_at = found.exclude(party=None).select_related("party").order_by("-opened_at")[:MOST_LOOKED_AT]
    fitting = case_phones.those_on_file({case.pk: case.party for case in looked_at if case.party}, phone)
    return [case for case in looked_at if case.pk in fitting][:MOST_CASES]
