"""Each mistake of an author stops the start, in words that name file and act (design §3.5, §6)."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from sunforest.core.organs.roles import CLERK, HEAD, PARTY, SYSTEM, Role
from sunforest.core.process import checks, engine_acts, grounds
from sunforest.core.process.declaration import (
    Act,
    Deadline,
    Law,
    Process,
    State,
    clock_hours,
    set_in_the_act,
    working_days,
)
from sunforest.pure.grounds import Ground

LAW = Law("行政许可法", "主席令第7号").article(32)


class Application(forms.Form):
    place = forms.CharField(label="位置")
    until = forms.DateField(label="截止")

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["place"]}


class Forgetful(Application):
    reason = forms.CharField(label="理由")

    class Meta:
        closed = {grounds.PERSONAL_INFORMATION: ["reason"]}


class Faithful(Application):
    reason = forms.CharField(label="理由")

    class Meta(Application.Meta):
        closed = {grounds.PERSONAL_INFORMATION: ["place", "reason"]}


def form(**meta: Any) -> type[forms.Form]:
    members: dict[str, Any] = {"place": forms.CharField(label="位置"), "Meta": type("Meta", (), meta)}
    return type("Asked", (forms.Form,), members)


def sound() -> dict[str, Any]:
    """The members of a declaration without a mistake; each test plants one."""
    submitted, decided = State("待受理"), State("已决定", final=True)
    accept_by = Deadline("受理期限", working_days(5), LAW)
    return {
        "submitted": submitted,
        "decided": decided,
        "accept_by": accept_by,
        "apply": Act("申请", target=submitted, by=PARTY, asks=Application, starts=accept_by, law=LAW),
        "decide": Act("决定", source=submitted, target=decided, by=HEAD, meets=accept_by),
    }


def declared(members: dict[str, Any], key: str = "permit") -> type[Process]:
    process: type[Process] = type(
        "Permit", (Process,), {"key": key, "title": "许可", **members, "__module__": __name__}
    )
    named = [value for base in reversed(process.__mro__) for value in vars(base).values()]
    process.states = tuple(each for each in named if isinstance(each, State))
    process.deadlines = tuple(each for each in named if isinstance(each, Deadline))
    process.acts = (*(each for each in named if isinstance(each, Act)), *engine_acts.for_states(process.states))
    return process


def mistakes(**planted: Any) -> list[str]:
    return checks.mistakes_in((declared({**sound(), **planted}),))


def told(where: str, words: str, **planted: Any) -> None:
    found = mistakes(**planted)
    assert len(found) == 1, found
    assert found[0].startswith(f"{__file__}: permit.{where}: "), found
    assert words in found[0]


def test_a_sound_declaration_has_no_mistake() -> None:
    assert mistakes() == []


def test_the_error_lists_every_mistake() -> None:
    wrong = declared({**sound(), "island": State("孤岛", rests="无"), "decide": Act("决定", by=HEAD)})
    with pytest.raises(checks.DeclarationError) as error:
        checks.raise_mistakes((wrong,))
    assert all(mistake in str(error.value) for mistake in error.value.mistakes)
    assert len(error.value.mistakes) > 2


def test_a_state_nobody_leaves() -> None:
    stuck = State("卡住")
    states = sound()
    moved = Act("卡住", source=states["submitted"], target=stuck, by=CLERK, starts=states["accept_by"])
    found = checks.mistakes_in((declared({**states, "stuck": stuck, "stick": moved}),))
    assert any("permit.stuck" in each and "dead end" in each for each in found)


def test_an_unreachable_state() -> None:
    told("island", "unreachable", island=State("孤岛", final=True))


def test_states_that_lead_only_to_each_other_are_unreachable() -> None:
    one, two = State("甲", rests="循环"), State("乙", rests="循环")
    found = mistakes(
        one=one,
        two=two,
        go=Act("去", source=one, target=two, by=CLERK),
        back=Act("回", source=two, target=one, by=CLERK),
    )
    assert [each.split(": ")[1] for each in found] == ["permit.one", "permit.two"]


def test_a_final_state_that_is_left() -> None:
    states = sound()
    again = Act("重开", source=states["decided"], target=states["submitted"], by=HEAD)
    assert any(
        "a final state cannot be left" in each for each in checks.mistakes_in((declared({**states, "again": again}),))
    )


def test_a_state_that_neither_ends_nor_is_timed_nor_rests() -> None:
    states = sound()
    waiting = State("搁置")
    planted = {
        "waiting": waiting,
        "shelve": Act("搁置", source=states["submitted"], target=waiting, by=CLERK),
        "resume": Act("恢复", source=waiting, target=states["decided"], by=CLERK),
    }
    (found,) = checks.mistakes_in((declared({**states, **planted}),))
    assert "permit.waiting" in found
    assert "neither final, nor under a deadline, nor rests" in found


def test_a_process_that_nothing_opens() -> None:
    states = sound()
    del states["apply"]
    assert any("no act opens a case" in each for each in checks.mistakes_in((declared(states),)))


@pytest.mark.parametrize("verb", checks.CLOCK_VERBS)
def test_a_clock_that_was_never_started(verb: str) -> None:
    other = Deadline("另一期限", working_days(3), LAW)
    states = sound()
    states["decide"] = Act(
        "决定", source=states["submitted"], target=states["decided"], by=HEAD,
        **{verb: (other, states["accept_by"]) if verb in ("meets", "ends") else other},
    )  # fmt: skip
    found = checks.mistakes_in((declared({**states, "other": other}),))
    assert any("permit.decide" in each and "never started" in each and "other" in each for each in found)


def test_a_deadline_that_no_act_starts() -> None:
    told("idle", "no act starts this clock", idle=Deadline("闲置", working_days(3), LAW))


def test_silence_over_a_clock_that_was_never_started() -> None:
    states = sound()
    silent = Act(
        "逾期",
        source=states["submitted"],
        target=states["decided"],
        by=SYSTEM,
        when_over=Deadline("无", working_days(1)),
    )
    assert any("when_over" in each for each in checks.mistakes_in((declared({**states, "silent": silent}),)))


def test_a_limit_of_hours_cannot_be_paused() -> None:
    hours, states = Deadline("时限", clock_hours(5), LAW), sound()
    states["apply"] = Act(
        "申请", target=states["submitted"], by=PARTY, asks=Application, law=LAW, starts=(hours, states["accept_by"])
    )
    pause = Act("中止", source=states["submitted"], by=CLERK, pauses=hours)
    (found,) = checks.mistakes_in((declared({**states, "hours": hours, "pause": pause}),))
    assert "permit.pause" in found and "only a clock that counts days can be paused" in found


def test_a_day_set_in_the_act_needs_its_field() -> None:
    states = sound()
    day = Deadline("指定", set_in_the_act("nowhere"), LAW)
    start = Act("指定", source=states["submitted"], by=CLERK, asks=Application, starts=day)
    (found,) = checks.mistakes_in((declared({**states, "day": day, "start": start}),))
    assert "permit.start" in found and "lacks the field of the deadline" in found


@pytest.mark.parametrize("role", ["clerk", Role("stranger", "路人"), None])
def test_an_unknown_role(role: Any) -> None:
    states = sound()
    decide = Act(
        "决定",
        source=states["submitted"],
        target=states["decided"],
        by=(role,),
        meets=states["accept_by"],
        asks=Faithful,
    )
    (found,) = checks.mistakes_in((declared({**states, "decide": decide}),))
    assert "permit.decide" in found and "unknown role" in found


def test_an_act_by_nobody() -> None:
    states = sound()
    decide = Act("决定", source=states["submitted"], target=states["decided"], meets=states["accept_by"])
    (found,) = checks.mistakes_in((declared({**states, "decide": decide}),))
    assert "does not say who may do it" in found


def test_an_act_of_the_party_without_law() -> None:
    states = sound()
    states["apply"] = Act("申请", target=states["submitted"], by=PARTY, asks=Application, starts=states["accept_by"])
    (found,) = checks.mistakes_in((declared(states),))
    assert "permit.apply" in found and "without law" in found


@pytest.mark.parametrize(
    ("closed", "words"),
    [
        (["place"], "without a ground"),
        ({None: ["place"]}, "without a listed ground"),
        ({"隐私": ["place"]}, "without a listed ground"),
        ({Ground("own", "N9", "自定", "无"): ["place"]}, "without a listed ground"),
        ({grounds.PERSONAL_INFORMATION: ["place", "palce"]}, "palce"),
        ({grounds.PERSONAL_INFORMATION: "palce"}, "palce"),
        ({}, "open text or file field"),
    ],
)
@pytest.mark.parametrize("kind", ["closed", "internal"])
def test_a_field_closed_without_a_ground_names_act_and_field(kind: str, closed: Any, words: str) -> None:
    states = sound()
    states["apply"] = Act(
        "申请", target=states["submitted"], by=PARTY, asks=form(**{kind: closed}), starts=states["accept_by"], law=LAW
    )
    found = checks.mistakes_in((declared(states),))
    assert found and all("permit.apply" in each for each in found)
    assert any(words in each for each in found)


@pytest.mark.parametrize("field", [forms.CharField(), forms.FileField(), forms.JSONField(), forms.EmailField()])
def test_open_text_or_file_in_an_act_of_the_party(field: forms.Field) -> None:
    states = sound()
    asked = type("Asked", (forms.Form,), {"place": field})
    states["apply"] = Act("申请", target=states["submitted"], by=PARTY, asks=asked, starts=states["accept_by"], law=LAW)
    (found,) = checks.mistakes_in((declared(states),))
    assert "permit.apply" in found and "open text or file field" in found


def test_a_meta_that_forgets_its_parents() -> None:
    states = sound()
    states["apply"] = Act(
        "申请", target=states["submitted"], by=PARTY, asks=Forgetful, starts=states["accept_by"], law=LAW
    )
    (found,) = checks.mistakes_in((declared(states),))
    assert "permit.apply" in found and "Forgetful.Meta" in found and "does not extend its parent's" in found


def test_a_form_of_two_parents_extends_both_or_neither_writes_its_own() -> None:
    class Another(forms.Form):
        note = forms.CharField(label="备注")

        class Meta:
            closed = {grounds.INTERNAL_AFFAIRS: ["note"]}

    class Both(Application, Another):
        class Meta(Application.Meta, Another.Meta):
            closed = {grounds.INTERNAL_AFFAIRS: ["note"]}

    class Silent(Application, Another):
        pass

    class One(Application, Another):
        class Meta(Application.Meta):
            closed = {grounds.INTERNAL_AFFAIRS: ["note"]}

    states = sound()
    for asked, count in ((Both, 0), (Silent, 0), (One, 1)):
        act = Act("申请", target=states["submitted"], by=PARTY, asks=asked, starts=states["accept_by"], law=LAW)
        assert len(checks.mistakes_in((declared({**states, "apply": act}),))) == count, asked


@pytest.mark.parametrize("name", ["nowhere", "place"])
def test_effective_names_a_day_of_the_form(name: str) -> None:
    states = sound()
    states["apply"] = Act(
        "申请",
        target=states["submitted"],
        by=PARTY,
        asks=Application,
        effective=name,
        starts=states["accept_by"],
        law=LAW,
    )
    (found,) = checks.mistakes_in((declared(states),))
    assert "permit.apply" in found and name in found and "effective" in found


def test_an_act_of_silence_asks_nothing_and_is_by_the_system_alone() -> None:
    states = sound()
    silent = Act("逾期", source=states["submitted"], target=states["decided"], by=CLERK, when_over=states["accept_by"])
    asking = Act(
        "逾期",
        source=states["submitted"],
        target=states["decided"],
        by=SYSTEM,
        asks=Faithful,
        when_over=states["accept_by"],
    )
    assert any("by SYSTEM alone" in each for each in checks.mistakes_in((declared({**states, "silent": silent}),)))
    assert any("asks nothing" in each for each in checks.mistakes_in((declared({**states, "asking": asking}),)))


def test_an_opening_act_without_target() -> None:
    told("begin", "needs a target", begin=Act("开始", by=CLERK))


def test_a_state_or_an_act_of_another_process() -> None:
    foreign = State("外来")
    assert any("belongs to another process" in each for each in mistakes(leap=Act("跳", source=foreign, by=CLERK)))
    other = Act("别处", by=CLERK, target=foreign)
    other.name = "elsewhere"
    states = sound()
    states["decide"] = Act(
        "决定", source=states["submitted"], target=states["decided"], by=HEAD, not_by=other, meets=states["accept_by"]
    )
    (found,) = checks.mistakes_in((declared(states),))
    assert "not_by" in found


def test_an_act_with_the_name_of_one_that_every_process_has() -> None:
    states = sound()
    assert any(
        "two acts of one name" in each for each in mistakes(assign=Act("分派", source=states["submitted"], by=HEAD))
    )


def test_asks_that_is_no_form() -> None:
    states = sound()
    decide = Act(
        "决定", source=states["submitted"], target=states["decided"], by=HEAD, asks=dict, meets=states["accept_by"]
    )
    (found,) = checks.mistakes_in((declared({**states, "decide": decide}),))
    assert "asks is no form" in found


def test_two_processes_of_one_key_and_version() -> None:
    found = checks.mistakes_in((declared(sound()), declared(sound())))
    assert len(found) == 2 and all("same key and version" in each for each in found)


def test_a_process_without_key() -> None:
    assert any("no key or title" in each for each in checks.mistakes_in((declared(sound(), key=""),)))
