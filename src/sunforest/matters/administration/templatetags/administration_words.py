"""Words that the calendar's templates need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def joined(names: Iterable[str]) -> str:
    """Names in the reader's language, one after the other."""
    return _("、").join(_(name) for name in names)


@register.filter
def month_name(day: date) -> str:
    """“11月”, or the name of the month where the reader's language has names."""
    return date_format(day, _("n月"))
