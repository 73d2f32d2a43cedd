"""A party begins its business: one page, one look over it, a code to the phone, a receipt. Without script, on an old phone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from sunforest.core.organs import names
from sunforest.core.people.proofs import TooMany
from sunforest.core.process import party_drafts, party_proof, registry
from sunforest.core.process.actor import WEB
from sunforest.core.process.citation import cite
from sunforest.core.process.declaration import Act, Process, SetInTheAct
from sunforest.core.process.models import ActRecord, Case
from sunforest.core.process.party_drafts import KeptDraft
from sunforest.core.process.perform import Incomplete, Refused
from sunforest.faces import course, filing
from sunforest.faces.filing import Answered
from sunforest.faces.portal import draft_cookie, looked_over, phone_proof, proof_cookie
from sunforest.faces.portal.application import Application, Entry, filled, unfilled
from sunforest.faces.portal.phone_proof import PhoneCodeForm
from sunforest.faces.portal.procedures import limit_words
from sunforest.faces.visitors import address_of

BEGIN, KEEP, CHANGE, CONFIRM, PROVE, RESEND, DISCARD = (
    *("begin", "keep", "change"),
    *("confirm", "prove", "resend", "discard"),
)
MOST_WAYS_IN_ONE = 3
SUBMITTING = (CONFIRM, PROVE, RESEND)


@never_cache
@require_safe
def choose(request: HttpRequest, key: str) -> HttpResponse:
    """The way to the opening act; where there are several, which one?"""
    process = _process(key)
    acts = filing.opening_acts(process)
    if not acts:
        raise Http404
    if len(acts) == 1:
        return redirect("portal:apply_act", process.key, acts[0].name)
    choices = [(gettext(str(act.title)), reverse("portal:apply_act", args=[process.key, act.name])) for act in acts]
    context = {
        "section": "processes",
        "title": gettext("选择要办的事"),
        "lead": gettext("请选一项。"),
        "process": process,
        "breadcrumbs": _way(process),
        "choices": choices,
    }
    return render(request, "portal/apply_choices.html", context)


def apply(request: HttpRequest, key: str, act: str) -> HttpResponse:
    """The generic entry of an opening act."""
    process = _process(key)
    opening = next((one for one in filing.opening_acts(process) if one.name == act), None)
    if opening is None:
        raise Http404
    return fill_in(request, Entry(process, opening))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fill_in(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Fill in, look over, prove the phone, submit. Whatever goes wrong, what was typed stays, for seven days."""
    at = timezone.now()
    if request.method != "POST":
        return _opened(request, entry, at)
    step = looked_over.step_of(request.POST)
    if step == DISCARD:
        return _thrown_away(request, entry)
    if step == BEGIN:
        return _begun(request, entry, at)
    if step == KEEP:
        return _kept(request, entry, at)
    answered = filing.receive_files(
        entry.act, request.POST, request.FILES, filing.visitor_files(address_of(request), at)
    )
    token = draft_cookie.keep(request, entry.name, answered.data, at=at)
    response = _stepped(request, entry, answered, at)
    draft_cookie.remember(response, token)
    return response


def _opened(request: HttpRequest, entry: Entry, at: datetime) -> HttpResponse:
    draft = draft_cookie.find(request, entry.name, at=at)
    return _page(request, entry, unfilled(entry, draft_cookie.typed_in(draft, at=at)), draft=draft)


def _begun(request: HttpRequest, entry: Entry, at: datetime) -> HttpResponse:
    """From a page before the form, with what was typed there; the rest of an earlier draft stays beside it."""
    typed = draft_cookie.typed_in(draft_cookie.find(request, entry.name, at=at), at=at)
    for name in request.POST:
        typed.setlist(name, request.POST.getlist(name))
    token = draft_cookie.keep(request, entry.name, typed, at=at)
    response = _page(request, entry, unfilled(entry, typed))
    draft_cookie.remember(response, token)
    return response


def _kept(request: HttpRequest, entry: Entry, at: datetime) -> HttpResponse:
    """While somebody types, where there is script: keep what stands there, and say when."""
    token = draft_cookie.keep(request, entry.name, request.POST, at=at)
    response = render(request, "portal/apply_saved.html", {"saved_at": at})
    draft_cookie.remember(response, token)
    return response


def _thrown_away(request: HttpRequest, entry: Entry) -> HttpResponse:
    draft_cookie.drop(request, entry.name)
    messages.success(request, gettext("填过的内容已经删除。"))
    return HttpResponseRedirect(request.path)


def _stepped(request: HttpRequest, entry: Entry, answered: Answered, at: datetime) -> HttpResponse:
    application, step = filled(entry, answered, at), looked_over.step_of(request.POST)
    if not application.is_complete or step == CHANGE:
        return _page(request, entry, application, status=200 if application.is_complete else 422)
    if step not in SUBMITTING:
        return _look_over(request, entry, application, answered, at)
    if (asked := _asked_for_the_code(request, entry, application, answered, at)) is not None:
        return asked
    return _submit(request, entry, application, answered, at)


