"""Index numbers of government information (索引号; §4.1). No single national format is in force.

    001008003015044/2021-00369      organ path of five groups of three digits / year - serial   (the default)
    113306837320115228/2025-104858  unified social credit code / year - serial of six digits

A number is given at first publication, serial per organ and year, never used again. Numbers of other organs come in
other forms (``000014349/2019-00005``, six groups by hyphens): they are kept as they are and never refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from sunforest.pure.citizen_number import HALF_WIDTH

__all__ = ["IndexNumber", "Style", "format_number", "is_ours", "parse"]

PATH = re.compile(r"[0-9]{15}")
CODE = re.compile(r"[0-9A-HJ-NP-RTUWXY]{18}")
OURS = re.compile(r"(?P<organ>[0-9A-Z]{15,18})/(?P<year>[0-9]{4})-(?P<serial>[0-9]{5,6})")
WITH_SLASH = re.compile(
    r"(?P<organ>[0-9A-Za-z-]{2,24})/(?P<year>(?:19|20)[0-9]{2})(?:[0-9]{2})?-(?P<serial>[0-9]{1,9})"
)

DIGITS_OF_SERIAL = {"organ_path": 5, "social_credit_code": 6}
HIGHEST_SERIAL = 999_999


class Style(StrEnum):
    """How an index number is built."""

    ORGAN_PATH = "organ_path"
    SOCIAL_CREDIT_CODE = "social_credit_code"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class IndexNumber:
    """An index number: ``text`` as written; ``year`` and ``serial`` are None where a foreign form has none."""

    text: str
    style: Style
    organ: str
    year: int | None
    serial: int | None

    def __str__(self) -> str:
        return self.text

    @property
    def organ_groups(self) -> tuple[str, ...]:
        """The groups of an organ path, "001", "008" …; empty in the other styles."""
        if self.style is not Style.ORGAN_PATH:
            return ()
        return tuple(self.organ[place : place + 3] for place in range(0, len(self.organ), 3))


def format_number(*, organ: str, year: int, serial: int) -> IndexNumber:
    """Return the index number of an organ's ``serial``-th item of a year; the form of ``organ`` chooses the style.

    Raises ValueError where ``organ`` is neither a path of 15 digits nor a credit code, or a part is out of range.
    """
    style = _style_of(organ)
    if style is Style.FOREIGN:
        raise ValueError(f"neither an organ path of 15 digits nor a social credit code: {organ!r}")
    if not 1 <= serial <= HIGHEST_SERIAL or not 1000 <= year <= 9999:
        raise ValueError(f"year or serial out of range: {year}, {serial}")
    text = f"{organ}/{year}-{serial:0{DIGITS_OF_SERIAL[style]}d}"
    return IndexNumber(text, style, organ, year, serial)


def is_ours(text: str) -> bool:
    """True where ``text`` is exactly one of the two forms that we give (§4.1)."""
    match = OURS.fullmatch(text)
    return match is not None and _style_of(match["organ"]) is not Style.FOREIGN


def parse(text: str) -> IndexNumber:
    """Return what can be read of an index number in whatever form. Never raises; a foreign one is kept as it is."""
    trimmed = text.translate(HALF_WIDTH).strip()
    match = OURS.fullmatch(trimmed)
    style = _style_of(match["organ"]) if match else Style.FOREIGN
    if match is None or style is Style.FOREIGN:
        match = WITH_SLASH.fullmatch(trimmed)
        style = Style.FOREIGN
    if match is None:
        return IndexNumber(text.strip(), Style.FOREIGN, "", None, None)
    return IndexNumber(trimmed, style, match["organ"], int(match["year"]), int(match["serial"]))


def _style_of(organ: str) -> Style:
    if PATH.fullmatch(organ):
        return Style.ORGAN_PATH
    return Style.SOCIAL_CREDIT_CODE if CODE.fullmatch(organ) else Style.FOREIGN
