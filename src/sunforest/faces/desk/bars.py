"""Bars drawn on the server, in groups such as months; the page has their figures in a table below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sunforest.core.process.statistics import Month

WIDTH, HEIGHT, FOOT, HEAD = 760, 240, 34, 18
GAP = 12.0
Named = tuple[str, Sequence[tuple[str, int]]]


@dataclass(frozen=True)
class Bar:
    """One bar: where it stands, how high it is, which kind it is (opened, closed …)."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    value: int


@dataclass(frozen=True)
class Group:
    """The bars of one group, and where its name stands."""

    name: str
    middle: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Bars:
    """A drawing, as the template writes it."""

    width: int
    height: int
    floor: int
    name_at: int
    groups: tuple[Group, ...]


def of_months(months: list[Month]) -> Bars:
    """Opened and closed cases of each month, on one scale."""
    return of_groups([(f"{month.first:%m}", (("opened", month.opened), ("closed", month.closed))) for month in months])


def of_groups(groups: Sequence[Named]) -> Bars:
    """Named groups of bars, each bar with its kind and value, on one scale."""
    highest = max((value for _name, values in groups for _kind, value in values), default=0) or 1
    room = WIDTH / max(len(groups), 1)
    drawn = tuple(_group(named, place * room, room, highest) for place, named in enumerate(groups))
    return Bars(WIDTH, HEIGHT, HEIGHT - FOOT, HEIGHT - FOOT + 20, drawn)


def _group(named: Named, left: float, room: float, highest: int) -> Group:
    name, values = named
    width = (room - GAP) / max(len(values), 1)
    return Group(
        name=name,
        middle=round(left + room / 2, 1),
        bars=tuple(
            _bar(kind, left + GAP / 2 + place * width, width, value, highest)
            for place, (kind, value) in enumerate(values)
        ),
    )


def _bar(kind: str, x: float, width: float, value: int, highest: int) -> Bar:
    height = (HEIGHT - FOOT - HEAD) * value / highest
    return Bar(kind, round(x, 1), round(HEIGHT - FOOT - height, 1), round(width - 1, 1), round(height, 1), value)
