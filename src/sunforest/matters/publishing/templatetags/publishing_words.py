"""Words of kinds and forms in the pages of publishing."""

from __future__ import annotations

from typing import Any

from django import template

from sunforest.matters.publishing import lists
from sunforest.matters.publishing.document_words import CORRECTION_KINDS

register = template.Library()


@register.filter
def interpretation_form(form: str) -> Any:
    """The form of an interpretation in words (R5.7)."""
    return lists.FORMS_OF_INTERPRETATION.get(form, form)


@register.filter
def correction_kind(kind: str) -> Any:
    """Revision, change of effect or withdrawal, in words."""
    return CORRECTION_KINDS.get(kind, kind)
