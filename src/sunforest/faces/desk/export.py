"""One case as a file that an auditor takes along: records, faces, salts and commitments, and what clocks were reckoned
from. Personal fields are masked unless a purpose was stated. It is written as it is sent, never held as a whole.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunforest.core.calendar import county_calendar
from sunforest.core.calendar.models import Notice
from sunforest.core.ledger.models import Leaf
from sunforest.core.organs.roles import AUDITOR, INSPECTOR
from sunforest.core.people.models import AccessRecord
from sunforest.core.process import disclosure, records, registry, standing_clocks
from sunforest.core.process.clocks import Clock
from sunforest.core.process.models import Case, ClockMove
from sunforest.core.process.records import Deed
from sunforest.faces import uncounted_days
from sunforest.faces.desk import access, clock_words, deed_words, finding, purposes
from sunforest.faces.desk.access import DeskRequest

FORMAT = 1
Json = dict[str, Any]


@dataclass(frozen=True)
class Exported:
    """What is exported, and for which purpose personal fields are shown (empty: they are masked)."""

    case: Case
    deeds: tuple[Deed, ...]
    purpose: str
    request: DeskRequest


@access.for_roles(INSPECTOR, AUDITOR)
@require_safe
def case_export(request: DeskRequest, number: str) -> HttpResponseBase:
    """The case as a ZIP file of JSON documents."""
    case = finding.case_with(request, number)
    deeds = records.of(case)
    purpose = purposes.of(request, case) if deed_words.holds_personal(case, deeds) else ""
    parts = parts_of(Exported(case, deeds, purpose, request))
    response = StreamingHttpResponse(zipped(parts), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="case-{case.number}.zip"'
    return response


def parts_of(exported: Exported) -> Iterator[tuple[str, Any]]:
    """The documents of the file, one after another."""
    names = deed_words.Names.of(deed.record for deed in exported.deeds)
    yield "case.json", case_document(exported)
    yield "records.json", [record_document(deed, exported, names) for deed in exported.deeds]
    yield "leaves.json", [leaf_document(leaf) for leaf in Leaf.objects.filter(case_id=exported.case.pk).order_by("pk")]
    yield "clocks.json", clock_document(exported)
    yield "looks.json", [look_document(look) for look in _looks_at(exported.case)]


def case_document(exported: Exported) -> Json:
    """Which case, under which declaration, exported when, by whom, and how a commitment is checked."""
    case, request = exported.case, exported.request
    return {
        "format": FORMAT,
        "number": case.number,
        "process": case.process_key,
        "process_title": str(case.process.title),
        "process_version": case.process_version,
        "organ": {"code": case.organ.code, "name": case.organ.name},
        "state": case.state,
        "opened_at": case.opened_at.isoformat(),
        "closed_on": _iso(case.closed_on),
        "due_on": _iso(case.due_on),
        "parent": case.parent.number if case.parent else None,
        "exported_at": request.at.isoformat(),
        "exported_by": request.officer.name,
        "purpose": exported.purpose or None,
        "personal_fields": "shown" if exported.purpose else "masked",
        "how_to_check": _("承诺值 = HMAC-SHA-256（盐，公开面的字节）；公开面按 RFC 8785 书写。"),
    }


def record_document(deed: Deed, exported: Exported, names: deed_words.Names) -> Json:
    """One record with everything it says, personal fields masked unless a purpose was stated."""
    record, act = deed.record, registry.act_named(exported.case.process, deed.act)
    document: Json = {
        "number": record.number,
        "act": record.act,
        "title": str(act.title),
        "law": str(act.law) if act.law else None,
        "actor": names.who(record),
        "post": names.post(record) or None,
        "role": record.role,
        "channel": record.channel,
        "recorded_at": record.recorded_at.isoformat(),
        "effective_on": record.effective_on.isoformat(),
        "from_state": record.from_state or None,
        "to_state": record.to_state,
        "is_late": record.is_late,
        "ground": record.ground or None,
        "commitment": bytes(record.commitment).hex(),
    }
    return document | ({"erased": True} if deed.case_key is None else _content(deed, act, exported.purpose))


def _content(deed: Deed, act: Any, purpose: str) -> Json:
    closed = disclosure.closed_fields(act.asks)
    personal = {name for name, ground in closed.items() if ground in purposes.PERSONAL}
    is_personal_ground = deed.record.ground in {ground.key for ground in purposes.PERSONAL}
    withheld = deed.content.get("withheld")
    masks_face = withheld is not None and is_personal_ground and not purpose
    return {
        "fields": [
            _answer(answer, closed, masked=answer["name"] in personal and not purpose) for answer in deed.fields
        ],
        "justified": [
            {**each, "text": each["text"] if purpose else "***"} for each in deed.content.get("justified", ())
        ],
        "withheld": {"masked": True} if masks_face else withheld,
    }


def _answer(answer: Json, closed: dict[str, Any], *, masked: bool) -> Json:
    ground = closed.get(answer["name"])
    document = {"name": answer["name"], "label": answer["label"], "ground": ground.key if ground else None}
    if masked:
        return document | {"masked": True}
    return document | {"value": answer["value"], "shown": answer["shown"]}


def leaf_document(leaf: Leaf) -> Json:
    """One leaf of the log: its place, its entry, and face and salt where they are public."""
    return {
        "record": leaf.record_number,
        "index": leaf.index,
        "series": leaf.series,
        "counter": leaf.counter,
        "entry": bytes(leaf.entry).decode(),
        "face": leaf.face,
        "salt": bytes(leaf.salt).hex() if leaf.salt is not None else None,
        "written_at": leaf.written_at.isoformat(),
    }


def clock_document(exported: Exported) -> Json:
    """Events, calendar and articles: enough to reckon every due day again."""
    case = exported.case
    events = records.events_of(case.process, exported.deeds) if case.last_number and _is_readable(exported) else []
    calendar = county_calendar.current()
    found = standing_clocks.of(events, calendar)
    return {
        "calendar_version": county_calendar.version(),
        "notices": list(Notice.objects.order_by("pk").values("year", "notice_number", "rest_days", "work_days")),
        "events": [
            {
                "act": event.act.name,
                "on": event.on.isoformat(),
                "at": event.at.isoformat(),
                "days_set": {name: day.isoformat() for name, day in event.days_set.items()},
            }
            for event in events
        ],
        "clocks": [_clock(clock, known) for clock, known in found],
        "moves": [
            {"deadline": move.deadline, "was_on": _iso(move.was_on), "is_on": _iso(move.is_on)}
            for move in ClockMove.objects.filter(case=case).order_by("pk")
        ],
    }


def _is_readable(exported: Exported) -> bool:
    return all(deed.case_key is not None for deed in exported.deeds)


def _clock(clock: Clock, calendar: Any) -> Json:
    return {
        "deadline": clock.deadline.name,
        "title": str(clock.deadline.title),
        "law": str(clock.deadline.law) if clock.deadline.law else None,
        "limit": clock_words.limit_words(clock.deadline.limit),
        "started_on": clock.started_on.isoformat(),
        "excluded": [[_iso(first), _iso(last)] for first, last in clock.excluded],
        "extensions": [clock_words.limit_words(each) for each in clock.extensions],
        "suspended": clock.suspended,
        "ended": clock.ended,
        "met_on": _iso(clock.met_on),
        "due_on": _iso(clock.due_on),
        "due_at": clock.due_at.isoformat() if clock.due_at else None,
        "provisional": clock.provisional,
        "not_counted": [[day.isoformat(), why] for day, why in uncounted_days.days_not_counted(clock, calendar)],
    }


def _looks_at(case: Case) -> Any:
    looks = AccessRecord.objects.filter(case_id=case.pk).select_related("officer", "organ")
    return looks.order_by("pk").iterator(chunk_size=500)


def look_document(look: AccessRecord) -> Json:
    """One look at the personal data of the case."""
    return {
        "looked_at": look.looked_at.isoformat(),
        "officer": look.officer.name,
        "organ": look.organ.name,
        "purpose": look.purpose,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


class Outlet(io.RawIOBase):
    """Where the ZIP writer writes: what it wrote is taken away piece by piece."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        """It is only written."""
        return True

    def write(self, data: Any) -> int:
        """Keep a piece until it is taken."""
        self.pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """Everything written since the last time."""
        piece = b"".join(self.pieces)
        self.pieces.clear()
        return piece


def zipped(parts: Iterator[tuple[str, Any]]) -> Iterator[bytes]:
    """A ZIP file, sent part by part."""
    outlet = Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, document in parts:
            archive.writestr(name, json.dumps(document, ensure_ascii=False, indent=1))
            yield outlet.taken()
    yield outlet.taken()
