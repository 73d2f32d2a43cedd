"""The nouns in which a procedure is declared (design §3). Plain objects: no framework, no clock, no database.

A procedure is a class that names its states, deadlines and acts as attributes; each of these learns its own
name through ``__set_name__``, so that the declaration reads like the regulation and go-to-definition works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from sunforest.core.organs.roles import PARTY, SYSTEM, Role
from sunforest.pure.deadlines import CalendarDays, ClockHours, WorkingDays

if TYPE_CHECKING:
    from sunforest.core.notify.notice import Notice
    from sunforest.pure.moment import Moment, Refusal

__all__ = [
    "PARTY",
    "SYSTEM",
    "Act",
    "Answers",
    "Article",
    "Deadline",
    "Law",
    "Limit",
    "Process",
    "SetInTheAct",
    "State",
    "calendar_days",
    "clock_hours",
    "set_in_the_act",
    "working_days",
]

Answers = Mapping[str, Any]
Words = Any  # str or a lazily translated str


@dataclass(frozen=True)
class Article:
    """One article of a law, as it is cited."""

    law: Law
    number: int
    paragraph: int | None = None

    def __str__(self) -> str:
        paragraph = f"第{self.paragraph}款" if self.paragraph else ""
        return f"《{self.law.title}》第{self.number}条{paragraph}"


@dataclass(frozen=True)
class Law:
    """A law or rule: its title without brackets, and its number."""

    title: Words
    number: Words

    def __str__(self) -> str:
        return f"《{self.title}》（{self.number}）"

    def article(self, number: int, paragraph: int | None = None) -> Article:
        """Cite one article, and a paragraph of it where that matters."""
        return Article(self, number, paragraph)


@dataclass(frozen=True)
class SetInTheAct:
    """A limit that is a day entered in the act which starts the clock: ``field`` is the name of that form field."""

    field: str


Limit = WorkingDays | CalendarDays | ClockHours | SetInTheAct


def working_days(count: int) -> WorkingDays:
    """Count working days (工作日, domain §8)."""
    return WorkingDays(count)


def calendar_days(count: int) -> CalendarDays:
    """Count calendar days; the last day rolls to a working day (民法典 art. 203)."""
    return CalendarDays(count)


def clock_hours(count: int) -> ClockHours:
    """Count hours of the clock, nights and holidays included (R5.9)."""
    return ClockHours(count)


def set_in_the_act(field: str) -> SetInTheAct:
    """The limit is the day that the act's form field ``field`` names."""
    return SetInTheAct(field)


class Named:
    """Something that a procedure declares and that learns its own name."""

    name: str = ""
    title: Words

    def __set_name__(self, owner: type, name: str) -> None:
        if not self.name:
            self.name = name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"


class State(Named):
    """Where a case can be. ``rests`` says why no clock need run here; ``final`` ends the case and all its clocks."""

    def __init__(self, title: Words, *, final: bool = False, rests: Words = "") -> None:
        self.title, self.final, self.rests = title, final, rests


class Deadline(Named):
    """How long the law gives, and where it says so. ``extension`` is what an extending act adds."""

    def __init__(
        self, title: Words, limit: Limit, law: Law | Article | None = None, *, extension: Limit | None = None
    ) -> None:
        self.title, self.limit, self.law, self.extension = title, limit, law, extension


Guard = Callable[[Any, Answers, "Moment"], "Refusal | None"]
Effect = Callable[[Any, Answers, "Moment"], None]


