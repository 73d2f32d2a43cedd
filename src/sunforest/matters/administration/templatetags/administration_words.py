"""Words that the calendar's templates need."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def joined(feasts: Iterable[str]) -> str:
    """The names of feasts in the reader's language, one after the other."""
    return _("、").join(_(feast) for feast in feasts)
