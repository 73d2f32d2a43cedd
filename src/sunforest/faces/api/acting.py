"""A party's own acts: what it files, and how it goes on, proved by case number and query code (R7.14)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Body, Field, File, Router, Schema
from ninja.files import UploadedFile

from sunforest.core.organs.models import Organ
from sunforest.core.organs.roles import PARTY
from sunforest.core.people import case_keys
from sunforest.core.process import numbers, party_proof, records, registry
from sunforest.core.process.actor import API
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.models import Case
from sunforest.core.process.party_proof import OwnCase
from sunforest.faces import filing
from sunforest.faces.api import asked
from sunforest.faces.api.problems import errors_of, problem
from sunforest.faces.frame import frame_of
from sunforest.faces.party_view import FieldSeen, StepSeen, steps_seen
from sunforest.faces.visitors import address_of

Key = Annotated[str, Field(max_length=64, description="同一个值重复提交只算一次 / repeats with one key are one")]
Code = Annotated[str, Field(max_length=40, description="回执上的查询码 / the query code on the receipt")]


class PartyFacts(Schema):
    """Who files."""

    kind: Annotated[str, Field(max_length=20, description="person, enterprise")]
    name: Annotated[str, Field(max_length=200)]
    number: Annotated[str, Field(max_length=80, description="citizen number or USCC")]
    phone: Annotated[str, Field(max_length=80)]


class Filing(Schema):
    """An application: to which organ, by whom, with which answers."""

    organ: Annotated[str, Field(max_length=40, description="机关代码 / code of the organ; may be left out if one")] = ""
    party: PartyFacts
    answers: dict[str, Any] = {}
    key: Key = ""


class Receipt(Schema):
    """What the party keeps: number and code open the case's progress; the address is what a QR code holds."""

    case: str
    query_code: str
    progress_url: str
    state: str
    state_title: str
    due_on: date | None = None
    received_at: datetime
    record: int


class ActBody(Schema):
    """An act on the party's own case. ``seen`` is the number of the last step that was looked at."""

    query_code: Code
    answers: dict[str, Any] = {}
    seen: Annotated[int, Field(ge=0, le=2**31)] | None = None
    key: Key = ""


class CodeBody(Schema):
    """The proof alone."""

    query_code: Code


class ActOpen(Schema):
    """What the party can do now."""

    name: str
    title: str
    answers: dict[str, Any]


class Step(Schema):
    """One step as the party sees it."""

    number: int
    act: str
    title: str
    day: date
    state: str
    state_title: str
    fields: list[dict[str, Any]]


class Progress(Schema):
    """The party's own view of its case."""

    case: str
    process: str
    organ: str
    state: str
    state_title: str
    due_on: date | None = None
    is_suspended: bool
    seen: int
    steps: list[Step]
    acts_open: list[ActOpen]


class Received(Schema):
    """A file that was received; its digest and name are the answer to a file field."""

    digest: str
    name: str


router = Router(tags=["party"])


@router.post("/cases/{number}/progress", response=Progress, summary="本人查进度 / the party's own view")
def progress(request: HttpRequest, number: str, body: CodeBody) -> dict[str, Any]:
    """All steps with the party's own answers. A wrong code and an unknown number are told the same (R7.15)."""
    return _progress(_prove(request, number, body.query_code))


@router.post("/cases/{number}/acts/{act}", response={200: Progress}, summary="本人办理 / an act of the party")
def act_on_case(request: HttpRequest, number: str, act: str, body: ActBody) -> dict[str, Any]:
    """Supplement, withdraw and the like, as the procedure declares them; the act's name is in ``acts_open``."""
    own = _prove(request, number, body.query_code)
    done = next((one for one in filing.acts_of_the_party(own.case.process) if one.name == act), None)
    if done is None:
        raise Http404
    seen = records.last_number_by_people(records.of(own.case)) if body.seen is None else body.seen
    filing.go_on(
        own,
        done,
        answers=asked.as_form_data(body.answers, done.asks),
        channel=API,
        address=address_of(request),
        at=timezone.now(),
        seen=seen,
        key=asked.readable(body.key) or secrets.token_urlsafe(24),
    )
    return _progress(own)


@router.post("/files", response={201: Received}, summary="先传附件 / receive a file")
def receive(request: HttpRequest, file: File[UploadedFile]) -> tuple[int, dict[str, str]]:
    """Keep a file for an answer to come; it is swept after a day when no act names it."""
    file.name = asked.readable(file.name or "")
    return 201, filing.receive_file(file, address=address_of(request), at=timezone.now())


