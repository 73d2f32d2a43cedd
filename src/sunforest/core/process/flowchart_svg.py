"""A flowchart as SVG: for a page (lines and words in the page's own colour) or as a file that stands alone.

No style element, no style attribute, no script (the policy is ``style-src 'self'``): presentation attributes carry the
look, and a page's sheet may override them through the classes ``chart-lane chart-act chart-by-system chart-state
chart-final chart-current chart-flow chart-arrow chart-label chart-note chart-timer chart-legend``. Colours are tokens
of the look.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from sunforest.core.process.flowchart import Flow, Flowchart, Node
from sunforest.core.process.flowchart_layout import BAND, Box, Drawing, Extent, Label, Point, laid_out
from sunforest.core.process.flowchart_words import width_of, wrapped

INK, PAPER, LEAF, SUN, SKY = "#16211B", "#FFFFFF", "#1B7F4F", "#F2B233", "#0B5CAD"
FONT = "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif"

NAME, NAME_LINE = 15.0, 20.0
NOTE, NOTE_LINE = 11.5, 16.0
SMALL, SMALL_LINE = 12.0, 16.0
ACT_WIDTH, STATE_WIDTH, START_WIDTH = 164.0, 116.0, 40.0
TIMER, TIMER_ROOM = 15.0, 84.0
CORNER, RADIUS, ARROW = 6.0, 6.0, 7.0
HEADING, LEGEND = 48.0, 52.0


def svg_of(chart: Flowchart, *, current_state: str = "") -> str:
    """An ``<svg>`` element to be placed in a page; it takes the page's text colour and needs no ground.

    ``current_state`` is the declared name of a state that is drawn on sunlight, for the page of one case.
    """
    drawing = laid_out(chart, SvgSizes())
    box = f"0 0 {drawing.width:g} {drawing.height + LEGEND:g}"
    return _element(drawing, current_state, box, drawing.height + LEGEND, "", "")


def svg_file_of(chart: Flowchart, *, current_state: str = "") -> str:
    """An SVG document that stands alone: with paper under it, ink on it and the procedure's title above it."""
    drawing = laid_out(chart, SvgSizes())
    height = drawing.height + LEGEND + HEADING
    box = f"-16 {-HEADING:g} {drawing.width + 32:g} {height:g}"
    paper = f'<rect x="-16" y="{-HEADING:g}" width="{drawing.width + 32:g}" height="{height:g}" fill="{PAPER}"/>'
    heading = f'<text x="0" y="-18" font-size="20" font-weight="700">{escape(chart.title)}</text>'
    element = _element(drawing, current_state, box, height, f' color="{INK}"', paper + "\n" + heading)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{element}\n'


class SvgSizes:
    """How large things are on the picture."""

    line_height = SMALL_LINE

    def extent(self, chart: Flowchart, node: Node) -> Extent:
        """An act is as high as its words; a state is a pill; a timer stands in the room before its act."""
        if node.kind in ("start", "end"):
            return Extent(START_WIDTH, 30, 30)
        if node.kind == "state":
            half = _half_of_state(node)
            return Extent(STATE_WIDTH, half + SMALL_LINE + 4, half)
        half = _act_height(node) / 2
        if not node.timer:
            return Extent(ACT_WIDTH, half, half)
        above = TIMER + 6 + len(_timer_lines(node)) * SMALL_LINE
        return Extent(ACT_WIDTH, max(half, above), half, TIMER_ROOM)

    def label(self, chart: Flowchart, flow: Flow) -> tuple[str, ...]:
        """A branch that ends in the next box is named by that box, and a clock by its own words."""
        return ()

    def far_label(self, chart: Flowchart, flow: Flow) -> tuple[str, ...]:
        """A branch that leads far says where it sets out what it leads to."""
        return wrapped(flow.label, SMALL, STATE_WIDTH)

    def width(self, lines: tuple[str, ...]) -> float:
        """The width of the widest line."""
        return max(width_of(line, SMALL) for line in lines)


def _state_lines(node: Node) -> tuple[str, ...]:
    return wrapped(node.title, NAME - 1, STATE_WIDTH - 20)


def _half_of_state(node: Node) -> float:
    return max(18.0, len(_state_lines(node)) * NAME_LINE / 2 + 4)


def _name_lines(node: Node) -> tuple[str, ...]:
    return wrapped(node.title, NAME, ACT_WIDTH - 20)


