"""The page of one case: the facts on the left, the next acts on the right, the clocks always visible (look, Desk)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunforest.core.calendar import county_calendar
from sunforest.core.organs import names
from sunforest.core.organs.roles import PARTY, SYSTEM, Role
from sunforest.core.people import parties
from sunforest.core.people.models import AccessRecord, Party
from sunforest.core.process import (
    authority,
    engine_acts,
    flowchart,
    flowchart_svg,
    notice_words,
    records,
    uploads,
    worklists,
)
from sunforest.core.process.actor import Actor
from sunforest.core.process.authority import ActingPost, NotYours
from sunforest.core.process.declaration import Act
from sunforest.core.process.models import Case
from sunforest.core.process.records import Deed
from sunforest.faces import course, papers
from sunforest.faces.desk import access, clock_words, deed_words, finding, openings, page, purposes, worklist
from sunforest.faces.desk.access import DeskRequest
from sunforest.pure import masking

LOOKS_SHOWN = 20
RELATED_SHOWN = 50


@dataclass(frozen=True)
class Choice:
    """One act that may be done now: its address, or why it may not be done by this officer, and whether it leads on."""

    act: Act
    url: str
    role: Role
    post: str
    hindrance: str = ""
    is_likely: bool = False


@dataclass(frozen=True)
class PartyFacts:
    """A party as the page shows it."""

    kind: str
    name: str
    number: str
    phone: str


@access.signed_in
@require_safe
def case(request: DeskRequest, number: str) -> HttpResponse:
    """Everything that this officer may know of one case, and what may be done next."""
    shown = finding.case_with(request, number)
    deeds = records.of(shown)
    is_personal = deed_words.holds_personal(shown, deeds)
    purpose = purposes.of(request, shown) if is_personal else ""
    context = {
        "lead": sentence_of(shown, request.today),
        "title": worklists.subjects_of([shown]).get(shown.pk, "") or _(str(shown.process.title)),
        "case": shown,
        "process": shown.process,
        "state": shown.process.state(shown.state),
        "deeds": deed_words.rows_of(shown, deeds, reveals_personal=bool(purpose)),
        "clocks": clock_words.sheets_of(shown, deeds, request.at, county_calendar.current()),
        "moves": notice_words.moves_words(shown),
        "is_personal": is_personal,
        "purpose": purposes.WORDS.get(purpose, ""),
        "purpose_form": purposes.PurposeForm() if is_personal and not purpose else None,
        "party": party_of(shown.party, is_revealed=bool(purpose)),
        "organ": names.organ(shown.organ),
        "handler": worklist.handler_of(shown),
        "deputy": worklist.deputy_of(shown, request.today),
        "breadcrumbs": [(_("工作清单"), reverse("desk:worklist")), (shown.number, "")],
        "looks": looks_at(shown),
        "related": related_to(shown),
        "links": page.links_of(shown) if purposes.handles(request, shown) else [],
        "papers": papers.links_at_the_desk(shown, deeds, request.today),
        "drawing": drawing_of(shown),
        "may_export": access.has_role(request.posts, *authority.EVERYWHERE),
    }
    return page.show(request, "desk/case.html", context | acts_context(request, shown, deeds), tab="desk:worklist")


def sentence_of(shown: Case, today: date) -> str:
    """Where the case is, who has it and until when, in one breath."""
    state, handler = _state_of(shown), worklist.handler_of(shown)
    if shown.closed_on is not None:
        return _("已于 %(day)s 办结：%(state)s。") % {"day": shown.closed_on.isoformat(), "state": state}
    words = _("现在是“%(state)s”，由%(handler)s承办。") if handler else _("现在是“%(state)s”，还没有承办岗位。")
    first = words % {"state": state, "handler": handler}
    if shown.due_on is None:
        return first
    clock = clock_words.of_case(shown, today, county_calendar.current())
    return first + _("%(deadline)s%(words)s。") % {"deadline": clock.note, "words": clock.words}


def acts_context(request: DeskRequest, shown: Case, deeds: tuple[Deed, ...]) -> dict[str, Any]:
    """What may be done now, the acts of every process apart, and on whom the case waits."""
    choices = choices_in(request, shown, deeds)
    return {
        "choices": [choice for choice in choices if choice.act.name not in engine_acts.NAMES],
        "engine_choices": [choice for choice in choices if choice.act.name in engine_acts.NAMES],
        "rectify_url": next((choice.url for choice in choices if choice.act.name == "rectify"), ""),
        "openings": openings.choices_from(request, shown),
        "others": others_in(shown, {choice.act.name for choice in choices}),
    }


def choices_in(request: DeskRequest, shown: Case, deeds: tuple[Deed, ...]) -> list[Choice]:
    """The acts that this officer's posts may do now; one that demands four eyes says why it is not theirs."""
    likely = next((stage.onward for stage in course.course_from(shown.process, shown.state)), None)
    return [
        Choice(
            act=act,
            url=reverse("desk:act", args=[shown.number, act.name]),
            role=role,
            post=page.words_of(acting),
            hindrance=hindrance_of(act, actor_of(request, acting, role), deeds),
            is_likely=act is likely,
        )
        for act, acting, role in authority.acts_open_to(shown, request.posts)
    ]


