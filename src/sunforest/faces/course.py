"""Where a case will probably go from here: read from the declaration, so that a party knows what is still to come."""

from __future__ import annotations

from dataclasses import dataclass

from sunforest.core.organs.roles import PARTY, SYSTEM
from sunforest.core.process import engine_acts
from sunforest.core.process.declaration import Act, Deadline, Process

LONGEST = 12


@dataclass(frozen=True)
class Stage:
    """One stage to come: the acts by which it may end, the one that leads on, whether the party does it, and its limit."""

    acts: tuple[Act, ...]
    onward: Act
    by_party: bool
    deadline: Deadline | None


def course_from(process: type[Process], state_name: str) -> tuple[Stage, ...]:
    """The stages from a state to an end, each with every way out.

    What leads on is the first declared way that reaches an end without coming back; ways that lead to an earlier state
    come after the others, and last those that stop a clock, hand the turn to the party or give up.
    """
    whole = _to_an_end(process, state_name, frozenset({state_name}))
    if whole is None:
        onward = next(iter(_likely_first(process, state_name)), None)
        whole = (_stage(process, state_name, onward, frozenset({state_name})),) if onward else ()
    return whole[:LONGEST]


def _to_an_end(process: type[Process], state_name: str, visited: frozenset[str]) -> tuple[Stage, ...] | None:
    ways = _likely_first(process, state_name)
    if not ways:
        return ()
    for act in ways:
        assert act.target is not None, "a way out has a target"
        if act.target.name in visited:
            continue
        rest = _to_an_end(process, act.target.name, visited | {act.target.name})
        if rest is not None:
            return (_stage(process, state_name, act, visited), *rest)
    return None


def _likely_first(process: type[Process], state_name: str) -> list[Act]:
    """The ways out: before those that lead back to an earlier state, and before those that only interrupt or give up."""
    ways = ways_out(process, state_name)
    given_up = {act.target for act in ways if PARTY in act.by and not (act.meets or act.restarts)}

    def likelihood(act: Act) -> tuple[bool, bool]:
        return act.target in given_up or _interrupts(process, act), _leads_back(process, state_name, act)

    return sorted(ways, key=likelihood)


def _interrupts(process: type[Process], act: Act) -> bool:
    """True for a way that stops a clock or hands the turn to the party."""
    return bool(act.suspends or act.pauses or (act.target and is_the_party_s_turn(process, act.target.name)))


def _leads_back(process: type[Process], state_name: str, act: Act) -> bool:
    """True where the target is declared before the state."""
    order = [state.name for state in process.states]
    return act.target is not None and order.index(act.target.name) < order.index(state_name)


def _stage(process: type[Process], state_name: str, onward: Act, visited: frozenset[str]) -> Stage:
    """Its ways out, without those that lead back, and without the party's own giving up, by whomever it is recorded."""
    ways, is_theirs = ways_out(process, state_name), PARTY in onward.by
    given_up = set() if is_theirs else {act.target for act in ways if PARTY in act.by}
    acts = [act for act in ways if act.target not in given_up and act.target and act.target.name not in visited]
    return Stage(tuple(acts), onward, is_theirs, next(iter(onward.meets), None))


def ways_out(process: type[Process], state_name: str) -> tuple[Act, ...]:
    """The acts by people that lead out of a state, in the order of the declaration."""
    return tuple(act for act in process.acts_from(state_name) if _leads_on(act, state_name))


def is_the_party_s_turn(process: type[Process], state_name: str) -> bool:
    """True where the case waits for the party: an act of the party meets or restarts a clock there."""
    return any(PARTY in act.by and (act.meets or act.restarts) for act in ways_out(process, state_name))


def is_done_for_the_party(process: type[Process], state_name: str) -> bool:
    """True where all that is still to come ends the case without a word to the party: what was asked has been done."""
    ways = ways_out(process, state_name)
    return bool(ways) and all(act.target and act.target.final and not act.notices for act in ways)


def _leads_on(act: Act, state_name: str) -> bool:
    if act.name in engine_acts.NAMES or SYSTEM in act.by:
        return False
    return act.target is not None and act.target.name != state_name
