"""Which matters this installation has, and the processes they declare. The folder of a matter is its registration."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.conf import settings

from sunforest.core.process.declaration import Act, Deadline, Process, State

_processes: dict[tuple[str, int], type[Process]] = {}
_registered: dict[tuple[str, str], type[Process]] = {}
_matters: dict[type[Process], str] = {}


def register(process: type[Process]) -> type[Process]:
    """Read the nouns of a declaration in their order, add the acts every process has, and remember the process."""
    from sunforest.core.process import engine_acts

    members = [member for base in reversed(process.__mro__) for member in vars(base).values()]
    process.states = tuple(member for member in members if isinstance(member, State))
    process.deadlines = tuple(member for member in members if isinstance(member, Deadline))
    declared = tuple(member for member in members if isinstance(member, Act))
    process.acts = (*declared, *engine_acts.for_states(process.states))
    _processes[process.key, process.version] = process
    _registered[process.__module__, process.__qualname__] = process
    _matters[process] = process.__module__.rsplit(".process", 1)[0].split(".versions.", 1)[0]
    return process


def load() -> None:
    """Import every matter's declarations and check them. Raises checks.DeclarationError with every mistake found."""
    from sunforest.core.process import checks

    for matter in settings.SUNFOREST_MATTERS:
        for room in ("process", "follows", "search"):
            room_of(matter, room)
        for version in range(1, 100):
            if not find_spec(f"{matter}.versions") or not find_spec(f"{matter}.versions.v{version}"):
                break
            import_module(f"{matter}.versions.v{version}.process")
    checks.raise_mistakes(tuple(_registered.values()))


def room_of(matter: str, room: str) -> ModuleType | None:
    """The module ``room`` of a matter, or None where the matter has no such room."""
    if find_spec(f"{matter}.{room}") is None:
        return None
    return import_module(f"{matter}.{room}")


def rooms(room: str) -> list[tuple[str, ModuleType]]:
    """Every matter that has the room, with the module, in the order of the settings."""
    found = [(matter, room_of(matter, room)) for matter in settings.SUNFOREST_MATTERS]
    return [(matter, module) for matter, module in found if module is not None]


def processes() -> tuple[type[Process], ...]:
    """The current version of every declared process, in the order in which they were registered."""
    newest: dict[str, type[Process]] = {}
    for (key, version), process in _processes.items():
        if key not in newest or version > newest[key].version:
            newest[key] = process
    return tuple(newest.values())


def every_version() -> tuple[type[Process], ...]:
    """Every registered process, superseded versions included."""
    return tuple(_processes.values())


def process_with_key(key: str) -> type[Process]:
    """The current version of one process. Raises KeyError."""
    for process in processes():
        if process.key == key:
            return process
    raise KeyError(key)


def process_of(key: str, version: int) -> type[Process]:
    """The declaration that a case was opened under. Raises KeyError when no declaration knows it."""
    return _processes[key, version]


def act_named(process: type[Process], name: str) -> Act:
    """The act of that name, also one that only another version of the process declares. Raises KeyError."""
    versions = (process, *(other for other in _processes.values() if other.key == process.key))
    for version in versions:
        for act in version.acts:
            if act.name == name:
                return act
    raise KeyError(name)


def state_named(process: type[Process], name: str) -> State:
    """The state of that name, also one that only another version of the process declares. Raises KeyError."""
    versions = (process, *(other for other in _processes.values() if other.key == process.key))
    for version in versions:
        for state in version.states:
            if state.name == name:
                return state
    raise KeyError(name)


def is_known(key: str, version: int) -> bool:
    """True where a declaration of that key and version is registered."""
    return (key, version) in _processes


def matter_of(process: type[Process]) -> str:
    """The dotted name of the matter's package."""
    return _matters[process]
