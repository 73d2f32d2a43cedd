"""Names of organs, posts and officers in the language of the page, as far as they have one there."""

from __future__ import annotations

from django.utils import translation

from sunforest.core.organs.models import Officer, Organ, Post


def _is_english() -> bool:
    return translation.get_language() == "en"


def organ(named: Organ) -> str:
    """The organ's full name."""
    return named.name_en if _is_english() and named.name_en else named.name


def organ_in_short(named: Organ) -> str:
    """The organ's short name; in English its name."""
    return named.name_en if _is_english() and named.name_en else named.short_name


def title(post: Post) -> str:
    """The post's title."""
    return post.title_en if _is_english() and post.title_en else post.title


def officer(named: Officer) -> str:
    """The officer's name."""
    return named.name_en if _is_english() and named.name_en else named.name


def post(named: Post) -> str:
    """The post with its organ."""
    return f"{organ_in_short(named.organ)} {title(named)}"
