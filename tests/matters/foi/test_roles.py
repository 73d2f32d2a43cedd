"""Who may do and see what of information requests: a table of act, role and organ, and a walk over every page (R7.21).

The pages are not listed here: every address of the desk that names a case, and every one that names none, is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from desk_client import desk_of
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from cast import Cast, assemble, hire
from story import Story
from sunforest.core.organs.roles import (
    AUDITOR,
    CLERK,
    HEAD,
    INSPECTOR,
    LEGAL_REVIEWER,
    STAFF_ROLES,
    Role,
)
from sunforest.core.people.models import AccessRecord
from sunforest.core.process import authority, party_proof, records
from sunforest.core.process.actor import Actor
from sunforest.core.process.authority import NotYours
from sunforest.core.process.declaration import Act
from sunforest.core.process.models import Case
from sunforest.core.process.perform import Refused, WrongState
from sunforest.faces import papers
from sunforest.matters.foi import results
from sunforest.matters.foi.process import InformationRequestProcess as Foi

pytestmark = pytest.mark.django_db

SECRET = "望林路九号地下室的抵押合同"
NAME = "陈秀英"
TODAY = date(2026, 11, 25)
BY_CLERKS = {
    *("register_received", "register_arrived", "confirm", "split", "register_part", "redo", "ask_to_supplement"),
    *("record_supplement", "consult", "record_letter", "hear", "conclude", "ask_organ", "organ_replies"),
    *("ask_for_reasons", "charge", "pay", "send_to_review", "send_to_sign", "deliver", "archive", "record_withdrawal"),
    "tell_third_party",
}
BY_HEADS = {"extend", "delay", "answer", "answer_without_publication"}
DRAFT = {
    "result": "G2", "document_number": "晴建依复〔2026〕3号", "question": "抵押合同", "answer": "<p>现提供。</p>",
    "reasons": "", "withheld": [], "right_organ": "", "files": [],
}  # fmt: skip


@pytest.fixture
def cast() -> Cast:
    return assemble()


def local(days_ago: int) -> str:
    return (timezone.localdate() - timedelta(days=days_ago)).isoformat()


@pytest.fixture
def story(cast: Cast) -> Story:
    """A request received some days ago, with what only its party and its handlers may read."""
    story = Story(Foi, cast).perform(Foi.submit, on=local(4), wanted=SECRET, supply="online", address="")
    return story.perform(Foi.confirm, on=local(4), received_on=local(4), how="phone")


# The table: act × role × organ


@pytest.mark.parametrize("act", Foi.acts, ids=lambda act: act.name)
def test_an_act_is_for_its_roles_at_the_organ_of_the_request_alone(cast: Cast, act: Act) -> None:
    case = Case(process_key="foi", process_version=1, organ=cast.housing, party=cast.chen, state="received")
    allowed = set()
    for place, organ in (("own", cast.housing), ("other", cast.education)):
        for number, role in enumerate(STAFF_ROLES):
            actor = hire(organ, f"{place}{number}", f"{place}.{number}", role, f"岗位{number}", process="foi")
            allowed |= {(place, role)} if _may(case, act, actor) else set()
    assert allowed == {("own", role) for role in act.by if role in STAFF_ROLES}


def _may(case: Case, act: Act, actor: Actor) -> bool:
    try:
        authority.check(case, act, actor, process=Foi, organ_id=case.organ_id, today=TODAY)
    except NotYours:
        return False
    return True


def test_the_table_reads_as_the_county_works() -> None:
    """Clerks receive, ask and draft; the legal reviewer passes; heads alone extend, delay and sign."""
    named = {act.name: act.by for act in Foi.acts}
    assert {name for name, by in named.items() if by == (CLERK,)} - _of_every_process() == BY_CLERKS
    assert {name for name, by in named.items() if by == (HEAD,)} - _of_every_process() == BY_HEADS
    assert named["pass_review"] == (LEGAL_REVIEWER,)
    watching: tuple[Role, ...] = (INSPECTOR, AUDITOR)
    assert not [name for name, by in named.items() if set(by) & set(watching) and name not in _of_every_process()]


def _of_every_process() -> set[str]:
    from sunforest.core.process import engine_acts

    return set(engine_acts.NAMES)


# No answer without the review that the law asks for


@pytest.mark.parametrize("code", [result.code for result in results.RESULTS if not result.gives_all])
def test_whatever_refuses_or_limits_goes_through_legal_review_first(story: Story, code: str) -> None:
    draft = {**DRAFT, "result": code, "reasons": "见法律依据", "withheld": ["N4"] if code == "P1" else []}
    with pytest.raises(Refused, match="法制审查"):
        story.perform(Foi.send_to_sign, on=local(3), **draft)


def test_an_answer_is_signed_only_from_the_state_that_review_or_full_disclosure_leads_to() -> None:
    for name in ("answer", "answer_without_publication"):
        assert [state.name for state in Foi.act(name).source] == ["to_sign"]
    into = {act.name for act in Foi.acts if act.target is Foi.to_sign}
    assert into == {"pass_review", "send_to_sign"}


def test_who_drafted_neither_reviews_nor_signs(cast: Cast, story: Story) -> None:
    drafter = hire(cast.housing, "全能", "all.roles", CLERK, "多面手", process="foi")
    draft = {**DRAFT, "result": "N5", "reasons": "属于内部事务信息"}
    story.perform(Foi.send_to_review, on=local(3), by=drafter, **draft)
    as_reviewer = _with_role(drafter, LEGAL_REVIEWER)
    with pytest.raises(NotYours, match="另一人"):
        story.perform(Foi.pass_review, on=local(3), by=as_reviewer, remarks="同意")
    story.perform(Foi.pass_review, on=local(3), remarks="同意")
    with pytest.raises(NotYours, match="另一人"):
        story.perform(Foi.answer, on=local(3), by=_with_role(drafter, HEAD), **draft)


def _with_role(actor: Actor, role: Role) -> Actor:
    from sunforest.core.organs.models import Grant

    Grant.objects.create(post_id=actor.post_id, role=role.key, process="foi")
    return Actor(role=role, officer_id=actor.officer_id, post_id=actor.post_id)


def test_what_was_reviewed_is_what_is_signed(story: Story) -> None:
    reviewed = {**DRAFT, "result": "P1", "reasons": "部分涉及商业秘密", "withheld": ["N4"]}
    story.perform(Foi.send_to_review, on=local(3), **reviewed)
    story.perform(Foi.pass_review, on=local(3), remarks="同意")
    with pytest.raises(Refused, match="与送审稿不同"):
        story.perform(Foi.answer, on=local(3), **{**reviewed, "result": "N4"})


def test_a_flagged_case_passes_only_after_the_experts_were_heard(story: Story) -> None:
    draft = {**DRAFT, "result": "N7", "reasons": "执法案卷", "needs_experts": True}
    story.perform(Foi.send_to_review, on=local(3), **draft)
    with pytest.raises(Refused, match="专家会商"):
        story.perform(Foi.pass_review, on=local(3), remarks="同意")


# Every page of the desk


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address below a resolver, with the names of the places in it."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from addresses(each, before + str(each.pattern))
        elif isinstance(each, URLPattern):
            yield before + str(each.pattern), tuple(each.pattern.converters)


def desk_addresses(case: Case) -> list[str]:
    """Every address of the desk that names a case, filled in with this one, with every act and paper."""
    found = []
    for pattern, places in addresses(get_resolver()):
        if pattern.startswith("desk/") and "number" in places:
            found += _filled(f"/{pattern}", case)
    return found


def _filled(pattern: str, case: Case) -> Iterator[str]:
    names = [*(act.name for act in Foi.acts_from(case.state)), "redo", "register_part"]
    keys = [*(paper.key for paper in papers.of_case(case, records.of(case), timezone.localdate())), "answer"]
    values = {
        "number": [case.number], "name": names, "key": keys, "ending": ["pdf"], "digest": ["0" * 64],
        "row": ["r03"], "column": ["total"],
    }  # fmt: skip
    filled = [pattern]
    for place in re.findall(r"<(?:\w+:)?(\w+)>", pattern):
        filled = [re.sub(rf"<(?:\w+:)?{place}>", value, each) for each in filled for value in values.get(place, ["1"])]
    yield from filled


def lists_of_the_desk() -> list[str]:
    return [
        f"/{pattern}" for pattern, places in addresses(get_resolver()) if pattern.startswith("desk/") and not places
    ]


def body_of(answer: HttpResponse) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace")


def test_no_clerk_of_another_organ_opens_any_page_of_a_request(cast: Cast, story: Story) -> None:
    desk, opened = desk_of(cast.sun), {}
    pages = desk_addresses(story.case)
    assert len(pages) > 40
    for page in pages:
        answer = desk.get(page)
        if answer.status_code not in (403, 404, 405):
            opened[page] = answer.status_code
    assert opened == {}


def test_no_clerk_of_another_organ_finds_a_request_in_any_list(cast: Cast, story: Story) -> None:
    desk = desk_of(cast.sun)
    lists = [
        *lists_of_the_desk(),
        *(f"/desk/?tab={tab}" for tab in ("mine", "waiting", "organ", "unassigned", "closed")),
    ]
    lists += [f"/desk/requests/?light={light}" for light in ("late", "soon", "open", "rest")]
    lists += [f"/desk/requests/?organ={cast.housing.code}", f"/desk/?tab=organ&organ={cast.housing.code}"]
    shown = {page for page in lists if story.case.number in body_of(desk.get(page))}
    assert shown == set()
    answer = desk.get(f"/desk/?number={story.case.number}")
    assert answer.status_code == 200 and "没有找到这个编号的办件" in answer.content.decode()


def test_no_clerk_of_another_organ_acts_on_a_request_by_posting(cast: Cast, story: Story) -> None:
    desk = desk_of(cast.sun)
    for act in Foi.acts_from("received"):
        assert desk.post(f"/desk/cases/{story.case.number}/acts/{act.name}/", {"do": "1"}).status_code == 404
    assert desk.post(f"/desk/cases/{story.case.number}/purpose/", {"purpose": "supervision"}).status_code == 404
    assert not AccessRecord.objects.exists()


def test_a_request_that_was_answered_stays_as_closed_to_other_organs(cast: Cast, story: Story) -> None:
    story.perform(Foi.send_to_sign, on=local(3), **DRAFT).perform(Foi.answer, on=local(3), **DRAFT)
    story.perform(Foi.deliver, on=local(3), method="online", delivered_on=local(3))
    opened = [page for page in desk_addresses(story.case) if desk_of(cast.sun).get(page).status_code == 200]
    assert opened == []


# Who looked


@pytest.mark.parametrize("who", ["wang", "legal", "zhao", "inspector", "auditor", "administrator"])
def test_every_page_that_shows_personal_text_leaves_a_record_of_the_look(cast: Cast, story: Story, who: str) -> None:
    actor, unrecorded = getattr(cast, who), []
    for page in [*desk_addresses(story.case), *lists_of_the_desk()]:
        looks = AccessRecord.objects.filter(case_id=story.case.pk, officer=actor.officer_id, party=cast.chen)
        before = looks.exclude(purpose="").count()
        if _is_personal(body_of(desk_of(actor).get(page))):
            unrecorded += [] if looks.exclude(purpose="").count() == before + 1 else [page]
    assert unrecorded == []


@pytest.mark.parametrize("who", ["inspector", "auditor", "administrator"])
def test_who_does_not_handle_a_request_reads_nothing_personal_before_stating_a_purpose(
    cast: Cast, story: Story, who: str
) -> None:
    desk = desk_of(getattr(cast, who))
    shown = [page for page in desk_addresses(story.case) if _is_personal(body_of(desk.get(page)))]
    assert shown == [] and not AccessRecord.objects.exists()


def _is_personal(body: str) -> bool:
    return SECRET in body or NAME in body


def test_a_stated_purpose_shows_the_request_and_is_recorded_for_its_party_to_see(cast: Cast, story: Story) -> None:
    desk, address = desk_of(cast.inspector), f"/desk/cases/{story.case.number}/"
    assert not _is_personal(body_of(desk.get(address)))
    desk.post(f"{address}purpose/", {"purpose": "supervision"})
    assert SECRET in body_of(desk.get(address))
    look = AccessRecord.objects.get()
    assert (look.officer_id, look.purpose, look.case_id) == (cast.inspector.officer_id, "supervision", story.case.pk)
    assert "督查" in body_of(party_client(story).get(progress_of(story)))


# The applicant


def party_client(story: Story) -> Client:
    """A browser in which the party has proved its case with number and code."""
    browser, own = Client(), party_proof.of_case(story.case)
    browser.post(progress_of(story), {"code": own.query_code})
    return browser


def progress_of(story: Story) -> str:
    return f"/progress/{party_proof.of_case(story.case).token}/"


@pytest.fixture
def other(cast: Cast) -> Story:
    """Another applicant's request at the same organ."""
    from cast import at
    from sunforest.core.process.perform import open_case

    record = open_case(
        Foi, Foi.submit, organ=cast.housing, party=cast.lin, actor=cast.lin_acts, at=at(local(4)), key="other",
        data={"wanted": "另一位申请人的材料", "supply": "online", "address": ""},
    )  # fmt: skip
    story = Story(Foi, cast)
    story.case = Case.objects.select_related("organ").get(pk=record.case_id)
    return story


