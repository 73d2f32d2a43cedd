"""Who may do what: a table of act, role and organ; deputies, absence, posts that ended, officers who left."""

from __future__ import annotations

from datetime import date

import pytest
from road_occupation.process import RoadOccupation

from cast import Cast, assemble, at, hire
from sunforest.core.organs.models import Grant, Officer, Post
from sunforest.core.organs.roles import (
    ADMINISTRATOR,
    ALL_ROLES,
    AUDITOR,
    CLERK,
    HEAD,
    INSPECTOR,
    PARTY,
    REVIEWER,
    STAFF_ROLES,
    SYSTEM,
)
from sunforest.core.process import authority, registry
from sunforest.core.process.actor import THE_SYSTEM, Actor
from sunforest.core.process.authority import NotYours
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.models import Case
from sunforest.core.process.perform import Refused, WrongState, open_case, perform

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 25)
APPLICATION = {"purpose": "works", "first_day": "2026-12-20", "last_day": "2026-12-25", "place": "望林路"}


def declared() -> list[type[Process]]:
    from sunforest import starting

    starting.load_declarations()
    return list(registry.every_version())


@pytest.fixture
def cast() -> Cast:
    return assemble()


def case_of(process: type[Process], cast: Cast) -> Case:
    return Case(
        process_key=process.key, process_version=process.version, organ=cast.housing, party=cast.chen,
        state=process.states[0].name,
    )  # fmt: skip


def may(case: Case, act: Act, actor: Actor, today: date = TODAY) -> bool:
    try:
        authority.check(case, act, actor, process=case.process, organ_id=case.organ_id, today=today)
    except NotYours:
        return False
    return True


def everybody(cast: Cast, process: type[Process]) -> dict[str, Actor]:
    """Each role at the case's organ and at another, granted for this process, for all, and for another one."""
    found = {"party": cast.chen_acts, "another party": cast.lin_acts, "system": THE_SYSTEM}
    for role in STAFF_ROLES:
        for organ in (cast.housing, cast.education):
            for granted in (process.key, Grant.EVERY_PROCESS, "another_process"):
                name = f"{role.key} {organ.pk} {granted}"
                found[name] = hire(organ, name, name, role, name, granted)
    return found


@pytest.mark.parametrize("process", declared(), ids=lambda process: f"{process.key}/{process.version}")
def test_exactly_the_granted_combinations_of_act_role_and_organ_pass(process: type[Process], cast: Cast) -> None:
    case, actors = case_of(process, cast), everybody(cast, process)
    for act in process.acts:
        passed = {name for name, actor in actors.items() if may(case, act, actor)}
        organs = {role: (cast.housing, cast.education) if role is ADMINISTRATOR else (cast.housing,) for role in act.by}
        granted = {
            f"{role.key} {organ.pk} {key}"
            for role in act.by
            if role.is_staff
            for organ in organs[role]
            for key in (process.key, Grant.EVERY_PROCESS)
        }
        granted |= {role.key for role in act.by if role in (PARTY, SYSTEM)}
        assert passed == granted, act.name


def test_a_role_that_is_claimed_but_not_granted_is_refused(cast: Cast) -> None:
    case = case_of(RoadOccupation, cast)
    for role in ALL_ROLES:
        if role not in (CLERK, PARTY, SYSTEM):
            claimed = Actor(role=role, officer_id=cast.wang.officer_id, post_id=cast.wang.post_id)
            assert not any(may(case, act, claimed) for act in RoadOccupation.acts), role


def test_another_officers_post_is_no_authority(cast: Cast) -> None:
    borrowed = Actor(role=HEAD, officer_id=cast.wang.officer_id, post_id=cast.zhao.post_id)
    assert not may(case_of(RoadOccupation, cast), RoadOccupation.grant, borrowed)
    assert not may(case_of(RoadOccupation, cast), RoadOccupation.grant, Actor(role=HEAD))


