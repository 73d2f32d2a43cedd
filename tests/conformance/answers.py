"""Answers to any form, drawn by the type of each field; hints only where a guard asks for what no type tells."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from hypothesis import strategies as st
from remedy_stories import answered_request, evidence

from sunforest.core.organs.models import Organ
from sunforest.core.process.declaration import Act
from sunforest.core.process.fields import HtmlField, UploadsField
from sunforest.core.process.models import Case
from sunforest.pure.annual_tables import EMPTY

NUMBERS = itertools.count(1)
OPEN_TO_ALL = {"public_interest_wide": True, "disclosure": "PROACTIVE"}
HELD = {"process_kind": "请示报告", "disclosure": "CLOSED"}
GENRES = itertools.cycle(["通知", "行政许可", "预算"])  # each is approved by an act of its own
ATTRIBUTES = itertools.cycle([OPEN_TO_ALL, HELD, OPEN_TO_ALL, OPEN_TO_ALL])


def _unique(pattern: str) -> str:
    return pattern % next(NUMBERS)


def _holiday_notice(at: datetime) -> dict[str, Any]:
    year = at.year + 1
    saturday = next(day for day in (date(year, 1, 4 + n) for n in range(7)) if day.weekday() == 5)
    return {"year": year, "rest_days": f"{year}-01-01…{year}-01-03", "work_days": saturday.isoformat()}


def _document(at: datetime) -> Any:
    """A document of any of the kinds that are approved each in its own way."""
    return st.builds(
        lambda: {
            "genre": next(GENRES),
            "document_number": _unique("晴政发〔2026〕%d号"),
            "effective_from": at.date().isoformat(),
            "valid_until": (at.date() + timedelta(days=400)).isoformat(),
        }
    )


def _today(*names: str) -> Any:
    """Days of what is recorded on the day itself."""
    return lambda at: st.just(dict.fromkeys(names, at.date().isoformat()))


def _ahead(**days: int) -> Any:
    """Days to come, as they mostly are."""
    return lambda at: st.sampled_from(
        [*[{name: (at.date() + timedelta(days=ahead)).isoformat() for name, ahead in days.items()}] * 3, {}]
    )


HINTS: dict[str, Any] = {
    "Application": _ahead(first_day=20, last_day=25),
    "Supplement": _ahead(first_day=20, last_day=25),
    "WhatIsMissing": _ahead(until=20),
    "Draft": _document,
    "Approval": _today("formed_on"),
    "Holding": _today("formed_on"),
    "EffectChange": _today("changed_on"),
    "Annulment": _today("annulled_on"),
    "Keeping": _ahead(review_on=200),
    "Classification": lambda at: st.builds(lambda: next(ATTRIBUTES)),
    "HolidayNotice": lambda at: st.just(_holiday_notice(at)),
    "OrganForm": lambda at: st.builds(lambda: {"code": _unique("00100800399%04d"), "name": _unique("第%d局")}),
    "OrganChange": lambda at: st.builds(lambda: {"name": _unique("改名第%d局")}),
    "Entrance": lambda at: st.builds(lambda: {"username": _unique("officer.%d")}),
    "NewTopic": lambda at: st.builds(lambda: {"name": _unique("主题%d")}),
    "Imported": lambda at: st.builds(
        lambda: {
            "genre": "通知",
            "document_number": _unique("晴政发〔2026〕%d号"),
            "topics": "[]",
            "articles": "[]",
            "source_digest": _unique("%064d"),
        }
    ),
    "SettingForm": lambda at: st.just({"value": 12}),
}

NO_ANSWER = {"right_organ": "", "files": "[]", "private_note": ""}
RESULTS = itertools.cycle(
    [
        {**NO_ANSWER, "result": "G2", "reasons": "", "withheld": [], "needs_experts": False},
        {**NO_ANSWER, "result": "P1", "reasons": "涉及商业秘密", "withheld": ["N4"], "needs_experts": True},
    ]
)
FEE = {"basis": "pages", "already": 0, "count": 31, "amount": 10}
ONE_COMPANY = {"third_party": "甲公司"}


def _and_today(fixed: dict[str, Any], *names: str) -> Any:
    """Fixed answers, and days of what is recorded on the day itself."""
    return lambda at: st.just({**fixed, **dict.fromkeys(names, at.date().isoformat())})


OF_REQUESTS: dict[str, Any] = {
    "RequestOfPerson": _and_today({"supply": "online"}),
    "RequestOfOrganisation": _and_today({"supply": "online"}),
    "ReceivedRequest": _and_today({"supply": "online", "scans": "[]"}, "received_on"),
    "ArrivedRequest": _and_today({"supply": "online", "scans": "[]"}, "arrived_on"),
    "Confirmation": _today("received_on"),
    "Splitting": _today("agreed_on"),
    "ReceivedSupplement": _today("received_on"),
    "Consultation": _and_today(ONE_COMPANY),
    "LetterReceived": _and_today(ONE_COMPANY, "letter_received_on"),
    "Opinion": _and_today({**ONE_COMPANY, "agrees": "yes"}, "heard_on"),
    "OrganOpinion": _today("heard_on"),
    "ReasonsWanted": _ahead(until=20),
    "Delay": _ahead(until=20),
    "FeeNotice": _and_today(FEE, "notified_on"),
    "Payment": _and_today({"amount": 10}, "paid_on"),
    "Draft": lambda at: st.builds(lambda: next(RESULTS)),
    "ThirdPartyTold": _and_today(ONE_COMPANY, "told_on"),
    "Delivery": _and_today({"method": "ems", "mail_number": "XA1", "evidence": "[]"}, "delivered_on"),
}
HINTS |= {f"sunforest.matters.foi.{name}": hint for name, hint in OF_REQUESTS.items()}


def _copy_of_a_challenge(at: datetime) -> Any:
    """The notice of a challenge to an answer of the first organ, which arrived today."""
    return st.builds(
        lambda: {
            "request": answered_request(Organ.objects.earliest("position")).number,
            "received_on": at.date().isoformat(),
            "papers": "[]",
        }
    )


OF_REMEDIES: dict[str, Any] = {
    "CopyReceived": _copy_of_a_challenge,
    "DirectLawsuit": _copy_of_a_challenge,
    "Defence": _and_today({"papers": "[]"}, "sent_on"),
    "Result": _and_today({"papers": "[]"}, "decided_on"),
    "RedoOrder": lambda at: st.just(
        {"decided_on": at.date().isoformat(), "until": (at.date() + timedelta(days=20)).isoformat(), "papers": "[]"}
    ),
    "Appeal": _today("appealed_on"),
    "Claim": lambda at: st.builds(lambda: {"evidence": evidence()}),
    "RecordCorrected": _today("corrected_on"),
    "Transfer": lambda at: st.builds(lambda: {"organ": Organ.objects.latest("position").pk}),
    "Complaint": lambda at: st.builds(lambda: {"complained_of": Organ.objects.latest("position").pk, "evidence": "[]"}),
    "Order": _ahead(until=20),
    "Rectified": _today("rectified_on"),
}
HINTS |= {f"sunforest.matters.remedies.{name}": hint for name, hint in OF_REMEDIES.items()}


def _office(at: datetime) -> Any:
    """The organs of the cast supervise disclosure; the report is last year's."""

    def asked() -> dict[str, Any]:
        Organ.objects.update(supervises_disclosure=True)
        return {"year": at.year - 1}

    return st.builds(asked)


