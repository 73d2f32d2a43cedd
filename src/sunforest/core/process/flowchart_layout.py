"""From places to points: boxes, lines and labels of a flowchart, in pixels.

Lines run only in gutters (across), in the trunk part of channels (upright) and on the middle line of a row; labels
stand only above that middle line in the last part of a channel, before the box that they announce. So no label can
lie on a line, and the tests measure that none does.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import NamedTuple, Protocol

from sunforest.core.process.flowchart import Flow, Flowchart, Node
from sunforest.core.process.flowchart_places import (
    Places,
    Run,
    Trunk,
    channels,
    crossings,
    placed,
    run_of,
    trunk_of,
)

TRACK, MARGIN, BAND, EDGE = 12.0, 18.0, 84.0, 10.0


class Point(NamedTuple):
    """A place on the drawing."""

    x: float
    y: float


@dataclass(frozen=True)
class Box:
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """The centre."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)


@dataclass(frozen=True)
class Extent:
    """The room that a node wants: its width, its reach above and below its middle line, and the room before it."""

    width: float
    up: float
    down: float
    before: float = 0.0


@dataclass(frozen=True)
class Label:
    """Words beside a flow, and the box they fill."""

    lines: tuple[str, ...]
    box: Box


class Sizes(Protocol):
    """How large a writer draws things."""

    line_height: float

    def extent(self, chart: Flowchart, node: Node) -> Extent:
        """The room for a node, with what stands before and around it."""
        ...

    def label(self, chart: Flowchart, flow: Flow) -> tuple[str, ...]:
        """The lines of a label just before the box that a flow leads to; none where the writer shows none."""
        ...

    def far_label(self, chart: Flowchart, flow: Flow) -> tuple[str, ...]:
        """The lines of a label on the way of a flow that leads far; none where the writer shows none."""
        ...

    def width(self, lines: tuple[str, ...]) -> float:
        """How wide the lines of a label are."""
        ...


@dataclass(frozen=True)
class Drawing:
    """A flowchart with every box, line and label in its place; ``middles`` are the heights where flows meet nodes."""

    chart: Flowchart
    width: float
    height: float
    lanes: tuple[Box, ...]
    boxes: dict[str, Box]
    middles: dict[str, float]
    paths: dict[str, tuple[Point, ...]]
    labels: dict[str, Label]


def laid_out(chart: Flowchart, sizes: Sizes) -> Drawing:
    """Put a flowchart on paper in the sizes of a writer."""
    return _Layout(chart, sizes).drawing()


