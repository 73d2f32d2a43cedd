"""The form of an act, with what the public will see beside it before it is done (design §3, look)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sunforest.core.organs.models import Organ
from sunforest.core.organs.roles import ADMINISTRATOR, Role
from sunforest.core.process import body, on_behalf, records, registry
from sunforest.core.process.authority import ActingPost, NotYours
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.models import Case
from sunforest.core.process.perform import Incomplete, Refused, Stale, WrongState
from sunforest.core.process.records import Deed, KeyTaken
from sunforest.faces import filing, papers
from sunforest.faces.desk import (
    access,
    act_words,
    beside,
    case_page,
    clock_changes,
    deed_words,
    draft_box,
    finding,
    openings,
    page,
    purposes,
    receipt,
    rehearsal,
    typed,
)
from sunforest.faces.desk import applicant as applicants
from sunforest.faces.desk.access import DeskRequest
from sunforest.faces.desk.applicant import ApplicantForm
from sunforest.faces.desk.clock_changes import ClockChange
from sunforest.faces.desk.rehearsal import Doing, Rehearsal
from sunforest.faces.desk.typed import Typed


@dataclass(frozen=True)
class Work:
    """One act that an officer is at: on which case, from which of the posts that allow it."""

    process: type[Process]
    act: Act
    case: Case | None
    candidates: tuple[tuple[ActingPost, Role], ...]
    deeds: tuple[Deed, ...] = ()
    parent: Case | None = None

    @property
    def last_seen(self) -> int:
        """The number of the last record by people."""
        return records.last_number_by_people(self.deeds)

    @property
    def is_possible(self) -> bool:
        """True where the case is in a state from which the act starts."""
        return self.case is None or self.act.may_start_from(self.case.state)

    @property
    def needs_confirmation(self) -> bool:
        """True for acts that end a case."""
        return self.act.target is not None and self.act.target.final

    def chosen(self, asked: str) -> tuple[ActingPost, Role]:
        """The post that was chosen, or the first that allows the act."""
        return next((each for each in self.candidates if str(each[0].post.pk) == asked), self.candidates[0])


@dataclass
class Answer:
    """What the page says after something was posted."""

    form: forms.Form | None
    typed: Typed | None = None
    applicant: ApplicantForm | None = None
    trial: Rehearsal | None = None
    findings: list[dict[str, Any]] = field(default_factory=list)
    refusal: str = ""
    conflict: str = ""
    newer: list[Any] = field(default_factory=list)
    saved_at: Any = None
    restored_at: Any = None
    key: str = ""


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: DeskRequest, number: str, name: str) -> HttpResponseBase:
    """One act on one case: the form, its preview, and the doing."""
    case = finding.case_with(request, number)
    named = finding.act_of(case.process, name)
    if named.opens:
        raise Http404
    candidates = candidates_for(request, case.process, named, organ_id=case.organ_id)
    deeds = records.of(case)
    if deed_words.holds_personal(case, deeds):
        purposes.of(request, case)
    return _at(request, Work(case.process, named, case, candidates, deeds))


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def open_act(request: DeskRequest, key: str, name: str) -> HttpResponseBase:
    """Open a case: the form, its preview, and the doing."""
    process = next((process for process in registry.processes() if process.key == key), None)
    if process is None:
        raise Http404
    named = finding.act_of(process, name)
    if not named.opens:
        raise Http404
    return _at(request, Work(process, named, None, candidates_for(request, process, named, organ_id=None)))


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def open_from(request: DeskRequest, number: str, name: str) -> HttpResponseBase:
    """Open a case of the same party from an earlier one: the form, its preview, and the doing."""
    parent = finding.case_with(request, number)
    named = finding.act_of(parent.process, name)
    if named not in openings.offered_from(parent):
        raise Http404
    candidates = candidates_for(request, parent.process, named, organ_id=parent.organ_id)
    purposes.of(request, parent)
    return _at(request, Work(parent.process, named, None, candidates, parent=parent))


def candidates_for(
    request: DeskRequest, process: type[Process], named: Act, *, organ_id: int | None
) -> tuple[tuple[ActingPost, Role], ...]:
    """The officer's posts that allow the act at that organ. Raises PermissionDenied where there is none."""
    found = []
    for acting in request.posts:
        roles = on_behalf.openers_of(process, named) if organ_id is None else named.by
        role = next((role for role in roles if acting.has(role, process.key)), None)
        if role is not None and (organ_id in (None, acting.post.organ_id) or role is ADMINISTRATOR):
            found.append((acting, role))
    if not found:
        raise PermissionDenied(str(NotYours(named)))
    return tuple(found)


def _at(request: DeskRequest, work: Work) -> HttpResponseBase:
    if request.method == "POST":
        return _posted(request, work)
    answer = _opened(request, work)
    if work.is_possible and answer.restored_at is None:
        _preview_at_once(request, work, answer)
    return _page(request, work, answer)


