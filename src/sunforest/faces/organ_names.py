"""Names of organs in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language

from sunforest.core.organs.models import Organ


def full_name(organ: Organ) -> str:
    """The whole name; English where the page is and the organ has one."""
    return organ.name_en if get_language() == "en" and organ.name_en else organ.name


def short_name(organ: Organ) -> str:
    """The name as people say it; English where the page is and the organ has one."""
    return organ.name_en if get_language() == "en" and organ.name_en else organ.short_name
