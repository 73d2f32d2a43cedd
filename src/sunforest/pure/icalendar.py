"""Days as an iCalendar file (RFC 5545): what calendar programs on telephones and desks subscribe to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE_BYTES = 75


@dataclass(frozen=True)
class WholeDays:
    """An entry that lasts from ``first`` to ``last`` inclusive; ``identity`` stays the same when the words change."""

    identity: str
    first: date
    last: date
    words: str
    note: str = ""


def calendar_file(name: str, entries: Iterable[WholeDays], *, at: datetime) -> str:
    """The file: lines end with CR LF and are folded at 75 bytes (RFC 5545 §3.1). ``at`` says when it was written."""
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sunforest//Working days//ZH", "CALSCALE:GREGORIAN"),
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for entry in entries:
        lines += _event(entry, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line))


def _event(entry: WholeDays, stamp: str) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{entry.identity}", f"DTSTAMP:{stamp}")
    yield f"DTSTART;VALUE=DATE:{entry.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(entry.words)}"
    if entry.note:
        yield f"DESCRIPTION:{_escaped(entry.note)}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 bytes; a piece that goes on begins with a space, and no letter is cut."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > LONGEST_LINE_BYTES:
            yield piece
            piece = " "
        piece += letter
    yield piece
