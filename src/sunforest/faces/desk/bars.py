"""Bars drawn on the server: two a month, with the late acts in words in the table below."""

from __future__ import annotations

from dataclasses import dataclass

from sunforest.core.process.statistics import Month

WIDTH, HEIGHT, FOOT, HEAD = 760, 240, 34, 18
GAP = 12.0


@dataclass(frozen=True)
class Bar:
    """One bar: where it stands, how high it is, which kind it is (opened or closed)."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    value: int


@dataclass(frozen=True)
class Group:
    """The bars of one month, and where its name stands."""

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
    highest = max((max(month.opened, month.closed) for month in months), default=0) or 1
    room = WIDTH / max(len(months), 1)
    groups = tuple(_group(month, place * room, room, highest) for place, month in enumerate(months))
    return Bars(WIDTH, HEIGHT, HEIGHT - FOOT, HEIGHT - FOOT + 20, groups)


def _group(month: Month, left: float, room: float, highest: int) -> Group:
    width = (room - GAP) / 2
    values = (("opened", month.opened), ("closed", month.closed))
    return Group(
        name=f"{month.first:%m}",
        middle=round(left + room / 2, 1),
        bars=tuple(
            _bar(kind, left + GAP / 2 + place * width, width, value, highest)
            for place, (kind, value) in enumerate(values)
        ),
    )


def _bar(kind: str, x: float, width: float, value: int, highest: int) -> Bar:
    height = (HEIGHT - FOOT - HEAD) * value / highest
    return Bar(kind, round(x, 1), round(HEIGHT - FOOT - height, 1), round(width - 1, 1), round(height, 1), value)
