"""Act records as the staff reads them: every field, why it is closed, what was rectified, who did it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunforest.core.organs import names
from sunforest.core.organs.models import Officer, Post
from sunforest.core.organs.roles import role_with_key
from sunforest.core.people.case_keys import Erased
from sunforest.core.process import disclosure, fields, registry
from sunforest.core.process.citation import cite
from sunforest.core.process.declaration import Act
from sunforest.core.process.models import ActRecord, Case
from sunforest.core.process.records import Deed
from sunforest.faces.desk.purposes import PERSONAL
from sunforest.pure.grounds import Ground, ground_with_key

CHANNELS = {
    "web": gettext_lazy("网上"),
    "kiosk": gettext_lazy("自助终端"),
    "counter": gettext_lazy("窗口"),
    "letter": gettext_lazy("信函"),
    "phone": gettext_lazy("电话"),
    "api": gettext_lazy("接口"),
    "system": gettext_lazy("系统"),
}


@dataclass(frozen=True)
class FieldRow:
    """One answer of a record. ``was`` is the value before it was rectified by record ``rectified_by``."""

    label: str
    shown: str
    html: SafeString | None = None
    files: tuple[tuple[str, str], ...] = ()
    ground: Ground | None = None
    is_internal: bool = False
    is_masked: bool = False
    was: str = ""
    rectified_by: int = 0


@dataclass(frozen=True)
class DeedRow:
    """One record as the case page shows it."""

    number: int
    title: str
    on: date
    at: datetime
    who: str
    post: str
    role: str
    channel: str
    law: str
    state: str
    is_late: bool
    withheld: Ground | None
    is_erased: bool = False
    fields: tuple[FieldRow, ...] = ()
    justified: tuple[dict[str, str], ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Names:
    """Names of the officers and posts that the records of a case name."""

    officers: dict[int, Officer]
    posts: dict[int, Post]

    @classmethod
    def of(cls, records: Iterable[ActRecord]) -> Names:
        """Read them all in two queries."""
        records = list(records)
        posts = {record.post_id for record in records if record.post_id}
        return cls(
            Officer.objects.in_bulk({record.officer_id for record in records if record.officer_id}),
            {post.pk: post for post in Post.objects.filter(pk__in=posts).select_related("organ")},
        )

    def who(self, record: ActRecord) -> str:
        """Who did it, in words."""
        if record.officer_id:
            return names.officer(self.officers[record.officer_id])
        return _("系统") if record.actor == "system" else _("当事人")

    def post(self, record: ActRecord) -> str:
        """From which post."""
        post = self.posts.get(record.post_id or 0)
        return names.post(post) if post else ""


def rows_of(case: Case, deeds: Sequence[Deed], *, reveals_personal: bool) -> list[DeedRow]:
    """The records, newest first; personal fields are masked unless a purpose was stated."""
    known, newer = Names.of(deed.record for deed in deeds), _rectified(deeds)
    return [_row(case, deed, known, newer.get(deed.number, {}), reveals_personal) for deed in reversed(deeds)]


def _row(case: Case, deed: Deed, known: Names, newer: dict[str, tuple[str, int]], reveals_personal: bool) -> DeedRow:
    record, act = deed.record, registry.act_named(case.process, deed.act)
    is_erased = deed.case_key is None
    return DeedRow(
        number=record.number,
        title=_(str(act.title)),
        on=record.effective_on,
        at=record.recorded_at,
        who=known.who(record),
        post=known.post(record),
        role=_(role_with_key(record.role).title),
        channel=str(CHANNELS.get(record.channel, record.channel)),
        law=cite(act.law),
        state=_(str(registry.state_named(case.process, record.to_state).title)),
        is_late=record.is_late,
        withheld=ground_with_key(record.ground) if record.ground else None,
        is_erased=is_erased,
        fields=() if is_erased else tuple(_fields(case, act, deed, newer, reveals_personal)),
        justified=() if is_erased else _justified(deed, reveals_personal),
    )


def _fields(
    case: Case, act: Act, deed: Deed, newer: dict[str, tuple[str, int]], reveals_personal: bool
) -> Iterable[FieldRow]:
    declared = getattr(act.asks, "base_fields", {}) if act.asks else {}
    closed, internal = disclosure.closed_fields(act.asks), disclosure.internal_fields(act.asks)
    for answer in deed.fields:
        name, asked, ground = answer["name"], declared.get(answer["name"]), closed.get(answer["name"])
        is_masked = ground in PERSONAL and not reveals_personal
        value, rectified_by = newer.get(name, ("", 0))
        yield FieldRow(
            label=_(str(asked.label)) if asked is not None and asked.label else answer["label"],
            shown="" if is_masked else value or _words(asked, answer["shown"]),
            html=None if is_masked else _rich(asked, answer["value"]),
            files=() if is_masked else _files(case, asked, answer["value"]),
            ground=ground,
            is_internal=name in internal,
            is_masked=is_masked,
            was="" if is_masked or not rectified_by else _words(asked, answer["shown"]),
            rectified_by=rectified_by,
        )


def _words(asked: forms.Field | None, shown: str) -> str:
    """A choice reads in the language of the page; what somebody wrote stays as it was written."""
    return _(shown) if shown and isinstance(asked, (forms.ChoiceField, forms.BooleanField)) else shown


def _rich(asked: forms.Field | None, value: Any) -> SafeString | None:
    if not isinstance(asked, fields.HtmlField) or not value:
        return None
    return mark_safe(fields.harmless(str(value)))


def _files(case: Case, asked: forms.Field | None, value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(asked, fields.UploadsField):
        return ()
    return tuple((file["name"], reverse("desk:file", args=[case.number, file["digest"]])) for file in value or ())


def _justified(deed: Deed, reveals_personal: bool) -> tuple[dict[str, str], ...]:
    return tuple(
        {"text": finding["text"] if reveals_personal else "***", "reason": finding["reason"]}
        for finding in deed.content.get("justified", ())
    )


def _rectified(deeds: Iterable[Deed]) -> dict[int, dict[str, tuple[str, int]]]:
    """For each record the newer values by field name, each with the record that brought it."""
    newer: dict[int, dict[str, tuple[str, int]]] = {}
    for deed in deeds:
        if deed.act == "rectify" and deed.case_key is not None:
            values: dict[str, str] = deed.value("values")
            changed = {name: (value, deed.number) for name, value in values.items()}
            newer.setdefault(int(deed.value("record")), {}).update(changed)
    return newer


def holds_personal(case: Case, deeds: Iterable[Deed]) -> bool:
    """True where the case has a party, or any answer that is closed as personal information."""
    if case.party_id is not None:
        return True
    for deed in deeds:
        closed = disclosure.closed_fields(registry.act_named(case.process, deed.act).asks)
        personal = {name for name, ground in closed.items() if ground in PERSONAL}
        try:
            if any(answer["name"] in personal for answer in deed.fields):
                return True
        except Erased:
            return False
    return False