def _prove(request: HttpRequest, number: str, code: str) -> OwnCase:
    return party_proof.prove(number, code, address=address_of(request), at=timezone.now())


def _progress(own: OwnCase) -> dict[str, Any]:
    case = Case.objects.select_related("organ").get(pk=own.case.pk)
    deeds = records.of(case)
    state = case.process.state(case.state)
    open_now = [act for act in case.process.acts_from(case.state) if PARTY in act.by]
    return {
        "case": case.number,
        "process": case.process_key,
        "organ": case.organ.code,
        "state": state.name,
        "state_title": gettext(str(state.title)),
        "due_on": case.due_on,
        "is_suspended": case.suspended,
        "seen": records.last_number_by_people(deeds),
        "steps": [_step(step) for step in steps_seen(case, deeds)],
        "acts_open": [
            {"name": act.name, "title": gettext(str(act.title)), "answers": asked.schema_of(act)} for act in open_now
        ],
    }


def _step(step: StepSeen) -> dict[str, Any]:
    return {
        **{name: getattr(step, name) for name in ("number", "act", "title", "state", "state_title")},
        "day": step.on,
        "fields": [_field(field) for field in step.fields],
    }


def _field(field: FieldSeen) -> dict[str, Any]:
    files = [{"digest": digest, "name": name} for digest, name in field.files]
    return {"name": field.name, "label": field.label, "shown": field.shown, "files": files}


def add_openings() -> None:
    """An address for each act by which a party opens a case: ``POST /processes/{key}/acts/{act}``."""
    for process in registry.processes():
        for act in filing.opening_acts(process):
            _add_opening(process, act)


def _add_opening(process: type[Process], act: Act) -> None:
    schema = {"properties": {"answers": asked.schema_of(act)}}
    router.post(
        f"/processes/{process.key}/acts/{act.name}",
        response={201: Receipt},
        operation_id=f"open_{process.key}_{act.name}",
        summary=f"{process.title}：{act.title}",
        openapi_extra={"x-answers": schema["properties"]["answers"]},
    )(_opening(process, act))


def _opening(process: type[Process], act: Act) -> Callable[[HttpRequest, Filing], Any]:
    def opening(request: HttpRequest, body: Annotated[Filing, Body()]) -> tuple[int, dict[str, Any]] | HttpResponse:
        return _file(request, process, act, body)

    opening.__doc__ = str(process.about) or str(process.title)
    return opening


def _file(
    request: HttpRequest, process: type[Process], act: Act, body: Filing
) -> tuple[int, dict[str, Any]] | HttpResponse:
    at = timezone.now()
    organ = organ_asked(process, body.organ, timezone.localdate())
    party = filing.IdentityForm(asked.as_form_data(body.party.dict()))
    if not party.is_valid() or organ is None:
        errors = errors_of(party, prefix="party.")
        if organ is None:
            errors["organ"] = [gettext("请写明受理机关的代码。")]
        return problem(422, gettext("填写的内容还不完整。"), errors)
    record = filing.file(
        process,
        act,
        organ=organ,
        identity=party.identity(),
        answers=asked.as_form_data(body.answers, act.asks),
        channel=API,
        address=address_of(request),
        at=at,
        key=asked.readable(body.key) or secrets.token_urlsafe(24),
    )
    return 201, _receipt(request, Case.objects.get(pk=record.case_id), record.number)


def organ_asked(process: type[Process], code: str, today: date) -> Organ | None:
    """The organ with that code among those that handle such cases; the only one where no code was given."""
    able = filing.organs_for(process, today)
    if code:
        return able.filter(code=code.replace("\0", "")).first()
    found = list(able[:2])
    return found[0] if len(found) == 1 else None


def _receipt(request: HttpRequest, case: Case, record: int) -> dict[str, Any]:
    case_key = case_keys.of(case.pk)
    state = case.process.state(case.state)
    path = reverse("portal:progress_of", args=[numbers.progress_token(case_key)])
    return {
        "case": case.number,
        "query_code": numbers.query_code(case_key),
        "progress_url": frame_of(request).absolute(path),
        "state": state.name,
        "state_title": gettext(str(state.title)),
        "due_on": case.due_on,
        "received_at": case.opened_at,
        "record": record,
    }
