"""Which marks to propose: personal data where it stands (R7.19, R7.20), and every place of words that somebody names.

What is found once is looked for everywhere, also where a line breaks in the middle of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sunforest.core.redaction.marks import Area, Mark, Rectangle, Span
from sunforest.core.redaction.original import Original, Page, Paragraph, Table
from sunforest.core.redaction.pdf_reading import hides
from sunforest.pure import grounds, personal_data
from sunforest.pure.grounds import Ground

FEWEST_LETTERS = 2
READ_SIDEWAYS, READ_UPRIGHT = 0.35, 0.1
SAME_LINE = 0.5
IGNORED = "-\u2010\u2011\u2012\u2013\u2014\uff0d\u00b7" + "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# Numbers are proposed by their form alone: a wrong check character may be a misprint, or misread from a scan.
LOOKS_LIKE = (
    ("ID", re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)")),
    ("MOBILE", re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")),
)


@dataclass(frozen=True)
class Suggestion:
    """A mark that is proposed, what kind of datum it hides, and its words."""

    mark: Mark
    kind: str
    words: str


@dataclass(frozen=True)
class _Text:
    """A text to be searched, and how a part of it becomes places."""

    words: str
    page: Page | None = None
    paragraphs: tuple[tuple[int, int, Paragraph], ...] = ()

    def places(self, start: int, end: int) -> tuple[Area | Span, ...]:
        """Where a part of the text stands."""
        if self.page is not None:
            return tuple(Area(self.page.number, box) for box in _rectangles(self.page, start, end))
        return tuple(
            Span(paragraph.number, max(start, begin) - begin, min(end, stop) - begin)
            for begin, stop, paragraph in self.paragraphs
            if max(start, begin) < min(end, stop)
        )


def of(original: Original) -> list[Suggestion]:
    """Personal data wherever it stands, in reading order."""
    texts = list(_texts_of(original))
    found: dict[str, str] = {}
    for text in texts:
        for words in (text.words, text.words.replace("\n", "")):
            for finding in personal_data.find(words):
                found.setdefault(_plain(finding.text)[0], finding.type)
            for kind, form in LOOKS_LIKE:
                for match in form.finditer(words):
                    found.setdefault(_plain(match.group())[0], kind)
    return _everywhere(texts, found, grounds.PERSONAL_INFORMATION)


def of_words(original: Original, words: str, reason: Ground) -> list[Mark]:
    """A mark for every place where the words stand; width of letters, blanks and breaks of line do not matter.

    Words of fewer than two letters are found nowhere.
    """
    wanted = {_plain(words)[0]: ""}
    return [suggestion.mark for suggestion in _everywhere(list(_texts_of(original)), wanted, reason)]


def stand_in(text: str, words: str) -> bool:
    """True where the words, at least two letters, can be read in a text, however they are spaced or broken."""
    wanted = _plain(words)[0]
    return len(wanted) >= FEWEST_LETTERS and wanted in _plain(text)[0]


def words_under(original: Original, mark: Mark) -> str:
    """What a mark hides, for those who may read the original; empty where it lies on a picture."""
    return " ".join(filter(None, (_words_at(original, place) for place in mark.places)))


def _words_at(original: Original, place: Area | Span) -> str:
    if isinstance(place, Span):
        paragraph = next((each for each in original.paragraphs if each.number == place.paragraph), None)
        return paragraph.text[place.start : place.end] if paragraph else ""
    page = next((each for each in original.pages if each.number == place.page), None)
    if page is None:
        return ""
    return "".join(character for character, box in page.letters if box is not None and hides(place.box, box))


def _everywhere(texts: list[_Text], wanted: dict[str, str], reason: Ground) -> list[Suggestion]:
    """Every place of what is wanted (plain words → kind); the longer words go first, none overlap."""
    found = []
    longest_first = sorted((words for words in wanted if len(words) >= FEWEST_LETTERS), key=len, reverse=True)
    for text in texts:
        plain, offsets = _plain(text.words)
        taken: set[int] = set()
        here = []
        for words in longest_first:
            for begin in _starts(plain, words):
                if taken.isdisjoint(range(begin, begin + len(words))):
                    taken.update(range(begin, begin + len(words)))
                    here.append((offsets[begin], offsets[begin + len(words) - 1] + 1, wanted[words]))
        for start, end, kind in sorted(here):
            if places := text.places(start, end):
                found.append(Suggestion(Mark(places, reason), kind, " ".join(text.words[start:end].split())))
    return found


def _starts(plain: str, words: str) -> Iterator[int]:
    begin = plain.find(words)
    while begin >= 0:
        yield begin
        begin = plain.find(words, begin + 1)


def _plain(words: str) -> tuple[str, list[int]]:
    """The words without blanks, dashes and invisible characters, in one width and case; and where each letter stood."""
    plain, offsets = "", []
    for place, character in enumerate(words):
        if character.isspace() or character in IGNORED:
            continue
        for simple in unicodedata.normalize("NFKC", character).casefold():
            plain += simple
            offsets.append(place)
    return plain, offsets


def _texts_of(original: Original) -> Iterator[_Text]:
    """Each page; or the whole of a Word file, with a bar between the cells of a row."""
    for page in original.pages:
        yield _Text(page.letters.text, page=page)
    words, paragraphs = "", []
    for separator, paragraph in _in_order(original):
        words += separator if words else ""
        paragraphs.append((len(words), len(words) + len(paragraph.text), paragraph))
        words += paragraph.text
    if words:
        yield _Text(words, paragraphs=tuple(paragraphs))


def _in_order(original: Original) -> Iterator[tuple[str, Paragraph]]:
    for part in original.body:
        if isinstance(part, Table):
            for cell in part.cells:
                for number, paragraph in enumerate(cell.paragraphs):
                    yield ("|" if number == 0 and cell.column > 0 else "\n"), paragraph
        else:
            yield "\n", part


def _rectangles(page: Page, start: int, end: int) -> Iterator[Rectangle]:
    """The places of some letters of a page, one rectangle a line; wider where they were read from a picture."""
    line: Rectangle | None = None
    for place in range(start, end):
        box = page.letters.boxes[place]
        if box is None:
            continue
        if box.is_rough:
            height = box.bottom - box.top
            box = box.grown(READ_SIDEWAYS * height, READ_UPRIGHT * height)
        if line is None or _is_beside(line, box):
            line = box if line is None else _both(line, box)
        else:
            yield line
            line = box
    if line is not None:
        yield line


def _is_beside(line: Rectangle, box: Rectangle) -> bool:
    shared = min(line.bottom, box.bottom) - max(line.top, box.top)
    near = 2 * (box.bottom - box.top)
    is_near = box.left < line.right + near and box.right > line.left - near
    return is_near and shared > SAME_LINE * min(line.bottom - line.top, box.bottom - box.top)


def _both(one: Rectangle, other: Rectangle) -> Rectangle:
    return Rectangle(
        min(one.left, other.left), min(one.top, other.top), max(one.right, other.right), max(one.bottom, other.bottom)
    )
