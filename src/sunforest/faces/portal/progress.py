"""Where is my case? One sentence, the steps done and to come, what I can do, who looked at my data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sunforest.core.calendar import county_calendar
from sunforest.core.organs import names
from sunforest.core.organs.models import Post
from sunforest.core.organs.roles import PARTY
from sunforest.core.people.models import AccessRecord
from sunforest.core.people.proofs import TooMany
from sunforest.core.process import clocks as all_clocks
from sunforest.core.process import notice_words, party_proof, records, uploads
from sunforest.core.process.citation import cite
from sunforest.core.process.clocks import Clock
from sunforest.core.process.declaration import Act
from sunforest.core.process.models import Case
from sunforest.core.process.party_proof import NotProven, OwnCase
from sunforest.core.process.records import Deed
from sunforest.faces import course, papers
from sunforest.faces.frame import frame_of
from sunforest.faces.party_view import FieldSeen, StepSeen, steps_seen
from sunforest.faces.portal import applying, clock_sentences, log_pages, party_links, proof_cookie
from sunforest.faces.qr_code import qr_code
from sunforest.faces.visitors import address_of
from sunforest.pure.working_days import WorkingCalendar

LOOKS_SHOWN = 50


class CodeForm(forms.Form):
    """The query code on the receipt."""

    code = forms.CharField(
        label=_("查询码"),
        max_length=40,
        help_text=_("回执上的8位数字。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class NumberForm(CodeForm):
    """Case number and query code, both on the receipt."""

    number = forms.CharField(
        label=_("办件编号"),
        max_length=80,
        help_text=_("回执上的19位数字，可以不写横线。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    field_order = ["number", "code"]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """By case number and query code; an unknown number and a wrong code are told the same (R7.15)."""
    form = NumberForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        own, status = proven(form, lambda code: _prove(request, form.data.get("number", ""), code))
        if own is not None:
            return to_progress(own)
    context = {
        "section": "processes",
        "title": gettext("查进度"),
        "lead": gettext("输入回执上的编号和查询码，就能看到办到哪一步了。"),
        "breadcrumbs": [(gettext("查进度"), "")],
        "form": form,
    }
    return render(request, "portal/progress_ask.html", context, status=status)


def proven(form: CodeForm, prove: Callable[[str], OwnCase]) -> tuple[OwnCase | None, int]:
    """The case that was proven, or None with the form's error and the status of the answer."""
    if not form.is_valid():
        return None, 422
    try:
        return prove(form.cleaned_data["code"]), 200
    except NotProven as error:
        form.add_error("code", gettext(str(error)))
        return None, 403
    except TooMany as error:
        form.add_error(None, gettext(str(error)))
        return None, 429


def _prove(request: HttpRequest, number: str, code: str) -> OwnCase:
    return party_proof.prove(number, code, address=address_of(request), at=timezone.now())


def _prove_with_token(request: HttpRequest, own: OwnCase, code: str) -> OwnCase:
    return party_proof.prove_with_token(own, code, address=address_of(request), at=timezone.now())


def to_progress(own: OwnCase, name: str = "portal:progress_of") -> HttpResponse:
    """On to the case's page, with the proof carried along."""
    response = HttpResponseRedirect(reverse(name, args=[own.token]))
    proof_cookie.remember(response, own)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: HttpRequest, token: str) -> HttpResponse:
    """The case's page: minimal facts for whoever holds the QR code, everything for who proves that it is theirs."""
    own = found(token)
    if proof_cookie.is_proven(request, own):
        response = render(request, "portal/progress.html", whole_context(request, own))
        proof_cookie.remember(response, own)
        return response
    form, status = CodeForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound:
        mine, status = proven(form, lambda code: _prove_with_token(request, own, code))
        if mine is not None:
            return to_progress(mine)
    return render(request, "portal/progress_outside.html", outside_context(own) | {"form": form}, status=status)


