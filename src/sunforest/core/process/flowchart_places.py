"""Which column and row each node of a flowchart stands in, and through which gutter each long flow runs.

Columns are longest paths from the start, rows belong to lanes. Everything here is counted in whole places:
the middle of row ``r`` is the height ``2 r + 1``, the gutter above it ``2 r``; channel ``c`` lies after column ``c``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from sunforest.core.process.flowchart import Flow, Flowchart, Node

CROSSING, OVERLAP, BEND = 10.0, 400.0, 1.5

Run = tuple[str, bool]  # the target, and whether the flow goes back


@dataclass
class Trunk:
    """The upright line of flows that leave one fork, or that meet before one node, in one channel."""

    lefts: set[int] = field(default_factory=set)
    rights: set[int] = field(default_factory=set)

    @property
    def span(self) -> tuple[int, int]:
        """Its upper and lower end."""
        heights = self.lefts | self.rights
        return min(heights), max(heights)

    @property
    def is_straight(self) -> bool:
        """True where nothing goes up or down."""
        return len(self.lefts | self.rights) == 1


class Way(NamedTuple):
    """What the columns alone say of a flow: the channel and the trunk on which it leaves, and the run that it takes."""

    source: str
    target: str
    channel: int
    trunk: str
    run: Run | None


@dataclass
class Places:
    """Where everything is: columns and rows of nodes, heights of runs, and the rows of each lane."""

    columns: dict[str, int]
    rows: dict[str, int]
    lane_rows: list[range]
    runs: dict[Run, int]
    ways: list[Way]
    reaches: dict[Run, tuple[int, int]]

    @property
    def row_count(self) -> int:
        """How many rows the chart has."""
        return self.lane_rows[-1].stop

    def height(self, node: str) -> int:
        """The middle of the node's row."""
        return 2 * self.rows[node] + 1


def run_of(flow: Flow, columns: dict[str, int]) -> Run | None:
    """The run that carries a flow which does not end in the next column; None for those that do."""
    if columns[flow.target] == columns[flow.source] + 1:
        return None
    return flow.target, columns[flow.target] <= columns[flow.source]


def trunk_of(chart: Flowchart, flow: Flow, columns: dict[str, int]) -> str:
    """The name of the trunk on which a flow leaves: the fork's own, or that of the node or run it goes to."""
    if chart.node(flow.source).forks:
        return f"from {flow.source}"
    run = run_of(flow, columns)
    if run is None:
        return f"to {flow.target}"
    return f"run {'back' if run[1] else 'on'} {run[0]}"


def placed(chart: Flowchart) -> Places:
    """Give every node its column and row and every run its gutter, with few crossings and short ways."""
    columns = _columns(chart)
    rows, lane_rows = _first_rows(chart, columns)
    ways = [_way(chart, flow, columns) for flow in chart.flows]
    places = Places(columns, rows, lane_rows, {}, ways, _reaches(ways, columns))
    places.runs.update({run: places.height(run[0]) - 1 for run in places.reaches})
    _improve(chart, places)
    return places


def _way(chart: Flowchart, flow: Flow, columns: dict[str, int]) -> Way:
    trunk, run = trunk_of(chart, flow, columns), run_of(flow, columns)
    return Way(flow.source, flow.target, columns[flow.source], trunk, run)


def _reaches(ways: list[Way], columns: dict[str, int]) -> dict[Run, tuple[int, int]]:
    """The first and the last channel that each run touches."""
    touched: dict[Run, list[int]] = {}
    for way in ways:
        if way.run is not None:
            touched.setdefault(way.run, [columns[way.target] - 1]).append(way.channel)
    return {run: (min(its), max(its)) for run, its in touched.items()}


def _columns(chart: Flowchart) -> dict[str, int]:
    """The longest path from the start to each node, flows that go back left out."""
    leaving: dict[str, list[str]] = defaultdict(list)
    for flow in chart.flows:
        leaving[flow.source].append(flow.target)
    order = _depth_first(leaving, [node.id for node in chart.nodes])
    position = {node: index for index, node in enumerate(order)}
    columns = dict.fromkeys(order, 0)
    for node in order:
        for target in leaving[node]:
            if position[target] > position[node]:
                columns[target] = max(columns[target], columns[node] + 1)
    return columns


def _depth_first(leaving: dict[str, list[str]], nodes: list[str]) -> list[str]:
    """The nodes so that every flow goes onward, except those that return to where they came from."""
    done: list[str] = []
    seen: set[str] = set()

    def visit(node: str) -> None:
        seen.add(node)
        for target in reversed(leaving[node]):
            if target not in seen:
                visit(target)
        done.append(node)

    for node in nodes:
        if node not in seen:
            visit(node)
    return done[::-1]


