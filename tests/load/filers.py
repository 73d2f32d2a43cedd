"""Citizens who file over HTTP while the server is killed: each sends its key again until it has a receipt.

Every filing is another citizen's, from another address, so that the limits on submissions hold as they are (R7.15).
"""

from __future__ import annotations

import itertools
import threading
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import requests

from sunforest.pure import citizen_number

PATH = "/api/v1/processes/road_occupation/acts/apply"
ORGAN = "001008003012011"
APPLICATION = {"purpose": "works", "first_day": "2099-12-20", "last_day": "2099-12-25", "place": "望林路"}
NUMBERS = itertools.count(1)
TWICE_EVERY = 5
ANSWERS_WITHIN_SECONDS = 20


@dataclass
class Filing:
    """One citizen's filing: how often it was sent, and the case numbers of all receipts that came back.

    ``was_done_unheard``: the first receipt tells of a moment before that sending; an earlier one had been carried out.
    """

    place: int
    sent: int = 0
    unanswered: int = 0
    was_done_unheard: bool = False
    cases: set[str] = field(default_factory=set)

    @property
    def key(self) -> str:
        """The same at each sending."""
        return f"filing-{self.place}"

    @property
    def body(self) -> dict[str, Any]:
        """What is sent."""
        born = date(1950, 1, 1) + timedelta(days=self.place)
        first = f"330304{born:%Y%m%d}007"
        number = first + citizen_number.check_character(first)
        party = {"kind": "person", "name": "陈秀英", "number": number, "phone": f"139{self.place:08d}"}
        return {"organ": ORGAN, "party": party, "answers": APPLICATION, "key": self.key}

    @property
    def headers(self) -> dict[str, str]:
        """As from a proxy on the same machine, which names the visitor."""
        return {"X-Forwarded-For": f"10.{self.place >> 16}.{self.place >> 8 & 255}.{self.place & 255}"}


class Filer(threading.Thread):
    """Files one after the other until told to stop; what it has begun it brings to a receipt."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.address, self.stop = address, threading.Event()
        self.filings: list[Filing] = []
        self.wrong: list[str] = []

    def run(self) -> None:
        """One filing after the other; each fifth is sent once more although its receipt came."""
        while not self.stop.is_set() and not self.wrong:
            filing = Filing(next(NUMBERS))
            self.filings.append(filing)
            self._send_until_answered(filing)
            if filing.place % TWICE_EVERY == 0:
                self._send_until_answered(filing)

    def _send_until_answered(self, filing: Filing) -> None:
        while not self._is_answered(filing):
            filing.unanswered += 1
            if self.stop.wait(0.2):  # told to stop, it is in no hurry: the server may be starting
                threading.Event().wait(0.5)

    def _is_answered(self, filing: Filing) -> bool:
        filing.sent += 1
        sent_at = datetime.now(UTC)
        try:
            answer = requests.post(
                self.address + PATH, json=filing.body, headers=filing.headers, timeout=ANSWERS_WITHIN_SECONDS
            )
        except requests.RequestException:
            return False
        if answer.status_code == 201:
            receipt = answer.json()
            is_first = not filing.cases
            filing.was_done_unheard |= is_first and datetime.fromisoformat(receipt["received_at"]) < sent_at
            filing.cases.add(receipt["case"])
        elif answer.status_code < 500:
            self.wrong.append(f"{filing.key}: {answer.status_code} {answer.text[:300]}")
        return answer.status_code < 500