@never_cache
@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """The receipt of an application: number, code, QR, until when, what happens next. It prints on one sheet."""
    own = found(token)
    if not proof_cookie.is_proven(request, own):
        return HttpResponseRedirect(reverse("portal:progress_of", args=[token]))
    context = whole_context(request, own)
    first = context["seen"][0]
    context |= {
        "title": gettext("已收到您的申请"),
        "breadcrumbs": [(gettext("回执"), "")],
        "fields": fields_of(own, first),
        "stages": [applying.stage_words(stage) for stage in course.course_from(own.case.process, first.state)],
    }
    response = render(request, "portal/apply_receipt.html", context)
    proof_cookie.remember(response, own)
    return response


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the look: on a shared computer nobody after you sees the case."""
    response = HttpResponseRedirect(reverse("portal:progress"))
    proof_cookie.forget(response)
    return response


@never_cache
@require_safe
def file(request: HttpRequest, token: str, digest: str) -> HttpResponseBase:
    """One file of the party's own case, to be saved."""
    own = found(token)
    if not proof_cookie.is_proven(request, own):
        return HttpResponseRedirect(reverse("portal:progress_of", args=[token]))
    seen = steps_seen(own.case, records.of(own.case))
    file_names = [name for step in seen for field in step.fields for one, name in field.files if one == digest]
    if not file_names:
        raise Http404
    content = default_storage.open(uploads.path_of(digest))
    response = FileResponse(content, as_attachment=True, filename=file_names[0])
    response["X-Content-Type-Options"] = "nosniff"
    return response


def found(token: str) -> OwnCase:
    """The case of a token. Raises Http404."""
    own = party_proof.with_token(token)
    if own is None:
        raise Http404
    return own


def outside_context(own: OwnCase) -> dict[str, Any]:
    """What whoever holds the QR code may see: procedure, organ, the one sentence; nothing that was answered."""
    case, at = own.case, timezone.now()
    deeds = records.of(case)
    return head(case) | {"lead": sentence_of(case, deeds, at), "case": case}


def whole_context(request: HttpRequest, own: OwnCase) -> dict[str, Any]:
    """Everything that the party sees of its case."""
    case, at = own.case, timezone.now()
    deeds, today = records.of(case), timezone.localdate()
    calendar = county_calendar.current()
    running = all_clocks.clocks_of(records.events_of(case.process, deeds), calendar)
    clock = clock_sentences.next_clock(case, running)
    seen = steps_seen(case, deeds)
    address = frame_of(request).absolute(reverse("portal:progress_of", args=[own.token]))
    return head(case) | {
        "lead": clock_sentences.sentence(case, running, at, calendar),
        "case": case,
        "own": own,
        "seen": seen,
        "steps": [*done_steps(own, seen), *steps_to_come(case, clock_face(clock, at, calendar))],
        "acts": acts_now(own),
        "due_words": clock_sentences.day_words(case.due_on, today) if case.due_on and clock else "",
        "reckonings": clock_sentences.reckonings(running, today, calendar),
        "moves": notice_words.moves_words(case),
        "links": party_links.beside(own),
        "looks": looks_at(case),
        "papers": papers_of(own, deeds, today),
        "qr": qr_code(address),
        "address": address,
        "idle_minutes": proof_cookie.IDLE_SECONDS // 60,
    }


def head(case: Case) -> dict[str, Any]:
    """Title and way of every page of a case."""
    return {
        "section": "processes",
        "title": gettext(str(case.process.title)),
        "organ_name": names.organ(case.organ),
        "breadcrumbs": [(gettext("查进度"), reverse("portal:progress")), (case.number, "")],
    }


def sentence_of(case: Case, deeds: Sequence[Deed], at: datetime) -> str:
    """The one sentence of a case."""
    calendar = county_calendar.current()
    running = all_clocks.clocks_of(records.events_of(case.process, deeds), calendar)
    return clock_sentences.sentence(case, running, at, calendar)


def acts_now(own: OwnCase) -> list[tuple[str, str, bool]]:
    """What the party can do now, as (words, address, whether the case waits for it); what is waited for comes first."""
    acts = sorted(acts_open(own.case), key=lambda act: not (act.meets or act.restarts))
    return [
        (
            gettext(str(act.title)),
            reverse("portal:progress_act", args=[own.token, act.name]),
            bool(act.meets or act.restarts),
        )
        for act in acts
    ]


