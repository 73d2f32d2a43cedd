"""Document numbers (文号, GB/T 9704-2012; §4.2).

    国办发〔2024〕12号      issuer's short name, year in hexagonal brackets, serial without zeros in front
    国务院令第711号         orders: no year
    COHD00-2023-0001        the unified number of provincial normative documents

They are read in every form in which they are met: other and mixed brackets, full-width or Chinese figures, blanks, 第
before the serial, several in a row, or run together with the words of a sentence. They are written in one form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sunforest.pure.chinese_numerals import NUMERALS, to_integer
from sunforest.pure.citizen_number import HALF_WIDTH

__all__ = ["DocumentNumber", "Mention", "find_all", "is_canonical", "key_for_search", "normalise", "parse"]

OPENING, CLOSING = r"[〔\[(【﹝〖{〈<⟨]", r"[〕\])】﹞〗}〉>⟩]"
GAP = r"[\s\u200b\u200c\u200d\ufeff]{0,3}"
HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
FIGURES = rf"[0-9{NUMERALS}]"

CANONICAL = re.compile(rf"[{HAN}A-Za-z]{{1,12}}〔(?:19|20)[0-9]{{2}}〕[1-9][0-9]*号")
YEAR_AND_SERIAL = (
    rf"{OPENING}{GAP}(?P<year>[0-9]{{4}}|[{NUMERALS}]{{4}}){GAP}年?{GAP}{CLOSING}{GAP}"
    rf"第?{GAP}(?P<serial>{FIGURES}{{1,7}}){GAP}[号號]"
)
SERIAL_OF_ORDER = rf"{GAP}\(?{GAP}第{GAP}(?P<serial>{FIGURES}{{1,7}}){GAP}[号號]{GAP}\)?"

NOT_THE_ISSUER = r"(?:(?<=[号號])[和与及]|(?<=[0-9])[年月日])?"
BRACKETED = re.compile(rf"{NOT_THE_ISSUER}(?P<issuer>[{HAN}A-Za-z]{{1,40}}){GAP}{YEAR_AND_SERIAL}")
ORDER = re.compile(rf"{NOT_THE_ISSUER}(?P<issuer>[{HAN}]{{0,40}}令){SERIAL_OF_ORDER}")
ORDER_BEHIND = re.compile(rf"第{GAP}(?P<serial>{FIGURES}{{1,7}}){GAP}[号號]{GAP}(?P<issuer>令?)")
UNIFIED = re.compile(
    r"(?<![A-Za-z0-9])(?P<issuer>[A-Z]{3}[A-Z0-9]{3})-(?P<year>(?:19|20)[0-9]{2})-(?P<serial>[0-9]{4})(?![0-9])"
)

SIGNS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (BRACKETED, re.compile(YEAR_AND_SERIAL)),
    (ORDER, re.compile(f"令{SERIAL_OF_ORDER}")),
    (UNIFIED, UNIFIED),
)
FARTHEST_ISSUER = 44

LONGEST_ISSUER = 12
# Words of a sentence that may stand before a number without a blank; the issuer begins after the last of them.
LEAD_IN = re.compile(
    r"根据|依据|依照|按照|遵照|参照|对照|贯彻|执行|落实|印发|转发的|关于|文件|文号|编号|通知|意见|办法|规定|决定|批复|答复|废止|修改"
    r"|(?<=.)(?<!共)和|[按以与及或见的将是为号由在]"
)


@dataclass(frozen=True)
class DocumentNumber:
    """A document number by its parts; ``str`` writes it as official documents do.

    ``year`` is None for orders; ``unified`` is True for the unified number of provincial normative documents.
    """

    issuer: str
    year: int | None
    serial: int
    unified: bool = False

    def __str__(self) -> str:
        if self.unified:
            return f"{self.issuer}-{self.year}-{self.serial:04d}"
        before_serial = "第" if self.year is None else f"〔{self.year}〕"
        return f"{self.issuer}{before_serial}{self.serial}号"


@dataclass(frozen=True)
class Mention:
    """A document number found in a text, and where: code points, end exclusive."""

    start: int
    end: int
    number: DocumentNumber


def parse(text: str) -> DocumentNumber | None:
    """Return the number that ``text`` is, in whatever form, or None where it is no single document number.

    The 号 at the end may be missing, and the lead-in of a wrongly cut sentence is dropped.
    """
    half = text.translate(HALF_WIDTH).strip()
    for candidate in (half, half + "号"):
        for pattern in (BRACKETED, ORDER, ORDER_BEHIND, UNIFIED):
            match = pattern.fullmatch(candidate)
            number = _number_of(match) if match else None
            if number is not None:
                return number
    return None


def normalise(text: str) -> str:
    """Return the number in its one official form; text that is no document number comes back trimmed, nothing else."""
    number = parse(text)
    return text.strip() if number is None else str(number)


def is_canonical(text: str) -> bool:
    """True where a number with a year is already written as GB/T 9704 asks (§4.2)."""
    return CANONICAL.fullmatch(text) is not None


def find_all(text: str) -> list[Mention]:
    """Return every document number in a text, in order: with a year, of an order (…令第N号), or unified."""
    half = text.translate(HALF_WIDTH)
    found = [mention for pattern, sign in SIGNS for mention in _mentions(pattern, sign, half)]
    return sorted(found, key=lambda mention: mention.start)


def key_for_search(text: str) -> str:
    """Return one key for every form of the same number, "" where ``text`` is none; letters in lower case."""
    number = parse(text)
    if number is None:
        return ""
    return f"{number.issuer.lower()}/{number.year or ''}/{number.serial}"


def _mentions(pattern: re.Pattern[str], sign: re.Pattern[str], half: str) -> Iterator[Mention]:
    """The mentions of one pattern. The long search for an issuer is made only around its ``sign``."""
    end = 0
    for hint in sign.finditer(half):
        match = pattern.search(half, max(end, hint.start() - FARTHEST_ISSUER), hint.end())
        end = hint.end()
        number = _number_of(match) if match else None
        if match is not None and number is not None:
            yield Mention(match.end("issuer") - len(number.issuer), match.end(), number)


def _number_of(match: re.Match[str]) -> DocumentNumber | None:
    """The number that a pattern matched; None for an impossible year, a serial of nothing, or no issuer left."""
    parts = match.groupdict()
    year = to_integer(parts["year"]) if parts.get("year") else None
    serial = to_integer(parts["serial"]) if _is_one_number(parts["serial"]) else 0
    is_unified = match.re is UNIFIED
    issuer = parts["issuer"] if is_unified else _issuer(parts["issuer"])
    if serial == 0 or (year is not None and (not 1900 <= year <= 2099 or not issuer)):
        return None
    return DocumentNumber(issuer, year, serial, is_unified)


def _is_one_number(figures: str) -> bool:
    """True for digits or Chinese figures, not a mixture of both."""
    return figures.isdecimal() or not any(character.isdecimal() for character in figures)


def _issuer(words: str) -> str:
    """The issuer's short name at the end of a run of words."""
    cut = max((match.end() for match in LEAD_IN.finditer(words)), default=0)
    issuer = words[cut:]
    return issuer if issuer.endswith("令") else issuer[-LONGEST_ISSUER:]
