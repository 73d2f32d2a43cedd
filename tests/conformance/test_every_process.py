"""Every declared process is played at random, with legal and illegal acts; what design §3 promises holds at each step."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cast import Cast, assemble, at
from conformance.answers import FIRST, answers_to
from sunforest.core.calendar import county_calendar
from sunforest.core.ledger import leaves
from sunforest.core.ledger.models import Leaf
from sunforest.core.organs.models import Topic
from sunforest.core.organs.roles import PARTY, SYSTEM
from sunforest.core.process import clocks, disclosure, engine_acts, on_behalf, overdue, records, registry
from sunforest.core.process.actor import THE_SYSTEM, Actor
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.models import Case
from sunforest.core.process.perform import Incomplete, NotYours, Refused, WrongState, open_case, perform

pytestmark = pytest.mark.django_db

STEPS, WALKS, TRIES, MOST_STATEMENTS = 15, 10, 4, 12
MOST_KINDS = 0.75  # a change of this file draws other walks: a margin
KEYS = itertools.count(1)
DONE: dict[str, Counter[str]] = {}


def declared() -> list[type[Process]]:
    from sunforest import starting

    starting.load_declarations()
    return list(registry.every_version())


@pytest.fixture
def cast() -> Cast:
    first = Topic.objects.create(name="城乡建设、环境保护")
    Topic.objects.create(name="城乡建设", parent=first)
    return assemble()


def is_the_last(act: Act) -> bool:
    """True for an act after which there is no other."""
    return bool(act.target and act.target.final)


class Walk:
    """One case of one process; each step draws an act and checks everything afterwards.

    It has aims, first the acts that earlier walks did least, and goes towards the next of them five times out of six.
    """

    def __init__(self, process: type[Process], cast: Cast, draw: Any) -> None:
        self.process, self.cast, self.draw = process, cast, draw
        self.now, self.case = at("2026-09-01"), None
        self.done, self.tried, earlier = Counter[str](), Counter[str](), DONE.get(process.key, Counter())
        aims = [act for act in process.acts if SYSTEM not in act.by and not act.opens]
        self.aims = sorted(draw(st.permutations(aims)), key=lambda act: (earlier[act.name], is_the_last(act)))

    def opens(self) -> None:
        done = DONE.get(self.process.key, Counter())
        acts = [act for act in self.process.opening_acts() if on_behalf.party_of(act) != on_behalf.OF_EARLIER_CASE]
        acts.sort(key=lambda act: done[act.name])
        act = self.draw(st.sampled_from([*acts[:1] * 8, *acts]))
        self.attempt(act, self.who(act))

    def steps(self) -> None:
        assert self.case is not None
        self.now += timedelta(days=self.draw(st.sampled_from([0, 0, 1, 1, 3, 9, 30])), minutes=7)
        if self.draw(st.integers(0, 9)) == 0:
            overdue.carry_out(self.now)
            self.holds()
        legal = [act for act in self.process.acts_from(self.case.state) if SYSTEM not in act.by]
        if legal:
            act = (self.draw(st.integers(0, 5)) < 5 and self.towards_an_aim(self.case.state)) or self.any_of(legal)
            self.attempt(act, self.who(act))
        self.refuses()

    def any_of(self, legal: list[Act]) -> Act:
        own = [act for act in legal if act.name not in engine_acts.NAMES]
        return self.draw(st.sampled_from([*own, *own, *own, *legal]))

    def towards_an_aim(self, state: str) -> Act | None:
        """The next act on a shortest way to the first aim that can be reached; what was tried twice is given up."""
        for aim in self.aims:
            act = self.first_step(state, aim) if aim.name not in self.done else None
            if act is not None:
                self.tried[act.name] += 1
                before = FIRST.get(act.name, "")
                return self.process.act(before) if before and before not in self.done else act
        return None

    def gave_up(self, act: Act) -> bool:
        return self.tried[act.name] >= 2 and act.name not in self.done

    def first_step(self, state: str, aim: Act) -> Act | None:
        """Breadth first through the declared states, by acts of people alone."""
        ways: list[tuple[str, Act | None]] = [(state, None)]
        for place, first in ways:  # grows while it is read
            acts = [act for act in self.process.acts_from(place) if SYSTEM not in act.by and not self.gave_up(act)]
            if aim in acts:
                return first or aim
            seen = {each for each, _act in ways}
            new = {act.target_from(place): act for act in reversed(acts)}
            ways += [(target, first or act) for target, act in new.items() if target not in seen]
        return None

    def attempt(self, act: Act, actor: Actor) -> None:
        data = answers_to(self.draw, act, self.case, self.now)
        if act.name in ("assign", "hand_over"):
            data["post"] = self.cast.zhao.post_id  # the case stays where the cast is
        if act.name == "rectify":
            data |= self.correction()
        try:
            self.carry_out(act, actor, data)
        except Incomplete as incomplete:
            if incomplete.findings:
                reasons = {f"{each['field']}:{each['text']}": "公开的办公信息" for each in incomplete.findings}
                self.attempt_again(act, actor, {**data, "justified": reasons})
        except (Refused, NotYours, WrongState):
            pass

    def correction(self) -> dict[str, Any]:
        """The same value once more, in one field of one record."""
        assert self.case is not None
        found = [(deed.number, field) for deed in records.of(self.case) for field in deed.fields]
        number, field = self.draw(st.sampled_from(found)) if found else (1, {"name": "none", "value": ""})
        return {"record": number, "values": json.dumps({field["name"]: str(field["value"])})}

    def attempt_again(self, act: Act, actor: Actor, data: dict[str, Any]) -> None:
        with suppress(Refused, NotYours, WrongState):
            self.carry_out(act, actor, data)

    def carry_out(self, act: Act, actor: Actor, data: dict[str, Any]) -> None:
        before = self.case.last_number if self.case else 0
        with statements_beyond(act) as counted:
            record = self.call(act, actor, data)
        self.case = Case.objects.select_related("organ").get(pk=record.case_id)
        self.done[act.name] += 1
        if self.case.last_number == before + 1:
            assert counted() <= MOST_STATEMENTS + (4 if act.opens else 0), f"{act.name}: {counted()}"
        self.holds()

    def call(self, act: Act, actor: Actor, data: dict[str, Any]) -> Any:
        key = f"walk-{next(KEYS)}"
        if act.opens:
            party = self.cast.chen if PARTY in act.by or on_behalf.party_of(act) else None
            return open_case(
                self.process, act, organ=self.cast.housing, party=party, actor=actor, data=data, at=self.now, key=key
            )
        assert self.case is not None
        return perform(self.case, act, actor=actor, data=data, at=self.now, seen=self.case.last_number, key=key)

    def who(self, act: Act) -> Actor:
        role = act.by[0]
        if role is PARTY:
            return self.cast.chen_acts
        return THE_SYSTEM if role is SYSTEM else self.cast.staff(role)

    def refuses(self) -> None:
        """Wrong roles, another organ and another party are refused in every state; so is an act from elsewhere."""
        assert self.case is not None
        act = self.draw(st.sampled_from(self.process.acts))
        everybody = [self.cast.wang, self.cast.li, self.cast.legal, self.cast.zhao, self.cast.inspector]
        strangers = [each for each in (*everybody, self.cast.auditor, self.cast.chen_acts) if each.role not in act.by]
        strangers += [self.cast.lin_acts, *([self.cast.sun] if self.case.organ_id == self.cast.housing.pk else [])]
        with pytest.raises(NotYours):
            self.call(act, self.draw(st.sampled_from(strangers)), {})
        elsewhere = [act for act in self.process.acts if not act.may_start_from(self.case.state) and not act.opens]
        elsewhere = [act for act in elsewhere if SYSTEM not in act.by]
        if elsewhere and self.case.lapses_at is None:
            act = self.draw(st.sampled_from(elsewhere))
            with pytest.raises((WrongState, NotYours)):
                self.call(act, self.who(act), {})
        self.holds()

    def holds(self) -> None:
        """What is true of every case at every moment."""
        assert self.case is not None
        case = Case.objects.select_related("organ").get(pk=self.case.pk)
        self.case, deeds = case, records.of(case)
        events = records.events_of(self.process, deeds)
        due = clocks.due_on(self.process, case.state, clocks.clocks_of(events, county_calendar.current()))
        stored = (case.due_on, case.due_at, case.lapses_at, case.suspended)
        assert stored == (due.day, due.at, due.lapses_at, due.suspended)
        self.replays(case, deeds, events)
        self.discloses(case, deeds)

    def replays(self, case: Case, deeds: Any, events: Any) -> None:
        assert [deed.number for deed in deeds] == list(range(1, case.last_number + 1))
        state = ""
        for deed in deeds:
            assert deed.record.from_state == state
            state = self.process.act(deed.act).target_from(state)
            assert deed.record.to_state == state
        assert (state, clocks.closed_on(events)) == (case.state, case.closed_on)
        assert (case.closed_on is not None) == bool(self.process.state(case.state).final)

    def discloses(self, case: Case, deeds: Any) -> None:
        logged = {leaf.record_number: leaf for leaf in Leaf.objects.filter(case_id=case.pk)}
        assert sorted(logged) == [deed.number for deed in deeds]
        for deed in deeds:
            leaf, withheld = logged[deed.number], deed.content["withheld"]
            assert (leaf.face is None) == bool(deed.record.ground) == bool(withheld)
            face = withheld["face"] if withheld else leaf.face
            salt = bytes.fromhex(withheld["salt"]) if withheld else bytes(leaf.salt)
            assert leaves.opens(deed.record.commitment, salt, face.encode())
            assert json.loads(bytes(leaf.entry))["c"] == bytes(deed.record.commitment).hex()
            self.shows_only_what_is_open(case, deed, json.loads(face))

    def shows_only_what_is_open(self, case: Case, deed: Any, face: dict[str, Any]) -> None:
        act = self.process.act(deed.act)
        assert (face["act"], face["state"], face["day"]) == (
            deed.act, deed.record.to_state, deed.record.effective_on.isoformat(),
        )  # fmt: skip
        assert (face["case"], face["number"]) == (case.number, deed.number)
        closed = disclosure.closed_fields(act.asks)
        assert not closed.keys() & {field["name"] for field in face["fields"]} or deed.act == "rectify"
        text = json.dumps(face, ensure_ascii=False)
        for field in deed.fields:
            if field["name"] in closed and isinstance(field["value"], str) and "填写的内容" in field["value"]:
                assert field["shown"] not in text


@contextmanager
def statements_beyond(act: Act) -> Any:
    """Counts the statements of a door beyond the act's own effect; what only the test's savepoints add is left out."""
    effect, spent = act.effect, 0

    def counted(*given: Any) -> None:
        nonlocal spent
        with CaptureQueriesContext(connection) as own:
            effect(*given)  # type: ignore[misc]
        spent += len(own)

    act.effect = counted if effect else None
    try:
        with CaptureQueriesContext(connection) as queries:
            yield lambda: sum("SAVEPOINT" not in query["sql"] for query in queries) - spent
    finally:
        act.effect = effect


@pytest.mark.parametrize("process", declared(), ids=lambda process: f"{process.key}/{process.version}")
def test_a_process_played_at_random_keeps_every_promise(process: type[Process], cast: Cast) -> None:
    @settings(
        max_examples=WALKS,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def play(data: st.DataObject) -> None:
        data.draw(st.integers(0, 2**62))  # earlier walks steer later ones: no two may begin with the same draw
        with transaction.atomic():
            walk = Walk(process, cast, data.draw)
            for _attempt in range(TRIES):
                if walk.case is None:
                    walk.opens()
            for _step in range(STEPS if walk.case else 0):
                walk.steps()
            DONE.setdefault(process.key, Counter()).update(walk.done)
            transaction.set_rollback(True)

    play()
    done, acts = DONE[process.key], {act.name for act in process.acts if SYSTEM not in act.by}
    print(
        f"{process.key}: {sum(done.values())} acts, {len(acts & set(done))} of {len(acts)} kinds; never: {acts - set(done)}"
    )
    assert any(done[act.name] for act in process.opening_acts())
    assert len(acts & set(done)) >= MOST_KINDS * len(acts), "the walks do not get about"