def as_tuple(value: Any) -> tuple[Any, ...]:
    """Nothing, one thing or several things, always as a tuple."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, (tuple, list)) else (value,)


class Act(Named):
    """What may be done to a case: by whom, from where to where, on which article, with which clocks.

    ``source`` empty opens a case. ``target`` empty leaves the case where it is. ``effective`` names the form
    field that holds the effective day. ``when_over`` is the deadline whose end makes SYSTEM act.
    """

    def __init__(
        self,
        title: Words,
        *,
        source: State | Iterable[State] | None = None,
        target: State | None = None,
        by: Role | Iterable[Role] = (),
        not_by: Act | Iterable[Act] | None = None,
        asks: type | None = None,
        law: Law | Article | None = None,
        effective: str = "",
        guard: Guard | None = None,
        effect: Effect | None = None,
        starts: Deadline | Iterable[Deadline] = (),
        pauses: Deadline | Iterable[Deadline] = (),
        resumes: Deadline | Iterable[Deadline] = (),
        suspends: Deadline | Iterable[Deadline] = (),
        restarts: Deadline | Iterable[Deadline] = (),
        extends: Deadline | Iterable[Deadline] = (),
        meets: Deadline | Iterable[Deadline] = (),
        ends: Deadline | Iterable[Deadline] = (),
        when_over: Deadline | None = None,
        notice: Notice | Iterable[Notice] | None = None,
    ) -> None:
        self.title, self.law, self.asks, self.effective = title, law, asks, effective
        self.source: tuple[State, ...] = as_tuple(source)
        self.target = target
        self.by: tuple[Role, ...] = as_tuple(by)
        self.not_by: tuple[Act, ...] = as_tuple(not_by)
        self.guard, self.effect = guard, effect
        self.starts: tuple[Deadline, ...] = as_tuple(starts)
        self.pauses: tuple[Deadline, ...] = as_tuple(pauses)
        self.resumes: tuple[Deadline, ...] = as_tuple(resumes)
        self.suspends: tuple[Deadline, ...] = as_tuple(suspends)
        self.restarts: tuple[Deadline, ...] = as_tuple(restarts)
        self.extends: tuple[Deadline, ...] = as_tuple(extends)
        self.meets: tuple[Deadline, ...] = as_tuple(meets)
        self.ends: tuple[Deadline, ...] = as_tuple(ends)
        self.when_over = when_over
        self.notices: tuple[Notice, ...] = as_tuple(notice)

    @property
    def opens(self) -> bool:
        """An act without a source opens a case."""
        return not self.source

    def may_start_from(self, state_name: str) -> bool:
        """True where a case in the state of that name may undergo this act."""
        return any(state.name == state_name for state in self.source)

    def target_from(self, state_name: str) -> str:
        """The name of the state in which the case is afterwards."""
        return self.target.name if self.target else state_name

    @property
    def is_by_staff(self) -> bool:
        """True where every role that may do it is a role of staff."""
        return bool(self.by) and all(role.is_staff for role in self.by)


class Process:
    """A declared procedure. ``register`` fills ``states``, ``deadlines`` and ``acts`` in the order of declaration."""

    key: ClassVar[str] = ""
    version: ClassVar[int] = 1
    title: ClassVar[Words] = ""
    about: ClassVar[Words] = ""
    detail: ClassVar[Any] = None
    facts: ClassVar[Callable[[Any], Any] | None] = None
    closed_by: ClassVar[Callable[[Any], Any] | None] = None

    states: ClassVar[tuple[State, ...]] = ()
    deadlines: ClassVar[tuple[Deadline, ...]] = ()
    acts: ClassVar[tuple[Act, ...]] = ()

    @classmethod
    def state(cls, name: str) -> State:
        """The declared state of that name. Raises KeyError."""
        return {state.name: state for state in cls.states}[name]

    @classmethod
    def act(cls, name: str) -> Act:
        """The declared act of that name. Raises KeyError."""
        return {act.name: act for act in cls.acts}[name]

    @classmethod
    def acts_from(cls, state_name: str) -> tuple[Act, ...]:
        """The acts that a case in that state may undergo, in the order of declaration."""
        return tuple(act for act in cls.acts if act.may_start_from(state_name))

    @classmethod
    def opening_acts(cls) -> tuple[Act, ...]:
        """The acts that open a case."""
        return tuple(act for act in cls.acts if act.opens)
