"""What went wrong, for programs: ``application/problem+json`` (RFC 9457), with the words for each field."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from sunforest.core.people.proofs import TooMany
from sunforest.core.process.party_proof import NotProven
from sunforest.core.process.perform import Incomplete, NotYours, Refused, Stale, WrongState
from sunforest.core.process.uploads import NotAccepted
from sunforest.faces.filing import refusal_words

MEDIA_TYPE = "application/problem+json"
Errors = Mapping[str, Sequence[str]]


class Problem(Schema):
    """What went wrong, in words, and for each field what is wrong with it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: dict[str, list[str]] = {}


def problem(status: int, detail: str, errors: Errors | None = None) -> HttpResponse:
    """The answer that tells a problem."""
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": {field: [str(word) for word in words] for field, words in (errors or {}).items()},
    }
    return HttpResponse(json.dumps(told, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)


def tell_problems(api: NinjaAPI) -> None:
    """Let the interface answer every refusal of the system as a problem."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Http404: lambda _request, _error: problem(404, gettext("没有这一项。")),
        HttpError: lambda _request, error: problem(error.status_code, _words_of(error)),
        ValidationError: _of_parameters,
        Incomplete: lambda _request, error: of_incomplete(error),
        Refused: lambda _request, error: problem(422, refusal_words(error.refusal)),
        WrongState: lambda _request, error: problem(409, str(error)),
        Stale: lambda _request, error: problem(409, str(error)),
        NotYours: lambda _request, error: problem(403, str(error)),
        NotProven: lambda _request, error: problem(403, gettext(str(error))),
        NotAccepted: lambda _request, error: problem(422, str(error)),
        TooMany: _of_too_many,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def of_incomplete(error: Incomplete) -> HttpResponse:
    """The errors of an act's form, by field; and the personal data that open text may not hold."""
    errors: dict[str, list[str]] = errors_of(error.form) if error.form is not None else {}
    for finding in error.findings:
        words = gettext("公开文字中有个人信息：%(text)s") % {"text": finding["text"]}
        errors.setdefault(finding["field"], []).append(words)
    return problem(422, gettext("填写的内容还不完整。"), errors)


def errors_of(form: Any, *, prefix: str = "") -> dict[str, list[str]]:
    """What is wrong with each field of a form, in words."""
    return {f"{prefix}{field}": [str(word) for word in words] for field, words in form.errors.items()}


def _of_too_many(_request: HttpRequest, error: TooMany) -> HttpResponse:
    response = problem(429, gettext(str(error)))
    response["Retry-After"] = str(int(error.limit.within.total_seconds()))
    return response


def _words_of(error: HttpError) -> str:
    return gettext("请求内容不是有效的 JSON。") if error.status_code == 400 else str(error)


def _of_parameters(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors: dict[str, list[str]] = {}
    for one in error.errors:
        place = [str(part) for part in one["loc"] if part not in ("query", "path", "body", "header")]
        errors.setdefault(".".join(place) or "body", []).append(_parameter_words(one))
    return problem(422, gettext("参数有误。"), errors)


def _parameter_words(one: Mapping[str, Any]) -> str:
    bounds = one.get("ctx") or {}
    if one["type"] == "missing":
        return gettext("必须填写。")
    if one["type"] in ("less_than_equal", "string_too_long", "too_long"):
        return gettext("不能超过 %(most)s。") % {"most": bounds.get("le") or bounds.get("max_length")}
    if one["type"] in ("greater_than_equal", "string_too_short"):
        return gettext("不能小于 %(least)s。") % {"least": bounds.get("ge", bounds.get("min_length"))}
    if one["type"].startswith("date"):
        return gettext("日期应写成 2026-03-09。")
    if one["type"].startswith("int"):
        return gettext("应为整数。")
    return gettext("值无效。")
