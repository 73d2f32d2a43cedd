"""Citizen numbers (居民身份证号, GB 11643-1999; R7.1–R7.4).

    6 area · 8 birth · 3 sequence (odd: male) · 1 check character
    11010519491231002X  the standard's own sample

Residence permits of Hong Kong, Macao and Taiwan residents have the same form with area 810000, 820000 or 830000.
The permanent residence card of foreigners (2023): 9 · 2 area · 3 nationality · 8 birth · 3 sequence · 1 check.
Area codes only warn: many a number was given in a county that no longer exists (R7.3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sunforest.pure.area_codes import PROVINCES, is_assigned
from sunforest.pure.words import gettext_noop as _

__all__ = ["CitizenNumber", "Verdict", "check", "check_character", "normalise", "upgrade"]

Verdict = Literal["valid", "valid_area_warning", "invalid"]

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
OLDEST = 150

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
FIFTEEN = re.compile(r"[0-9]{15}")
OTHER_PAPERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (FIFTEEN, _("这是15位旧号码，请填写二代身份证上的18位号码。")),
    (re.compile(r"[A-Z]{3}[0-9]{12}"), _("这是旧版外国人永久居留身份证号码，不是18位身份号码，请按“其他证件”填写。")),
    (re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?"), _("这是港澳居民来往内地通行证号码，请按“其他证件”填写。")),
    (re.compile(r"[0-9]{8}"), _("8位数字可能是台湾居民来往大陆通行证号码，请按“其他证件”填写。")),
)
UNKNOWN_AREA = _("号码中的地区代码未见于行政区划代码表，请核对证件；可以继续办理。")


@dataclass(frozen=True)
class CitizenNumber:
    """What is known of a number: the verdict, the number as it is stored, and in plain words what is wrong with it.

    ``normalised`` is empty for an invalid number; ``reason`` is empty for a valid one, and explains a warning.
    """

    verdict: Verdict
    normalised: str
    reason: str


def normalise(value: str) -> str:
    """Return the value trimmed, half-width and in upper case (R7.1). Blanks inside stay: they are an error to show."""
    return value.translate(HALF_WIDTH).strip().upper()


def check(value: str, *, today: date) -> CitizenNumber:
    """Judge a citizen number on the day ``today`` (R7.1–R7.4). Never raises, whatever the value."""
    number = normalise(value)
    problem = _problem_of_form(number) or _problem_of_birth(number, today) or _problem_of_check(number)
    if problem:
        return CitizenNumber("invalid", "", problem)
    if not _area_is_known(number):
        return CitizenNumber("valid_area_warning", number, UNKNOWN_AREA)
    return CitizenNumber("valid", number, "")


def check_character(first_seventeen: str) -> str:
    """Return the check character of seventeen digits: weights 7 9 10 5 … and the table 10X98765432 (§7.1)."""
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, WEIGHTS, strict=True))
    return CHECK_CHARACTERS[total % 11]


def upgrade(fifteen: str) -> str:
    """Return the 18-digit form of an old 15-digit number: "19" before the year, check character anew (R7.1).

    For old records only; a new filing is refused. Raises ValueError where ``fifteen`` is not fifteen digits.
    """
    number = normalise(fifteen)
    if not FIFTEEN.fullmatch(number):
        raise ValueError("an old citizen number has fifteen digits")
    first_seventeen = f"{number[:6]}19{number[6:]}"
    return first_seventeen + check_character(first_seventeen)


def _problem_of_form(number: str) -> str:
    if not number:
        return _("没有填写号码。")
    if EIGHTEEN.fullmatch(number):
        return ""
    for pattern, words in OTHER_PAPERS:
        if pattern.fullmatch(number):
            return words
    if any(character.isspace() for character in number):
        return _("号码中间有空格，请删去后再试。")
    if len(number) != 18:
        return _("号码应为18位，请检查是否多填或漏填。")
    return _("号码前17位应为数字，末位应为数字或X，请检查是否误填了字母。")


def _problem_of_birth(number: str, today: date) -> str:
    birth = _birth_of(number)
    if birth is None:
        return _("号码中的出生日期不存在。")
    if birth > today:
        return _("号码中的出生日期晚于今天。")
    if _age(birth, today) > OLDEST:
        return _("号码中的出生日期早于150年前。")
    return ""


def _problem_of_check(number: str) -> str:
    if number[17] != check_character(number[:17]):
        return _("校验位不符，请逐位核对号码。")
    return ""


def _birth_of(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _age(birth: date, today: date) -> int:
    """Completed years."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def _area_is_known(number: str) -> bool:
    """A foreigner's card names a province after its 9, every other number a county in its first six digits (R7.4)."""
    return number[1:3] in PROVINCES if number[0] == "9" else is_assigned(number[:6])
