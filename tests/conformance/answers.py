"""Answers to any form, drawn by the type of each field; hints only where a guard asks for what no type tells."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from hypothesis import strategies as st

from sunforest.core.process.declaration import Act
from sunforest.core.process.fields import HtmlField, UploadsField
from sunforest.core.process.models import Case

NUMBERS = itertools.count(1)
OPEN_TO_ALL = {"public_interest_wide": True, "disclosure": "PROACTIVE"}
HELD = {"process_kind": "请示报告", "disclosure": "CLOSED"}


def _unique(pattern: str) -> str:
    return pattern % next(NUMBERS)


def _holiday_notice(at: datetime) -> dict[str, Any]:
    year = at.year + 1
    saturday = next(day for day in (date(year, 1, 4 + n) for n in range(7)) if day.weekday() == 5)
    return {"year": year, "rest_days": f"{year}-01-01…{year}-01-03", "work_days": saturday.isoformat()}


HINTS: dict[str, Any] = {
    "Classification": lambda at: st.sampled_from([OPEN_TO_ALL, OPEN_TO_ALL, HELD]),
    "HolidayNotice": lambda at: st.just(_holiday_notice(at)),
    "OrganForm": lambda at: st.builds(lambda: {"code": _unique("00100800399%04d"), "name": _unique("第%d局")}),
    "OrganChange": lambda at: st.builds(lambda: {"name": _unique("改名第%d局")}),
    "Entrance": lambda at: st.builds(lambda: {"username": _unique("officer.%d")}),
    "NewTopic": lambda at: st.builds(lambda: {"name": _unique("主题%d")}),
    "Imported": lambda at: st.builds(lambda: {"topics": "[]", "articles": "[]", "source_digest": _unique("%064d")}),
    "SettingForm": lambda at: st.just({"value": 12}),
}

WHOLE = {"Classification"}


def answers_to(draw: Any, act: Act, case: Case | None, at: datetime) -> dict[str, Any]:
    """What a sensible person answers: what the desk would prefill, then hints, then a value of the field's type."""
    if act.asks is None:
        return {}
    given: dict[str, Any] = {}
    for name, field in act.asks().fields.items():
        if field.required or draw(st.booleans()):
            given[name] = value_for(draw, field, at)
    prefill = getattr(act.asks, "initial_for", None)
    if prefill is not None and case is not None:
        given |= {name: value for name, value in prefill(case).items() if value not in (None, "")}
    hint = HINTS.get(act.asks.__name__)
    hinted = draw(hint(at)) if hint else {}
    return hinted if act.asks.__name__ in WHOLE else given | hinted


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
