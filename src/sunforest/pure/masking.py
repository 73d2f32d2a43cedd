"""Hides personal data so that a text may be shown (R7.19, R7.20).

Each ``mask_<kind>`` takes one value, as it was written, and returns what may be shown. What was masked is never found
again by ``personal_data.find``. An empty value stays empty; a value of an unexpected shape is hidden wholly.
"""

import re
from collections.abc import Iterable

from sunforest.pure.personal_data import Finding
from sunforest.pure.personal_data_context import plain
from sunforest.pure.personal_data_names import COMPOUND_SURNAMES

MIDDLE_DOTS = re.compile(r"([·•∙・‧･.])")
LEVELS = tuple(
    re.compile(rf".*?(?:{names})(?=.*[0-9一二三四五六七八九十])")
    for names in ("路|大道|大街|街(?!道)|巷|弄|胡同", "村|社区|小区|花园|苑", "街道|镇|乡")
)
AREA = re.compile(r"(?:.{1,7}?[省市县区])+")


def mask_mobile(value: str) -> str:
    """``13812345678`` -> ``138****5678`` (R7.19); a country code before it stays."""
    digits = re.sub(r"[^0-9]", "", plain(value).text)
    if len(digits) < 11:
        return "*" * len(value)
    return ("+86 " if len(digits) > 11 else "") + f"{digits[-11:-8]}****{digits[-4:]}"


def mask_citizen_number(value: str) -> str:
    """``330304199003071234`` -> ``330304********1234``, for lists that only staff see (R7.19)."""
    number = _letters_and_digits(value)
    if len(number) not in (15, 18):
        return "*" * len(value)
    tail = len(number) - 14
    return number[:6] + "*" * (len(number) - 6 - tail) + number[-tail:]


def mask_citizen_number_for_notice(value: str) -> str:
    """``330304199003071234`` -> ``3****************4``, for what the public reads (R7.19, R7.20)."""
    number = _letters_and_digits(value)
    return number[0] + "*" * (len(number) - 2) + number[-1] if len(number) in (15, 18) else "*" * len(value)


def mask_name(value: str) -> str:
    """张三 -> 张*, 张小三 -> 张*三, 欧阳小三 -> 欧阳** (R7.19); of a name in parts each part keeps its first letter."""
    name = value.strip()
    if len(parts := MIDDLE_DOTS.split(name)) > 1:
        return "".join(part if MIDDLE_DOTS.fullmatch(part) else _first_only(part) for part in parts)
    if name.isascii():
        return " ".join(_first_only(part) for part in name.split(" "))
    name = re.sub(r"\s", "", name)
    if name[:2] in COMPOUND_SURNAMES and len(name) > 2:
        return name[:2] + "*" * (len(name) - 2)
    return _first_only(name) if len(name) < 3 else name[0] + "*" * (len(name) - 2) + name[-1]


def mask_address(value: str) -> str:
    """云上区云下路8号3幢501室 -> 云上区云下路*** (to road level, R7.19); without a road, to village or district."""
    text = plain(value).text
    for pattern in (*LEVELS, AREA):
        if match := pattern.match(text):
            return text[: match.end()] + "***"
    return "***"


def mask_email(value: str) -> str:
    """``zhang.test@example.com`` -> ``z***@example.com``."""
    local, at, domain = value.replace("＠", "@").rpartition("@")
    return f"{local[:1]}***@{domain}" if at else "***"


def mask_bank_card(value: str) -> str:
    """``6222000000000000129`` -> ``***************0129``: a card keeps its last four digits only."""
    digits = re.sub(r"[^0-9]", "", plain(value).text)
    return "*" * (len(digits) - 4) + digits[-4:] if len(digits) >= 12 else "*" * len(value)


def mask_plate(value: str) -> str:
    """``浙C12345`` -> ``浙C***45``."""
    letters = re.sub(r"[ ·•∙・･.-]", "", plain(value).text)
    return letters[:2] + "***" + letters[-2:]


def mask_travel_document(value: str) -> str:
    """A passport or permit: ``EA0000033`` -> ``E******33``."""
    number = _letters_and_digits(value)
    return number[:1] + "*" * (len(number) - 3) + number[-2:] if len(number) > 5 else "*" * len(value)


MASKS = {
    "ID": mask_citizen_number_for_notice,
    "MOBILE": mask_mobile,
    "CARD": mask_bank_card,
    "PLATE": mask_plate,
    "ADDR": mask_address,
    "EMAIL": mask_email,
    "PASSPORT": mask_travel_document,
    "PERMIT": mask_travel_document,
    "NAME": mask_name,
}


def mask(finding: Finding) -> str:
    """What the public may read in place of this finding: citizen numbers in the form for notices (R7.20)."""
    return MASKS[finding.type](finding.text)


def mask_all(text: str, findings: Iterable[Finding]) -> str:
    """``text`` with each finding masked. The findings must be those of this very text; raises ValueError otherwise."""
    parts, reached = [], 0
    for finding in sorted(findings, key=lambda each: each.start):
        if finding.start < reached or text[finding.start : finding.end] != finding.text:
            raise ValueError(f"The finding at {finding.start} is not of this text, or overlaps another.")
        parts += [text[reached : finding.start], mask(finding)]
        reached = finding.end
    return "".join([*parts, text[reached:]])


def _letters_and_digits(value: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", plain(value).text).upper()


def _first_only(part: str) -> str:
    return part[:1] + "*" * max(1, len(part) - 1) if part else ""