class TestTheDeputy:
    @pytest.fixture
    def deputy(self, cast: Cast) -> Actor:
        """Li stands in for head Zhao from the 20th to the 30th."""
        Post.objects.filter(pk=cast.zhao.post_id).update(
            deputy_id=cast.li.post_id, absent_from=date(2026, 11, 20), absent_until=date(2026, 11, 30)
        )
        return Actor(role=HEAD, officer_id=cast.li.officer_id, post_id=cast.zhao.post_id)

    @pytest.mark.parametrize(("day", "allowed"), [(19, False), (20, True), (30, True)])
    def test_acts_while_the_holder_is_absent_and_only_then(
        self, cast: Cast, deputy: Actor, day: int, allowed: bool
    ) -> None:
        today = date(2026, 11, day)
        assert may(case_of(RoadOccupation, cast), RoadOccupation.grant, deputy, today) is allowed
        assert self.acts_from(cast, deputy, today) is allowed

    def test_no_longer_acts_when_the_holder_is_back(self, cast: Cast, deputy: Actor) -> None:
        assert not may(case_of(RoadOccupation, cast), RoadOccupation.grant, deputy, date(2026, 12, 1))

    def test_goes_on_while_an_absence_has_no_end(self, cast: Cast, deputy: Actor) -> None:
        Post.objects.filter(pk=cast.zhao.post_id).update(absent_until=None)
        assert may(case_of(RoadOccupation, cast), RoadOccupation.grant, deputy, date(2027, 11, 1))

    def test_does_not_act_after_leaving_service(self, cast: Cast, deputy: Actor) -> None:
        Officer.objects.filter(pk=deputy.officer_id).update(left_on=TODAY)
        assert not may(case_of(RoadOccupation, cast), RoadOccupation.grant, deputy)
        assert not self.acts_from(cast, deputy, TODAY)

    def test_does_not_act_from_a_post_that_was_abolished(self, cast: Cast, deputy: Actor) -> None:
        Post.objects.filter(pk=cast.li.post_id).update(abolished_on=TODAY)
        assert not may(case_of(RoadOccupation, cast), RoadOccupation.grant, deputy)
        assert not self.acts_from(cast, deputy, TODAY)

    def test_acts_for_a_holder_who_left(self, cast: Cast, deputy: Actor) -> None:
        Officer.objects.filter(pk=cast.zhao.officer_id).update(left_on=TODAY)
        assert may(case_of(RoadOccupation, cast), RoadOccupation.grant, deputy)

    def acts_from(self, cast: Cast, deputy: Actor, today: date) -> bool:
        posts = authority.acting_posts(Officer.objects.get(pk=deputy.officer_id), today)
        return any(acting.post.pk == deputy.post_id and acting.is_deputy for acting in posts)


@pytest.mark.parametrize(
    ("left_on", "allowed"), [(date(2026, 11, 25), False), (date(2026, 11, 26), True), (None, True)]
)
def test_an_officer_acts_until_the_day_before_leaving(cast: Cast, left_on: date | None, allowed: bool) -> None:
    Officer.objects.filter(pk=cast.wang.officer_id).update(left_on=left_on)
    assert may(case_of(RoadOccupation, cast), RoadOccupation.accept, cast.wang) is allowed
    assert bool(authority.acting_posts(Officer.objects.get(pk=cast.wang.officer_id), TODAY)) is allowed


@pytest.mark.parametrize(("abolished_on", "allowed"), [(date(2026, 11, 25), False), (date(2026, 11, 26), True)])
def test_a_post_grants_nothing_once_it_is_abolished(cast: Cast, abolished_on: date, allowed: bool) -> None:
    Post.objects.filter(pk=cast.wang.post_id).update(abolished_on=abolished_on)
    assert may(case_of(RoadOccupation, cast), RoadOccupation.accept, cast.wang) is allowed
    assert bool(authority.acting_posts(Officer.objects.get(pk=cast.wang.officer_id), TODAY)) is allowed


def opened(cast: Cast) -> Case:
    record = open_case(
        RoadOccupation, RoadOccupation.apply, organ=cast.housing, party=cast.chen, actor=cast.chen_acts,
        data=APPLICATION, at=at("2026-11-25"), key="open",
    )  # fmt: skip
    return Case.objects.select_related("organ").get(pk=record.case_id)


def test_a_party_opens_a_case_in_its_own_name_only(cast: Cast) -> None:
    for party in (cast.lin, None):
        with pytest.raises(NotYours):
            open_case(
                RoadOccupation, RoadOccupation.apply, organ=cast.housing, party=party, actor=cast.chen_acts,
                data=APPLICATION, at=at("2026-11-25"), key="open",
            )  # fmt: skip
    assert not Case.objects.exists()


def test_an_act_of_silence_is_not_done_before_its_time(cast: Cast) -> None:
    case = opened(cast)
    with pytest.raises(WrongState):
        perform(
            case, RoadOccupation.accept_by_silence, actor=THE_SYSTEM, data={}, at=at("2026-11-26"), seen=1, key="soon"
        )
    assert case.records.count() == 1


