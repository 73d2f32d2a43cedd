"""What was filled in, read once more before it is done: the answers in words, what the public will see, what stays."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext

from sunforest.core.organs import names
from sunforest.core.organs.models import Organ
from sunforest.core.process import body, disclosure
from sunforest.core.process.declaration import Act, Process

KEY, SEEN, STEP, CODE = "filing-key", "filing-seen", "filing-step", "filing-code"
NOT_KEPT = ("csrfmiddlewaretoken", STEP, CODE)
LONGEST_KEY = 64


def errors_of(form: forms.Form) -> list[tuple[str, str]]:
    """Every error of a form as (address on the page, words)."""
    found = [("", str(words)) for words in form.non_field_errors()]
    for field in form:
        address = field.id_for_label or field.auto_id
        found += [
            (f"#{address}", gettext("%(label)s：%(words)s") % {"label": field.label, "words": words})
            for words in field.errors
        ]
    return found


def rows_of(form: forms.Form) -> list[tuple[str, str]]:
    """The answers of a valid form as (label, words); what was left empty is not listed."""
    return [
        (str(form[name].label), answer_words(field, form.cleaned_data[name]))
        for name, field in form.fields.items()
        if form.cleaned_data.get(name) not in (None, "", [], ())
    ]


def answer_words(field: forms.Field, value: Any) -> str:
    """One answer as it reads; a choice in the language of the page."""
    shown = disclosure.shown(field, value)
    return gettext(shown) if isinstance(field, (forms.ChoiceField, forms.BooleanField)) and shown else shown


def face_of(process: type[Process], act: Act, organ: Organ, form: forms.Form, at: datetime) -> dict[str, Any]:
    """What the public will see of the act, and what it will not, with the ground."""
    opened, closed = disclosure.open_field_names(act) or set(), disclosure.closed_fields(act.asks)
    moment = body.moment_of(act, form.cleaned_data, at)
    answered = [name for name in form.fields if form.cleaned_data.get(name) not in (None, "", [], ())]
    state = process.state(act.target.name).title if act.target else ""
    return {
        "title": gettext(str(act.title)),
        "organ": names.organ(organ),
        "on": moment.day,
        "state": gettext(str(state)) if state else "",
        "fields": [
            (form[name].label, answer_words(form.fields[name], form.cleaned_data[name]))
            for name in answered
            if name in opened
        ],
        "closed": [
            (form[name].label, gettext(closed[name].title) if name in closed else gettext("当事人填写的文字"))
            for name in answered
            if name not in opened
        ],
    }


def kept(posted: QueryDict) -> list[tuple[str, str]]:
    """Everything that was posted, to be posted again: name and value, several values as several."""
    return [(name, value) for name in posted if name not in NOT_KEPT for value in posted.getlist(name)]


def step_of(posted: QueryDict) -> str:
    """Which button was pressed: nothing (look over), ``change`` or ``confirm``."""
    return str(posted.get(STEP, ""))


def key_of(posted: QueryDict) -> str:
    """The key that makes a second click harmless; a new one for a new page."""
    return str(posted.get(KEY, ""))[:LONGEST_KEY] or secrets.token_urlsafe(24)