def _note_lines(node: Node) -> tuple[str, ...]:
    return tuple(line for note in node.notes for line in wrapped(note, NOTE, ACT_WIDTH - 18))


def _timer_lines(node: Node) -> tuple[str, ...]:
    return wrapped(node.timer, SMALL, TIMER_ROOM - 8)


def _act_height(node: Node) -> float:
    notes = len(_note_lines(node))
    return len(_name_lines(node)) * NAME_LINE + notes * NOTE_LINE + (20 if notes else 22)


def _element(drawing: Drawing, current_state: str, view: str, height: float, colour: str, ground: str) -> str:
    chart, identity = drawing.chart, f"flowchart-{drawing.chart.key}"
    width = view.split()[2]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flowchart" viewBox="{view}"'
        f' width="{width}" height="{height:g}"'
        f' role="img" aria-labelledby="{identity}-title {identity}-desc" font-family={quoteattr(FONT)}'
        f' font-size="{NAME:g}" fill="currentColor"{colour}>',
        f'<title id="{identity}-title">{escape(chart.title)}</title>',
        f'<desc id="{identity}-desc">{escape(" ".join(chart.sentences()))}</desc>',
        ground,
        *_lanes(drawing),
        '<g class="chart-flow" fill="none" stroke="currentColor" stroke-width="1.4" opacity="0.75">',
        *(_flow(drawing, flow) for flow in chart.flows),
        "</g>",
        *(_label(label) for label in drawing.labels.values()),
        *(_node(drawing, node, current_state) for node in chart.nodes),
        *_legend(drawing),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part)


def _lanes(drawing: Drawing) -> Iterable[str]:
    for index, (lane, box) in enumerate(zip(drawing.chart.lanes, drawing.lanes, strict=True)):
        ground = "0.045" if index % 2 == 0 else "0"
        yield (
            f'<rect class="chart-lane" x="0.5" y="{box.y + 0.5:g}" width="{box.width - 1:g}" height="{box.height:g}"'
            f' fill="currentColor" fill-opacity="{ground}" stroke="currentColor" stroke-opacity="0.28"/>'
        )
        yield (
            f'<path class="chart-lane" d="M{BAND:g} {box.y + 0.5:g}V{box.bottom + 0.5:g}" stroke="currentColor"'
            ' stroke-opacity="0.28"/>'
        )
        lines = wrapped(lane.title, NAME - 1, BAND - 12)
        yield _text(lines, Point(BAND / 2, box.middle.y), NAME - 1, NAME_LINE - 1, ' font-weight="700"')


def _text(lines: tuple[str, ...], centre: Point, size: float, line: float, more: str = "") -> str:
    """Lines of text around a centre."""
    first = centre.y - (len(lines) - 1) * line / 2 + size * 0.36
    spans = "".join(
        f'<tspan x="{centre.x:g}" y="{first + index * line:g}">{escape(words)}</tspan>'
        for index, words in enumerate(lines)
    )
    return f'<text text-anchor="middle" font-size="{size:g}"{more}>{spans}</text>'


def _flow(drawing: Drawing, flow: Flow) -> str:
    pieces = [list(piece) for piece in pieces_of(drawing, flow)]
    end = pieces[-1][-1]
    pieces[-1][-1] = Point(end.x - ARROW, end.y)
    lines = "".join(f'<path d="{_rounded(tuple(piece))}"/>' for piece in pieces)
    arrow = f"M{end.x:g} {end.y:g}l{-ARROW - 1:g} -4.5v9z"
    return f'{lines}<path class="chart-arrow" d="{arrow}" fill="currentColor" stroke="none"/>'


def pieces_of(drawing: Drawing, flow: Flow) -> tuple[tuple[Point, ...], ...]:
    """The line of a flow as it is drawn: in one piece, or cut in two at the rim of a clock that it passes."""
    path = drawing.paths[flow.id]
    if not drawing.chart.node(flow.target).timer:
        return (path,)
    centre = timer_centre(drawing.boxes[flow.target], drawing.middles[flow.target])
    before = (*path[:-1], Point(centre.x - TIMER, centre.y))
    return before, (Point(centre.x + TIMER, centre.y), path[-1])


def _label(label: Label) -> str:
    return _text(label.lines, label.box.middle, SMALL, SMALL_LINE, ' class="chart-label"')


