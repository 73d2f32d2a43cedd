"""What must be true of a declaration before anything starts (design §3.5). Each mistake names its file and act."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django import forms

from sunforest.core.organs.roles import ALL_ROLES, PARTY, SYSTEM
from sunforest.core.process import disclosure, engine_acts
from sunforest.core.process.declaration import Act, Process, SetInTheAct, State
from sunforest.pure.deadlines import ClockHours
from sunforest.pure.grounds import ALL as ALL_GROUNDS
from sunforest.pure.grounds import Ground

DAY_FIELDS = (forms.DateField, forms.DateTimeField)
CLOCK_VERBS = ("pauses", "resumes", "suspends", "restarts", "extends", "meets", "ends")


class DeclarationError(Exception):
    """The declarations cannot be run. The text lists every mistake, each with file and act."""

    def __init__(self, mistakes: list[str]) -> None:
        self.mistakes = mistakes
        super().__init__("程序声明有误，系统不启动 / the declarations cannot be run:\n" + "\n".join(mistakes))


def raise_mistakes(processes: tuple[type[Process], ...]) -> None:
    """Raise DeclarationError when any process has a mistake."""
    if mistakes := mistakes_in(processes):
        raise DeclarationError(mistakes)


def mistakes_in(processes: tuple[type[Process], ...]) -> list[str]:
    """Every mistake in every process, as lines that name file, process and act."""
    keys = Counter((process.key, process.version) for process in processes)
    return [
        f"{_file_of(process)}: {process.key}{f'.{where}' if where else ''}: {words}"
        for process in processes
        for where, words in (*_mistakes_of_key(process, keys), *_mistakes_of(process))
    ]


def _mistakes_of_key(process: type[Process], keys: Counter[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    if keys[process.key, process.version] > 1:
        yield "", f"另有程序使用同一 key 和版本 {process.version} / another process has the same key and version"


def _file_of(process: type[Process]) -> str:
    try:
        return inspect.getfile(process)
    except (TypeError, OSError):
        return process.__module__


def _mistakes_of(process: type[Process]) -> Iterator[tuple[str, str]]:
    if not process.key or not process.title:
        yield "", "程序没有 key 或 title / the process has no key or title"
    yield from _mistakes_of_names(process)
    yield from _mistakes_of_states(process)
    yield from _mistakes_of_clocks(process)
    for act in process.acts:
        yield from ((act.name, words) for words in _mistakes_of_act(process, act))


def _mistakes_of_names(process: type[Process]) -> Iterator[tuple[str, str]]:
    for name, count in Counter(act.name for act in process.acts).items():
        if count > 1:
            yield name, f"两个动作同名（{', '.join(engine_acts.NAMES)} 是每个程序都有的动作） / two acts of one name"


def _own_acts(process: type[Process]) -> list[Act]:
    return [act for act in process.acts if act.name not in engine_acts.NAMES]


def _reached(process: type[Process]) -> set[State]:
    """The states to which some chain of acts leads from an opening act."""
    acts = _own_acts(process)
    reached = {act.target for act in acts if act.opens and act.target}
    while (
        further := {act.target for act in acts if act.target and not act.opens and reached & set(act.source)} - reached
    ):
        reached |= further
    return reached


def _mistakes_of_states(process: type[Process]) -> Iterator[tuple[str, str]]:
    acts = _own_acts(process)
    if not any(act.opens for act in acts):
        yield "", "没有任何动作可以开始一个办件 / no act opens a case"
    reached = _reached(process)
    for state in process.states:
        leaving = [act for act in acts if act.may_start_from(state.name) and act.target is not state and act.target]
        if state not in reached:
            yield state.name, "没有动作到达这个状态 / unreachable state: no act leads to it"
        if state.final and leaving:
            yield state.name, "终结状态不能再有去向 / a final state cannot be left"
        if not state.final and not leaving and not state.rests:
            yield state.name, "死胡同：没有动作离开这个状态 / dead end: no act leaves this state"
        if not state.final and not state.rests and not _is_timed(state, acts):
            yield (
                state.name,
                "既非终结、又无期限、也未写明为何停留(rests) / neither final, nor under a deadline, nor rests",
            )


def _is_timed(state: State, acts: list[Act]) -> bool:
    """True where an act that leads here starts a clock, or one that starts here meets, ends or carries out one."""
    into = any((*act.starts, *act.restarts, *act.resumes) for act in acts if act.target is state)
    leaving = (act for act in acts if act.may_start_from(state.name))
    return into or any((*act.meets, *act.ends) or act.when_over for act in leaving)


def _mistakes_of_clocks(process: type[Process]) -> Iterator[tuple[str, str]]:
    started = {deadline for act in process.acts for deadline in act.starts}
    for deadline in process.deadlines:
        if deadline not in started:
            yield deadline.name, "没有动作开始这个期限 / no act starts this clock"
    for act in process.acts:
        for verb in CLOCK_VERBS:
            for deadline in getattr(act, verb):
                if deadline not in started:
                    yield (
                        act.name,
                        f"{verb} 的期限“{deadline.name}”从未开始 / the clock {deadline.name} is {verb} but never started",
                    )
        if act.when_over is not None and act.when_over not in started:
            yield act.name, f"期限“{act.when_over.name}”从未开始 / when_over: the clock is never started"
        yield from ((act.name, words) for words in _mistakes_of_limits(process, act))


def _mistakes_of_limits(process: type[Process], act: Act) -> Iterator[str]:
    for deadline in (*act.starts, *act.restarts):
        if deadline not in process.deadlines:
            yield f"期限 {deadline!r} 不属于本程序 / the deadline belongs to another process"
        if isinstance(deadline.limit, SetInTheAct) and not isinstance(_field(act, deadline.limit.field), DAY_FIELDS):
            yield f"表单没有期限字段“{deadline.limit.field}” / the form lacks the field of the deadline, a day"
    yield from _mistakes_of_stretching(act)


def _mistakes_of_stretching(act: Act) -> Iterator[str]:
    for deadline in act.pauses:
        if isinstance(deadline.limit, (ClockHours, SetInTheAct)):
            yield f"期限“{deadline.name}”不按日计算，不能中止 / only a clock that counts days can be paused"
    for deadline in act.extends:
        if isinstance(deadline.limit, ClockHours) != isinstance(deadline.extension or deadline.limit, ClockHours):
            yield f"期限“{deadline.name}”的延长单位不同 / hours are extended by hours"
        if SetInTheAct in (type(deadline.limit), type(deadline.extension)):
            yield f"期限“{deadline.name}”由动作指定，请重新指定而非延长 / a day set in an act is set anew, not extended"


def fields_of(form: Any) -> dict[str, forms.Field]:
    """The fields that a form class declares, by name; none where an act asks nothing."""
    return getattr(form, "base_fields", {})


def _field(act: Act, name: str) -> forms.Field | None:
    return fields_of(act.asks).get(name)


def _mistakes_of_act(process: type[Process], act: Act) -> Iterator[str]:
    yield from _mistakes_of_roles(act)
    if act.opens and act.target is None:
        yield "开始办件的动作必须有 target / an act that opens a case needs a target"
    for state in (*act.source, *((act.target,) if act.target else ())):
        if state not in process.states:
            yield f"状态 {state!r} 不属于本程序 / the state belongs to another process"
    for other in act.not_by:
        if other not in process.acts:
            yield f"not_by 的动作 {other!r} 不属于本程序 / not_by: the act belongs to another process"
    if act.effective and not isinstance(_field(act, act.effective), DAY_FIELDS):
        yield f"effective 所指字段“{act.effective}”不在表单里，或不是日期 / effective names no field of the form, or no day"
    yield from _mistakes_of_form(act)


def _mistakes_of_roles(act: Act) -> Iterator[str]:
    if not act.by:
        yield "没有写明由谁办理(by) / the act does not say who may do it"
    for role in unknown_roles(act):
        yield f"未知的角色 {role!r} / unknown role"
    if PARTY in act.by and act.law is None:
        yield "当事人的动作没有法律依据(law) / an act of the party without law"
    if SYSTEM in act.by and act.asks is not None:
        yield "系统动作不能有表单 / an act by SYSTEM asks nothing"
    if act.when_over is not None and act.by != (SYSTEM,):
        yield "when_over 的动作只能由 SYSTEM 办理 / an act with when_over is by SYSTEM alone"


def unknown_roles(act: Act) -> list[Any]:
    """What stands in ``by`` and is no role."""
    return [role for role in act.by if role not in ALL_ROLES]


def _mistakes_of_form(act: Act) -> Iterator[str]:
    if act.asks is None:
        return
    if not (isinstance(act.asks, type) and issubclass(act.asks, forms.BaseForm)):
        yield f"asks 不是表单：{act.asks!r} / asks is no form"
        return
    listings = list(_mistakes_of_listings(act.asks))
    yield from listings
    yield from _mistakes_of_inheritance(act.asks)
    if listings or unknown_roles(act):
        return  # what is open cannot be told before these are right
    closed = disclosure.closed_fields(act.asks)
    for name, field in fields_of(act.asks).items():
        if name not in closed and not act.is_by_staff and disclosure.is_text_or_file(field):
            yield f"字段“{name}”：当事人或系统的文字、文件不能直接公开 / open text or file field in an act by PARTY or SYSTEM"


def _mistakes_of_inheritance(form: Any) -> Iterator[str]:
    for written in (parent for parent in form.__mro__ if "Meta" in vars(parent)):
        meta = vars(written)["Meta"]
        inherited = (base.Meta for base in written.__bases__ if hasattr(base, "Meta"))
        if not all(issubclass(meta, parents) for parents in inherited):
            yield f"{written.__name__}.Meta 没有继承上级表单的 Meta / its Meta does not extend its parent's"


def _mistakes_of_listings(form: Any) -> Iterator[str]:
    for kind in ("closed", "internal"):
        for meta in disclosure.metas_of(form):
            yield from _mistakes_of_listing(form, kind, getattr(meta, kind, {}), fields_of(form))


def _mistakes_of_listing(form: type, kind: str, listing: Any, fields: Any) -> Iterator[str]:
    if not isinstance(listing, dict):
        yield f"{form.__name__}.Meta.{kind} 没有写明理由(Ground) / closes fields without a ground"
        return
    for ground, names in listing.items():
        if not isinstance(ground, Ground) or ground not in ALL_GROUNDS:
            yield (
                f"{form.__name__}.Meta.{kind}：字段 {list(names)} 的理由 {ground!r} 不在负面清单 / "
                "a closed field without a listed ground"
            )
        for name in (names,) if isinstance(names, str) else names:
            if name not in fields:
                yield f"{form.__name__}.Meta.{kind}：没有字段“{name}” / names no field of the form"