class _Layout:
    """The steps of one layout, top to bottom and then left to right."""

    def __init__(self, chart: Flowchart, sizes: Sizes) -> None:
        self.chart, self.sizes = chart, sizes
        self.places: Places = placed(chart)
        self.extents = {node.id: sizes.extent(chart, node) for node in chart.nodes}
        self.labels, self.far_labels = self._labels()
        self.trunks = {channel: _in_order(trunks) for channel, trunks in channels(self.places).items()}
        self.run_tracks = self._tracks_of_runs()

    def drawing(self) -> Drawing:
        """Everything in its place."""
        lanes, height = self._heights()
        width = self._widths()
        return Drawing(
            chart=self.chart,
            width=width,
            height=height,
            lanes=tuple(Box(0, top, width, bottom - top) for top, bottom in lanes),
            boxes={node.id: self._box(node) for node in self.chart.nodes},
            middles={node.id: self.row_middles[self.places.rows[node.id]] for node in self.chart.nodes},
            paths={flow.id: self._path(flow) for flow in self.chart.flows},
            labels={flow.id: self._label(flow) for flow in self.chart.flows if flow.id in self.labels}
            | {flow.id: self._far_label(flow) for flow in self.chart.flows if flow.id in self.far_labels},
        )

    def _labels(self) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
        """The labels before boxes and the labels on runs; flows that share their line share one label."""
        near: dict[str, tuple[str, ...]] = {}
        far: dict[str, tuple[str, ...]] = {}
        taken: set[tuple[object, ...]] = set()
        for flow in self.chart.flows:
            run = run_of(flow, self.places.columns)
            place = (flow.target,) if run is None else (run, self.places.columns[flow.source])
            name = self.sizes.label if run is None else self.sizes.far_label
            lines = name(self.chart, flow) if flow.label else ()
            if lines and place not in taken:
                taken.add(place)
                (near if run is None else far)[flow.id] = lines
        return near, far

    def _tracks_of_runs(self) -> dict[Run, int]:
        """Runs that share a gutter side by side lie on different tracks of it; long ones lie outside."""
        tracks: dict[Run, int] = {}
        reaches = self.places.reaches
        for run in sorted(reaches, key=lambda run: (reaches[run][1] - reaches[run][0], run)):
            height, (first, last) = self.places.runs[run], reaches[run]
            taken = {
                tracks[other]
                for other in tracks
                if self.places.runs[other] == height and reaches[other][0] <= last and first <= reaches[other][1]
            }
            tracks[run] = next(track for track in range(len(reaches)) if track not in taken)
        return tracks

    def _heights(self) -> tuple[list[tuple[float, float]], float]:
        """Set the middles of rows and the tops of gutters; give back the lanes' upper and lower edges."""
        self.row_middles: list[float] = []
        self.gutter_tops = [0.0]
        lanes: list[tuple[float, float]] = []
        y = self._gutter_height(0) + EDGE
        for rows in self.places.lane_rows:
            top = lanes[-1][1] if lanes else 0.0
            for row in rows:
                up, down = self._reach_of_row(row)
                self.row_middles.append(y + up)
                y += up + down
                self.gutter_tops.append(y)
                y += max(self._gutter_height(row + 1), EDGE)
            lanes.append((top, y))
            y += EDGE
        return lanes, lanes[-1][1]

    def _reach_of_row(self, row: int) -> tuple[float, float]:
        here = [self.extents[node] for node, its_row in self.places.rows.items() if its_row == row]
        into = [flow for flow in self.chart.flows if self.places.rows[flow.target] == row]
        labels = [len(self.labels.get(flow.id, ())) * self.sizes.line_height + 6 for flow in into]
        labels += [self._far_height(run) + 6 for run, height in self.places.runs.items() if height == 2 * row + 1]
        up = max([20.0, *labels, *(extent.up for extent in here)])
        return up, max([20.0, *(extent.down for extent in here)])

    def _gutter_height(self, gutter: int) -> float:
        tracks = [self.run_tracks[run] for run, height in self.places.runs.items() if height == 2 * gutter]
        return EDGE + (TRACK + self._label_height(gutter)) * (max(tracks) + 1) if tracks else 0.0

    def _label_height(self, gutter: int) -> float:
        """The room that labels need above each track of a gutter."""
        return max((self._far_height(run) for run, its in self.places.runs.items() if its == 2 * gutter), default=0.0)

    def _far_height(self, run: Run) -> float:
        flows = [flow for flow in self.chart.flows if run_of(flow, self.places.columns) == run]
        return max(len(self.far_labels.get(flow.id, ())) for flow in flows) * self.sizes.line_height

    def _widths(self) -> float:
        """Set the left edges of columns and of channels; give back the whole width."""
        self.column_lefts: dict[int, float] = {}
        self.column_widths: dict[int, float] = {}
        self.channel_lefts: dict[int, float] = {}
        x = BAND + MARGIN
        last = max(self.places.columns.values())
        for column in range(last + 1):
            members = [node for node, its in self.places.columns.items() if its == column]
            if column:
                x += max(self._room_before(node) for node in members)
            self.column_lefts[column] = x
            self.column_widths[column] = max(self.extents[node].width for node in members)
            x += self.column_widths[column]
            self.channel_lefts[column] = x
            tracks = sum(not trunk.is_straight for _name, trunk in self.trunks.get(column, ()))
            x += MARGIN + TRACK * max(0, tracks - 1) + (MARGIN if tracks or column < last else 0)
        return x + (MARGIN if not self.trunks.get(last) else 0)

    def _room_before(self, node: str) -> float:
        lines = [self.labels[flow.id] for flow in self.chart.flows if flow.target == node and flow.id in self.labels]
        widest = max((self.sizes.width(its) for its in lines), default=0.0)
        return self.extents[node].before + (widest + 20 if widest else 0.0)

    def _box(self, node: Node) -> Box:
        extent = self.extents[node.id]
        column = self.places.columns[node.id]
        middle = self.row_middles[self.places.rows[node.id]]
        width = extent.width if node.kind in ("start", "end") else self.column_widths[column]
        return Box(self.column_lefts[column], middle - extent.up, width, extent.up + extent.down)

    def _height_of(self, run: Run) -> float:
        height = self.places.runs[run]
        if height % 2:
            return self.row_middles[height // 2]
        label = self._label_height(height // 2)
        return self.gutter_tops[height // 2] + EDGE + label + (TRACK + label) * self.run_tracks[run]

    def _trunk_x(self, channel: int, name: str) -> float:
        upright = [its for its, trunk in self.trunks[channel] if not trunk.is_straight]
        place = upright.index(name) if name in upright else 0
        return self.channel_lefts[channel] + MARGIN + TRACK * place

    def _path(self, flow: Flow) -> tuple[Point, ...]:
        columns = self.places.columns
        start, end = self._box(self.chart.node(flow.source)), self._box(self.chart.node(flow.target))
        from_y = self.row_middles[self.places.rows[flow.source]]
        to_y = self.row_middles[self.places.rows[flow.target]]
        leaving = self._trunk_x(columns[flow.source], trunk_of(self.chart, flow, columns))
        points = [Point(start.right, from_y), Point(leaving, from_y)]
        run = run_of(flow, columns)
        if run is not None:
            arriving = self._trunk_x(columns[flow.target] - 1, f"to {flow.target}")
            points += [Point(leaving, self._height_of(run)), Point(arriving, self._height_of(run))]
            leaving = arriving
        points += [Point(leaving, to_y), Point(end.x, to_y)]
        return _without_idle(points)

    def _label(self, flow: Flow) -> Label:
        """Words above the last stretch of a flow, before the box."""
        left = self._box(self.chart.node(flow.target)).x - self._room_before(flow.target) + 2
        return self._above(self.labels[flow.id], left, self.row_middles[self.places.rows[flow.target]])

    def _far_label(self, flow: Flow) -> Label:
        """Words above a run, over the first column that it passes: no upright line is there."""
        run = run_of(flow, self.places.columns)
        assert run is not None
        column = self.places.columns[flow.source] + (0 if run[1] else 1)
        return self._above(self.far_labels[flow.id], self.column_lefts[column], self._height_of(run))

    def _above(self, lines: tuple[str, ...], left: float, line: float) -> Label:
        height = len(lines) * self.sizes.line_height
        return Label(lines, Box(left, line - 4 - height, self.sizes.width(lines), height))


def _in_order(trunks: dict[str, Trunk]) -> list[tuple[str, Trunk]]:
    """Trunks from left to right with the fewest crossings between them."""
    names = sorted(trunks)
    costs = {(one, other): crossings(trunks[one], trunks[other]) for one in names for other in names}
    if len(names) <= 6:
        orders = permutations(names)
        best = min(orders, key=lambda order: _cost_of_order(order, costs))
    else:
        best = tuple(sorted(names, key=lambda name: sum(costs[name, other] - costs[other, name] for other in names)))
        best = _moved_to_its_best(best, costs)
    return [(name, trunks[name]) for name in best]


def _moved_to_its_best(order: tuple[str, ...], costs: dict[tuple[str, str], float]) -> tuple[str, ...]:
    """Move one trunk after another to where it costs least, as long as that helps."""
    while True:
        moved = min(_moves(order), key=lambda each: _cost_of_order(each, costs))
        if _cost_of_order(moved, costs) >= _cost_of_order(order, costs):
            return order
        order = moved


def _moves(order: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Every order in which one trunk stands elsewhere."""
    rest = [(name, order[:place] + order[place + 1 :]) for place, name in enumerate(order)]
    return [(*others[:place], name, *others[place:]) for name, others in rest for place in range(len(order))]


def _cost_of_order(order: tuple[str, ...], costs: dict[tuple[str, str], float]) -> float:
    return sum(costs[one, other] for index, one in enumerate(order) for other in order[index + 1 :])


def _without_idle(points: list[Point]) -> tuple[Point, ...]:
    """Leave out points at which a line does not turn."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and _in_line(kept[-2], kept[-1], point):
            kept[-1] = point
            continue
        kept.append(point)
    return tuple(kept)


def _in_line(one: Point, two: Point, three: Point) -> bool:
    return (one.x == two.x == three.x) or (one.y == two.y == three.y)