def _preview_at_once(request: DeskRequest, work: Work, answer: Answer) -> None:
    """Show the preview without being asked, where nothing need be typed or the matter has filled in everything."""
    if answer.applicant is not None:
        return
    if answer.form is None:
        _preview(request, work, Typed(request.POST.copy()), answer)
        return
    answers = typed.filled_in(answer.form) if answer.form.initial else Typed(request.POST.copy())
    judged = typed.form_of(work.act, answers)
    if answer.form.initial and judged is not None and judged.is_valid():
        answer.form = judged
        _preview(request, work, answers, answer)


def _opened(request: DeskRequest, work: Work) -> Answer:
    """The form as it opens: a draft of one's own, else what the matter fills in."""
    draft = draft_box.find(request.officer, process=work.process, act=work.act, case=work.case)
    if draft is not None:
        kept = draft_box.typed_in(draft)
        applicant = applicants.unjudged(work.process, work.act, kept)
        return Answer(typed.unjudged_form_of(work.act, kept), Typed(kept), applicant, restored_at=draft.saved_at)
    applicant = applicants.unjudged(work.process, work.act, request.GET)
    if work.act.asks is None:
        return Answer(None, applicant=applicant)
    prefill, filled_from = getattr(work.act.asks, "initial_for", None), work.case or work.parent
    initial = prefill(filled_from) if prefill is not None and filled_from is not None else {}
    asked = {name: request.GET[name] for name in getattr(work.act.asks, "base_fields", {}) if name in request.GET}
    return Answer(work.act.asks(initial={**initial, **asked}), applicant=applicant)


def _posted(request: DeskRequest, work: Work) -> HttpResponseBase:
    answers = typed.posted(request, work.act)
    if "mask" in request.POST and not typed.mask(work.act, answers, request.POST.getlist("mask")):
        messages.warning(request, _("有的内容不能自动遮盖，请在正文里手工修改，或写明保留的理由。"))
    answer = Answer(None, answers, applicants.judged(work.process, work.act, answers.data))
    is_named = answer.applicant is None or answer.applicant.is_valid()
    if not is_named or not _is_previewed(request, work, answers):
        return _previewed(request, work, answers, answer)
    return _done(request, work, answers, answer)


def _is_previewed(request: DeskRequest, work: Work, answers: Typed) -> bool:
    """True where the act is to be done and what would be done is what was shown before."""
    return "do" in request.POST and request.POST.get("previewed") == answers.digest()


def _previewed(request: DeskRequest, work: Work, answers: Typed, answer: Answer) -> HttpResponse:
    answer.form = typed.form_of(work.act, answers)
    answer.saved_at = draft_box.save(
        request.officer, process=work.process, act=work.act, case=work.case, typed=answers.data, at=request.at
    ).saved_at
    if "do" in request.POST:
        messages.info(request, _("内容在预览之后改过，请再看一遍公众将看到什么，然后办理。"))
    if "save" not in request.POST:
        _preview(request, work, answers, answer)
    elif work.act.asks is not None:
        answer.form = typed.unjudged_form_of(work.act, answers.data)
    return _page(request, work, answer)


def _preview(request: DeskRequest, work: Work, answers: Typed, answer: Answer) -> None:
    """Fill in what would happen, or what is missing."""
    answer.typed = answers
    if any(form is not None and form.errors for form in (answer.form, answer.applicant)):
        return
    answer.findings = typed.findings_of(work.act, answer.form)
    stand_in = {body.name_of(each): answers.reasons.get(body.name_of(each)) or "-" for each in answer.findings}
    try:
        answer.trial = rehearsal.rehearse(_doing(request, work, answers, answer.applicant, stand_in), answer.form)
    except NotYours as refusal:
        answer.refusal = str(refusal)
        return
    except Incomplete as incomplete:
        answer.form = incomplete.form
        return
    answer.refusal = answer.trial.refusal
    if answer.trial.hindrance is not None:
        _clash(request, work, answer, answer.trial.hindrance)


def _doing(
    request: DeskRequest,
    work: Work,
    answers: Typed,
    applicant: ApplicantForm | None,
    reasons: dict[str, str] | None = None,
) -> Doing:
    acting, role = work.chosen(request.POST.get("post", ""))
    seen = request.POST.get("seen", "")
    return Doing(
        process=work.process,
        act=work.act,
        case=work.case,
        organ=work.case.organ if work.case else Organ.objects.get(pk=acting.post.organ_id),
        actor=case_page.actor_of(request, acting, role),
        data=answers.for_the_engine(reasons),
        at=request.at,
        seen=int(seen) if seen.isdecimal() else work.last_seen,
        key=request.POST.get("key", "")[:64] or secrets.token_hex(16),
        applicant=applicants.of_form(applicant, request.officer.pk),
        parent=work.parent,
    )


