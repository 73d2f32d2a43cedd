"""No label lies on a line, a box or another label: measured on every procedure, in both formats and both languages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from xml.etree import ElementTree

import declared
import pytest

from sunforest.core.process import registry
from sunforest.core.process.flowchart import Flowchart, flowchart_of
from sunforest.core.process.flowchart_bpmn import bpmn_of
from sunforest.core.process.flowchart_layout import Box, Point, laid_out
from sunforest.core.process.flowchart_svg import SvgSizes, boxes_of, pieces_of, words_and_boxes

NAMES = {"di": "http://www.omg.org/spec/DD/20100524/DI", "dc": "http://www.omg.org/spec/DD/20100524/DC"}
BPMNDI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
ENGLISH = "Ask the applicant to supplement what is missing"


@dataclass(frozen=True)
class Picture:
    """Labels, boxes and lines of a finished drawing, whoever wrote it."""

    chart: Flowchart
    labels: list[Box]
    boxes: dict[str, Box]
    paths: dict[str, tuple[Point, ...]]


def as_svg(chart: Flowchart) -> Picture:
    drawing = laid_out(chart, SvgSizes())
    pieces = {flow.id: pieces_of(drawing, flow) for flow in chart.flows}
    paths = {name: several[0] for name, several in pieces.items()}
    paths |= {f"{name}, after the clock": several[1] for name, several in pieces.items() if len(several) > 1}
    return Picture(chart, [label.box for label in words_and_boxes(drawing)], boxes_of(drawing), paths)


def as_bpmn(chart: Flowchart) -> Picture:
    root = ElementTree.fromstring(bpmn_of(chart))
    labels = [_bounds(label) for label in root.iter(f"{BPMNDI}BPMNLabel")]
    shapes = {shape.get("bpmnElement"): _bounds(shape) for shape in root.iter(f"{BPMNDI}BPMNShape")}
    boxes = {name: box for name, box in shapes.items() if not name.startswith(("Pool", "Lane_"))}
    paths = {
        edge.get("bpmnElement"): tuple(
            Point(float(point.get("x")), float(point.get("y"))) for point in edge.findall("di:waypoint", NAMES)
        )
        for edge in root.iter(f"{BPMNDI}BPMNEdge")
    }
    return Picture(chart, labels, boxes, paths)


def _bounds(element: ElementTree.Element) -> Box:
    bounds = element.find("dc:Bounds", NAMES)
    return Box(*(float(bounds.get(name)) for name in ("x", "y", "width", "height")))


PROCESSES = pytest.mark.parametrize("process", declared.EVERY, ids=lambda process: process.key)
FORMATS = pytest.mark.parametrize("pictured", [as_svg, as_bpmn], ids=["svg", "bpmn"])
LANGUAGES = pytest.mark.parametrize(
    "translate", [str, lambda words: words if "%" in words else ENGLISH[: 6 + 3 * len(words)]], ids=["zh", "en"]
)


def touches(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def lies_on(box: Box, start: Point, end: Point) -> bool:
    """True where an upright or level stretch runs through the inside of the box."""
    left, right = sorted((start.x, end.x))
    top, bottom = sorted((start.y, end.y))
    return left < box.right and box.x < right + 0.01 and top < box.bottom and box.y < bottom + 0.01


def stretches(picture: Picture):
    return [(name, *pair) for name, path in picture.paths.items() for pair in pairwise(path)]


def labels_on_lines(picture: Picture) -> list[object]:
    return [(label, name) for label in picture.labels for name, *ends in stretches(picture) if lies_on(label, *ends)]


def labels_on_boxes(picture: Picture) -> list[object]:
    pairs = [pair for pair in combinations(picture.labels, 2) if touches(*pair)]
    covered = [(label, name) for label in picture.labels for name, box in picture.boxes.items() if touches(label, box)]
    return [*pairs, *covered]


def boxes_in_the_way(picture: Picture) -> list[object]:
    boxes = picture.boxes
    overlapping = [pair for pair in combinations(boxes, 2) if touches(boxes[pair[0]], boxes[pair[1]])]
    inside = {name: Box(box.x + 1, box.y + 1, box.width - 2, box.height - 2) for name, box in boxes.items()}
    crossed = [
        (name, line) for name, box in inside.items() for line, *ends in stretches(picture) if lies_on(box, *ends)
    ]
    return [*overlapping, *crossed]


def lines_mistaken_for_one(picture: Picture) -> list[object]:
    """Pairs of flows that run along the same stretch although they have no end in common."""
    ends = {flow.id: {flow.source, flow.target} for flow in picture.chart.flows}
    pieces = [piece for piece in stretches(picture) if piece[0] in ends]
    return [
        (one, other)
        for (one, *first), (other, *second) in combinations(pieces, 2)
        if not ends[one] & ends[other] and _run_together(first, second)
    ]


def _run_together(first: list[Point], second: list[Point]) -> bool:
    for level, along in ((1, 0), (0, 1)):
        if len({point[level] for point in (*first, *second)}) == 1:
            low, high = sorted(point[along] for point in first)
            other_low, other_high = sorted(point[along] for point in second)
            return min(high, other_high) - max(low, other_low) > 0.5
    return False


@LANGUAGES
@FORMATS
@PROCESSES
def test_no_label_lies_on_a_line(process, pictured, translate):
    assert labels_on_lines(pictured(flowchart_of(process, translate))) == []


@LANGUAGES
@FORMATS
@PROCESSES
def test_no_label_lies_on_a_box_or_on_another_label(process, pictured, translate):
    assert labels_on_boxes(pictured(flowchart_of(process, translate))) == []


@LANGUAGES
@FORMATS
@PROCESSES
def test_no_two_boxes_overlap_and_no_line_runs_through_a_box(process, pictured, translate):
    assert boxes_in_the_way(pictured(flowchart_of(process, translate))) == []


@FORMATS
@PROCESSES
def test_lines_share_a_stretch_only_where_they_share_an_end(process, pictured):
    assert lines_mistaken_for_one(pictured(flowchart_of(process))) == []


@FORMATS
def test_the_flowchart_of_every_registered_process_is_clean(pictured):
    faults = {}
    for process in registry.processes():
        picture = pictured(flowchart_of(process))
        checks = (labels_on_lines, labels_on_boxes, boxes_in_the_way, lines_mistaken_for_one)
        faults[process.key] = [fault for check in checks for fault in check(picture)]
    assert not any(faults.values()), faults


@PROCESSES
def test_every_node_stands_inside_the_lane_of_its_role(process):
    drawing = laid_out(flowchart_of(process), SvgSizes())
    for node in drawing.chart.nodes:
        lane, box = drawing.lanes[node.lane], drawing.boxes[node.id]
        assert lane.y <= box.y and box.bottom <= lane.bottom and lane.x < box.x and box.right < lane.right


@PROCESSES
def test_flows_are_level_or_upright_and_enter_from_the_left(process):
    drawing = laid_out(flowchart_of(process), SvgSizes())
    for path in drawing.paths.values():
        assert all(start.x == end.x or start.y == end.y for start, end in pairwise(path))
        assert path[-2].x < path[-1].x and path[-2].y == path[-1].y


def test_the_same_declaration_is_always_drawn_the_same():
    one, other = (laid_out(flowchart_of(declared.PermitProcess), SvgSizes()) for _ in range(2))
    assert one == other
