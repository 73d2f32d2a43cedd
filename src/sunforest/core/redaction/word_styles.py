"""What a Word file says about its paragraphs beside their words: headings, alignment, automatic numbers, hidden text."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

from sunforest.core.redaction.word_package import Package, W

ALIGNMENTS = {"center": "center", "right": "right", "end": "right"}
PLACE = re.compile(r"%([1-9])")
DIGITS = ("", *"一二三四五六七八九")
OFF = ("0", "false", "off")
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
CHINESE = ("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCounting")
DEEPEST = 12


class Styles:
    """The styles and lists of one file; ``of`` is asked for every paragraph in order, since numbers count on."""

    def __init__(self, package: Package) -> None:
        self.styles = _by_id(package.root_of("word/styles.xml"), "style", "styleId")
        numbering = package.root_of("word/numbering.xml")
        self.lists = _by_id(numbering, "num", "numId")
        self.patterns = _by_id(numbering, "abstractNum", "abstractNumId")
        self.counted: dict[str, dict[int, int]] = defaultdict(dict)

    def of(self, paragraph: etree._Element) -> tuple[int, str, str]:
        """Level of heading (0 for text), alignment, and the automatic number that stands before the words."""
        outline = self._said(paragraph, "outlineLvl")
        level = int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else 0
        return level, ALIGNMENTS.get(self._said(paragraph, "jc"), ""), self._label(paragraph)

    def is_hidden(self, element: etree._Element) -> bool:
        """True where a run, or the style of a run or paragraph, says that its text is hidden."""
        if element.tag not in (W + "r", W + "p"):
            return False
        kind, style = ("rPr", "rStyle") if element.tag == W + "r" else ("pPr", "pStyle")
        own = element.find(f"{W}rPr/{W}vanish") if element.tag == W + "r" else None
        if own is not None:
            return own.get(W + "val") not in OFF
        named = element.find(f"{W}{kind}/{W}{style}")
        said = [each.find(f"{W}rPr/{W}vanish") for each in self._chain(named)]
        return any(each is not None and each.get(W + "val") not in OFF for each in said)

    def _chain(self, named: etree._Element | None) -> list[etree._Element]:
        """A style and those it is based on."""
        found: list[etree._Element] = []
        key = named.get(W + "val", "") if named is not None else ""
        while key in self.styles and len(found) < DEEPEST:
            found.append(self.styles[key])
            based = self.styles[key].find(W + "basedOn")
            key = based.get(W + "val", "") if based is not None else ""
        return found

    def _sources(self, paragraph: etree._Element) -> list[etree._Element]:
        own = paragraph.find(W + "pPr")
        if own is None:
            return []
        styles = [style.find(W + "pPr") for style in self._chain(own.find(W + "pStyle"))]
        return [own, *(each for each in styles if each is not None)]

    def _said(self, paragraph: etree._Element, name: str) -> str:
        for source in self._sources(paragraph):
            found = source.find(W + name)
            if found is not None:
                return found.get(W + "val", "")
        return ""

    def _label(self, paragraph: etree._Element) -> str:
        for source in self._sources(paragraph):
            listed, step = source.find(f"{W}numPr/{W}numId"), source.find(f"{W}numPr/{W}ilvl")
            if listed is not None:
                written = step.get(W + "val", "0") if step is not None else "0"
                return self._counted(listed.get(W + "val", ""), int(written) if written.isdecimal() else 0)
        return ""

    def _counted(self, key: str, step: int) -> str:
        levels = self._levels(key)
        if step not in levels:
            return ""
        counted = self.counted[key]
        counted[step] = counted.get(step, _start(levels[step]) - 1) + 1
        for deeper in [each for each in counted if each > step]:
            del counted[deeper]
        pattern = levels[step].find(W + "lvlText")
        if _format(levels[step]) == "bullet":
            return "• "
        words = pattern.get(W + "val", "") if pattern is not None else ""

        def number(place: re.Match[str]) -> str:
            at = int(place.group(1)) - 1
            return _written(counted.get(at, 1), _format(levels.get(at, levels[step])))

        return PLACE.sub(number, words) + (" " if words and words[-1:].isascii() else "")

    def _levels(self, key: str) -> dict[int, etree._Element]:
        listed = self.lists.get(key)
        pattern = listed.find(W + "abstractNumId") if listed is not None else None
        found = self.patterns.get(pattern.get(W + "val", "")) if pattern is not None else None
        levels = found.findall(W + "lvl") if found is not None else []
        return {int(level.get(W + "ilvl", "0")): level for level in levels if level.get(W + "ilvl", "0").isdecimal()}


def _by_id(root: etree._Element | None, tag: str, key: str) -> dict[str, etree._Element]:
    return {each.get(W + key, ""): each for each in root.iter(W + tag)} if root is not None else {}


def _start(level: etree._Element) -> int:
    start = level.find(W + "start")
    written = start.get(W + "val", "1") if start is not None else "1"
    return int(written) if written.isdecimal() else 1


def _format(level: etree._Element) -> str:
    said = level.find(W + "numFmt")
    return said.get(W + "val", "decimal") if said is not None else "decimal"


def _written(number: int, form: str) -> str:
    if form in CHINESE:
        return _chinese(number)
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    return str(number)


def _chinese(number: int) -> str:
    """一 to 九十九; what is beyond, in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return f"{DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{DIGITS[ones]}"


def _roman(number: int) -> str:
    written = ""
    for value, sign in ROMAN:
        times, number = divmod(number, value)
        written += sign * min(times, 10)
    return written
