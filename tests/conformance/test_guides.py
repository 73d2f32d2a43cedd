"""Guides name only what is there: pictures, small enough for a slow line, other pages, and acts as they are called."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sunforest.commands.reference_processes import our_processes

GUIDES = Path(__file__).resolve().parent.parent.parent / "docs" / "guides"
PAGES = sorted(GUIDES.glob("*.md"))
LARGEST_PICTURE = 100_000


def linked_from(page: Path) -> list[str]:
    targets = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    return [target for target in targets if "://" not in target]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_whatever_a_guide_links_to_is_there(page: Path) -> None:
    assert [target for target in linked_from(page) if not (page.parent / target).exists()] == []


def test_pictures_are_small_and_each_is_shown() -> None:
    pictures = sorted((GUIDES / "pictures").iterdir())
    assert [picture.name for picture in pictures if picture.stat().st_size > LARGEST_PICTURE] == []
    shown = {(page.parent / target).name for page in PAGES for target in linked_from(page)}
    assert {picture.name for picture in pictures} <= shown


def test_the_office_reads_the_acts_by_their_names() -> None:
    """The steps of publishing in the guide's table are acts of the declaration."""
    text = (GUIDES / "office.md").read_text(encoding="utf-8")
    steps = re.findall(r"^\| \d+ \| ([^|]+) \|", text, re.MULTILINE)
    named = {name.split("并")[0] for step in steps for name in re.split("、|，或者", step)}
    titles = {str(act.title) for process in our_processes() for act in process.acts}
    assert len(named) >= 10
    assert named <= titles
