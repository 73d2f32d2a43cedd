"""The flowchart of a procedure, read from its declaration: what there is to draw, before any place is given to it.

Acts are boxes in the lane of the role that does them, states stand between them, a clock that runs out is a timer
before the act that follows it. Where things go is ``flowchart_places`` and ``flowchart_layout``; how they look is
``flowchart_svg`` and ``flowchart_bpmn``. Pure functions of a declaration: no framework, no clock, no database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from sunforest.core.organs.roles import PARTY, STAFF_ROLES, SYSTEM, Role
from sunforest.core.process import engine_acts
from sunforest.core.process.citation import cite
from sunforest.core.process.declaration import Act, Deadline, Limit, Process, SetInTheAct, State
from sunforest.pure.deadlines import CalendarDays, WorkingDays
from sunforest.pure.words import gettext_noop as _

Translate = Callable[[str], str]
Kind = Literal["start", "act", "state", "end"]


@dataclass(frozen=True)
class Lane:
    """A role and the band in which its acts stand."""

    role: Role
    title: str


@dataclass(frozen=True)
class Node:
    """One thing on the chart. ``name`` is the declared name of the act or state; ``lane`` counts from the top.

    ``notes`` are the lines of small type under an act; ``timer`` are the words of the clock that sets it off;
    ``joins`` and ``forks`` tell whether several flows come in or go out.
    """

    id: str
    kind: Kind
    name: str
    title: str
    lane: int
    notes: tuple[str, ...] = ()
    timer: str = ""
    is_by_system: bool = False
    is_final: bool = False
    joins: bool = False
    forks: bool = False


@dataclass(frozen=True)
class Flow:
    """From one node to another; ``label`` tells the branches of a fork apart."""

    id: str
    source: str
    target: str
    label: str = ""


@dataclass(frozen=True)
class Flowchart:
    """Everything that a writer of flowcharts needs; ``words`` are the few words of the chart itself, translated."""

    key: str
    version: int
    title: str
    about: str
    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    words: ChartWords

    def node(self, identity: str) -> Node:
        """The node of that id. Raises KeyError."""
        return self._by_id[identity]

    @cached_property
    def _by_id(self) -> dict[str, Node]:
        return {node.id: node for node in self.nodes}

    def sentences(self) -> tuple[str, ...]:
        """The chart as sentences, one an act, for those who hear it rather than see it."""
        return tuple(self._sentence(node) for node in self.nodes if node.kind == "act")

    def _sentence(self, act: Node) -> str:
        before = [self.node(flow.source).title for flow in self.flows if flow.target == act.id]
        after = [self.node(flow.target).title for flow in self.flows if flow.source == act.id]
        values = {
            "act": act.title,
            "role": self.lanes[act.lane].title,
            "before": self.words.between.join(before),
            "after": self.words.between.join(after),
        }
        return self.words.sentence % values


@dataclass(frozen=True)
class ChartWords:
    """The words that a chart needs beyond those of the declaration."""

    start: str
    end: str
    act: str
    state: str
    timer: str
    current: str
    choice: str
    sentence: str
    between: str


def flowchart_of(process: type[Process], translate: Translate = str) -> Flowchart:
    """Read the flowchart from a declaration, without the acts that exist on every process.

    ``translate`` is given every Chinese msgid and returns what is shown: ``str`` keeps Chinese, a face passes gettext.
    """
    acts = tuple(act for act in process.acts if act.name not in engine_acts.NAMES)
    lanes = _lanes(acts, translate)
    nodes = [*_act_nodes(acts, lanes, translate), *_state_nodes(process.states, acts, lanes, translate)]
    flows = _flows(process, acts)
    nodes.insert(0, _start_node(acts, lanes, translate))
    for state, title in _further_ends(process.states, flows):
        lane = next(node.lane for node in nodes if node.id == state_id(state))
        nodes.append(Node(f"End_{state.name}", "end", state.name, translate(title), lane, is_final=True))
        flows.append(Flow(f"Flow_{state.name}__end", state_id(state), f"End_{state.name}"))
    counted = tuple(_counted(node, flows) for node in nodes)
    return Flowchart(
        key=process.key,
        version=process.version,
        title=translate(process.title),
        about=translate(process.about) if process.about else "",
        lanes=tuple(Lane(role, translate(role.title)) for role in lanes),
        nodes=counted,
        flows=_labelled(flows, counted),
        words=_words(translate),
    )


def state_id(state: State) -> str:
    """The id of a state's node: stable, and a name that XML accepts."""
    return f"State_{state.name}"


def _lanes(acts: Iterable[Act], translate: Translate) -> tuple[Role, ...]:
    """The party above, staff in the order of their rank, further roles as they come, the system below."""
    ranks = {PARTY: -1, SYSTEM: 1000} | {role: rank for rank, role in enumerate(STAFF_ROLES)}
    leading = dict.fromkeys(_leading_role(act) for act in acts)
    return tuple(sorted(leading, key=lambda role: ranks.get(role, 500)))


def _leading_role(act: Act) -> Role:
    return act.by[0] if act.by else SYSTEM


