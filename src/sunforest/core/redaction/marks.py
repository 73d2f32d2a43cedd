"""What is to be blackened: places on pages or spans in paragraphs, each mark with the ground that asks for it.

A mark holds no text. Written as text its places are ``1:62.6,72.0,98.9,89.3`` (page: left, top, right, bottom in points
from the upper left corner of the page as it is shown) or ``p12:4-22`` (paragraph: span in code points, end exclusive),
several with ``;`` between them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sunforest.pure import grounds
from sunforest.pure.grounds import Ground

NUMBER = r"(\d{1,5}(?:\.\d)?)"
AREA = re.compile(rf"(\d{{1,4}}):{NUMBER},{NUMBER},{NUMBER},{NUMBER}")
SPAN = re.compile(r"p(\d{1,6}):(\d{1,7})-(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of a page, in points from its upper left corner; rough where it was only read from a picture."""

    left: float
    top: float
    right: float
    bottom: float
    is_rough: bool = False

    @property
    def centre(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, point: tuple[float, float]) -> bool:
        """True where the point lies in it or on its edge."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def shared_with(self, other: Rectangle) -> float:
        """How much of ``other`` lies in this rectangle, from 0 to 1."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        area = (other.right - other.left) * (other.bottom - other.top)
        return max(0.0, width) * max(0.0, height) / area if area > 0 else 0.0

    def grown(self, sideways: float, upright: float) -> Rectangle:
        """The rectangle with margins around it."""
        return Rectangle(self.left - sideways, self.top - upright, self.right + sideways, self.bottom + upright)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a page; pages count from one."""

    page: int
    box: Rectangle

    def __str__(self) -> str:
        box = self.box
        low = [max(0, math.floor(side * 10)) / 10 for side in (box.left, box.top)]
        high = [max(0, math.ceil(side * 10)) / 10 for side in (box.right, box.bottom)]
        return f"{self.page}:" + ",".join(f"{side:.1f}" for side in (*low, *high))


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a paragraph; paragraphs count from one in reading order, those in tables included."""

    paragraph: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"p{self.paragraph}:{self.start}-{self.end}"


@dataclass(frozen=True)
class Mark:
    """One datum to be taken out, wherever its parts stand, and the ground for it."""

    places: tuple[Area | Span, ...]
    reason: Ground

    @property
    def key(self) -> str:
        """The places as text; two marks of the same places are one mark."""
        return ";".join(map(str, self.places))

    def as_json(self) -> dict[str, str]:
        """The mark as it is kept."""
        return {"at": self.key, "reason": self.reason.key}


def places_in(key: str) -> tuple[Area | Span, ...]:
    """The places that a text names. Raises ValueError where it names none or is not what we wrote."""
    return tuple(_place(part) for part in key.split(";"))


def _place(part: str) -> Area | Span:
    if found := SPAN.fullmatch(part):
        paragraph, start, end = map(int, found.groups())
        if start < end:
            return Span(paragraph, start, end)
    elif found := AREA.fullmatch(part):
        left, top, right, bottom = map(float, found.groups()[1:])
        if left < right and top < bottom:
            return Area(int(found.group(1)), Rectangle(left, top, right, bottom))
    raise ValueError(part)


def from_json(kept: Mapping[str, str]) -> Mark:
    """The mark that ``as_json`` wrote. Raises ValueError or KeyError."""
    return Mark(places_in(kept["at"]), grounds.ground_with_key(kept["reason"]))


def boxes_on(page: int, marks: Iterable[Mark]) -> tuple[Rectangle, ...]:
    """All rectangles of the marks on one page."""
    return tuple(place.box for mark in marks for place in mark.places if isinstance(place, Area) and place.page == page)


def spans_in(paragraph: int, marks: Iterable[Mark]) -> list[tuple[int, int]]:
    """All spans of the marks in one paragraph, joined where they touch, in order."""
    spans = sorted(
        (place.start, place.end)
        for mark in marks
        for place in mark.places
        if isinstance(place, Span) and place.paragraph == paragraph
    )
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
