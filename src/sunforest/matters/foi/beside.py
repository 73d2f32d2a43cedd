"""Beside the draft of an answer: earlier answers like it, the applicant's earlier requests, questions asked by several."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from sunforest.core.process.declaration import Act
from sunforest.core.process.models import Case
from sunforest.core.process.records import Deed
from sunforest.faces.desk.beside import Entry, Panel

from . import public_words, queries
from .models import InformationRequest, SharedQuestion
from .process import InformationRequestProcess, ProactiveConversion
from .similar import SimilarAnswer, similar_answers

DRAFTED_BY = (InformationRequestProcess.send_to_review.name, InformationRequestProcess.send_to_sign.name)
MOST_EARLIER = 5


def panels(case: Case, act: Act, deeds: Sequence[Deed]) -> list[Panel]:
    """What helps to draft; nothing beside any other act. The applicant's words are looked for, never shown here."""
    if act.name not in DRAFTED_BY:
        return []
    found = similar_answers(_words_of(deeds), limit=MOST_EARLIER)
    asked_before = earlier_requests(case)
    return [
        panel for panel in (_repeated(asked_before), _similar(found), _shared(found, case.organ.code)) if panel.entries
    ]


def _words_of(deeds: Sequence[Deed]) -> str:
    """The question of the last draft, or else what the applicant asked for, as it was last put."""
    questions = [deed.value("question") for deed in deeds if deed.act in DRAFTED_BY]
    return str(questions[-1]) if questions else queries.wanted_in(deeds)


def earlier_requests(case: Case) -> list[InformationRequest]:
    """The same applicant's earlier requests at the same organ that have an answer (X2: art. 36 (6)). One query."""
    if case.party_id is None:
        return []
    answered = InformationRequest.objects.exclude(document_number="").filter(answered_on__isnull=False)
    same = answered.filter(case__party=case.party_id, case__organ=case.organ_id).exclude(case=case)
    return list(same.select_related("case").order_by("-answered_on", "-case_id")[:MOST_EARLIER])


def _similar(found: Sequence[SimilarAnswer]) -> Panel:
    entries = (
        Entry(
            one.question,
            one.url,
            (one.organ_name, public_words.result_words(one.result), one.document_number, one.signed_on.isoformat()),
        )
        for one in found
    )
    about = gettext("同样的申请应当得到同样的答复；不同的，请在理由中说明。")
    return Panel("similar", gettext("以前的相近答复"), about, tuple(entries))


def _repeated(earlier: Sequence[InformationRequest]) -> Panel:
    entries = (
        Entry(
            row.case.number,
            row.case.get_absolute_url(),
            (public_words.result_words(row.result), row.document_number, f"{row.answered_on:%Y-%m-%d}"),
        )
        for row in earlier
    )
    about = gettext("申请的是相同信息、而且已经答复的，可以告知不予重复处理（条例第36条第6项）。请先核对内容。")
    return Panel("repeated", gettext("该申请人以前的申请"), about, tuple(entries), is_warning=True)


def _shared(found: Sequence[SimilarAnswer], organ_code: str) -> Panel:
    """R1.69: that several people asked for the same, with the way to propose that it be open to all."""
    numbers = [one.case_number for one in found]
    waiting = SharedQuestion.objects.filter(organ_code=organ_code, proposed_in="")
    alerts = waiting.filter(Q(answer__case_number__in=numbers) | Q(others__case_number__in=numbers)).distinct()
    return Panel(
        "shared",
        gettext("两人以上申请过相近信息"),
        gettext("可以公开的，可以转为主动公开（条例第44条）。由您决定，系统不会自动发起。"),
        tuple(Entry(alert.question, proposal_url(alert), (times_words(alert),)) for alert in alerts.order_by("-pk")),
    )


def times_words(alert: SharedQuestion) -> str:
    """How many different people asked."""
    return ngettext("%(count)s 人申请过", "%(count)s 人申请过", alert.times_asked) % {"count": alert.times_asked}


def proposal_url(alert: SharedQuestion) -> str:
    """Where an officer proposes the conversion, with what was asked filled in; nothing opens by itself."""
    address = reverse("desk:open", args=[ProactiveConversion.key, ProactiveConversion.propose.name])
    return f"{address}?{urlencode({'what': alert.question, 'times_asked': alert.times_asked})}"