def _act_nodes(acts: Iterable[Act], lanes: tuple[Role, ...], translate: Translate) -> list[Node]:
    nodes: list[Node] = []
    for act in acts:
        timer = ""
        if act.when_over is not None:
            timer = translate(_("%(deadline)s届满")) % {"deadline": translate(act.when_over.title)}
        node = Node(
            id="",
            kind="act",
            name=act.name,
            title=translate(act.title),
            lane=lanes.index(_leading_role(act)),
            notes=_notes(act, translate),
            timer=timer,
            is_by_system=_leading_role(act) == SYSTEM,
        )
        nodes.extend(replace(node, id=identity) for identity, _source in _places(act))
    return nodes


def _places(act: Act) -> list[tuple[str, tuple[State, ...]]]:
    """An act stands once; one that leaves the case where it is stands beside each of its states."""
    if act.target is not None or len(act.source) < 2:
        return [(f"Act_{act.name}", act.source)]
    return [(f"Act_{act.name}__{source.name}", (source,)) for source in act.source]


def _state_nodes(
    states: Iterable[State], acts: tuple[Act, ...], lanes: tuple[Role, ...], translate: Translate
) -> list[Node]:
    nodes = []
    for state in states:
        lane = lanes.index(_waits_for(state, acts))
        nodes.append(
            Node(state_id(state), "state", state.name, translate(state.title), lane, is_final=bool(state.final))
        )
    return nodes


def _waits_for(state: State, acts: tuple[Act, ...]) -> Role:
    """Whose turn it is in a state: the first act that a person may do there, or else the act that led there."""
    leaving = [act for act in acts if act.may_start_from(state.name) and act.target is not state]
    leading = [act for act in acts if act.target is state]
    staying = [act for act in acts if act.may_start_from(state.name)]
    by_people = [act for act in leaving if _leading_role(act) != SYSTEM]
    return _leading_role((by_people or leading or leaving or staying or list(acts))[0])


def _start_node(acts: tuple[Act, ...], lanes: tuple[Role, ...], translate: Translate) -> Node:
    opening = next((act for act in acts if act.opens), acts[0])
    return Node("Start", "start", "", translate(_("开始")), lanes.index(_leading_role(opening)))


def _flows(process: type[Process], acts: tuple[Act, ...]) -> list[Flow]:
    flows = []
    for act in acts:
        for identity, sources in _places(act):
            name = identity.removeprefix("Act_")
            if act.opens:
                flows.append(Flow(f"Flow_start__{name}", "Start", identity))
            flows.extend(Flow(f"Flow_{source.name}__{name}", state_id(source), identity) for source in sources)
            target = act.target or (sources[0] if sources else None)
            if target is not None:
                flows.append(Flow(f"Flow_{name}__to", identity, state_id(target)))
    return flows


def _further_ends(states: tuple[State, ...], flows: list[Flow]) -> list[tuple[State, str]]:
    """States that go on and yet may be the end: final ones with a sequel, or, where no state ends, those that rest."""
    leaving = {flow.source for flow in flows}
    going_on = [state for state in states if state_id(state) in leaving]
    if len(going_on) < len(states):
        return [(state, _("结束")) for state in going_on if state.final]
    resting = [state for state in states if state.final or state.rests] or list(states[-1:])
    return [(state, _("不再变更")) for state in resting]


def _counted(node: Node, flows: list[Flow]) -> Node:
    incoming = sum(flow.target == node.id for flow in flows)
    outgoing = sum(flow.source == node.id for flow in flows)
    return replace(node, joins=incoming > 1, forks=outgoing > 1)


def _labelled(flows: list[Flow], nodes: tuple[Node, ...]) -> tuple[Flow, ...]:
    """Flows that leave a fork are named after what sets them off: the clock that runs out, or the act."""
    by_id = {node.id: node for node in nodes}
    labelled = []
    for flow in flows:
        source, target = by_id[flow.source], by_id[flow.target]
        label = target.timer or target.title if source.forks and source.kind != "act" else ""
        labelled.append(replace(flow, label=label))
    return tuple(labelled)


def _notes(act: Act, translate: Translate) -> tuple[str, ...]:
    """Small type under an act: within which time, which clock it sets going, on which article, by whom else."""
    notes = []
    for deadline in act.meets:
        notes.append(_limit_words(deadline, translate))
    for deadline in (*act.starts, *act.restarts):
        notes.append(translate(_("起算%(deadline)s")) % {"deadline": translate(deadline.title)})
    if act.law:
        notes.append(cite(act.law, translate))
    if len(act.by) > 1:
        others = translate(_("、")).join(translate(role.title) for role in act.by[1:])
        notes.append(translate(_("%(roles)s也可办理")) % {"roles": others})
    return tuple(notes)


def _limit_words(deadline: Deadline, translate: Translate) -> str:
    """The time that a deadline gives, in words."""
    limit: Limit = deadline.limit
    if isinstance(limit, SetInTheAct):
        return translate(_("限期另行告知"))
    if isinstance(limit, WorkingDays):
        return translate(_("%(count)d个工作日内")) % {"count": limit.count}
    if isinstance(limit, CalendarDays):
        return translate(_("%(count)d日内")) % {"count": limit.count}
    return translate(_("%(count)d小时内")) % {"count": limit.count}


def _words(translate: Translate) -> ChartWords:
    return ChartWords(
        start=translate(_("开始")),
        end=translate(_("结束")),
        act=translate(_("办理动作")),
        state=translate(_("办件状态")),
        timer=translate(_("期限届满")),
        current=translate(_("目前在此")),
        choice=translate(_("由谁发起")),
        sentence=translate(_("%(act)s（%(role)s）：由“%(before)s”到“%(after)s”。")),
        between=translate(_("、")),
    )
