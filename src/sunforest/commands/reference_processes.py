"""The reference of procedures: every act with who, from where to where, on which law; every clock with what moves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sunforest.commands.reference_words import both, facts, in_both, page, table
from sunforest.core.process import disclosure, engine_acts, registry
from sunforest.core.process.citation import cite
from sunforest.core.process.declaration import Act, Deadline, Process, SetInTheAct, State
from sunforest.pure.deadlines import CalendarDays, WorkingDays

MOVES = (
    ("starts", "起算 / starts"),
    ("pauses", "中止 / pauses"),
    ("resumes", "恢复 / resumes"),
    ("suspends", "暂停 / suspends"),
    ("restarts", "重新起算 / restarts"),
    ("extends", "延长 / extends"),
    ("meets", "办到 / meets"),
    ("ends", "结束 / ends"),
)


def our_processes() -> list[type[Process]]:
    """The procedures that come with Sunforest."""
    return [one for one in registry.processes() if registry.matter_of(one).startswith("sunforest.")]


def acts() -> str:
    """The page of procedures and acts."""
    return page(
        "办理程序与动作 / Procedures and acts", *(_procedure(process) for process in our_processes()), _engine()
    )


def _procedure(process: type[Process]) -> Iterator[str]:
    yield f"## {process.key} · {both(process.title)}"
    yield both(process.about)
    yield table(
        ("状态 / State", "名称 / Title", "说明 / Remark"),
        ((f"`{state.name}`", both(state.title), _remark(state)) for state in process.states),
    )
    for act in process.acts:
        if act.name not in engine_acts.NAMES:
            yield f"### {process.key}.{act.name} · {both(act.title)}"
            yield _act(act)


def _remark(state: State) -> str:
    return "终结 / final" if state.final else both(state.rests)


def _act(act: Act) -> str:
    return facts(
        ("由谁 / by", ", ".join(both(role.title) for role in act.by)),
        ("须另一人 / not by who did", _names(act.not_by)),
        ("从 / from", _names(act.source) or "新办件 / a new case"),
        ("到 / to", f"`{act.target.name}`" if act.target else ""),
        ("依据 / law", in_both(lambda: cite(act.law))),
        ("到期自动 / when over", f"`{act.when_over.name}`" if act.when_over else ""),
        *((words, _names(getattr(act, move))) for move, words in MOVES),
        ("填写 / asks", ", ".join(f"`{name}`" for name in _asked(act))),
        ("不公开 / closed", _closed(act)),
        ("通知 / notice", ", ".join(both(notice.title) for notice in act.notices)),
    )


def _names(named: Iterable[Any]) -> str:
    return ", ".join(f"`{one.name}`" for one in named)


def _asked(act: Act) -> tuple[str, ...]:
    return tuple(getattr(act.asks, "base_fields", ()))


def _closed(act: Act) -> str:
    grounds: dict[str, list[str]] = {}
    for name, ground in disclosure.closed_fields(act.asks).items():
        grounds.setdefault(ground.key, []).append(f"`{name}`")
    return "; ".join(f"{key}: {', '.join(names)}" for key, names in grounds.items())


def _engine() -> Iterator[str]:
    yield "## 每个程序都有的动作 / Acts that every procedure has"
    for act in our_processes()[0].acts:
        if act.name in engine_acts.NAMES:
            yield f"### {act.name} · {both(act.title)}"
            yield facts(
                ("由谁 / by", ", ".join(both(role.title) for role in act.by)),
                ("填写 / asks", ", ".join(f"`{name}`" for name in _asked(act))),
                ("不公开 / closed", _closed(act)),
            )


def clocks() -> str:
    """The page of time limits."""
    return page("期限 / Clocks", *(_clocks_of(process) for process in our_processes() if process.deadlines))


def _clocks_of(process: type[Process]) -> Iterator[str]:
    yield f"## {process.key} · {both(process.title)}"
    for deadline in process.deadlines:
        yield f"### {process.key}.{deadline.name} · {both(deadline.title)}"
        yield facts(
            ("多久 / limit", _limit(deadline)),
            ("依据 / law", in_both(lambda law=deadline.law: cite(law))),  # type: ignore[misc]
            *((words, _names(_moving(process, deadline, move))) for move, words in MOVES),
            ("到期自动 / when over", _names(act for act in process.acts if act.when_over is deadline)),
        )


def _moving(process: type[Process], deadline: Deadline, move: str) -> list[Act]:
    return [act for act in process.acts if deadline in getattr(act, move)]


def _limit(deadline: Deadline) -> str:
    limit = deadline.limit
    if isinstance(limit, SetInTheAct):
        return f"动作中写明的日期 / the day in `{limit.field}`"
    if isinstance(limit, WorkingDays):
        return f"{limit.count} 个工作日 / working days"
    if isinstance(limit, CalendarDays):
        return f"{limit.count} 日 / calendar days"
    return f"{limit.count} 小时 / hours of the clock"
