"""The lives of the demonstration county's documents: drafted, checked, approved, published, and what came after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sunforest.core.organs.roles import CLERK, HEAD, LEGAL_REVIEWER, REVIEWER, Role
from sunforest.core.process.declaration import Act
from sunforest.core.process.models import Case
from sunforest.demo.county import PUBLIC_STATES, County, Document, Interpretation
from sunforest.demo.lives import Answers, Life, Step, nothing_asked, said
from sunforest.demo.moments import moment, working_days_after, working_days_before
from sunforest.demo.rich_text import html_of
from sunforest.matters.publishing import queries, rules
from sunforest.matters.publishing.process import OfficialDocument

GENRES = {"命令(令)": "命令", "统计公报": "统计", "应急预案": "应急", "征求意见稿": "征求意见"}
"""Names of genres in the content that the form offers under a shorter one."""
FORMS = {"question_answer": "questions"}
UNTIL_NEXT_REVIEW = timedelta(days=365)

# How many working days before the signature (or after the first draft) each step of drafting is taken, and when.
UNHURRIED = ((8, "09:10"), (8, "15:20"), (7, "10:10"), (6, "09:40"), (4, "10:20"), (2, "14:40"))
URGENT = ((2, "09:10"), (2, "10:10"), (2, "14:20"), (2, "16:00"), (1, "09:40"), (1, "14:40"))
FROM_THE_DRAFT = ((0, "09:10"), (0, "15:20"), (1, "10:10"), (2, "09:40"), (4, "10:20"), (5, "14:40"))
STEPS_TAKEN = {"draft": 2, "dropped": 2, "in_check": 4, "in_clearing": 5}


@dataclass(frozen=True)
class Told:
    """A document being told: the county, the document, and whether this organ has a legal reviewer."""

    county: County
    document: Document
    checker: Role

    def step(self, day: date, clock: str, act: Act, by: Role, answers: Callable[..., Answers] = nothing_asked) -> Step:
        """One act of the document."""
        return Step(moment(day, clock, self.document.slug), act, by, answers)


def life_of_document(document: Document, county: County) -> Life:
    """Everything that was done to a document until it came to the state that the content names."""
    organs_with_lawyer = {
        post.organ
        for officer in county.officers
        for post in officer.posts
        if "legal_reviewer" in post.roles and {"*", "document"} & set(post.processes)
    }
    told = Told(county, document, LEGAL_REVIEWER if document.organ in organs_with_lawyer else REVIEWER)
    steps = [*_drafting(told), *_decision(told), *_afterwards(told)]
    return Life(document.slug, OfficialDocument, document.organ, tuple(sorted(steps, key=lambda step: step.at)))


def _days(document: Document) -> Iterator[tuple[date, str]]:
    """When each step of drafting was taken."""
    if document.formed_on is None:
        assert document.drafted_on is not None, "the content is checked: a draft has its day"
        yield from ((working_days_after(document.drafted_on, days), clock) for days, clock in FROM_THE_DRAFT)
        return
    pace = URGENT if document.published_on == document.formed_on else UNHURRIED
    yield from ((working_days_before(document.formed_on, days), clock) for days, clock in pace)


def _drafting(told: Told) -> list[Step]:
    document, process = told.document, OfficialDocument
    interpretation = document.interpretations[0] if document.interpretations else None
    beside: tuple[Act, Answers] | None = None
    if interpretation:
        beside = process.draft_interpretation, _interpretation(interpretation, told.county)
    elif document.interpretation_exemption:
        beside = process.exempt, {"reason": document.interpretation_exemption}
    acts: list[tuple[Act, Role, Callable[..., Answers]] | None] = [
        (process.draft, CLERK, said(content_of(document, told.county))),
        (process.classify, CLERK, said(classification_of(document))),
        (beside[0], CLERK, said(beside[1])) if beside else None,
        (process.submit, CLERK, nothing_asked),
        (process.check, told.checker, said({"opinion": "内容准确，依据充分，公开属性适当。"})),
        (process.clear, REVIEWER, queries.content_of),
    ]
    taken = STEPS_TAKEN.get(document.state, len(acts))
    steps = [
        told.step(day, clock, *act) for (day, clock), act in zip(_days(document), acts[:taken], strict=False) if act
    ]
    if document.state == "dropped":
        steps.append(told.step(_next_day(steps), "15:30", process.drop, CLERK, said({"remarks": document.drop_reason})))
    return steps


def _next_day(steps: list[Step]) -> date:
    return working_days_after(steps[-1].at.date(), 3)


def content_of(document: Document, county: County) -> Answers:
    """The answers of the draft's form."""
    return {
        "title": document.title,
        "genre": GENRES.get(document.genre, document.genre),
        "document_number": document.number,
        "joint_organs": "、".join(county.organ(code).name for code in document.joint_organs),
        "topics": [document.topic],
        "article_20_head": str(document.art20_head or ""),
        "summary": document.summary,
        "keywords": " ".join(document.keywords),
        "body": html_of(document.body),
        "effective_from": _iso(document.effect_from),
        "valid_until": _iso(document.valid_until),
        "title_en": document.title_en,
        "summary_en": document.summary_en,
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def classification_of(document: Document) -> Answers:
    """The answers of the gate that lead to the attribute which the content gives (domain §1.1)."""
    answers: dict[str, object] = {
        "disclosure": document.disclosure.upper(),
        "article_20_head": str(document.art20_head or ""),
        "reason": document.on_request_reason or document.ground_note,
    }
    if document.ground == "third_party":
        answers |= {"third_party_kind": "commercial", "third_party_harm": True}
    elif document.ground == "process_information":
        answers |= {"process_kind": document.ground_kind}
    elif document.ground == "internal_affairs":
        answers |= {"internal_kind": document.ground_kind}
    if document.disclosure == "proactive":
        answers["is_policy"] = document.normative or bool(document.interpretations)
    return answers


def _interpretation(interpretation: Interpretation, county: County) -> Answers:
    return {
        "interpretation_form": FORMS.get(interpretation.form, interpretation.form),
        "interpretation_title": interpretation.title,
        "interpretation_body": html_of(interpretation.body),
        "interpreter": county.organ(interpretation.interpreted_by).name,
    }


def _decision(told: Told) -> Iterator[Step]:
    """The signature, and the publication or the holding that follows."""
    document, process = told.document, OfficialDocument
    if document.formed_on is None:
        return
    day = {"formed_on": document.formed_on.isoformat()}
    if document.disclosure != "proactive":
        held = {
            **day,
            "disclosure": document.disclosure.upper(),
            "ground": document.ground,
            "review_on": (document.formed_on + UNTIL_NEXT_REVIEW).isoformat(),
        }
        yield told.step(document.formed_on, "16:10", process.hold, HEAD, said(held))
        return
    same_day = document.published_on == document.formed_on
    yield told.step(document.formed_on, "08:40" if same_day else "16:10", _approving(document), HEAD, said(day))
    if document.published_on is not None:
        act, answers = _publishing(document)
        yield told.step(document.published_on, "10:40" if same_day else "09:30", act, CLERK, answers)


def _approving(document: Document) -> Act:
    genre = GENRES.get(document.genre, document.genre)
    if genre in rules.LICENCE_OR_PENALTY:
        return OfficialDocument.approve_licence_or_penalty
    return OfficialDocument.approve_budget if genre in rules.BUDGET else OfficialDocument.approve


def _publishing(document: Document) -> tuple[Act, Callable[[Case | None], Answers]]:
    """Publication together with the interpretation, or before it where the content gives the latter a later day."""
    later = any(each.published_on != document.published_on for each in document.interpretations[:1])
    late = {"late_reason": document.late_reason}

    def answers(case: Case | None) -> Answers:
        assert case is not None
        approved = {**queries.publication_of(case), **late}
        return {name: value for name, value in approved.items() if not (later and name.startswith("interpret"))}

    return OfficialDocument.publish_before_interpretation if later else OfficialDocument.publish, answers


def _afterwards(told: Told) -> Iterator[Step]:
    """Interpretations that followed, revisions, changes of effect, withdrawal."""
    document, process = told.document, OfficialDocument
    if document.state not in PUBLIC_STATES:
        return
    for number, interpretation in enumerate(document.interpretations):
        day = interpretation.published_on
        if day is not None and (number or day != document.published_on):
            answers = said(_interpretation(interpretation, told.county))
            yield told.step(day, "10:40", process.interpret, CLERK, answers)
    yield from _revision(told)
    yield from _effect(told, document.amended_by, "amended", "修改")
    yield from _effect(told, document.repealed_by, "repealed", "废止")
    if withdrawal := document.withdrawal:
        annulled_on = withdrawal.annulled_on or withdrawal.on
        annulled = {"annulled_on": annulled_on.isoformat(), "reason": withdrawal.reason}
        yield told.step(annulled_on, "14:30", process.annul, CLERK, said(annulled))
        yield told.step(withdrawal.on, "16:10", process.withdraw, HEAD, said({"reason": withdrawal.reason}))


def _revision(told: Told) -> Iterator[Step]:
    revision = told.document.revision
    if revision is None:
        return
    proposed_on = revision.proposed_on or working_days_before(revision.on or date.max, 4)
    body = html_of(revision.body)
    yield told.step(
        proposed_on,
        "10:10",
        OfficialDocument.propose_revision,
        CLERK,
        lambda case: {**queries.content_of(case), "body": body},
    )
    if revision.on is not None:
        yield told.step(
            revision.on,
            "15:30",
            OfficialDocument.revise,
            HEAD,
            lambda case: {**queries.proposal_of(case), "reason": revision.reason},
        )


def _effect(told: Told, slug: str, effect: str, words: str) -> Iterator[Step]:
    """Another document amended or repealed this one, from the day on which that one took effect."""
    if not slug:
        return
    other = told.county.document(slug)
    day = other.effect_from or other.published_on
    assert day is not None, "the content is checked: what amends is published"
    reason = f"自{day.year}年{day.month}月{day.day}日起由《{_within(other.title)}》（{other.number}）{words}"
    answers = said({"effect": effect, "changed_on": day.isoformat(), "reason": reason})
    yield told.step(day, "09:10", OfficialDocument.change_effect, REVIEWER, answers)


def _within(title: str) -> str:
    """A title within a title: its own marks become the inner ones."""
    return title.translate(str.maketrans("《》", "〈〉"))
