"""Complete English beside the Chinese: every marked text is translated in its own folder, with all its places.

That nothing is doubtful or said in two ways is held by ``test_house.py``.
"""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from tests.conformance.words_in_source import SOURCE, catalogue_of, english_of, homes, marked_in, name_of

PLACES = re.compile(r"%\((\w+)\)|%([sd])")
CATALOGUES = sorted(SOURCE.rglob("locale/en/LC_MESSAGES/*.po"))


def relative(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("home", homes(), ids=relative)
def test_every_marked_text_has_its_english_in_its_own_folder(home: Path) -> None:
    catalogue = catalogue_of(home)
    assert [f"{marked.where} {marked.entry.msgid}" for marked in marked_in(home) if marked.name not in catalogue] == []


@pytest.mark.parametrize("home", homes(), ids=relative)
def test_no_catalogue_keeps_a_text_that_nobody_uses(home: Path) -> None:
    used = {marked.name for marked in marked_in(home)}
    assert [name for name in catalogue_of(home) if name not in used] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=relative)
def test_english_fills_the_same_places_as_the_chinese(path: Path) -> None:
    """The singular of a count may be said in words; the plural names every place."""
    differing = []
    for entry in polib.pofile(str(path)):
        *singular, full = [set(PLACES.findall(text)) for text in english_of(entry)]
        wanted = set(PLACES.findall(entry.msgid_plural or entry.msgid))
        if full != wanted or any(places - wanted for places in singular):
            differing.append(entry.msgid)
    assert differing == []


@pytest.mark.parametrize("path", CATALOGUES, ids=relative)
def test_no_text_stands_twice_in_one_catalogue(path: Path) -> None:
    names = [name_of(entry) for entry in polib.pofile(str(path))]
    assert len(names) == len(set(names))


def test_no_catalogue_stands_in_a_folder_where_nobody_looks() -> None:
    assert [path for path in CATALOGUES if path.parents[3] not in homes()] == []


BOTH_LANGUAGES = {"400.html", "403_csrf.html", "500.html"}  # shown where no language can be chosen: they say both
TRANSLATED = re.compile(
    r"{% comment.*?endcomment %}|{#.*?#}|{% blocktranslate.*?endblocktranslate %}|{% translate .*?%}|_\(.*?\)",
    re.DOTALL,
)
CHINESE = re.compile(r"[\u4e00-\u9fff（），。：；、？！“”]+")


def templates() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("templates/**/*.html") if path.name not in BOTH_LANGUAGES)


def test_no_template_says_in_chinese_what_is_not_translated() -> None:
    """``switches.html`` offers 中文 by its own name."""
    said = {path.name: CHINESE.findall(TRANSLATED.sub("", path.read_text("utf-8"))) for path in templates()}
    assert {name: words for name, words in said.items() if words} == {"switches.html": ["中文"]}
