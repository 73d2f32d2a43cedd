"""Words of results: marked passages, names in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from sunforest.core.organs.models import Organ
from sunforest.core.search.entry import SearchEntry
from sunforest.core.search.results import Passage
from sunforest.faces.portal.filters import EFFECTS, Effect, Names

register = template.Library()


@register.filter
def marked(passage: Passage) -> SafeString:
    """A passage with what was searched for in <mark>; everything is escaped."""
    return format_html_join("", "{}{}{}", (_pieces(words, is_marked) for words, is_marked in passage))


def _pieces(words: str, is_marked: bool) -> tuple[SafeString, str, SafeString]:
    if is_marked:
        return SafeString("<mark>"), words, SafeString("</mark>")
    return SafeString(""), words, SafeString("")


@register.filter
def organ_words(names: Names, entry: SearchEntry) -> str:
    """The organ of an entry, in the language of the page."""
    return names.words_for("organ", entry.organ, entry.organ_name)


@register.filter
def effect_of(effect: str) -> Effect | None:
    """Word and tone of an effect, or nothing where none is known."""
    return EFFECTS.get(effect) or (Effect(gettext(effect), "rest") if effect else None)


@register.filter
def in_language(organ: Organ, language: str) -> str:
    """The name of an organ in the language of the page."""
    return organ.name_en if language == "en" and organ.name_en else organ.name


@register.filter
def joined(words: Iterable[str]) -> str:
    """Words as one list."""
    return gettext("、").join(words)