def _first_rows(chart: Flowchart, columns: dict[str, int]) -> tuple[dict[str, int], list[range]]:
    """As many rows to a lane as its fullest column needs; nodes in the order of declaration."""
    filled: dict[tuple[int, int], int] = defaultdict(int)
    within: dict[str, int] = {}
    for node in chart.nodes:
        place = node.lane, columns[node.id]
        within[node.id] = filled[place]
        filled[place] += 1
    lane_rows: list[range] = []
    for lane in range(len(chart.lanes)):
        start = lane_rows[-1].stop if lane_rows else 0
        most = max((count for (of_lane, _), count in filled.items() if of_lane == lane), default=0)
        lane_rows.append(range(start, start + max(1, most)))
    return {node.id: lane_rows[node.lane].start + within[node.id] for node in chart.nodes}, lane_rows


def _improve(chart: Flowchart, places: Places) -> None:
    """Try every exchange of rows and every gutter, keep what is better, until nothing is."""
    best = cost(chart, places)
    for _round in range(6):
        before = best
        for change in (*_exchanges(chart, places), *_gutters(places)):
            best = _better(chart, places, change, best)
        if best >= before:
            return


Change = tuple[dict[str, int], dict[Run, int]]


def _better(chart: Flowchart, places: Places, change: Change, best: float) -> float:
    """Make the change and return the new cost, or leave all as it was and return the old one."""
    rows, runs = places.rows.copy(), places.runs.copy()
    places.rows.update(_moved(places, change[0]))
    places.runs.update(change[1])
    found = cost(chart, places)
    if found < best:
        return found
    places.rows, places.runs = rows, runs
    return best


def _moved(places: Places, wish: dict[str, int]) -> dict[str, int]:
    """Put a node into a row; whoever stands there in the same column takes its old place."""
    moved = {}
    for node, row in wish.items():
        for other, its_row in places.rows.items():
            if its_row == row and other != node and places.columns[other] == places.columns[node]:
                moved[other] = places.rows[node]
        moved[node] = row
    return moved


def _exchanges(chart: Flowchart, places: Places) -> Iterator[Change]:
    for node in chart.nodes:
        for row in places.lane_rows[node.lane]:
            if row != places.rows[node.id]:
                yield {node.id: row}, {}


def _gutters(places: Places) -> Iterator[Change]:
    for run in places.runs:
        for gutter in range(places.row_count + 1):
            yield {}, {run: 2 * gutter}
        if not run[1]:
            yield {}, {run: places.height(run[0])}


def channels(places: Places) -> dict[int, dict[str, Trunk]]:
    """The trunks of every channel, with the heights at which flows meet them from the left and from the right."""
    found: dict[int, dict[str, Trunk]] = defaultdict(lambda: defaultdict(Trunk))
    for way in places.ways:
        trunk, end = found[way.channel][way.trunk], places.height(way.target)
        trunk.lefts.add(places.height(way.source))
        if way.run is None:
            trunk.rights.add(end)
            continue
        height, goes_back = places.runs[way.run], way.run[1]
        arriving = found[places.columns[way.target] - 1][f"to {way.target}"]
        arriving.rights.add(end)
        (trunk.lefts if goes_back else trunk.rights).add(height)
        (arriving.rights if goes_back else arriving.lefts).add(height)
    return found


def cost(chart: Flowchart, places: Places) -> float:
    """How bad a placement is: crossings above all, then the length of ways and the number of bends."""
    found = channels(places)
    spans = {channel: [trunk.span for trunk in trunks.values()] for channel, trunks in found.items()}
    total = sum(high - low + BEND * (high > low) for its in spans.values() for low, high in its)
    for trunks in found.values():
        for one, other in combinations(trunks.values(), 2):
            total += min(crossings(one, other), crossings(other, one))
    for run, height in places.runs.items():
        total += _run_cost(chart, places, spans, run, height)
    return total


Spans = dict[int, list[tuple[int, int]]]


def _run_cost(chart: Flowchart, places: Places, spans: Spans, run: Run, height: int) -> float:
    first, last = places.reaches[run]
    total = 0.1 * (last - first)
    for channel in range(first + 1, last):
        total += CROSSING * sum(low < height < high for low, high in spans.get(channel, ()))
    if height % 2:
        total += OVERLAP * sum(_stands_in_the_way(places, node, run, first, height) for node in chart.nodes)
        same = [other for other in places.runs if other != run and places.runs[other] == height]
        total += OVERLAP * sum(_overlap(places.reaches[other], (first, last)) for other in same)
    return total


def _stands_in_the_way(places: Places, node: Node, run: Run, first: int, height: int) -> bool:
    between = first < places.columns[node.id] < places.columns[run[0]]
    return between and places.height(node.id) == height


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def crossings(left: Trunk, right: Trunk) -> float:
    """What it costs to have one trunk to the left of another in the same channel."""
    total = 0.0
    low, high = right.span
    if high - low > 1:
        total += CROSSING * sum(low < height < high for height in left.rights)
    low, high = left.span
    if high - low > 1:
        total += CROSSING * sum(low < height < high for height in right.lefts)
    shared = left.rights & right.lefts
    return total + OVERLAP * sum(height % 2 for height in shared) if shared else total
