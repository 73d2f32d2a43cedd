"""The links of a list that is cut into pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

NEIGHBOURS = 2


@dataclass(frozen=True)
class Pages:
    """What ``parts/pagination.html`` shows; a number None stands for a gap."""

    number: int
    last: int
    previous_url: str
    next_url: str
    numbers: tuple[tuple[int | None, str], ...]


def pages_of(number: int, last: int, address: Callable[[int], str]) -> Pages:
    """The links of page ``number`` of ``last``; ``address`` gives the address of a page."""
    near = range(max(1, number - NEIGHBOURS), min(last, number + NEIGHBOURS) + 1)
    shown = sorted({1, *near, last})
    numbers: list[tuple[int | None, str]] = []
    for before, page in zip([0, *shown], shown, strict=False):
        if page - before > 1:
            numbers.append((None, ""))
        numbers.append((page, address(page)))
    return Pages(
        number=number,
        last=last,
        previous_url=address(number - 1) if number > 1 else "",
        next_url=address(number + 1) if number < last else "",
        numbers=tuple(numbers),
    )
