"""How the reference pages are written: Chinese and English side by side, one heading a thing, plain tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

LANGUAGES = ("zh-hans", "en")
MADE = (
    "本页由 `sunforest reference` 生成，请不要手改。 / "
    "This page is written by `sunforest reference`; do not edit it by hand."
)


def page(title: str, *parts: Iterable[str]) -> str:
    """A page: its title, how it came about, and its parts, each a series of paragraphs."""
    paragraphs = [f"# {title}", MADE, *(paragraph for part in parts for paragraph in part if paragraph)]
    return "\n\n".join(paragraphs) + "\n"


def both(words: Any) -> str:
    """A text in both languages: 发布 / Publish. What reads the same in both stands once."""
    return in_both(lambda: gettext(str(words)) if str(words) else "")


def in_both(write: Callable[[], str]) -> str:
    """What ``write`` gives in Chinese and in English."""
    written = []
    for language in LANGUAGES:
        with translation.override(language):
            written.append(" ".join(write().split()))
    return " / ".join(dict.fromkeys(filter(None, written)))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, or nothing where it has no rows."""
    lines = [_row(row) for row in rows]
    return "\n".join((_row(heads), _row(["---"] * len(heads)), *lines)) if lines else ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def facts(*pairs: tuple[str, str]) -> str:
    """A list of named facts; those without a value are left out."""
    return "\n".join(f"- {name}: {value}" for name, value in pairs if value)
