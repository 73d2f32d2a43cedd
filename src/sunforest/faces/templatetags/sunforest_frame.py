"""The few tags that frames and parts need."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide as draw

from sunforest.core.process.citation import cite
from sunforest.core.process.declaration import Article, Law

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: int = 20) -> SafeString:
    """A symbol of the lucide set, hidden from screen readers: a word always stands beside it."""
    drawn = draw(str(name) + "", size=size, aria_hidden="true", focusable="false", **{"class": "icon"})
    return mark_safe(drawn)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The control of a form field; days and moments get the browser's own picker."""
    widget = field.field.widget
    if isinstance(widget, forms.DateInput):
        widget.input_type, widget.format = "date", "%Y-%m-%d"
    elif isinstance(widget, forms.DateTimeInput):
        widget.input_type, widget.format = "datetime-local", "%Y-%m-%dT%H:%M"
    return field.as_widget()


@register.filter
def is_group(field: BoundField) -> bool:
    """True where the field is a group of radios or check boxes, and so a fieldset."""
    return isinstance(field.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple))


@register.filter
def is_tick(field: BoundField) -> bool:
    """True where the field is a single check box, whose label stands behind it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def linked_data(data: dict[str, Any]) -> SafeString:
    """JSON-LD as a block of data; what could end the block early is written as an escape."""
    written = json.dumps(data, ensure_ascii=False).translate(
        {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
    )
    return mark_safe(f'<script type="application/ld+json">{written}</script>')


@register.filter
def citation(law: Law | Article | None) -> str:
    """A law, or an article of it, as the language of the page cites it."""
    return cite(law)


@register.filter
def lookup(mapping: Any, key: Any) -> Any:
    """The value under ``key``, or nothing."""
    return mapping.get(key) if mapping else None