def _asked_for_the_code(
    request: HttpRequest, entry: Entry, application: Application, answered: Answered, at: datetime
) -> HttpResponse | None:
    """The page that asks for the code, as often as it is not the right one; None where the phone is proved."""
    step, phone, key = looked_over.step_of(request.POST), application.phone, application.key
    if phone_proof.is_proven(phone, key, at=at):
        return None
    form, status, refusal = PhoneCodeForm(request.POST if step == PROVE else None), 200, ""
    if step == PROVE:
        status = phone_proof.prove(request, phone, key, form, at=at)
        if status == 200:
            return None
    else:
        refusal = phone_proof.send(request, phone, key, again=step == RESEND, at=at)
        status = 429 if refusal else 200
    context = _head(entry, gettext("请输入短信验证码")) | {
        "lead": gettext("验证码已发到%(phone)s，%(minutes)s分钟内有效。")
        % {"phone": phone_proof.masked(phone), "minutes": phone_proof.MINUTES},
        "form": form,
        "refusal": refusal,
        "was_sent_again": step == RESEND and not refusal,
        "code_in_the_demonstration": phone_proof.shown_in_the_demonstration(request, phone, key, at=at),
        "kept": looked_over.kept(answered.data),
    }
    return render(request, "portal/apply_code.html", context, status=status)


def _submit(
    request: HttpRequest, entry: Entry, application: Application, answered: Answered, at: datetime
) -> HttpResponse:
    assert application.the_organ is not None, "an incomplete application is not submitted"
    try:
        record = filing.file(
            application.process,
            application.act,
            organ=application.the_organ,
            identity=application.identity.identity(),
            answers=answered.data,
            channel=WEB,
            address=address_of(request),
            at=at,
            key=application.key,
            proof=filing.PHONE_CODE,
        )
    except TooMany:
        application.too_many = True
        return _page(request, entry, application, status=429)
    except Refused as refused:
        application.refusal = filing.refusal_words(refused.refusal)
        return _page(request, entry, application, status=422)
    except Incomplete as incomplete:
        application.answers = incomplete.form or application.answers
        return _page(request, entry, application, status=422)
    draft_cookie.drop(request, entry.name)
    return _to_the_receipt(record)


def _to_the_receipt(record: ActRecord) -> HttpResponse:
    case = Case.objects.select_related("organ", "party").get(pk=record.case_id)
    own = party_proof.of_case(case)
    response = HttpResponseRedirect(reverse("portal:receipt", args=[own.token]))
    proof_cookie.remember(response, own)
    return response


def _page(
    request: HttpRequest, entry: Entry, application: Application, *, draft: KeptDraft | None = None, status: int = 200
) -> HttpResponse:
    process = entry.process
    context = _head(entry, entry.title or gettext(str(process.title))) | {
        "lead": entry.lead or (gettext(str(process.about)) if process.about else gettext("填好后先核对，再提交。")),
        "application": application,
        "act": entry.act,
        "law": cite(entry.act.law),
        "stages": stages_after(entry.act, process),
        "page_errors": application.errors,
        "organ_name": names.organ(application.the_organ) if application.the_organ else "",
        "draft": draft,
        "days_kept": party_drafts.KEPT_FOR.days,
    }
    return render(request, entry.template, context | entry.beside(application), status=status)


def _look_over(
    request: HttpRequest, entry: Entry, application: Application, answered: Answered, at: datetime
) -> HttpResponse:
    assert application.the_organ is not None, "only a complete application is looked over"
    organ = application.the_organ
    context = _head(entry, gettext("请核对")) | {
        "lead": gettext("还没有提交。请看一遍，没有错再点“提交”。"),
        "application": application,
        "organ_name": names.organ(organ),
        "identity_rows": looked_over.rows_of(application.identity),
        "answer_rows": looked_over.rows_of(application.answers),
        "face": looked_over.face_of(entry.process, entry.act, organ, application.answers, at),
        "kept": looked_over.kept(answered.data),
    }
    return render(request, "portal/apply_look_over.html", context)


def stages_after(act: Act, process: type[Process]) -> list[dict[str, Any]]:
    """What happens next, in words."""
    assert act.target is not None, "checked at start-up: an opening act has a target"
    return [stage_words(stage) for stage in course.course_from(process, act.target.name)]


def stage_words(stage: course.Stage) -> dict[str, Any]:
    """A stage to come: what leads on, what else may happen, and how long the law gives."""
    is_counted = stage.deadline is not None and not isinstance(stage.deadline.limit, SetInTheAct)
    limit = limit_words(stage.deadline) if stage.deadline and is_counted else ""
    titles = list(dict.fromkeys(gettext(str(act.title)) for act in stage.acts))
    onward = gettext(str(stage.onward.title))
    others = [title for title in titles if title != onward] if len(titles) > MOST_WAYS_IN_ONE else []
    also = gettext("也可能：%(others)s") % {"others": gettext("、").join(others)} if others else ""
    return {
        "title": onward if others else one_of(titles),
        "also": also,
        "by_party": stage.by_party,
        "limit": gettext("法定期限：%(limit)s") % {"limit": limit} if limit else "",
        "law": cite(stage.deadline.law) if stage.deadline else "",
    }


def one_of(words: list[str]) -> str:
    """``受理、不予受理或一次告知补正``."""
    *others, last = words
    return gettext("%(others)s或%(last)s") % {"others": gettext("、").join(others), "last": last} if others else last


def _process(key: str) -> type[Process]:
    try:
        return registry.process_with_key(key)
    except KeyError as error:
        raise Http404 from error


def _way(process: type[Process]) -> list[tuple[str, str]]:
    return [
        (gettext("办事流程"), reverse("portal:processes")),
        (gettext(str(process.title)), reverse("portal:process", args=[process.key])),
        (gettext("申请"), ""),
    ]


def _head(entry: Entry, title: str) -> dict[str, Any]:
    return {
        "section": entry.section,
        "title": title,
        "process": entry.process,
        "breadcrumbs": entry.breadcrumbs() if entry.breadcrumbs else _way(entry.process),
    }
