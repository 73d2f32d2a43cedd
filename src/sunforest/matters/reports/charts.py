"""Charts of an annual report, drawn on the server; the table below them says the same in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

WIDTH, LINE, LABEL, NUMBER = 640, 30, 190, 60

OUTCOMES = (
    (_("予以公开"), ("r03",)),
    (_("部分公开"), ("r04",)),
    (_("不予公开"), tuple(f"r{number:02}" for number in range(5, 13))),
    (_("无法提供"), ("r13", "r14", "r15")),
    (_("不予处理"), tuple(f"r{number}" for number in range(16, 21))),
    (_("其他处理"), ("r21", "r22", "r23")),
)


@dataclass(frozen=True)
class Bar:
    """One bar: its words, its number, where its words stand and how long it is."""

    words: str
    number: int
    y: int
    text_y: int
    length: float
    number_x: float


@dataclass(frozen=True)
class Chart:
    """A drawing with its caption and the heads of the table that repeats it."""

    caption: str
    width: int
    height: int
    left: int
    text_x: int
    bar_height: int
    bars: tuple[Bar, ...]
    heads: tuple[str, str]


def of_results(rows: Mapping[str, Sequence[int]]) -> Chart:
    """How requests ended in the year, by the headings of table 2."""
    numbers = [(str(words), sum(rows[key][-1] for key in keys)) for words, keys in OUTCOMES]
    return _chart(gettext("本年度办理结果"), numbers, (gettext("办理结果"), gettext("件数")))


def of_years(received: Mapping[int, int]) -> Chart:
    """How many requests came in each year of which there is a report."""
    numbers = [(str(year), received[year]) for year in sorted(received)]
    return _chart(gettext("历年新收申请数量"), numbers, (gettext("年度"), gettext("件数")))


def _chart(caption: str, numbers: Sequence[tuple[str, int]], heads: tuple[str, str]) -> Chart:
    highest = max((number for _words, number in numbers), default=0) or 1
    room = WIDTH - LABEL - NUMBER
    bars = tuple(_bar(words, number, place, room * number / highest) for place, (words, number) in enumerate(numbers))
    return Chart(caption, WIDTH, LINE * len(numbers) + 6, LABEL, LABEL - 10, LINE - 10, bars, heads)


def _bar(words: str, number: int, place: int, length: float) -> Bar:
    top = place * LINE + 8
    return Bar(words, number, top, top + 15, round(length, 1), round(LABEL + length + 8, 1))