def test_who_inspected_does_not_decide(cast: Cast) -> None:
    Grant.objects.create(post_id=cast.li.post_id, role=HEAD.key)
    case, li_as_head = opened(cast), Actor(role=HEAD, officer_id=cast.li.officer_id, post_id=cast.li.post_id)
    perform(case, RoadOccupation.accept, actor=cast.wang, data={}, at=at("2026-11-26"), seen=1, key="a")
    found = {"inspected_on": "2026-11-26", "findings": "宽三米"}
    perform(case, RoadOccupation.inspect, actor=cast.li, data=found, at=at("2026-11-26"), seen=2, key="b")
    permit = {"from_day": "2026-12-20", "until_day": "2026-12-25"}
    with pytest.raises(NotYours, match="分工制衡"):
        perform(case, RoadOccupation.grant, actor=li_as_head, data=permit, at=at("2026-11-27"), seen=3, key="c")
    perform(case, RoadOccupation.grant, actor=cast.zhao, data=permit, at=at("2026-11-27"), seen=3, key="d")


def test_inspectors_auditors_and_administrators_see_every_organs_cases_and_clerks_their_own(cast: Cast) -> None:
    case = opened(cast)
    sees = {}
    for name in ("wang", "sun", "inspector", "auditor", "administrator", "zhao"):
        posts = authority.acting_posts(Officer.objects.get(pk=getattr(cast, name).officer_id), TODAY)
        sees[name] = authority.may_see(case, posts)
        assert authority.visible_cases(posts).filter(pk=case.pk).exists() is sees[name]
    assert sees == {
        "wang": True, "sun": False, "inspector": True, "auditor": True, "administrator": True, "zhao": True,
    }  # fmt: skip


def test_a_grant_for_another_process_shows_nothing_of_this_one(cast: Cast) -> None:
    case = opened(cast)
    for role in (CLERK, INSPECTOR, AUDITOR):
        other = hire(cast.housing, f"他{role}", f"other.{role.key}", role, f"他{role}", "another_process")
        posts = authority.acting_posts(Officer.objects.get(pk=other.officer_id), TODAY)
        assert not authority.may_see(case, posts)
        assert not authority.visible_cases(posts).exists()


def test_the_acts_offered_are_the_acts_allowed(cast: Cast) -> None:
    case = opened(cast)
    offered = {}
    for name in ("wang", "li", "zhao", "sun", "auditor"):
        posts = authority.acting_posts(Officer.objects.get(pk=getattr(cast, name).officer_id), TODAY)
        offered[name] = {act.name for act, _post, _role in authority.acts_open_to(case, posts)}
    assert offered == {
        "wang": {"accept", "decline", "ask_to_supplement", "hand_over"},
        "li": {"assign", "hand_over"},
        "zhao": {"assign", "hand_over", "rectify"},
        "sun": set(),
        "auditor": set(),
    }


def test_only_a_handing_over_with_its_reason_takes_a_case_to_another_organ(cast: Cast) -> None:
    case, assign = opened(cast), RoadOccupation.act("assign")
    with pytest.raises(Refused, match="移交"):
        perform(case, assign, actor=cast.li, data={"post": cast.sun.post_id}, at=at("2026-11-26"), seen=1, key="away")
    perform(case, assign, actor=cast.li, data={"post": cast.wang.post_id}, at=at("2026-11-26"), seen=1, key="here")
    case.refresh_from_db()
    assert (case.organ, case.handler_id) == (cast.housing, cast.wang.post_id)


def test_a_repeat_is_harmless_even_where_the_case_went_to_another_organ(cast: Cast) -> None:
    case, data = opened(cast), {"post": cast.sun.post_id, "reason": "属教育局职责"}
    hand_over = RoadOccupation.act("hand_over")
    first = perform(case, hand_over, actor=cast.wang, data=data, at=at("2026-11-26"), seen=1, key="over")
    assert Case.objects.get(pk=case.pk).organ == cast.education
    again = perform(case, hand_over, actor=cast.wang, data=data, at=at("2026-11-26"), seen=1, key="over")
    assert (again.pk, case.records.count()) == (first.pk, 2)
    assert REVIEWER not in RoadOccupation.accept.by
    with pytest.raises(NotYours):
        perform(case, RoadOccupation.accept, actor=cast.wang, data={}, at=at("2026-11-26"), seen=2, key="late")