def actor_of(request: DeskRequest, acting: ActingPost, role: Role) -> Actor:
    """This officer, acting from that post in that role."""
    return Actor(role=role, officer_id=request.officer.pk, post_id=acting.post.pk)


def hindrance_of(act: Act, actor: Actor, deeds: tuple[Deed, ...]) -> str:
    """Why four eyes keep this officer from the act; empty where nothing does."""
    try:
        authority.four_eyes(act, actor, deeds)
    except NotYours as refusal:
        return str(refusal)
    return ""


def others_in(shown: Case, mine: set[str]) -> list[tuple[str, str]]:
    """Who else can move the case from here: roles in words, and the act."""
    acts = [act for act in shown.process.acts_from(shown.state) if act.name not in {*mine, *engine_acts.NAMES}]
    return [(_("、").join(_role_words(role, act) for role in act.by), _(str(act.title))) for act in acts]


def _role_words(role: Role, act: Act) -> str:
    if role is SYSTEM and act.when_over is not None:
        return _("系统（“%(deadline)s”届满时）") % {"deadline": _(str(act.when_over.title))}
    return _("当事人") if role is PARTY else _(role.title)


def party_of(party: Party | None, *, is_revealed: bool) -> PartyFacts | None:
    """Who the party is: the name masked until a purpose was stated, the number always (R7.19)."""
    if party is None:
        return None
    known = parties.read(party)
    if not is_revealed:
        return PartyFacts(_(party.get_kind_display()), masking.mask_name(known.name), "", "")
    number = masking.mask_citizen_number(known.number) if party.kind == Party.PERSON else known.number
    return PartyFacts(_(party.get_kind_display()), known.name, number, known.phone)


def looks_at(shown: Case) -> list[dict[str, Any]]:
    """Who looked at the person's data in this case, the last first."""
    looks = AccessRecord.objects.filter(case_id=shown.pk).select_related("officer", "organ").order_by("-looked_at")
    return [
        {
            "at": look.looked_at,
            "who": names.officer(look.officer),
            "organ": names.organ_in_short(look.organ),
            "purpose": purposes.WORDS.get(look.purpose, look.purpose),
        }
        for look in looks[:LOOKS_SHOWN]
    ]


def related_to(shown: Case) -> list[dict[str, Any]]:
    """The case from which this one came, and those that came from it."""
    children = list(shown.children.order_by("pk")[:RELATED_SHOWN])
    found = [("parent", shown.parent)] if shown.parent else []
    return [
        {"is_parent": kind == "parent", "case": each, "process": each.process.title, "state": _state_of(each)}
        for kind, each in [*found, *(("child", child) for child in children)]
        if each is not None
    ]


def _state_of(case: Case) -> str:
    return _(str(case.process.state(case.state).title))


def drawing_of(shown: Case) -> str:
    """The flowchart of the process with the case's state on it."""
    chart = flowchart.flowchart_of(shown.process, _)
    return mark_safe(flowchart_svg.svg_of(chart, current_state=shown.state))


@access.signed_in
@require_safe
def file(request: DeskRequest, number: str, digest: str) -> HttpResponseBase:
    """One file that a record of this case names, to be saved; personal ones only with a purpose."""
    shown = finding.case_with(request, number)
    deeds = records.of(shown)
    reveals = bool(purposes.of(request, shown)) if deed_words.holds_personal(shown, deeds) else True
    rows = deed_words.rows_of(shown, deeds, reveals_personal=reveals)
    address = reverse("desk:file", args=[number, digest])
    names = [name for row in rows for each in row.fields for name, url in each.files if url == address]
    if not names:
        raise Http404
    response = FileResponse(uploads_stream(digest), as_attachment=True, filename=names[0])
    response["X-Content-Type-Options"] = "nosniff"
    return response


def uploads_stream(digest: str) -> Any:
    """The stored file, opened for reading. Raises FileNotFoundError."""
    return default_storage.open(uploads.path_of(digest))
