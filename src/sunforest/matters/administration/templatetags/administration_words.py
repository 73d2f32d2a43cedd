"""Words that the calendar's templates need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sunforest.core.organs import names

register = template.Library()
register.filter("organ_in_full", names.organ)
register.filter("organ_in_short", names.organ_in_short)
register.filter("post_title", names.title)
register.filter("officer_name", names.officer)


@register.filter
def joined(words: Iterable[str]) -> str:
    """Names in the reader's language, one after the other."""
    return _("、").join(_(word) for word in words)


@register.filter
def month_name(day: date) -> str:
    """“11月”, or the name of the month where the reader's language has names."""
    return date_format(day, _("n月"))