CHAPTERS = ("overview", "proactive", "requests", "remedies", "problems", "other")
OF_REPORTS: dict[str, Any] = {
    "Opening": lambda at: st.just({"year": at.year - 1}),
    "OpeningOfCounty": _office,
    "Chapters": lambda at: st.just(dict.fromkeys(CHAPTERS, "<p>情况如下。</p>")),
    "Submission": _today("submitted_on"),
    "Imported": lambda at: st.just({"year": at.year - 5, "scope": "organ", "tables": json.dumps(EMPTY.as_data())}),
    "ImportedLastYear": lambda at: st.just(
        {"year": at.year - 1, "scope": "organ", "tables": json.dumps(EMPTY.as_data())}
    ),
    "ImportedAgain": lambda at: st.just({"year": at.year - 5, "scope": "organ", "tables": json.dumps(EMPTY.as_data())}),
}
HINTS |= {f"sunforest.matters.reports.{name}": hint for name, hint in OF_REPORTS.items()}

WHOLE = {"Classification"}
FIRST = {"submit": "classify"}  # what people do before, though the states do not tell


def answers_to(draw: Any, act: Act, case: Case | None, at: datetime) -> dict[str, Any]:
    """What a sensible person answers: what the desk would prefill, or else a hint, or else a value of the field's type."""
    if act.asks is None:
        return {}
    given: dict[str, Any] = {}
    fields = act.asks().fields
    for name, field in fields.items():
        if field.required or draw(st.booleans()):
            given[name] = value_for(draw, field, at)
    matter = act.asks.__module__.rpartition(".")[0]
    hint = HINTS.get(f"{matter}.{act.asks.__name__}") or HINTS.get(act.asks.__name__)
    hinted = draw(hint(at)) if hint else {}
    if act.asks.__name__ in WHOLE:
        return dict(hinted)
    return given | hinted | _prefilled(act.asks, fields, case)


def _prefilled(asks: type[forms.Form], fields: Mapping[str, forms.Field], case: Case | None) -> dict[str, Any]:
    """What the desk offers; an empty offer only where the field may stay empty."""
    offered = asks.initial_for(case) if case is not None and hasattr(asks, "initial_for") else {}
    return {
        name: value for name, value in offered.items() if value not in (None, "", []) or not _is_required(fields, name)
    }


def _is_required(fields: Mapping[str, forms.Field], name: str) -> bool:
    return name in fields and fields[name].required


def value_for(draw: Any, field: forms.Field, at: datetime) -> Any:
    """A value that the field accepts."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return [row.pk for row in field.queryset[:1]]
    if isinstance(field, forms.ModelChoiceField):
        rows = list(field.queryset[:20])
        return draw(st.sampled_from(rows)).pk if rows else ""
    if isinstance(field, forms.ChoiceField):
        return _choice(draw, field)
    if isinstance(field, forms.BooleanField):
        return draw(st.booleans())
    if isinstance(field, (forms.DateTimeField, forms.DateField)):
        return _day(draw, field, at)
    if isinstance(field, forms.IntegerField):
        return draw(st.integers(field.min_value or 0, field.max_value or 1000))
    return _text(field)


def _choice(draw: Any, field: forms.ChoiceField) -> Any:
    keys = [key for key, _label in field.choices if key != ""]
    chosen = draw(st.sampled_from(keys)) if keys else ""
    return [chosen] if isinstance(field, forms.MultipleChoiceField) else chosen


def _day(draw: Any, field: forms.Field, at: datetime) -> str:
    if isinstance(field, forms.DateTimeField):
        return at.isoformat()
    return (at.date() + timedelta(days=draw(st.sampled_from([0, 0, 1, 5, 20, 400, -2])))).isoformat()


def _text(field: forms.Field) -> str:
    if isinstance(field, UploadsField):
        return "[]"
    if isinstance(field, forms.JSONField):
        return "[]"
    words = _unique("第%d次填写的内容")
    if isinstance(field, HtmlField):
        return f"<p>{words}</p>"
    return words[: getattr(field, "max_length", None) or 200]