def acts_open(case: Case) -> list[Act]:
    """The acts of the party that start from where the case is."""
    return [act for act in case.process.acts_from(case.state) if PARTY in act.by]


def papers_of(own: OwnCase, deeds: Sequence[Deed], today: date) -> list[dict[str, Any]]:
    """The letters that the party can read and save, the newest first."""
    return [
        {
            "title": gettext(each.title),
            "on": each.on,
            "url": reverse("portal:progress_paper", args=[own.token, each.key]),
            "files": paper_files(own, each.key),
        }
        for each in papers.for_party(own.case, deeds, today)
    ]


def paper_files(own: OwnCase, key: str) -> list[tuple[str, str]]:
    """In which forms a letter can be saved, as (words, address)."""
    return [
        (words, reverse("portal:progress_paper_file", args=[own.token, key, ending]))
        for ending, words in papers.file_words()
    ]


def done_steps(own: OwnCase, seen: Sequence[StepSeen]) -> list[dict[str, Any]]:
    """The steps done, with day, who, and the answers."""
    wanted = {step.post_id for step in seen if step.post_id}
    indices = log_pages.indices_of(own.case.pk)
    organs = {
        post.pk: names.organ_in_short(post.organ) for post in Post.objects.filter(pk__in=wanted).select_related("organ")
    }
    return [
        {
            "state": "late" if step.is_late and not step.by_party else "done",
            "title": step.title,
            "on": step.on,
            "organ": gettext("您") if step.by_party else organs.get(step.post_id or 0, gettext("期限届满，自动办理")),
            "fields": fields_of(own, step),
            "law": step.law,
            "proof_url": log_pages.verify_url(indices[step.number]) if step.number in indices else "",
        }
        for step in seen
    ]


def fields_of(own: OwnCase, step: StepSeen) -> list[tuple[str, Any]]:
    """The answers of a step; files as links."""
    return [(field.label, _files(own, field) if field.files else field.shown) for field in step.fields]


def _files(own: OwnCase, field: FieldSeen) -> Any:
    links = ((reverse("portal:progress_file", args=[own.token, digest]), name) for digest, name in field.files)
    return format_html_join(gettext("、"), '<a href="{}" download>{}</a>', links)


def steps_to_come(case: Case, clock: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The stage the case is in with its clock, and those after it, each with its possible ends."""
    steps: list[dict[str, Any]] = []
    for stage in course.course_from(case.process, case.state):
        words = applying.stage_words(stage)
        organ = gettext("您") if stage.by_party else names.organ_in_short(case.organ)
        steps.append(
            {"state": "todo", "title": words["title"], "organ": organ, "words": words["limit"], "also": words["also"]}
        )
    if steps:
        steps[0]["state"] = "late" if clock and clock["tone"] == "late" else "now"
        if clock:
            steps[0] |= {"clock": clock, "words": ""}
    return steps


def clock_face(clock: Clock | None, at: datetime, calendar: WorkingCalendar) -> dict[str, Any] | None:
    """The running clock as ``parts/clock.html`` shows it."""
    if clock is None:
        return None
    left, law = clock_sentences.left_words(clock, at, calendar), cite(clock.deadline.law)
    return {"tone": "late" if clock.is_over(at) else "open", "words": left, "due_on": clock.due_on, "law": law}


def looks_at(case: Case) -> list[dict[str, Any]]:
    """Who looked at the party's data in this case, for what purpose, the last first (R7.21)."""
    rows = AccessRecord.objects.filter(case_id=case.pk).select_related("officer", "organ").order_by("-looked_at")
    return [
        {
            "at": row.looked_at,
            "who": row.officer.name,
            "organ": names.organ_in_short(row.organ),
            "purpose": gettext(row.get_purpose_display()),
        }
        for row in rows[:LOOKS_SHOWN]
    ]
