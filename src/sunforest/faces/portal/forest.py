"""The grove of the home page: every organ a tree, the larger the more it has made public. A drawing as numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

WIDTH, GROUND = 1440, 232
SMALLEST, LARGEST = 34.0, 96.0
MOST_TREES = 24


@dataclass(frozen=True)
class Tree:
    """One tree: where it stands, how large its crown is, what it stands for."""

    name: str
    url: str
    count: int
    x: float
    radius: float
    shade: int
    is_pine: bool

    @property
    def crown_y(self) -> float:
        """The height of the middle of the crown."""
        return round(GROUND - 26 - self.radius * 1.02, 1)

    @property
    def top(self) -> float:
        """The tip of a pine."""
        return round(GROUND - 22 - self.radius * 2.15, 1)

    @property
    def left(self) -> float:
        return round(self.x - self.radius * 0.74, 1)

    @property
    def right(self) -> float:
        return round(self.x + self.radius * 0.74, 1)


def trees_of(organs: list[tuple[str, str, int]]) -> tuple[Tree, ...]:
    """Place organs (name, address, count) on the line, the largest in the middle; the area of a crown shows the count."""
    shown = sorted(organs, key=lambda organ: -organ[2])[:MOST_TREES]
    if not shown:
        return ()
    most = math.sqrt(max(count for _name, _url, count in shown) or 1)
    middle_out = [*shown[1::2][::-1], *shown[0::2]]
    gap = WIDTH / (len(shown) + 1)
    return tuple(
        Tree(
            name=name,
            url=url,
            count=count,
            x=round(gap * (place + 1), 1),
            radius=round(min(gap * 0.62, SMALLEST + (LARGEST - SMALLEST) * math.sqrt(count) / most), 1),
            shade=1 + (place * 2 + len(name)) % 3,
            is_pine=place % 3 == 1,
        )
        for place, (name, url, count) in enumerate(middle_out)
    )
