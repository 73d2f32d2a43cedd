"""A flowchart as BPMN 2.0 with its layout: one pool, a lane for each role, nothing that an engine could execute.

A state is an exclusive gateway where several acts may follow, a milestone (an intermediate event without a definition)
where one follows, an end event where none does; several flows into one place meet in a gateway first. Acts of people
are user tasks, acts of the system service tasks, a clock that runs out a timer event. Articles and limits are text
annotations and documentation. No script, no expression (OMG BPMN 2.0.2, schemas 20100524/20100501).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree

from sunforest.core.process.flowchart import Flow, Flowchart, Node
from sunforest.core.process.flowchart_layout import Box, Drawing, Extent, Point, laid_out
from sunforest.core.process.flowchart_words import width_of, wrapped

NAMESPACES = {
    "xmlns:bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
}

TEXT, LINE, PADDING = 12.0, 14.5, 8.0
SHAPE, GAP = 36.0, 16.0
TASK_WIDTH, TASK_HEIGHT, NOTE_GAP = 148.0, 48.0, 12.0
STATE_WIDTH, LABEL_WIDTH, NARROW = 116.0, 96.0, 54.0
LABEL_GAP = 4.0
LEFT, TOP, HEADER = 160.0, 80.0, 30.0

Element = ElementTree.Element


@dataclass(frozen=True)
class Part:
    """One BPMN flow node: some nodes of a flowchart are several of them, one after the other.

    ``above`` is the room within which its name is written above it; a task has its name inside.
    """

    id: str
    kind: str
    name: str
    box: Box
    above: Box | None = None


def bpmn_of(chart: Flowchart, *, organ: str = "") -> str:
    """A BPMN 2.0 document of the flowchart; ``organ`` is the name on the pool, or else the procedure's title."""
    drawing = laid_out(chart, BpmnSizes())
    parts = {node.id: _parts(drawing, node) for node in chart.nodes}
    root = Element(
        "bpmn:definitions",
        NAMESPACES
        | {"id": f"Definitions_{chart.key}", "targetNamespace": f"urn:sunforest:process:{chart.key}:{chart.version}"}
        | {"name": chart.title, "exporter": "Sunforest"},
    )
    collaboration = _child(root, "bpmn:collaboration", id=f"Collaboration_{chart.key}")
    name = organ or chart.title
    _child(collaboration, "bpmn:participant", id="Pool", name=name, processRef=f"Process_{chart.key}")
    _write_process(root, drawing, parts)
    _write_diagram(root, drawing, parts)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


class BpmnSizes:
    """How large things are in a BPMN diagram."""

    line_height = LINE

    def extent(self, chart: Flowchart, node: Node) -> Extent:
        """An act is a task with its annotation below; a state is up to two shapes with their name above."""
        if node.kind == "act":
            return _extent_of_act(node)
        half = SHAPE / 2
        names = (node.title, chart.words.choice) if node.kind == "start" and node.forks else (node.title,)
        room = LABEL_WIDTH if node.kind == "state" else NARROW
        up = half + LABEL_GAP + max(len(wrapped(name, TEXT, room)) for name in names) * LINE
        width = STATE_WIDTH if node.kind == "state" or node.forks else SHAPE
        return Extent(width, up, half)

    def label(self, chart: Flowchart, flow: Flow) -> tuple[str, ...]:
        """Every branch into the next box is named, except before a clock, which has its own name."""
        return () if chart.node(flow.target).timer else wrapped(flow.label, TEXT, LABEL_WIDTH)

    def far_label(self, chart: Flowchart, flow: Flow) -> tuple[str, ...]:
        """Every branch that leads far is named where it sets out."""
        return wrapped(flow.label, TEXT, STATE_WIDTH)

    def width(self, lines: tuple[str, ...]) -> float:
        """The width of the widest line."""
        return max(width_of(line, TEXT) for line in lines)


def _extent_of_act(node: Node) -> Extent:
    half = _task_height(node) / 2
    down = half + (NOTE_GAP + _note_height(node) if node.notes else 0)
    joining = SHAPE + GAP if node.joins else 0.0
    if not node.timer:
        return Extent(TASK_WIDTH, half, down, joining)
    up = SHAPE / 2 + LABEL_GAP + len(wrapped(node.timer, TEXT, LABEL_WIDTH)) * LINE
    return Extent(TASK_WIDTH, max(half, up), down, joining + LABEL_WIDTH + GAP)


def _task_height(node: Node) -> float:
    return max(TASK_HEIGHT, len(wrapped(node.title, TEXT, TASK_WIDTH - 2 * PADDING)) * LINE + 2 * PADDING)


def _note_lines(node: Node) -> tuple[str, ...]:
    return tuple(line for note in node.notes for line in wrapped(note, TEXT, TASK_WIDTH - 2 * PADDING))


def _note_height(node: Node) -> float:
    return len(_note_lines(node)) * LINE + 2 * PADDING - 4