def test_an_applicant_reads_only_the_request_that_was_proved(story: Story, other: Story) -> None:
    browser = party_client(story)
    assert SECRET in body_of(browser.get(progress_of(story)))
    token = party_proof.of_case(other.case).token
    for pattern, places in addresses(get_resolver()):
        if pattern.startswith("progress/") and "token" in places:
            for page in _filled(f"/{pattern}".replace("<str:token>", token), other.case):
                assert "另一位申请人的材料" not in body_of(browser.get(page)), page


def test_one_applicant_s_code_does_not_open_another_s_request(story: Story, other: Story) -> None:
    browser, own = Client(), party_proof.of_case(story.case)
    assert browser.post(progress_of(other), {"code": own.query_code}).status_code == 403
    assert browser.post("/progress/", {"number": other.case.number, "code": own.query_code}).status_code == 403
    answer = browser.post(
        f"/api/v1/cases/{other.case.number}/progress",
        {"query_code": own.query_code},
        content_type="application/json",
    )
    assert answer.status_code in (403, 404) and "另一位申请人的材料" not in body_of(answer)


@pytest.mark.parametrize("name", ["supplement", "explain", "withdraw", "rate"])
def test_an_applicant_does_not_act_on_another_s_request(cast: Cast, story: Story, name: str) -> None:
    with pytest.raises((NotYours, WrongState)):
        story.perform(Foi.act(name), on=local(1), by=cast.lin_acts, wanted="别人的", reasons="别人的", score="1")
    assert not _may(story.case, Foi.act(name), cast.lin_acts)


def test_the_public_sees_the_steps_of_a_request_and_nothing_of_its_applicant(story: Story) -> None:
    story.sealed()
    body = body_of(Client().get(f"/cases/{story.case.number}/"))
    assert "确认收到" in body and not _is_personal(body)
