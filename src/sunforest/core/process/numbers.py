"""Case numbers, query codes and progress tokens (R6.22–R6.23): random, so that they tell nothing and cannot be counted."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from base64 import urlsafe_b64encode
from datetime import date, datetime

from sunforest.core.organs import county
from sunforest.core.organs.models import Organ
from sunforest.core.people.models import Party
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.models import Case


def case_number(area_code: str, day: date) -> str:
    """``330304-251124-483920-7``: area, day, six random digits, a check digit by the Luhn rule."""
    digits = f"{area_code}{day:%y%m%d}{secrets.randbelow(1_000_000):06d}"
    return f"{digits[:6]}-{digits[6:12]}-{digits[12:]}-{check_digit(digits)}"


def unused_case_numbers(area_code: str, day: date, count: int) -> list[str]:
    """``count`` different numbers that no case has yet: one query a round, and rarely a second round."""
    chosen: set[str] = set()
    while len(chosen) < count:
        drawn = {case_number(area_code, day) for _number in range(count - len(chosen))} - chosen
        for some in _portions(sorted(drawn)):
            drawn -= set(Case.objects.filter(number__in=some).values_list("number", flat=True))
        chosen |= drawn
    return sorted(chosen, key=lambda _number: secrets.randbelow(2**32))


def _portions(numbers: list[str], size: int = 500) -> list[list[str]]:
    return [numbers[start : start + size] for start in range(0, len(numbers), size)]


def check_digit(digits: str) -> int:
    """The Luhn check digit that follows ``digits``."""
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))]
    return -sum(value - 9 if value > 9 else value for value in doubled) % 10


def is_case_number(text: str) -> bool:
    """True for a number of the right form whose check digit fits."""
    digits = text.replace("-", "")
    return len(digits) == 19 and digits.isdecimal() and check_digit(digits[:-1]) == int(digits[-1])


def standard_number(text: str) -> str:
    """A case number as it may be typed (blanks, other strokes, full-width digits), in its standard form; else empty."""
    digits = digits_in(text)
    return f"{digits[:6]}-{digits[6:12]}-{digits[12:18]}-{digits[18]}" if len(digits) == 19 else ""


def digits_in(text: str) -> str:
    """The digits of what was typed, full-width ones too."""
    return "".join(str(unicodedata.digit(each)) for each in text[:80] if each.isdigit())


def query_code(case_key: bytes) -> str:
    """The eight digits that the party is given beside the number; gone when the case is erased."""
    digest = hmac.new(case_key, b"query code", hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**8:08d}"


def progress_token(case_key: bytes) -> str:
    """The opaque token (192 bits) of the progress page, for the QR code; it opens one case only."""
    return urlsafe_b64encode(hmac.new(case_key, b"progress", hashlib.sha256).digest()[:24]).decode()


def index_of_token(token: str) -> bytes:
    """How the token is found: only its digest is stored."""
    return hashlib.sha256(token.encode()).digest()


def unsaved_case(
    process: type[Process],
    act: Act,
    *,
    organ: Organ,
    party: Party | None,
    at: datetime,
    today: date,
    parent: Case | None = None,
) -> Case:
    """A case about to be opened by ``act``, without a number, not yet written."""
    assert act.target is not None, "checked at start-up: an opening act has a target"
    return Case(
        process_key=process.key,
        process_version=process.version,
        organ=organ,
        party=party,
        state=act.target.name,
        opened_at=at,
        opened_on=today,
        changed_at=at,
        parent=parent,
    )


def new_case(
    process: type[Process],
    act: Act,
    *,
    organ: Organ,
    party: Party | None,
    at: datetime,
    today: date,
    parent: Case | None = None,
    case_key: bytes,
) -> Case:
    """A case just opened, written without its first record, which the same transaction adds.

    A party's case can be found by the token of its progress page (R6.23), of which only the digest is kept.
    """
    case = unsaved_case(process, act, organ=organ, party=party, at=at, today=today, parent=parent)
    (case.number,) = unused_case_numbers(county.area_code(), today, 1)
    case.token_index = index_of_token(progress_token(case_key)) if party is not None else None
    case.save(force_insert=True)
    return case