def timer_centre(box: Box, middle: float) -> Point:
    """Where the clock before an act stands."""
    return Point(box.x - TIMER_ROOM / 2 + 2, middle)


def _rounded(path: tuple[Point, ...]) -> str:
    """A line with soft corners, so that a branch cannot be taken for a crossing."""
    parts = [f"M{path[0].x:g} {path[0].y:g}"]
    for before, corner, after in zip(path, path[1:], path[2:], strict=False):
        radius = min(CORNER, _length(before, corner) / 2, _length(corner, after) / 2)
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        parts.append(f"L{start.x:g} {start.y:g}Q{corner.x:g} {corner.y:g} {end.x:g} {end.y:g}")
    parts.append(f"L{path[-1].x:g} {path[-1].y:g}")
    return "".join(parts)


def _length(one: Point, other: Point) -> float:
    return abs(one.x - other.x) + abs(one.y - other.y)


def _towards(corner: Point, other: Point, distance: float) -> Point:
    share = distance / (_length(corner, other) or 1)
    return Point(corner.x + (other.x - corner.x) * share, corner.y + (other.y - corner.y) * share)


def _node(drawing: Drawing, node: Node, current_state: str) -> str:
    box, middle = drawing.boxes[node.id], drawing.middles[node.id]
    if node.kind == "act":
        return _act(node, box, middle)
    if node.kind == "state":
        return _state(drawing.chart, node, box, middle, is_current=node.name == current_state)
    ring = 3 if node.kind == "end" else 1.5
    centre = box.middle.x
    words = _text((node.title,), Point(centre, middle + 27), SMALL, SMALL_LINE)
    return (
        f'<circle class="chart-start" cx="{centre:g}" cy="{middle:g}" r="{START_WIDTH / 2 - 1:g}" fill="{LEAF}"'
        f' fill-opacity="0.12" stroke="{LEAF}" stroke-width="{ring:g}"/>{words}'
    )


def _act(node: Node, box: Box, middle: float) -> str:
    height = _act_height(node)
    names, notes = _name_lines(node), _note_lines(node)
    colour = SKY if node.is_by_system else LEAF
    kind = "chart-act chart-by-system" if node.is_by_system else "chart-act"
    parts = [
        f'<g class="{kind}"><rect x="{box.x:g}" y="{middle - height / 2:g}" width="{box.width:g}"'
        f' height="{height:g}" rx="{RADIUS:g}" fill="{colour}" fill-opacity="0.1"'
        f' stroke="{colour}" stroke-width="1.4"/>'
    ]
    top = middle - height / 2 + 10
    names_middle = top + len(names) * NAME_LINE / 2 + (0 if notes else 1)
    parts.append(_text(names, Point(box.middle.x, names_middle), NAME, NAME_LINE, ' font-weight="600"'))
    if notes:
        notes_middle = top + len(names) * NAME_LINE + len(notes) * NOTE_LINE / 2
        more = ' class="chart-note" fill-opacity="0.82"'
        parts.append(_text(notes, Point(box.middle.x, notes_middle), NOTE, NOTE_LINE, more))
    if node.timer:
        parts.append(_timer(node, timer_centre(box, middle)))
    return "".join(parts) + "</g>"


def _timer(node: Node, centre: Point) -> str:
    lines = _timer_lines(node)
    words = Point(centre.x, centre.y - TIMER - 5 - len(lines) * SMALL_LINE / 2)
    return _clock(centre) + _text(lines, words, SMALL, SMALL_LINE, ' class="chart-label"')


def _clock(centre: Point) -> str:
    x, y = centre
    return (
        f'<g class="chart-timer" fill="none" stroke="{SKY}" stroke-width="1.6"><circle cx="{x:g}" cy="{y:g}"'
        f' r="{TIMER - 1:g}" fill="{SKY}" fill-opacity="0.1"/>'
        f'<path d="M{x:g} {y - 8:g}V{y:g}L{x + 6:g} {y + 3:g}"/></g>'
    )


