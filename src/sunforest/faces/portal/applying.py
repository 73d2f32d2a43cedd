"""A party begins its business: one page, one look over it, a receipt. Without script, on an old phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from sunforest.core.organs import names
from sunforest.core.organs.models import Organ
from sunforest.core.people.proofs import TooMany
from sunforest.core.process import party_proof, registry
from sunforest.core.process.actor import WEB
from sunforest.core.process.citation import cite
from sunforest.core.process.declaration import Act, Process, SetInTheAct
from sunforest.core.process.models import ActRecord, Case
from sunforest.core.process.perform import Incomplete, Refused
from sunforest.faces import filing
from sunforest.faces.filing import Answered, IdentityForm, OrganForm
from sunforest.faces.portal import course, looked_over, proof_cookie
from sunforest.faces.portal.procedures import limit_words
from sunforest.faces.visitors import address_of

WHO, WHERE = "who", "where"


@dataclass
class Application:
    """What was filled in: who, at which organ, what; judged together."""

    process: type[Process]
    act: Act
    identity: IdentityForm
    organ: OrganForm | None
    the_organ: Organ | None
    answers: forms.Form
    key: str
    refusal: str = ""
    too_many: bool = False

    @property
    def forms(self) -> tuple[forms.Form, ...]:
        """The forms in the order of the page."""
        return tuple(form for form in (self.identity, self.organ, self.answers) if form is not None)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Every error as (address on the page, words)."""
        return [error for form in self.forms for error in looked_over.errors_of(form)]


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
    context = _head(process, gettext("选择要办的事")) | {"lead": gettext("请选一项。"), "choices": choices}
    return render(request, "portal/apply_choices.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, key: str, act: str) -> HttpResponse:
    """Fill in, look over, submit. Whatever goes wrong, what was typed stays."""
    process = _process(key)
    opening = next((one for one in filing.opening_acts(process) if one.name == act), None)
    if opening is None:
        raise Http404
    at = timezone.now()
    if request.method != "POST":
        return _page(request, _empty(process, opening))
    answered = filing.receive_files(opening, request.POST, request.FILES, address=address_of(request), at=at)
    application = _filled(process, opening, answered, at)
    is_complete = not application.errors and not application.refusal and application.the_organ is not None
    step = looked_over.step_of(request.POST)
    if not is_complete or step == "change":
        return _page(request, application, status=200 if is_complete else 422)
    if step != "confirm":
        return _look_over(request, application, answered, at)
    return _submit(request, application, answered, at)


def _empty(process: type[Process], act: Act) -> Application:
    organ = _organ_form(process, None)
    return Application(
        process,
        act,
        IdentityForm(prefix=WHO),
        organ,
        _only_organ(process),
        filing.form_of(act),
        looked_over.key_of(QueryDict()),
    )


def _filled(process: type[Process], act: Act, answered: Answered, at: datetime) -> Application:
    organ = _organ_form(process, answered.data)
    form = filing.form_of(act, answered.data)
    application = Application(
        process=process,
        act=act,
        identity=IdentityForm(answered.data, prefix=WHO),
        organ=organ,
        the_organ=_only_organ(process) if organ is None else None,
        answers=form,
        key=looked_over.key_of(answered.data),
    )
    valid = [each.is_valid() for each in application.forms]
    for name, words in answered.refused_files.items():
        form.add_error(name, words)
    if organ is not None and organ.is_valid():
        application.the_organ = organ.cleaned_data["organ"]
    if all(valid) and not answered.refused_files:
        refusal = filing.refusal_of(act, form, facts=None, at=at)
        application.refusal = filing.refusal_words(refusal) if refusal else ""
    return application


def _organ_form(process: type[Process], data: Any) -> OrganForm | None:
    """Where one organ alone handles such cases, nobody is asked."""
    if _only_organ(process) is not None:
        return None
    return OrganForm(process, data, today=timezone.localdate(), prefix=WHERE)


def _only_organ(process: type[Process]) -> Organ | None:
    found = list(filing.organs_for(process, timezone.localdate())[:2])
    return found[0] if len(found) == 1 else None


def _submit(request: HttpRequest, application: Application, answered: Answered, at: datetime) -> HttpResponse:
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
        )
    except TooMany:
        application.too_many = True
        return _page(request, application, status=429)
    except Refused as refused:
        application.refusal = filing.refusal_words(refused.refusal)
        return _page(request, application, status=422)
    except Incomplete as incomplete:
        application.answers = incomplete.form or application.answers
        return _page(request, application, status=422)
    return _to_the_receipt(record)


def _to_the_receipt(record: ActRecord) -> HttpResponse:
    case = Case.objects.select_related("organ", "party").get(pk=record.case_id)
    own = party_proof.of_case(case)
    response = HttpResponseRedirect(reverse("portal:receipt", args=[own.token]))
    proof_cookie.remember(response, own)
    return response


def _page(request: HttpRequest, application: Application, *, status: int = 200) -> HttpResponse:
    process = application.process
    title = gettext(str(process.title))
    context = _head(process, title) | {
        "lead": gettext(str(process.about)) if process.about else gettext("填好后先核对，再提交。"),
        "application": application,
        "act": application.act,
        "law": cite(application.act.law),
        "stages": stages_after(application.act, process),
        "page_errors": application.errors,
        "organ_name": names.organ(application.the_organ) if application.the_organ else "",
    }
    return render(request, "portal/apply.html", context, status=status)


def _look_over(request: HttpRequest, application: Application, answered: Answered, at: datetime) -> HttpResponse:
    assert application.the_organ is not None, "only a complete application is looked over"
    process, organ = application.process, application.the_organ
    context = _head(process, gettext("请核对")) | {
        "lead": gettext("还没有提交。请看一遍，没有错再点“提交”。"),
        "application": application,
        "organ_name": names.organ(organ),
        "identity_rows": looked_over.rows_of(application.identity),
        "answer_rows": looked_over.rows_of(application.answers),
        "face": looked_over.face_of(process, application.act, organ, application.answers, at),
        "kept": looked_over.kept(answered.data),
    }
    return render(request, "portal/apply_look_over.html", context)


def stages_after(act: Act, process: type[Process]) -> list[dict[str, Any]]:
    """What happens next, in words."""
    assert act.target is not None, "checked at start-up: an opening act has a target"
    return [stage_words(stage) for stage in course.course_from(process, act.target.name)]


def stage_words(stage: course.Stage) -> dict[str, Any]:
    """A stage to come: its possible ends, and how long the law gives."""
    is_counted = stage.deadline is not None and not isinstance(stage.deadline.limit, SetInTheAct)
    limit = limit_words(stage.deadline) if stage.deadline and is_counted else ""
    return {
        "title": one_of(list(dict.fromkeys(gettext(str(act.title)) for act in stage.acts))),
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


def _head(process: type[Process], title: str) -> dict[str, Any]:
    name = gettext(str(process.title))
    return {
        "section": "processes",
        "title": title,
        "process": process,
        "breadcrumbs": [
            (gettext("办事流程"), reverse("portal:processes")),
            (name, reverse("portal:process", args=[process.key])),
            (gettext("申请"), ""),
        ],
    }
