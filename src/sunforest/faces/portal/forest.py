"""The grove of the home page: every organ a tree, the larger the more it has made public. A drawing as numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

WIDTH, GROUND = 1440, 226
SMALLEST, LARGEST = 20.0, 78.0
MARGIN = 56.0
SMALLEST_TOUCH = 76.0
OVERLAP = 0.86
MOST_TREES = 24
LABEL_EM, LABEL_SPACE = 18, 14
LABEL_ROWS = (GROUND + 34, GROUND + 60)
FORMS = ("round", "pine", "oval")


@dataclass(frozen=True)
class Seed:
    """What a tree stands for: an organ, its short name for the label, where its papers are, how many there are."""

    name: str
    label: str
    url: str
    count: int


@dataclass(frozen=True)
class Tree:
    """One tree: the seed, where it stands on the line, half the width of its crown, its form and shade."""

    seed: Seed
    x: float
    radius: float
    form: str
    shade: int
    label_y: int = 0

    @property
    def crown_y(self) -> float:
        """The height of the middle of a round or oval crown."""
        return round(GROUND - 14 - self.radius * (1.42 if self.form == "oval" else 1.12), 1)

    @property
    def height(self) -> float:
        """Half the height of a round or oval crown."""
        return round(self.radius * (1.28 if self.form == "oval" else 1.0), 1)

    @property
    def width(self) -> float:
        """Half the width of the crown."""
        return round(self.radius * (0.82 if self.form == "oval" else 1.0), 1)

    @property
    def fork_y(self) -> float:
        """Where the branches leave the trunk."""
        return round(self.crown_y + self.height * 0.45, 1)

    @property
    def branch(self) -> float:
        """How far a branch reaches sideways and upwards."""
        return round(self.radius * 0.34, 1)

    @property
    def hit(self) -> tuple[float, float, float, float]:
        """Where a finger may touch: left edge, top, width and height, never smaller than a finger."""
        half, top = max(self.radius, SMALLEST_TOUCH / 2), GROUND - max(self.radius * 2.5, SMALLEST_TOUCH)
        return round(self.x - half, 1), round(top, 1), round(half * 2, 1), round(GROUND + 6 - top, 1)

    @property
    def tiers(self) -> tuple[str, str]:
        """The two tiers of a pine as points of polygons, the lower first."""
        wide, narrow = self.radius * 0.84, self.radius * 0.62
        foot, middle, tip = GROUND - 12, GROUND - 12 - self.radius * 1.05, GROUND - 12 - self.radius * 2.5
        lower = _points((self.x - wide, foot), (self.x, middle - self.radius * 0.6), (self.x + wide, foot))
        upper = _points((self.x - narrow, middle), (self.x, tip), (self.x + narrow, middle))
        return lower, upper


def _points(*corners: tuple[float, float]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def trees_of(seeds: list[Seed]) -> tuple[Tree, ...]:
    """Place the trees, the largest in the middle; the area of a crown stands for the count."""
    shown = sorted(seeds, key=lambda seed: -seed.count)[:MOST_TREES]
    if not shown:
        return ()
    line = [*shown[1::2][::-1], *shown[0::2]]
    most = math.sqrt(shown[0].count or 1)
    radii = [SMALLEST + (LARGEST - SMALLEST) * math.sqrt(seed.count) / most for seed in line]
    free = WIDTH - 2 * MARGIN
    scale = min(1.0, free / (2 * OVERLAP * sum(radii)))
    gap = (free - 2 * OVERLAP * scale * sum(radii)) / len(line)
    trees, at = [], MARGIN
    for place, (seed, radius) in enumerate(zip(line, radii, strict=True)):
        half = OVERLAP * scale * radius + gap / 2
        trees.append(_tree(place, seed, x=at + half, radius=radius * scale))
        at += 2 * half
    return tuple(_labelled(trees))


def _tree(place: int, seed: Seed, *, x: float, radius: float) -> Tree:
    form, shade = FORMS[(place * 2 + place // 3) % 3], 1 + (place * 2 + len(seed.name)) % 3
    return Tree(seed, round(x, 1), round(radius, 1), form, shade)


def _labelled(trees: list[Tree]) -> list[Tree]:
    """Give each label the first row in which it touches no other; a label without room is left out (the table has it)."""
    ends = dict.fromkeys(LABEL_ROWS, 0.0)
    labelled = []
    for tree in trees:
        half = len(tree.seed.label) * LABEL_EM / 2
        free = [row for row in LABEL_ROWS if ends[row] + LABEL_SPACE <= tree.x - half and tree.x + half < WIDTH]
        if free and tree.seed.label:
            ends[free[0]] = tree.x + half
        labelled.append(replace(tree, label_y=free[0] if free and tree.seed.label else 0))
    return labelled
