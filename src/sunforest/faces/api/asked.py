"""What an act asks, as JSON Schema, and how a JSON answer reaches the act's form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms

from sunforest.core.process.declaration import Act
from sunforest.core.process.fields import UploadsField

FILES = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"digest": {"type": "string"}, "name": {"type": "string"}},
        "required": ["digest", "name"],
    },
}


def schema_of(act: Act) -> dict[str, Any]:
    """The answers of an act: one property a field, as its form takes it."""
    declared = getattr(act.asks, "base_fields", {}) if act.asks else {}
    return {
        "type": "object",
        "title": act.name,
        "properties": {name: _property(field) for name, field in declared.items()},
        "required": [name for name, field in declared.items() if field.required],
    }


def _property(field: forms.Field) -> dict[str, Any]:
    described = {"title": str(field.label or ""), "description": str(field.help_text or "")}
    return {**{key: words for key, words in described.items() if words}, **_type(field)}


def _type(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, UploadsField):
        return FILES
    if isinstance(field, (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)):
        return {"type": "array", "items": {"type": "string"}}
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return {"type": "string", "enum": _values(field)}
    if isinstance(field, forms.DateTimeField):
        return {"type": "string", "format": "date-time"}
    if isinstance(field, forms.DateField):
        return {"type": "string", "format": "date"}
    if isinstance(field, forms.BooleanField):
        return {"type": "boolean"}
    if isinstance(field, forms.IntegerField) and not isinstance(field, (forms.FloatField, forms.DecimalField)):
        return {"type": "integer"}
    longest = getattr(field, "max_length", None)
    return {"type": "string", **({"maxLength": longest} if longest else {})}


def _values(field: forms.ChoiceField) -> list[str]:
    values: list[str] = []
    choices: Any = field.choices
    for value, words in choices:
        values += [str(inner) for inner, _words in words] if isinstance(words, (list, tuple)) else [str(value)]
    return values


def as_form_data(answers: Mapping[str, Any], form: Any = None) -> dict[str, Any]:
    """JSON answers as a form reads them: texts and truth values, lists where it asks for several, files as JSON."""
    declared = getattr(form, "base_fields", {}) if form else {}
    return {name: _form_value(value, declared.get(name)) for name, value in answers.items() if value is not None}


def _form_value(value: Any, field: Any) -> Any:
    if isinstance(value, bool) and isinstance(field, forms.BooleanField):
        return value
    if isinstance(field, (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)):
        return [readable(str(one)) for one in value] if isinstance(value, list) else [readable(str(value))]
    return readable(json.dumps(value) if isinstance(value, (list, dict)) else str(value))


def readable(text: str) -> str:
    """Text without halves of characters, which no database takes."""
    return text.encode("utf-8", "replace").decode()
