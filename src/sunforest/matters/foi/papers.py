"""The letters of a request: what has gone out and, before it is signed, what would (shown by both faces)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext

from sunforest.core.calendar import county_calendar
from sunforest.core.process import clocks, records
from sunforest.core.process.models import Case
from sunforest.core.process.records import Deed
from sunforest.faces.papers import Paper
from sunforest.faces.sheets.letter import Letter
from sunforest.pure.words import gettext_noop as _

from . import answer_letter, delivery, notice_letters, queries

ANSWER = "answer"
WITH_A_DRAFT = ("in_review", "with_experts", "to_sign")


def papers_of(case: Case, deeds: Sequence[Deed], today: date) -> list[Paper]:
    """The letters of a request, or of nothing else this matter handles, in their order."""
    if case.process_key != "foi":
        return []
    return [*_notices(case, deeds), *_answers(case, deeds, today)]


def _notices(case: Case, deeds: Sequence[Deed]) -> list[Paper]:
    return [
        Paper(
            key=f"{deed.act.replace('_', '-')}-{deed.number}",
            title=notice_letters.KINDS[deed.act].title,
            on=deed.record.effective_on,
            draw=partial(notice_letters.draw, notice_letters.KINDS[deed.act], case, deeds[: place + 1], deed),
            for_party=notice_letters.KINDS[deed.act].for_party,
        )
        for place, deed in enumerate(deeds)
        if deed.act in notice_letters.KINDS
    ]


def _answers(case: Case, deeds: Sequence[Deed], today: date) -> list[Paper]:
    """The answer and the notices to third parties; drafts until they are signed, the party's own once delivered."""
    signed, draft = _last(deeds, queries.SIGNING), _last(deeds, queries.DRAFTING)
    if draft is None or (signed is None and case.state not in WITH_A_DRAFT):
        return []
    on = signed.record.effective_on if signed else today
    answer = Paper(
        key=ANSWER,
        title=_("答复书"),
        on=on,
        draw=partial(_answer_letter, case, deeds, signed or draft, on),
        for_party=_last(deeds, ("deliver",)) is not None,
        is_draft=signed is None,
        advice=_advice(case, deeds) if case.state in (*WITH_A_DRAFT, "answered") else "",
    )
    return [*_third_party_notices(case, deeds, draft, on, is_draft=signed is None), answer]


def _answer_letter(case: Case, deeds: Sequence[Deed], deed: Deed, on: date) -> Letter:
    """As it was issued; drawn from the records where it is not signed yet, or came by an import."""
    kept = answer_letter.issued(case) if deed.act in queries.SIGNING else None
    if kept is not None:
        return kept
    return answer_letter.draw(case, deeds, _values(deed), on=on, bodies=queries.bodies_of(case))


def _third_party_notices(case: Case, deeds: Sequence[Deed], draft: Deed, on: date, *, is_draft: bool) -> list[Paper]:
    """One for each third party over whose objection something is disclosed (art. 32, R1.68)."""
    reasons = str(draft.value("public_interest") or "").strip()
    told = {deed.value("third_party"): deed.record.effective_on for deed in deeds if deed.act == "tell_third_party"}
    return [
        Paper(
            key=f"third-party-{deed.number}",
            title=_("第三方告知书"),
            on=told.get(deed.value("third_party"), on),
            draw=partial(
                notice_letters.third_party_notice,
                case,
                deed,
                _values(draft),
                reasons=reasons,
                on=told.get(deed.value("third_party"), on),
                bodies=queries.bodies_of(case),
            ),
            for_party=False,
            is_draft=is_draft,
        )
        for deed in deeds
        if reasons and deed.act == "hear" and deed.value("agrees") == "no_with_grounds"
    ]


def _advice(case: Case, deeds: Sequence[Deed]) -> str:
    """Until when the letter goes out by which way; a signature takes a day longer than sending."""
    calendar = county_calendar.current()
    running = clocks.clocks_of(records.events_of(case.process, deeds), calendar)
    due_on = next((clock.due_on for clock in running if clock.deadline.name in delivery.MET and clock.runs), None)
    if due_on is None:
        return ""
    return gettext(delivery.ADVICE) % {
        "due": due_on.isoformat(),
        "hand": delivery.hand_over_by(due_on, calendar).isoformat(),
    }


def _values(deed: Deed) -> dict[str, Any]:
    return {field["name"]: field["value"] for field in deed.fields}


def _last(deeds: Sequence[Deed], acts: Sequence[str]) -> Deed | None:
    return next((deed for deed in reversed(deeds) if deed.act in acts), None)
