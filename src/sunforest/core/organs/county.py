"""Whose installation this is: read once, kept in memory; the row changes only by acts of ``administration``."""

from __future__ import annotations

from django.conf import settings

from sunforest.core.organs.models import County, Setting

UNNAMED = County(name="阳光森林", name_en="Sunforest", area_code="000000")
DEFAULTS = {
    "interpretation_limit_working_days": 3,
    "review_interval_months": 12,
    "supplement_default_days": 15,
    "idle_minutes": 15,
    "administrative_court": "",
    "government_court": "",
    "reconsideration_channel": "",
}


def current() -> County:
    """The county's row, or an unnamed one before ``init``. One query a call; a page asks once, in its frame."""
    return County.objects.filter(pk=1).first() or UNNAMED


_area_codes: dict[str, str] = {}


def area_code() -> str:
    """The area code that case numbers begin with; it never changes, so it is read from the database once."""
    name = str(settings.DATABASES["default"]["NAME"])
    if name not in _area_codes:
        found = County.objects.filter(pk=1).values_list("area_code", flat=True).first()
        if found is None:
            return UNNAMED.area_code
        _area_codes[name] = found
    return _area_codes[name]


def setting(key: str) -> object:
    """One adjustable value, or its default. Raises KeyError for a setting nobody declared."""
    kept = Setting.objects.filter(key=key).values_list("value", flat=True).first()
    return DEFAULTS[key] if kept is None else kept