def _parts(drawing: Drawing, node: Node) -> tuple[Part, ...]:
    """The BPMN flow nodes that a node of the chart becomes, from left to right."""
    if node.kind == "act":
        return _parts_of_act(drawing, node)
    box, middle = drawing.boxes[node.id], drawing.middles[node.id]
    left, right = _shape(box.x, middle), _shape(box.right - SHAPE, middle)
    if node.kind == "start" and node.forks:
        start = Part(node.id, "bpmn:startEvent", node.title, left, Box(box.x - NARROW / 6, box.y, NARROW, 0))
        room = Box(box.right - NARROW, box.y, NARROW, 0)
        choice = Part("Choice", "bpmn:exclusiveGateway", drawing.chart.words.choice, right, room)
        return start, choice
    if node.kind == "start":
        return (Part(node.id, "bpmn:startEvent", node.title, left, Box(box.x - NARROW / 6, box.y, NARROW, 0)),)
    ends = not any(flow.source == node.id for flow in drawing.chart.flows)
    kind = "bpmn:endEvent" if ends else "bpmn:intermediateThrowEvent"
    room = box if node.kind == "state" else Box(box.x - NARROW / 6, box.y, NARROW, 0)
    main = Part(node.id, "bpmn:exclusiveGateway" if node.forks else kind, node.title, right, room)
    return (Part(f"Join_{node.id}", "bpmn:exclusiveGateway", "", left), main) if node.joins else (main,)


def _parts_of_act(drawing: Drawing, node: Node) -> tuple[Part, ...]:
    box, middle = drawing.boxes[node.id], drawing.middles[node.id]
    height = _task_height(node)
    kind = "bpmn:serviceTask" if node.is_by_system else "bpmn:userTask"
    parts = [Part(node.id, kind, node.title, Box(box.x, middle - height / 2, TASK_WIDTH, height))]
    left = box.x
    if node.timer:
        left -= GAP + LABEL_WIDTH
        centre = left + LABEL_WIDTH / 2
        room = Box(left, box.y, LABEL_WIDTH, 0)
        timer = _shape(centre - SHAPE / 2, middle)
        parts.insert(0, Part(f"Timer_{node.id}", "bpmn:intermediateCatchEvent", node.timer, timer, room))
    if node.joins:
        parts.insert(0, Part(f"Join_{node.id}", "bpmn:exclusiveGateway", "", _shape(left - GAP - SHAPE, middle)))
    return tuple(parts)


def _shape(left: float, middle: float) -> Box:
    return Box(left, middle - SHAPE / 2, SHAPE, SHAPE)


def _child(parent: Element, tag: str, /, text: str = "", **attributes: str) -> Element:
    child = ElementTree.SubElement(parent, tag, attributes)
    if text:
        child.text = text
    return child


Parts = dict[str, tuple[Part, ...]]


def _links(chart: Flowchart, parts: Parts) -> list[tuple[str, str, str]]:
    """Every sequence flow with the parts that it leaves and reaches, those within one node included."""
    links = [(flow.id, parts[flow.source][-1].id, parts[flow.target][0].id) for flow in chart.flows]
    for several in parts.values():
        links.extend((f"Flow_in_{before.id}", before.id, after.id) for before, after in pairwise(several))
    return links


def _write_process(root: Element, drawing: Drawing, parts: Parts) -> None:
    chart = drawing.chart
    process = _child(root, "bpmn:process", id=f"Process_{chart.key}", name=chart.title, isExecutable="false")
    if chart.about:
        _child(process, "bpmn:documentation", chart.about)
    _write_lanes(process, chart, parts)
    links = _links(chart, parts)
    for node in chart.nodes:
        for part in parts[node.id]:
            _write_part(process, part, node, links)
    for identity, source, target in links:
        _write_link(process, drawing, identity, source, target)
    for node in _annotated(chart):
        note = _child(process, "bpmn:textAnnotation", id=f"Note_{node.id}")
        _child(note, "bpmn:text", "\n".join(node.notes))
        _child(process, "bpmn:association", id=f"About_{node.id}", sourceRef=node.id, targetRef=f"Note_{node.id}")


def _write_lanes(process: Element, chart: Flowchart, parts: Parts) -> None:
    lanes = _child(process, "bpmn:laneSet", id="Lanes")
    for index, lane in enumerate(chart.lanes):
        element = _child(lanes, "bpmn:lane", id=f"Lane_{lane.role.key}", name=lane.title)
        for part in (part for node in chart.nodes if node.lane == index for part in parts[node.id]):
            _child(element, "bpmn:flowNodeRef", part.id)


def _annotated(chart: Flowchart) -> list[Node]:
    return [node for node in chart.nodes if node.notes]


