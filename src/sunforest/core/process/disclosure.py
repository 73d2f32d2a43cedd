"""What each act shows: to the public, to the party, to the staff (design §3, disclosure).

A form's ``Meta.closed`` and ``Meta.internal`` map a Ground to field names: closed is kept from the public, internal
from the party too. Whatever is not listed is public; text and files only when staff does the act.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from typing import Any

import nh3
from django import forms
from django.utils import translation
from django.utils.timezone import localtime

from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.fields import HtmlField, UploadsField
from sunforest.pure import personal_data
from sunforest.pure.grounds import Ground
from sunforest.pure.moment import Moment
from sunforest.pure.words import gettext_noop as _

FACE_VERSION = 1


def metas_of(form: type) -> list[type]:
    """The ``Meta`` classes written in a form class and its parents, nearest first."""
    return [vars(parent)["Meta"] for parent in form.__mro__ if "Meta" in vars(parent)]


def _listed(form: type | None, kind: str) -> dict[str, Ground]:
    listed: dict[str, Ground] = {}
    for meta in metas_of(form) if form else []:
        for ground, names in getattr(meta, kind, {}).items():
            for name in names:
                listed.setdefault(name, ground)
    return listed


def internal_fields(form: type | None) -> dict[str, Ground]:
    """Fields kept from the party too, each with its ground."""
    return _listed(form, "internal")


def closed_fields(form: type | None) -> dict[str, Ground]:
    """Fields kept from the public, each with its ground."""
    return {**_listed(form, "closed"), **internal_fields(form)}


def is_text_or_file(field: forms.Field) -> bool:
    """True for fields in which anything can be written; choices, dates, numbers and references are not."""
    if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        return False
    numbers_and_days = (
        forms.IntegerField,
        forms.DateField,
        forms.DateTimeField,
        forms.TimeField,
        forms.BooleanField,
    )
    return not isinstance(field, numbers_and_days)


def fields_of(form: forms.Form | None) -> list[dict[str, Any]]:
    """What was answered, in the order of the form: name, Chinese label of the day, value, and how it is shown."""
    if form is None:
        return []
    with translation.override("zh-hans"):
        return [
            {
                "name": name,
                "label": str(field.label or name),
                "value": plain(form.cleaned_data[name]),
                "shown": shown(field, form.cleaned_data[name]),
            }
            for name, field in form.fields.items()
            if form.cleaned_data.get(name) not in (None, "", [], ())
        ]


def plain(value: Any) -> Any:
    """A value as JSON holds it: days and moments in ISO form, a row as its number, decimals as text."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if hasattr(value, "pk"):
        return value.pk
    if isinstance(value, (str, int, bool, dict)) or value is None:
        return value
    if isinstance(value, float):
        return str(value)
    return [plain(item) for item in value] if isinstance(value, Iterable) else str(value)


def shown(field: forms.Field, value: Any) -> str:
    """A value in words, as it reads on the day of the act."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(field, UploadsField):
        return "、".join(file["name"] for file in value)
    if isinstance(field, HtmlField):
        return text_of_html(value).strip()[:200]
    if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        return _shown_choice(field, value)
    if isinstance(value, datetime):
        return localtime(value).strftime("%Y-%m-%d %H:%M")
    return str(value)


def _shown_choice(field: Any, value: Any) -> str:
    if isinstance(field, forms.ModelMultipleChoiceField):
        return "、".join(field.label_from_instance(row) for row in value)
    if isinstance(field, forms.ModelChoiceField):
        return str(field.label_from_instance(value))
    if isinstance(field, forms.MultipleChoiceField):
        return "、".join(_choice(field, item) for item in value)
    return _choice(field, value)


def _choice(field: Any, value: Any) -> str:
    for key, label in field.choices:
        if isinstance(label, (list, tuple)):
            for inner_key, inner_label in label:
                if str(inner_key) == str(value):
                    return str(inner_label)
        elif str(key) == str(value):
            return str(label)
    return str(value)


def open_field_names(act: Act) -> set[str]:
    """Names of the fields of an act that the public sees."""
    if act.asks is None:
        return set()
    declared = act.asks.base_fields  # type: ignore[attr-defined]
    closed = closed_fields(act.asks)
    return {
        name
        for name, field in declared.items()
        if name not in closed and (act.is_by_staff or not is_text_or_file(field))
    }


def open_fields(act: Act, fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of an act's answers that the public sees."""
    names = open_field_names(act)
    return [field for field in fields if field["name"] in names]


def fields_for_party(act: Act, fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of an act's answers that the party sees: all but the internal ones."""
    internal = internal_fields(act.asks)
    return [field for field in fields if field["name"] not in internal]


def face_of(
    process: type[Process], act: Act, organ: Any, moment: Moment, to_state: str, fields: list[dict[str, Any]]
) -> dict[str, Any]:
    """The public face of an act: title, organ, day, state and the open ``fields``, with keys and Chinese labels."""
    with translation.override("zh-hans"):
        return {
            "version": FACE_VERSION,
            "process": process.key,
            "process_title": str(process.title),
            "act": act.name,
            "act_title": str(act.title),
            "law": str(act.law) if act.law else "",
            "organ": organ.code,
            "organ_name": organ.name,
            "day": moment.day.isoformat(),
            "state": to_state,
            "state_title": str(process.state(to_state).title),
            "fields": fields,
        }


def canonical(face: dict[str, Any]) -> bytes:
    """The bytes of a face by RFC 8785: for text, whole numbers and truth values Python's writer gives just these."""
    return json.dumps(face, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def findings_in(act: Act, form: forms.Form | None) -> list[dict[str, Any]]:
    """Personal data found in the open text of an act's form: field, type, start, end and the text itself."""
    if form is None:
        return []
    found = []
    for name in sorted(open_field_names(act)):
        field, value = form.fields.get(name), form.cleaned_data.get(name)
        if field is None or not value or not is_text_or_file(field):
            continue
        for finding in personal_data.find(_readable(field, value)):
            found.append(
                {
                    "field": name,
                    "type": finding.type,
                    "start": finding.start,
                    "end": finding.end,
                    "text": finding.text,
                }
            )
    return found


def _readable(field: forms.Field, value: Any) -> str:
    if isinstance(field, UploadsField):
        from sunforest.core.process import file_text

        return "\n".join(file_text.of(file["digest"], file["name"]) for file in value)
    if isinstance(field, HtmlField):
        return text_of_html(value)
    return str(value)


def text_of_html(html: str) -> str:
    """The words of harmless HTML, block by block on lines of their own."""
    for tag in ("</p>", "</h2>", "</h3>", "</h4>", "</li>", "</td>", "</th>", "</tr>", "<br>"):
        html = html.replace(tag, tag + "\n")
    return unescape(nh3.clean(html, tags=set()))