def _state(chart: Flowchart, node: Node, box: Box, middle: float, *, is_current: bool) -> str:
    lines = _state_lines(node)
    half = _half_of_state(node)
    pill = Box(box.x, middle - half, box.width, half * 2)
    if is_current:
        words = Point(box.middle.x, middle - half - 10)
        flag = _text((chart.words.current,), words, SMALL, SMALL_LINE, ' class="chart-label" font-weight="700"')
        look = f'fill="{SUN}" stroke="{INK}" stroke-width="2"'
        text = _text(lines, Point(box.middle.x, middle), NAME - 1, NAME_LINE, f' fill="{INK}" font-weight="700"')
        return f'<g class="chart-current">{_pill(pill, look)}{flag}{text}</g>'
    text = _text(lines, Point(box.middle.x, middle), NAME - 1, NAME_LINE)
    if node.is_final:
        look = 'fill="currentColor" fill-opacity="0.1" stroke="currentColor" stroke-width="3"'
        return f'<g class="chart-final">{_pill(pill, look)}{text}</g>'
    look = 'fill="currentColor" fill-opacity="0.04" stroke="currentColor" stroke-width="1.4"'
    return f'<g class="chart-state">{_pill(pill, look)}{text}</g>'


def _pill(box: Box, look: str) -> str:
    radius = min(18.0, box.height / 2)
    return f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="{radius:g}" {look}/>'


def _legend(drawing: Drawing) -> Iterable[str]:
    """What the shapes mean, below the lanes."""
    words, y = drawing.chart.words, drawing.height + 30
    x = BAND + 14
    yield '<g class="chart-legend">'
    for shape, text in (
        (
            f'<rect x="{{x}}" y="{y - 11:g}" width="34" height="22" rx="{RADIUS:g}" fill="{LEAF}" fill-opacity="0.1" '
            f'stroke="{LEAF}" stroke-width="1.4"/>',
            words.act,
        ),
        (
            f'<rect x="{{x}}" y="{y - 11:g}" width="34" height="22" rx="11" fill="currentColor" fill-opacity="0.04" '
            'stroke="currentColor" stroke-width="1.4"/>',
            words.state,
        ),
        (
            f'<rect x="{{x}}" y="{y - 11:g}" width="34" height="22" rx="11" fill="currentColor" fill-opacity="0.1" '
            'stroke="currentColor" stroke-width="3"/>',
            words.end,
        ),
        ("", words.timer if any(node.timer for node in drawing.chart.nodes) else ""),
    ):
        if not text:
            continue
        yield shape.replace("{x}", f"{x:g}") if shape else _clock(Point(x + 17, y))
        yield f'<text x="{x + 42:g}" y="{y + 4.5:g}" font-size="{SMALL:g}">{escape(text)}</text>'
        x += 42 + width_of(text, SMALL) + 28
    yield "</g>"


def words_and_boxes(drawing: Drawing) -> list[Label]:
    """Every piece of text outside a box, with the room it takes: what the tests hold against all lines.

    The flag of the current state is counted at every state, for each may be the current one.
    """
    found = list(drawing.labels.values())
    for node in drawing.chart.nodes:
        box, middle = drawing.boxes[node.id], drawing.middles[node.id]
        if node.timer:
            lines = _timer_lines(node)
            bottom = middle - TIMER - 5
            found.append(_around(lines, timer_centre(box, middle).x, bottom - len(lines) * SMALL_LINE))
        elif node.kind == "state":
            found.append(_around((drawing.chart.words.current,), box.middle.x, middle - _half_of_state(node) - 18))
        elif node.kind in ("start", "end"):
            found.append(_around((node.title,), box.middle.x, middle + 21))
    return found


def _around(lines: tuple[str, ...], middle: float, top: float) -> Label:
    width = max(width_of(line, SMALL) for line in lines)
    return Label(lines, Box(middle - width / 2, top, width, len(lines) * SMALL_LINE))


def boxes_of(drawing: Drawing) -> dict[str, Box]:
    """The outline of every shape as it is drawn, clocks included: what no line and no label may touch."""
    shapes: dict[str, Box] = {}
    for node in drawing.chart.nodes:
        box, middle = drawing.boxes[node.id], drawing.middles[node.id]
        half = _half_height(node)
        shapes[node.id] = Box(box.x, middle - half, box.width, 2 * half)
        if node.timer:
            x, y = timer_centre(box, middle)
            shapes[f"Timer_{node.id}"] = Box(x - TIMER, y - TIMER, 2 * TIMER, 2 * TIMER)
    return shapes


def _half_height(node: Node) -> float:
    if node.kind == "act":
        return _act_height(node) / 2
    return START_WIDTH / 2 if node.kind in ("start", "end") else _half_of_state(node)
