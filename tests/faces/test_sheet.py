"""The sheet: contrasts computed from its tokens, nothing inline in templates, nothing from another host."""

import re
from pathlib import Path

import pytest

import sunforest

PACKAGE = Path(sunforest.__file__).parent
SHEETS = sorted((PACKAGE / "faces" / "static" / "sunforest").glob("*.css"))
TEMPLATES = sorted(PACKAGE.glob("**/templates/**/*.html"))
SHEET = (PACKAGE / "faces" / "static" / "sunforest" / "sunforest.css").read_text(encoding="utf-8")

TEXTS = ("ink", "soft", "canopy", "leaf", "amber", "clay", "sky")
GROUNDS = ("paper", "mist")


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9A-Fa-f]{6})", block))


LIGHT = tokens(SHEET[SHEET.index(":root {") : SHEET.index(".large-type {")])
LARGE = LIGHT | tokens(SHEET[SHEET.index(".large-type {") : SHEET.index("@media (prefers-color-scheme")])
DARK = LIGHT | tokens(SHEET[SHEET.index("@media (prefers-color-scheme") : SHEET.index("/* ---------- ground")])
SCHEMES = {"light": LIGHT, "large type": LARGE, "dark": DARK}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read_on_every_ground(scheme: str, text: str, ground: str) -> None:
    least = 4.5 if scheme == "light" else 7
    assert contrast(SCHEMES[scheme][text], SCHEMES[scheme][ground]) >= least


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [("on-canopy", "canopy"), ("on-sun", "sun"), ("on-header", "header"), ("on-header", "header-strip")],
)
def test_words_on_colour_reach_the_highest_grade(scheme: str, text: str, ground: str) -> None:
    assert contrast(SCHEMES[scheme][text], SCHEMES[scheme][ground]) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("wash", ["wash-leaf", "wash-amber", "wash-clay", "wash-sky", "mark"])
def test_ink_can_be_read_on_every_wash(scheme: str, wash: str) -> None:
    assert contrast(SCHEMES[scheme]["ink"], SCHEMES[scheme][wash]) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_edge_of_a_control_and_the_ring_of_focus_are_seen(scheme: str) -> None:
    shown = SCHEMES[scheme]
    assert contrast(shown["edge"], shown["paper"]) >= 3
    assert contrast(shown["ink"], shown["paper"]) >= 3
    assert contrast(shown["sun"], shown["header"]) >= 3


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_loads_nothing(sheet: Path) -> None:
    assert not re.search(r"@import|url\(|https?:", sheet.read_text(encoding="utf-8"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_a_template_has_no_inline_style_or_script(template: Path) -> None:
    written = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|hx-on|javascript:", written)
    assert not re.search(r"<script(?![^>]*(\ssrc=|type=.application/(ld\+)?json))", written)
