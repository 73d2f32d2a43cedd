"""Finds personal data in a text before it is published (R7.19, R7.20).

``find`` returns what it found with its place, so that a named person can mask or justify it one by one. It reads
Chinese forms: full-width digits, digits in groups, +86, invisible characters, old 15-digit numbers. Each kind has its
own module ``personal_data_<kind>``; where two findings overlap, the one that says more about its form wins, in the
order of ``KINDS``.

    find("证件号码33030418830708003X") -> [Finding("ID", 4, 22, "33030418830708003X")]

The time grows linearly with the text.
"""

from dataclasses import dataclass

from sunforest.pure import (
    personal_data_addresses,
    personal_data_context,
    personal_data_names,
    personal_data_numbers,
    personal_data_papers,
)

KINDS = ("EMAIL", "ID", "CARD", "MOBILE", "PLATE", "PASSPORT", "PERMIT", "ADDR", "NAME")


@dataclass(frozen=True)
class Finding:
    """One personal datum: its kind, its place in code points (end exclusive) and its text."""

    type: str
    start: int
    end: int
    text: str


def find(text: str) -> list[Finding]:
    """All personal data in ``text``, sorted by place, none overlapping another."""
    read = personal_data_context.plain(text)
    found = [
        *personal_data_numbers.find(read.text),
        *personal_data_papers.find(read.text),
        *personal_data_addresses.find(read.text),
        *personal_data_names.find(read.text),
    ]
    findings = []
    for kind, start, end in _without_overlaps(found):
        begin, stop = read.span(start, end)
        findings.append(Finding(kind, begin, stop, text[begin:stop]))
    return findings


def _without_overlaps(found: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    taken: set[int] = set()
    kept = []
    for kind, start, end in sorted(found, key=lambda each: (KINDS.index(each[0]), each[1])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((kind, start, end))
    return sorted(kept, key=lambda each: each[1])