def _write_part(process: Element, part: Part, node: Node, links: list[tuple[str, str, str]]) -> None:
    element = _child(process, part.kind, id=part.id, **({"name": part.name} if part.name else {}))
    if part.id == node.id and node.notes:
        _child(element, "bpmn:documentation", "\n".join(node.notes))
    for identity, _source, target in links:
        if target == part.id:
            _child(element, "bpmn:incoming", identity)
    for identity, source, _target in links:
        if source == part.id:
            _child(element, "bpmn:outgoing", identity)
    if part.kind == "bpmn:intermediateCatchEvent":
        _child(element, "bpmn:timerEventDefinition", id=f"Clock_{node.id}")


def _write_link(process: Element, drawing: Drawing, identity: str, source: str, target: str) -> None:
    """A flow has a name where its label stands on the diagram; one that shares a line keeps it as documentation."""
    words = next((flow.label for flow in drawing.chart.flows if flow.id == identity), "")
    name = {"name": words} if identity in drawing.labels else {}
    flow = _child(process, "bpmn:sequenceFlow", id=identity, sourceRef=source, targetRef=target, **name)
    if words and not name:
        _child(flow, "bpmn:documentation", words)


def _write_diagram(root: Element, drawing: Drawing, parts: Parts) -> None:
    chart = drawing.chart
    diagram = _child(root, "bpmndi:BPMNDiagram", id="Diagram")
    plane = _child(diagram, "bpmndi:BPMNPlane", id="Plane", bpmnElement=f"Collaboration_{chart.key}")
    _write_shape(plane, "Pool", Box(0, 0, drawing.width, drawing.height), isHorizontal="true")
    for lane, box in zip(chart.lanes, drawing.lanes, strict=True):
        inner = Box(HEADER, box.y, drawing.width - HEADER, box.height)
        _write_shape(plane, f"Lane_{lane.role.key}", inner, isHorizontal="true")
    for part in (part for several in parts.values() for part in several):
        _write_part_shape(plane, part)
    for flow in chart.flows:
        edge = _write_edge(plane, flow.id, _met(drawing.paths[flow.id], parts, flow))
        if flow.id in drawing.labels:
            _write_label(edge, drawing.labels[flow.id].box)
    for before, after in (pair for several in parts.values() for pair in pairwise(several)):
        ends = Point(before.box.right, before.box.middle.y), Point(after.box.x, before.box.middle.y)
        _write_edge(plane, f"Flow_in_{before.id}", ends)
    for node in _annotated(chart):
        _write_note(plane, drawing, node)


def _write_part_shape(plane: Element, part: Part) -> None:
    gateway = {"isMarkerVisible": "true"} if part.kind == "bpmn:exclusiveGateway" else {}
    shape = _write_shape(plane, part.id, part.box, **gateway)
    if part.above:
        _write_label(shape, _label_above(part, part.above))


def _met(path: tuple[Point, ...], parts: Parts, flow: Flow) -> tuple[Point, ...]:
    """A line that ends at the first shape of its target."""
    return (*path[:-1], Point(parts[flow.target][0].box.x, path[-1].y))


def _write_note(plane: Element, drawing: Drawing, node: Node) -> None:
    box, middle = drawing.boxes[node.id], drawing.middles[node.id]
    bottom = middle + _task_height(node) / 2
    note = Box(box.x, bottom + NOTE_GAP, TASK_WIDTH, _note_height(node))
    _write_shape(plane, f"Note_{node.id}", note)
    x = box.x + NOTE_GAP / 2
    _write_edge(plane, f"About_{node.id}", (Point(x, bottom), Point(x, note.y)))


def _label_above(part: Part, room: Box) -> Box:
    """The box of a name above its shape, inside the room for it: lines run beside that room, never in it."""
    lines = wrapped(part.name, TEXT, min(LABEL_WIDTH, room.width))
    width, height = max(width_of(line, TEXT) for line in lines), len(lines) * LINE
    left = min(max(part.box.middle.x - width / 2, room.x), room.right - width)
    return Box(left, part.box.y - LABEL_GAP - height, width, height)


def _write_shape(plane: Element, of: str, box: Box, **attributes: str) -> Element:
    shape = _child(plane, "bpmndi:BPMNShape", id=f"Shape_{of}", bpmnElement=of, **attributes)
    _write_bounds(shape, box)
    return shape


def _write_edge(plane: Element, of: str, path: tuple[Point, ...]) -> Element:
    edge = _child(plane, "bpmndi:BPMNEdge", id=f"Edge_{of}", bpmnElement=of)
    for point in path:
        _child(edge, "di:waypoint", x=f"{point.x + LEFT:g}", y=f"{point.y + TOP:g}")
    return edge


def _write_label(parent: Element, box: Box) -> None:
    _write_bounds(_child(parent, "bpmndi:BPMNLabel"), box)


def _write_bounds(parent: Element, box: Box) -> None:
    left, top = f"{box.x + LEFT:g}", f"{box.y + TOP:g}"
    _child(parent, "dc:Bounds", x=left, y=top, width=f"{box.width:g}", height=f"{box.height:g}")
