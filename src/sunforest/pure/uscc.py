"""Unified social credit codes (统一社会信用代码, GB 32100-2015; §7.2).

    1 registering department · 1 class · 6 area · 9 organisation code · 1 check character
    91350100M000100Y43  the standard's own sample

The organisation code inside (GB 11714) has a check character of its own; where that one differs the code is kept with a
warning, since some registers deviate. Departments and classes unknown to the table do not block either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sunforest.pure.citizen_number import HALF_WIDTH
from sunforest.pure.words import gettext_noop as _

__all__ = ["DEPARTMENTS", "SocialCreditCode", "Verdict", "check", "check_character", "normalise", "organisation_check"]

Verdict = Literal["valid", "valid_orgcode_warning", "invalid"]

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

FORM = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")
LETTERS_NEVER_USED = frozenset("IOSVZ")

DEPARTMENTS: dict[str, str] = {
    "1": _("机构编制"),
    "2": _("外交"),
    "3": _("司法行政"),
    "4": _("文化"),
    "5": _("民政"),
    "6": _("旅游"),
    "7": _("宗教"),
    "8": _("工会"),
    "9": _("市场监管"),
    "A": _("中央军委改革和编制"),
    "N": _("农业农村"),
    "Y": _("其他"),
}


@dataclass(frozen=True)
class SocialCreditCode:
    """What is known of a code: the verdict, the code as it is stored, and in plain words what is wrong with it.

    ``normalised`` is empty for an invalid code; ``reason`` is empty for a valid one, and explains a warning.
    """

    verdict: Verdict
    normalised: str
    reason: str


def normalise(value: str) -> str:
    """Return the value trimmed, half-width and in upper case. Blanks inside stay: they are an error to show."""
    return value.translate(HALF_WIDTH).strip().upper()


def check(value: str) -> SocialCreditCode:
    """Judge a unified social credit code (§7.2). Never raises, whatever the value."""
    code = normalise(value)
    problem = _problem_of_form(code)
    if problem:
        return SocialCreditCode("invalid", "", problem)
    if code[17] != check_character(code[:17]):
        return SocialCreditCode("invalid", "", _("校验位不符，请逐位核对代码。"))
    if code[16] != organisation_check(code[8:16]):
        return SocialCreditCode(
            "valid_orgcode_warning", code, _("代码内的组织机构代码校验不符，请核对登记证书；可以继续办理。")
        )
    return SocialCreditCode("valid", code, "")


def check_character(first_seventeen: str) -> str:
    """Return the check character of the first seventeen: weights 3^i mod 31 (GB 32100)."""
    total = sum(ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(first_seventeen))
    return ALPHABET[-total % 31]


def organisation_check(first_eight: str) -> str:
    """Return the check character of an organisation code (GB 11714): 10 is written X, 11 is written 0."""
    values = (ORGANISATION_ALPHABET.index(character) for character in first_eight)
    rest = 11 - sum(value * weight for value, weight in zip(values, ORGANISATION_WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def _problem_of_form(code: str) -> str:
    if not code:
        return _("没有填写代码。")
    if FORM.fullmatch(code):
        return ""
    if any(character.isspace() for character in code):
        return _("代码中间有空格，请删去后再试。")
    if len(code) != 18:
        return _("统一社会信用代码应为18位，请检查是否多填或漏填。")
    if LETTERS_NEVER_USED & set(code):
        return _("代码不使用字母I、O、S、V、Z，请核对是否与数字混淆。")
    if not re.fullmatch(r"[0-9]{6}", code[2:8]):
        return _("代码第3至8位应为数字，请核对。")
    return _("代码只能由数字和大写字母组成，请核对。")
