"""What an officer typed into the form of an act: answers, files received on the way, reasons for findings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from sunforest.core.process import body, disclosure, uploads
from sunforest.core.process.declaration import Act
from sunforest.core.process.fields import HtmlField, UploadsField
from sunforest.faces import filing
from sunforest.faces.desk import draft_box
from sunforest.faces.desk.access import DeskRequest
from sunforest.faces.filing import Answered
from sunforest.pure import masking, personal_data

FINDING, REASON = "finding-", "reason-"


class Typed(Answered):
    """The answers with the reasons for findings."""

    @property
    def reasons(self) -> dict[str, str]:
        """The reasons given for findings, by the findings' names."""
        numbers = [name[len(FINDING) :] for name in self.data if name.startswith(FINDING)]
        return {str(self.data[FINDING + number]): self.data.get(REASON + number, "").strip() for number in numbers}

    def for_the_engine(self, extra_reasons: dict[str, str] | None = None) -> QueryDict:
        """The answers as the two doors take them, with the reasons under ``justified``."""
        data: Any = self.data.copy()
        data[body.JUSTIFIED] = {**self.reasons, **(extra_reasons or {})}
        answers: QueryDict = data
        return answers

    def digest(self) -> str:
        """A fingerprint of the answers: what is done must be what was previewed."""
        answers = {name: _plain(values) for name, values in self.data.lists() if _is_answer(name)}
        reasons = {name: reason for name, reason in self.reasons.items() if reason}
        kept = [sorted((name, values) for name, values in answers.items() if values), sorted(reasons.items())]
        return hashlib.sha256(json.dumps(kept, ensure_ascii=False).encode()).hexdigest()[:32]


def _is_answer(name: str) -> bool:
    return draft_box.is_kept(name) and not name.startswith((FINDING, REASON))


def _plain(values: list[str]) -> list[str]:
    """Values as they are typed, whatever the browser makes of ends of lines; empty ones say nothing."""
    return [value.replace("\r\n", "\n").strip() for value in values if value.strip()]


def filled_in(form: forms.Form) -> Typed:
    """What a browser would post of a form that the matter has filled in."""
    data = QueryDict(mutable=True)
    for bound in form:
        value = bound.field.prepare_value(bound.value())
        if isinstance(value, bool):
            data.setlist(bound.name, ["on"] if value else [])
        elif isinstance(value, (list, tuple)) and not isinstance(bound.field, UploadsField):
            data.setlist(bound.name, [str(disclosure.plain(item)) for item in value])
        elif isinstance(bound.field, UploadsField):
            data[bound.name] = filing.files_text(bound.field.to_python(value))
        else:
            data[bound.name] = "" if value is None else str(disclosure.plain(value))
    return Typed(data)


def posted(request: DeskRequest, act: Act) -> Typed:
    """What was posted; files are received under their digests, files that were crossed out are dropped."""
    answered = filing.receive_files(act, request.POST, request.FILES, partial(_received, at=request.at))
    return Typed(answered.data, answered.refused_files)


def _received(sent: UploadedFile[Any], *, at: datetime) -> dict[str, str]:
    content: Any = sent.file
    return uploads.receive(content, name=sent.name or "", at=at)


def files_in(data: QueryDict, name: str) -> list[dict[str, str]]:
    """The received files that a form carries in one field."""
    return filing.files_in(data.get(name, ""))


def form_of(act: Act, typed: Typed) -> forms.Form | None:
    """The form with what was typed, judged: its errors show."""
    if act.asks is None:
        return None
    form: forms.Form = act.asks(typed.data)
    form.is_valid()
    for name, words in typed.refused_files.items():
        form.add_error(name, words)
    return form


def unjudged_form_of(act: Act, data: QueryDict) -> forms.Form | None:
    """The form with what a draft holds, not judged yet."""
    if act.asks is None:
        return None
    declared: dict[str, forms.Field] = act.asks.base_fields  # type: ignore[attr-defined]
    initial = {name: asked.widget.value_from_datadict(data, {}, name) for name, asked in declared.items()}
    form: forms.Form = act.asks(initial=initial)
    return form


def findings_of(act: Act, form: forms.Form | None) -> list[dict[str, Any]]:
    """Personal data in the text that would be public, each with the words around it; one entry for each text."""
    found: dict[str, dict[str, Any]] = {}
    if form is None:
        return []
    for finding in disclosure.findings_in(act, form):
        found.setdefault(body.name_of(finding), {**finding, **_around(form, finding)})
    return list(found.values())


def _around(form: forms.Form, finding: dict[str, Any]) -> dict[str, Any]:
    asked, value = form.fields[finding["field"]], form.cleaned_data[finding["field"]]
    if isinstance(asked, UploadsField):
        return {"before": "", "after": "", "label": asked.label, "can_mask": False}
    text = disclosure.text_of_html(value) if isinstance(asked, HtmlField) else str(value)
    start, end = finding["start"], finding["end"]
    return {
        "before": ("…" if start > 30 else "") + text[max(start - 30, 0) : start],
        "after": text[end : end + 30] + ("…" if len(text) > end + 30 else ""),
        "label": asked.label,
        "can_mask": True,
    }


def mask(act: Act, typed: Typed, names: Iterable[str]) -> bool:
    """Replace findings by their masks in what was typed; False where one of them could not be replaced."""
    form = form_of(act, typed)
    wanted = set(names)
    chosen = [each for each in findings_of(act, form) if body.name_of(each) in wanted or "*" in wanted]
    done = [_mask_one(typed.data, each) for each in chosen if each["can_mask"]]
    return len(done) == len(chosen) and all(done)


def _mask_one(data: QueryDict, finding: dict[str, Any]) -> bool:
    name, text = finding["field"], finding["text"]
    found = personal_data.Finding(finding["type"], finding["start"], finding["end"], text)
    written = data.get(name, "")
    data[name] = written.replace(text, masking.mask(found))
    _forget(data, body.name_of(finding))
    return data[name] != written


def _forget(data: QueryDict, finding: str) -> None:
    """What is masked needs no reason any more."""
    numbers = [name[len(FINDING) :] for name in data if name.startswith(FINDING) and data[name] == finding]
    for number in numbers:
        del data[FINDING + number]
        data.pop(REASON + number, None)