def _done(request: DeskRequest, work: Work, answers: Typed, answer: Answer) -> HttpResponseBase:
    """Do the act; whatever hinders it, nothing typed is lost."""
    if work.needs_confirmation and "confirmed" not in request.POST:
        _previewed_again(request, work, answers, answer)
        answer.refusal = _("这一步会使办件办结。请先勾选确认。")
        return _page(request, work, answer)
    try:
        record = _doing(request, work, answers, answer.applicant).carry_out()
    except (Stale, WrongState) as clash:
        answer.form = typed.form_of(work.act, answers)
        draft_box.save(
            request.officer, process=work.process, act=work.act, case=work.case, typed=answers.data, at=request.at
        )
        _clash(request, work, answer, clash)
        return _page(request, work, answer, status=409)
    except (Incomplete, Refused, NotYours, KeyTaken) as refusal:
        _previewed_again(request, work, answers, answer)
        answer.refusal = answer.refusal or why_not(refusal)
        answer.key = secrets.token_hex(16)
        return _page(request, work, answer)
    draft_box.drop(request.officer, process=work.process, act=work.act, case=work.case)
    messages.success(request, _("已办理：%(act)s。") % {"act": _(str(work.act.title))})
    return redirect(receipt.address_after(request, record, has_applicant=answer.applicant is not None))


def why_not(refusal: Incomplete | Refused | NotYours | KeyTaken) -> str:
    """Why an act was not done, in the language of the page."""
    if isinstance(refusal, Refused):
        return filing.refusal_words(refusal.refusal)
    if isinstance(refusal, Incomplete):
        return _("公开文字中还有没处理的个人信息。") if refusal.findings else ""
    return _(str(refusal))


def _previewed_again(request: DeskRequest, work: Work, answers: Typed, answer: Answer) -> None:
    answer.form = typed.form_of(work.act, answers)
    draft_box.save(
        request.officer, process=work.process, act=work.act, case=work.case, typed=answers.data, at=request.at
    )
    _preview(request, work, answers, answer)


def _clash(request: DeskRequest, work: Work, answer: Answer, clash: Stale | WrongState) -> None:
    """Say what happened meanwhile, and show the newer records."""
    assert work.case is not None, "a case that is being opened has no earlier records"
    answer.conflict = str(clash)
    seen = request.POST.get("seen", "")
    since = int(seen) if seen.isdecimal() else 0
    rows = deed_words.rows_of(work.case, work.deeds, reveals_personal=True)
    answer.newer = [row for row in rows if row.number > since]


def _page(request: DeskRequest, work: Work, answer: Answer, *, status: int = 200) -> HttpResponse:
    context = {
        "title": _(str(work.act.title)),
        "lead": _(str(work.process.title)),
        "work": work,
        "answer": answer,
        "fields": fields_of(answer),
        "known": applicants.words_of_known(answer.applicant),
        "posts": [(acting.post.pk, page.words_of(acting)) for acting, _role in work.candidates],
        "key": answer.key or request.POST.get("key", "")[:64] or secrets.token_hex(16),
        "seen": work.last_seen,
        "previewed": answer.typed.digest() if answer.trial and answer.trial.face and answer.typed else "",
        "may_do": may_do(work, answer),
        "closed": act_words.closed_of(work.act),
        "clocks_if_done": clocks_if_done(work, request.at) if answer.trial is None else (),
        "names": act_words.names_for_rectifying(work.process, work.act, work.deeds),
        "panels": beside.of_act(work.case, work.act, work.deeds),
        "papers": papers.links_at_the_desk(work.case, work.deeds, request.today) if work.case else [],
        "breadcrumbs": _crumbs(work),
    }
    return page.show(
        request, "desk/act.html", context, tab="desk:worklist" if work.case else "desk:openings", status=status
    )


def _crumbs(work: Work) -> list[tuple[str, str]]:
    title, case = _(str(work.act.title)), work.case or work.parent
    if case is None:
        return [(_("发起办理"), reverse("desk:openings")), (title, "")]
    return [(_("工作清单"), reverse("desk:worklist")), (case.number, case.get_absolute_url()), (title, "")]


def may_do(work: Work, answer: Answer) -> bool:
    """True where the act was rehearsed and nothing stands in its way but findings that can be justified."""
    return work.is_possible and answer.trial is not None and answer.trial.face is not None and not answer.refusal


def clocks_if_done(work: Work, at: datetime) -> tuple[ClockChange, ...]:
    """What the act would do to the clocks today, said before anything is typed."""
    if not work.is_possible or work.case is None:
        return ()
    return clock_changes.if_done(work.process, work.act, work.case.state, work.deeds, at)


def fields_of(answer: Answer) -> list[dict[str, Any]]:
    """The form's fields, each with the files that it already holds."""
    if answer.form is None:
        return []
    data = answer.typed.data if answer.typed else None
    return [
        {
            "field": bound,
            "files": typed.files_in(data, bound.name)
            if data is not None and bound.field.widget.needs_multipart_form
            else [],
        }
        for bound in answer.form.visible_fields()
    ]
