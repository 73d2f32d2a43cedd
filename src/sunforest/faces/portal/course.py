"""Where a case will probably go from here: read from the declaration, so that a party knows what is still to come."""

from __future__ import annotations

from dataclasses import dataclass

from sunforest.core.organs.roles import PARTY, SYSTEM
from sunforest.core.process import engine_acts
from sunforest.core.process.declaration import Act, Deadline, Process

LONGEST = 12


@dataclass(frozen=True)
class Stage:
    """One stage to come: the acts by which it may end, whether the party does them, and how long the law gives."""

    acts: tuple[Act, ...]
    by_party: bool
    deadline: Deadline | None


def course_from(process: type[Process], state_name: str) -> tuple[Stage, ...]:
    """The stages from a state to an end, each with every way out; the first declared way out leads on."""
    stages: list[Stage] = []
    visited = {state_name}
    while len(stages) < LONGEST:
        ways = ways_out(process, state_name)
        onward = next((act for act in ways if act.target and act.target.name not in visited), None)
        if onward is None or onward.target is None:
            break
        stages.append(Stage(ways, PARTY in onward.by, _deadline(ways)))
        state_name = onward.target.name
        visited.add(state_name)
    return tuple(stages)


def ways_out(process: type[Process], state_name: str) -> tuple[Act, ...]:
    """The acts by people that lead out of a state, in the order of the declaration."""
    return tuple(act for act in process.acts_from(state_name) if _leads_on(act, state_name))


def is_the_party_s_turn(process: type[Process], state_name: str) -> bool:
    """True where the case waits for the party: an act of the party meets or restarts a clock there."""
    return any(PARTY in act.by and (act.meets or act.restarts) for act in ways_out(process, state_name))


def _leads_on(act: Act, state_name: str) -> bool:
    if act.name in engine_acts.NAMES or SYSTEM in act.by:
        return False
    return act.target is not None and act.target.name != state_name


def _deadline(ways: tuple[Act, ...]) -> Deadline | None:
    return next((deadline for act in ways for deadline in act.meets), None)
